"""Tells at the start of unexpected errors that were met before, until their reports are dismissed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from counsel.shell import bootstrap
from ui.labels import word
from ui.notice import Notice, NoticeAction

if TYPE_CHECKING:
    from counsel.shell.bootstrap import CrashReport

LOOK, DISMISS = "Ctrl+Shift+L", "Ctrl+Shift+D"


class EarlierCrash(Notice):
    """Has a line of its own, so that no other notice takes its place; `show_dialog` shows the reports."""

    def __init__(
        self, reports: Sequence[CrashReport], show_dialog: Callable[[QDialog], bool], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._reports = tuple(reports)
        self._show_dialog = show_dialog
        self.tell(
            word("crash.notice"),
            NoticeAction(word("crash.look"), LOOK, self.look),
            NoticeAction(word("crash.dismiss"), DISMISS, self.dismiss),
        )

    def look(self) -> None:
        """Shows the reports whole; they stay until they are dismissed there or here."""
        from ui.dialogs.crash import crash_dialog

        words = "\n\n".join(map(bootstrap.crash_in_words, self._reports))
        if self._show_dialog(crash_dialog(words, self.window())):
            self.dismiss()

    def dismiss(self) -> None:
        """Removes the reports and goes."""
        for report in self._reports:
            bootstrap.dismiss_crash(report)
        self.hide()
