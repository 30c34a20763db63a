"""The ways a handout leaves the program: looked at, saved as PDF or HTML, printed; it makes none itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from counsel.errors import CounselError
from ui.handout.print_ahead import PrintAhead
from ui.handout.print_job import PrintJob
from ui.labels import word

if TYPE_CHECKING:
    from ui.handout.preview import Preview
    from ui.messages import Messages
    from ui.qt.worker import Workers
    from ui.session import Session

HTML = (".html", ".htm")


class HandoutActions(QObject):
    """Works on the same bytes in all ways; `toggled` tells whether the preview is shown now."""

    toggled = Signal(bool)

    def __init__(
        self,
        session: Session,
        messages: Messages,
        workers: Workers,
        place: QStackedWidget,
        tell: Callable[[str], None],
    ) -> None:
        """The preview comes behind the first page of `place`, the result; `tell` shows a notice."""
        super().__init__(place)
        self.job = PrintJob(session, self)
        self._ahead = PrintAhead(session, self.job, workers)
        self.preview: Preview | None = None
        self._session = session
        self._messages = messages
        self._workers = workers
        self._place = place
        self._tell = tell
        self.job.left_out.connect(tell)
        session.case_replaced.connect(self._on_case_replaced)

    @property
    def is_shown(self) -> bool:
        """Whether the preview stands in the place of the result."""
        return self.preview is not None and self._place.currentWidget() is self.preview

    def toggle(self) -> None:
        """Puts the preview in the place of the result, or the result back."""
        preview = self._opened()
        wanted = not self.is_shown
        self._place.setCurrentIndex(self._place.indexOf(preview) if wanted else 0)
        if wanted:
            preview.refresh()
        self.toggled.emit(wanted)

    def follow(self) -> None:
        """Has the preview follow a changed case once typing rests."""
        if self.preview is not None:
            self.preview.refresh_soon()

    def save(self) -> None:
        """Saves what is previewed: as HTML where the name says so, otherwise as PDF."""
        if (path := self._messages.ask_pdf_path(self._window)) is None:
            return
        try:
            made = self.job.html() if path.suffix.lower() in HTML else self.job.pdf()
            self._session.program.save_bytes(path, made)
        except (CounselError, OSError) as error:
            self._messages.tell(self._window, error)
        else:
            self._tell(word("notice.saved", name=path.name))

    def print(self) -> None:
        """Prints what is previewed."""
        # QtPdf and QtPrintSupport are imported with the first print: the start does not wait for them.
        from ui.handout.printing import print_handout

        try:
            printed = print_handout(self.job.pdf(), self._window, self._messages.ask_printer)
        except CounselError as error:
            self._messages.tell(self._window, error)
        else:
            if printed:
                self._tell(word("notice.printed"))

    def close(self) -> None:
        """Makes no more sheets, and keeps none."""
        self._ahead.stop()
        self.job.forget()

    def _on_case_replaced(self) -> None:
        # A preview that is shown gets the pages of the new case; a hidden one would keep those of the old.
        if self.preview is not None and not self.is_shown:
            self.preview.forget()

    @property
    def _window(self) -> QWidget:
        return self._place.window()

    def _opened(self) -> Preview:
        if self.preview is None:
            from ui.handout.preview import Preview

            self.preview = Preview(self.job, self._workers)
            self.preview.closed.connect(self.toggle)
            self.preview.failed.connect(lambda error: self._messages.tell(self._window, error))
            self._place.addWidget(self.preview)
        return self.preview
