"""Has the next job made in a worker's thread once the form rests, so that a click finds it made."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from ui.handout.print_job import PrintJob
    from ui.qt.worker import Workers
    from ui.session import Session

QUIET_MS = 300


class PrintAhead(QObject):
    """Follows case, options and settings; what it has made is kept, and dropped, by the job alone."""

    def __init__(self, session: Session, job: PrintJob, workers: Workers) -> None:
        super().__init__(job)
        self._session = session
        self._job = job
        self._workers = workers
        self._is_stopped = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET_MS)
        self._timer.timeout.connect(self._on_quiet)
        session.assessment_changed.connect(self._on_changed)
        job.options_changed.connect(self._on_changed)

    def stop(self) -> None:
        """Makes nothing any more; the window is being closed."""
        self._is_stopped = True
        self._timer.stop()

    def _on_changed(self) -> None:
        if not self._is_stopped:
            self._timer.start()

    def _on_quiet(self) -> None:
        if self._session.is_empty:
            return
        basis = self._job.basis()
        if self._job.made(basis) is None:
            # What cannot be made is told to who asks for it: a click makes it again, and fails likewise.
            self._workers.start(partial(self._job.make, basis))
