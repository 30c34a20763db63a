"""The rooms of the house: who may import whom, no circle among modules or rooms, each module alone.

Each rule is proved by a breach put there on purpose.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from tests.architecture.arrows import module_names
from tests.architecture.rooms import ALLOWED, arrows, circle_in, misplaced, room_of

ROOT = Path(__file__).resolve().parents[2]


def test_each_room_imports_only_the_rooms_that_it_may() -> None:
    assert not list(misplaced(ROOT))


def test_a_room_may_import_only_rooms_that_stand_above_it_in_the_table() -> None:
    """So that the table itself can hold no circle."""
    above: set[str] = set()
    for room, may in ALLOWED.items():
        assert may <= above, f"{room} may import {may - above}, which stand below it"
        above.add(room)


def graph_of(root: Path, *, by_room: bool) -> dict[str, set[str]]:
    graph: dict[str, set[str]] = defaultdict(set)
    for importer, imported, _ in arrows(root):
        ends = (room_of(importer), room_of(imported)) if by_room else (importer, imported)
        if ends[0] != ends[1]:
            graph[ends[0]].add(ends[1])
    return graph


@pytest.mark.parametrize("by_room", [False, True])
def test_no_modules_and_no_rooms_import_each_other_in_a_circle(by_room: bool) -> None:
    assert circle_in(graph_of(ROOT, by_room=by_room)) == ()


def tree(root: Path, files: dict[str, str]) -> Path:
    """A small house; a folder without a module of its own name gets an empty one."""
    for name, text in files.items():
        path = root / name
        for folder in path.relative_to(root).parents:
            if folder != Path():
                (root / folder).mkdir(parents=True, exist_ok=True)
                (root / folder / "__init__.py").touch()
        path.write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        ("counsel/wording/x.py", "from counsel.case import y", "counsel.wording may not import counsel.case"),
        ("counsel/sheets/x.py", "def f():\n    import counsel.physician.y", "counsel.sheets may not import counsel.physician"),
        ("counsel/physician/x.py", "from counsel.sheets import y", "counsel.physician may not import counsel.sheets"),
        ("counsel/assess/x.py", "from counsel.shell.machine import y", "counsel.assess may not import counsel.shell.machine"),
        ("rules/x.py", "from counsel.wording import y", "rules may not import counsel.wording"),
        ("ui/form/x.py", "from ui.handout import y", "ui.form may not import ui.handout"),
        ("ui/result/x.py", "from counsel.assess import y", "ui.result may not import counsel.assess"),
    ],
)  # fmt: skip
def test_an_arrow_that_is_not_allowed_is_named_with_its_place(
    tmp_path: Path, file: str, text: str, fault: str
) -> None:
    imported = fault.rpartition(" ")[2].replace(".", "/")
    root = tree(tmp_path, {file: text, f"{imported}/y.py": ""})
    assert list(misplaced(root)) == [f"{file}:{len(text.splitlines())}: {fault}"]


def test_what_only_the_type_checker_imports_is_no_arrow(tmp_path: Path) -> None:
    text = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from counsel.sheets import y"
    root = tree(tmp_path, {"counsel/physician/x.py": text, "counsel/sheets/y.py": ""})
    assert not list(misplaced(root))


def test_a_circle_is_found_even_through_an_import_inside_a_function(tmp_path: Path) -> None:
    files = {
        "counsel/case/a.py": "from counsel.case import b",
        "counsel/case/b.py": "def f():\n    from counsel.case import c",
        "counsel/case/c.py": "from counsel.case.a import x",
    }
    found = circle_in(graph_of(tree(tmp_path, files), by_room=False))
    assert found == ("counsel.case.a", "counsel.case.b", "counsel.case.c")


# What starts the program when it is imported; both hold nothing but that start.
STARTS = frozenset({"counsel.__main__", "ui.__main__"})


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a module alone is a process of its own, made by fork")
def test_each_module_can_be_imported_alone() -> None:
    """In a process of its own each, in which the libraries are there and nothing of ours."""
    code = f"""if True:
        import importlib, os
        import PySide6.QtWidgets, PySide6.QtPdf, pydantic, typst, jinja2, yaml
        for name in {sorted(module_names(ROOT) - STARTS)!r}:
            child = os.fork()
            if not child:
                try:
                    importlib.import_module(name)
                    os._exit(0)
                except BaseException as fault:
                    print(name, type(fault).__name__, fault, flush=True)
                    os._exit(1)
            os.waitpid(child, 0)
    """
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=200
    )
    assert told.stdout == ""
