"""Runs one function outside the window's thread and brings its result back; it knows no work of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, QThreadPool, Signal

Result = TypeVar("Result")


class _Signals(QObject):
    done = Signal(object)
    failed = Signal(object)


class Worker(QRunnable):
    """One call of `work` in a thread of the pool; `done` or `failed` arrives in the window's thread."""

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__()
        self._work = work
        self.signals = _Signals()
        # The signals object must live until its last signal is delivered, which is after `run` returns.
        self.setAutoDelete(False)

    def run(self) -> None:
        """Called by the pool; an error of the work travels as a value and is told by the receiver."""
        try:
            result = self._work()
        except Exception as error:
            self.signals.failed.emit(error)
        else:
            self.signals.done.emit(result)


class Workers(QObject):
    """Starts work and keeps each worker until it has reported."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._running: set[Worker] = set()
        self._is_closed = False

    def start(
        self,
        work: Callable[[], Result],
        on_done: Callable[[Result], None] | None = None,
        on_failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Runs `work` after what was started before; both callbacks run in the window's thread."""
        if self._is_closed:
            return
        worker = Worker(work)
        self._running.add(worker)
        if on_done is not None:
            worker.signals.done.connect(on_done)
        if on_failed is not None:
            worker.signals.failed.connect(on_failed)
        for signal in (worker.signals.done, worker.signals.failed):
            signal.connect(lambda _result, worker=worker: self._running.discard(worker))
        self._pool.start(worker)

    def close(self) -> None:
        """Takes no more work, drops what has not begun and waits until nothing runs: no thread is left."""
        self._is_closed = True
        self._pool.clear()
        self._pool.waitForDone()
        # What a thread told last is still on its way, and would arrive at a window that is gone.
        QCoreApplication.sendPostedEvents()
        self._running.clear()
