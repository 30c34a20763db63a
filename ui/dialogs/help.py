"""Which key does what: the shortcuts of the window's own actions, and the keys that the form answers."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.dialogs.page import PageDialog, PagePart
from ui.labels import word

# Keys that no action carries, by the name of their words.
FORM_KEYS = (
    "enter", "tab", "fold", "answer", "none", "undo-answer", "letter", "digit", "find", "kinds",
    "undo-clear", "crash",
)  # fmt: skip


def shortcut_of(action: QAction) -> str:
    """The keys of an action as this system writes them."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def help_dialog(actions: Iterable[QAction], parent: QWidget | None = None) -> PageDialog:
    """Every action that has a shortcut, in the order given, then the keys of the form."""
    lines = [(shortcut_of(one), one.text().rstrip("…")) for one in actions if not one.shortcut().isEmpty()]
    form = [(word(f"key.{name}"), word(f"key.{name}.help")) for name in FORM_KEYS]
    parts = (PagePart(word("help.form"), form), PagePart(word("help.window"), lines))
    return PageDialog(word("help.title"), parts, parent)
