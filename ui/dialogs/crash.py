"""The whole report of an unexpected error, to read and copy before anyone passes it on; it sends none."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from ui.dialogs.page import PageDialog, PagePart
from ui.labels import word


def crash_dialog(reports: str, parent: QWidget | None = None) -> PageDialog:
    """What was written down, with a button that copies it; accepted where the report is done with."""
    parts = (PagePart("", (), (word("crash.about"),)), PagePart("", (), (reports,)))
    dialog = PageDialog(word("crash.title"), parts, parent)
    copy = dialog.buttons.addButton(word("crash.copy"), QDialogButtonBox.ButtonRole.ActionRole)
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(reports))
    dialog.buttons.addButton(word("crash.dismiss"), QDialogButtonBox.ButtonRole.AcceptRole)
    dialog.buttons.accepted.connect(dialog.accept)
    return dialog
