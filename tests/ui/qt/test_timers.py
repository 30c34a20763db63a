"""No property is set in a constructor whose name Qt's binding would spell by the locale.

PySide makes `setInterval` of `interval` with the upper case of the system's language, and in Turkish that of
`i` is another letter: the program would not start there.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import ui

TURNED = "i"


def breaches(text: str, name: str = "sample.py") -> Iterator[str]:
    """Each keyword of a Qt constructor that Turkish would turn into another name, as `file:line: what`."""
    tree = ast.parse(text)
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    ours = [node for node in imports if (node.module or "").startswith("PySide6")]
    classes = {alias.asname or alias.name for node in ours for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in classes:
            turned = [key.arg for key in node.keywords if key.arg and key.arg.startswith(TURNED)]
            yield from (f"{name}:{node.lineno}: {one}=" for one in turned)


def test_no_constructor_is_given_such_a_property():
    root = Path(ui.__file__).parent
    files = sorted(root.rglob("*.py"))
    assert not [one for file in files for one in breaches(file.read_text(encoding="utf-8"), file.name)]


def test_a_breach_is_found():
    text = "from PySide6.QtCore import QTimer\nQTimer(singleShot=True, interval=3)\n"
    assert list(breaches(text)) == ["sample.py:2: interval="]
