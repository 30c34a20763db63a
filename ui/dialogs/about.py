"""What the program is, its versions, and how to report a mistake; all words are the program's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.dialogs.page import PageDialog, PagePart
from ui.labels import word

if TYPE_CHECKING:
    from counsel.shell.bootstrap import About


def about_dialog(about: About, parent: QWidget | None = None) -> PageDialog:
    """Purpose first, then versions and review, then licences and the way to report a mistake."""
    purpose, *rest = about.paragraphs
    parts = (PagePart(word("title"), (), (purpose,)), PagePart("", about.lines), PagePart("", (), rest))
    return PageDialog(word("action.about"), parts, parent)
