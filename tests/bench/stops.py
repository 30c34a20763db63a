"""Looks for the longest stop of the window after its first result; a process of its own, it prints JSON."""

from __future__ import annotations

import json
import subprocess
import sys
import time

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from tests.bench.figure import Figure, in_turn
from tests.bench.start import LONGEST_S, ROOT, child_environment

# One 60 Hz frame.
FRAME_MS = 16
# Long enough for all that the window puts off until after its first result.
WATCHED_MS = 1500


class Watch(QObject):
    """Notes the longest time between two turns of the event loop, by the clock and by the processor."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.longest_ms = self.longest_busy_ms = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(1)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_turn)

    def start(self) -> None:
        """From now on, for WATCHED_MS; then the program ends."""
        self._seen, self._busy = time.monotonic_ns(), time.thread_time_ns()
        self._timer.start()
        # Not quit(), which asks whether to save what was typed.
        QTimer.singleShot(WATCHED_MS, lambda: QApplication.exit(0))

    def _on_turn(self) -> None:
        seen, busy = time.monotonic_ns(), time.thread_time_ns()
        self.longest_ms = max(self.longest_ms, (seen - self._seen) / 1e6)
        self.longest_busy_ms = max(self.longest_busy_ms, (busy - self._busy) / 1e6)
        self._seen, self._busy = seen, busy


def measured(bare: bool) -> dict[str, float]:
    """The longest stop of the program from its first result on, or of a bare window from its first paint on."""
    from counsel.shell import bootstrap
    from ui import app as program

    crashes = bootstrap.watch_for_crashes()
    app = program.application(bootstrap.font_files())
    watch = Watch(app)
    if bare:
        empty = QMainWindow()
        QTimer.singleShot(100, watch.start)
        empty.show()
        app.exec()
    else:
        window = program.empty_window(bootstrap.window_words())
        window.painted.connect(lambda: program._go_on(window, (), crashes))
        window.attached.connect(lambda: program._type(window))
        window.result_painted.connect(watch.start)
        window.show()
        app.exec()
        window.close_workers()
    return {"longest_ms": watch.longest_ms, "longest_busy_ms": watch.longest_busy_ms}


def _told(name: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.stops", name],
        cwd=ROOT, env=child_environment(), stdout=subprocess.PIPE, text=True, timeout=LONGEST_S, check=True,
    )  # fmt: skip
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def stop_figures(count: int) -> list[Figure]:
    """The longest stop in each of `count` starts, by the processor's time and by the clock."""
    whole, bare = in_turn(count, lambda: _told("program"), lambda: _told("bare"))
    name = "a bare window that does nothing"
    busy, longest = "longest_busy_ms", "longest_ms"
    return [
        Figure(
            "longest stop after the first result",
            [one[busy] for one in whole],
            name,
            [one[busy] for one in bare],
            most_median_ms=FRAME_MS,
        ),
        # On a machine that does other work beside, the clock sees that work too.
        Figure("the same by the clock", [one[longest] for one in whole], name, [one[longest] for one in bare]),
    ]


if __name__ == "__main__":
    print(json.dumps(measured(sys.argv[1:] == ["bare"])))
