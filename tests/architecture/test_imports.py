"""The arrows of the design hold in every import; each is proved by a breach put there on purpose."""

from pathlib import Path

import pytest

from tests.architecture.arrows import violations

ROOT = Path(__file__).resolve().parents[2]


def test_every_import_follows_the_arrows() -> None:
    assert not list(violations(ROOT))


def tree(root: Path, files: dict[str, str]) -> Path:
    shell = {"counsel/shell/__init__.py": "", "counsel/shell/bootstrap.py": "", "counsel/shell/machine/__init__.py": "", "counsel/shell/machine/paths.py": ""}
    for name, text in {
        "rules/__init__.py": "",
        "counsel/__init__.py": "",
        "ui/__init__.py": "",
        **shell,
        **files,
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        ("rules/engine.py", "import counsel", "1: imports counsel"),
        ("rules/engine.py", "from ui import app", "1: imports ui"),
        ("rules/engine.py", "import PySide6.QtCore", "1: imports PySide6.QtCore"),
        ("rules/engine.py", "import yaml", "1: imports yaml"),
        ("rules/engine.py", "import time", "1: imports time"),
        ("rules/engine.py", "from datetime import date\nx = date.today()", "2: calls today()"),
        ("rules/prove.py", "import z3", "1: imports z3 before it is asked for"),
        ("counsel/assess/assess.py", "\nimport yaml", "2: imports yaml"),
        ("counsel/assess/assess.py", "from counsel.shell.machine import paths", "1: imports counsel.shell.machine.paths"),
        ("counsel/assess/assess.py", "from ..shell.machine.paths import x", "1: imports counsel.shell.machine.paths"),
        ("counsel/assess/assess.py", "from .. import shell", "1: imports counsel.shell"),
        ("counsel/assess/assess.py", "def f():\n    import typst", "2: imports typst"),
        ("counsel/assess/assess.py", "from PySide6 import QtCore", "1: imports PySide6"),
        ("counsel/assess/assess.py", "open('x')", "1: calls open()"),
        ("counsel/assess/assess.py", "def f(p): return p.read_text()", "1: calls read_text()"),
        ("counsel/assess/assess.py", "import datetime as d\nd.datetime.now()", "2: calls now()"),
        ("counsel/shell/content/load.py", "import typst", "1: imports typst"),
        ("counsel/shell/content/load.py", "import jinja2", "1: imports jinja2"),
        ("counsel/shell/printing/pdf.py", "import jinja2", "1: imports jinja2"),
        ("counsel/shell/content/load.py", "import ui", "1: imports ui"),
        ("counsel/shell/content/load.py", "from PySide6.QtGui import QImage", "1: imports PySide6.QtGui"),
        ("counsel/cli.py", "def f():\n    import ui.app", "2: imports ui.app"),
        ("counsel/__main__.py", "import ui.app", "1: imports ui.app before it is asked for"),
        ("counsel/__main__.py", "def f():\n    import ui.session", "2: imports ui.session"),
        ("ui/session.py", "import rules", "1: imports rules"),
        ("ui/session.py", "from rules.values import Flag", "1: imports rules.values"),
        ("ui/session.py", "import typst", "1: imports typst"),
        ("ui/form/field.py", "import yaml", "1: imports yaml"),
        ("ui/session.py", "from counsel.shell.machine.paths import x", "1: imports counsel.shell.machine.paths"),
        ("ui/session.py", "from counsel.shell.machine import paths", "1: imports counsel.shell.machine.paths"),
    ],
)
def test_a_breach_is_found_with_file_and_line(tmp_path: Path, file: str, text: str, fault: str) -> None:
    assert list(violations(tree(tmp_path, {file: text}))) == [f"{file}:{fault}"]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("rules/schema.py", "from datetime import date\nimport pydantic\nfrom . import values\nimport math"),
        ("rules/prove.py", "def prove():\n    import z3"),
        ("counsel/facts/case_facts.py", "from rules.values import Flag\nfrom counsel.case.parse import Case"),
        ("counsel/shell/printing/pdf.py", "import typst\nfrom counsel.sheets.handout import Block"),
        ("counsel/shell/printing/html.py", "import jinja2"),
        ("counsel/shell/content/load.py", "import yaml, platformdirs\nopen('x')"),
        ("counsel/__main__.py", "from counsel.shell import bootstrap\ndef main():\n    from ui.app import main"),
        ("ui/app.py", "from counsel.shell import bootstrap\nfrom PySide6.QtWidgets import QApplication"),
        ("ui/app.py", "from counsel.shell.bootstrap import build\nfrom .session import Session"),
    ],
)
def test_what_the_design_allows_is_let_through(tmp_path: Path, file: str, text: str) -> None:
    assert not list(violations(tree(tmp_path, {file: text})))
