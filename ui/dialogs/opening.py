"""Opens settings, help and about when they are asked for, and has changed settings hold at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from ui.labels import word

if TYPE_CHECKING:
    from ui.handout.print_job import PrintJob
    from ui.messages import Messages
    from ui.qt.worker import Workers
    from ui.session import Session


class Dialogs:
    """What is off the ordinary way; each dialog is imported on first use."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        messages: Messages,
        job: PrintJob,
        workers: Workers,
        tell: Callable[[str], None],
    ) -> None:
        self._window = window
        self._session = session
        self._messages = messages
        self._job = job
        self._workers = workers
        self._tell = tell

    def open_settings(self) -> None:
        """Asks for the clinic's settings; they hold for every handout from then on."""
        from ui.dialogs.settings import SettingsDialog

        program = self._session.program
        ask_logo, keep = self._messages.ask_logo_path, self.keep_settings
        dialog = SettingsDialog(program.settings, program.languages, keep, ask_logo, self._window)
        if self._messages.show(dialog):
            self._tell(self._kept())

    def keep_settings(self, values: Mapping[str, object], logo: Path | None) -> None:
        """Writes settings and goes on with them; CounselError leaves the old ones."""
        from ui.look import theme

        program = self._session.program.with_settings(values, logo)
        self._session.use(program)
        self._job.take_settings()
        app = cast(QApplication, QApplication.instance())
        theme.choose(app, program.settings.theme)
        theme.repaint_all(app)
        # The new settings come with a new printer of pages, which is not warm yet.
        self._workers.start(program.warm)

    def _kept(self) -> str:
        """What is told of kept settings: what is wrong with the logo, what waits for the next start."""
        program = self._session.program
        waits = program.settings.language != program.language
        kept = program.letterhead().fault or word("notice.settings")
        told = (kept, word("notice.language") if waits else "")
        return " ".join(filter(None, told))

    def open_help(self, actions: Mapping[str, QAction]) -> None:
        """Shows which key does what."""
        from ui.dialogs.help import help_dialog

        self._messages.show(help_dialog(actions.values(), self._window))

    def open_about(self) -> None:
        """Shows versions, review, licences and the way to report a mistake."""
        from ui.dialogs.about import about_dialog

        self._messages.show(about_dialog(self._session.program.about(), self._window))
