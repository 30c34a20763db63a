"""Times each key press in the window to its repainted result; run as a process of its own, it prints JSON."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from itertools import cycle

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMainWindow, QVBoxLayout, QWidget

from tests.bench.figure import Figure
from tests.bench.start import LONGEST_S, ROOT
from tests.bench.warm import ms
from ui.main_window import MainWindow

FIELD = "severity.nihss"
PRESSES = 500
# A case with an offer: every part of the result is there.
FULL_CASE = ROOT / "tests" / "cases" / "asks-years-later-with-an-offer.json"
# One 60 Hz frame, and three of them.
FRAME_MS, THREE_FRAMES_MS = 16, 50
QUIET_MS = 20
# The form rests, and nobody clicks in the very moment in which the rest is long enough.
QUIET_BEFORE_CLICK_MS, REACTION_MS, CLICKS = 300, 100, 11
# Looking whether it is still the sheet of this case, and no making.
FOUND_MS = 2
# Two digits, then each taken back: every press gives another value.
KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_Backspace, Qt.Key.Key_Backspace)


class Repaints(QObject):
    """Counts the paint passes of a window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.count = 0
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        self.count += event.type() == QEvent.Type.UpdateRequest
        return False


def press_ms(field: QWidget, key: Qt.Key, repaints: Repaints) -> float:
    """Milliseconds from a key press to the end of the last paint pass that it causes.

    Layouts paint in several passes, so the window must have been quiet for QUIET_MS before the last
    one counts; the wait itself does not. What the window puts off for longer is not of the result.
    """
    app = QApplication.instance()
    assert app is not None
    began = time.perf_counter_ns()
    painted_at = quiet_since = 0
    seen = repaints.count
    QTest.keyClick(field, key)
    while not painted_at or time.perf_counter_ns() - quiet_since < QUIET_MS * 1e6:
        app.processEvents()
        if repaints.count > seen:
            seen = repaints.count
            painted_at = quiet_since = time.perf_counter_ns()
        if time.perf_counter_ns() - began > LONGEST_S * 1e9:
            raise TimeoutError("a key press was never painted")
    return (painted_at - began) / 1e6


def bare_window() -> tuple[QMainWindow, QLineEdit]:
    """The least that can answer a key: a line, and a label that repeats it."""
    window, inner, field, echo = QMainWindow(), QWidget(), QLineEdit(), QLabel()
    column = QVBoxLayout(inner)
    column.addWidget(field)
    column.addWidget(echo)
    field.textEdited.connect(echo.setText)
    window.setCentralWidget(inner)
    return window, field


def measured() -> dict[str, list[float]]:
    """All presses of the program and of the bare window, in turn."""
    from counsel.shell import bootstrap
    from ui.app import application, build_window, spare_collections

    app = application(bootstrap.font_files())
    window = build_window()
    bare, bare_field = bare_window()
    for each in (bare, window):
        each.resize(1366, 728)
        each.show()
    window.open_file(FULL_CASE)
    settle(app)
    spare_collections(window)
    found = window.findChild(QWidget, FIELD)
    assert found is not None, f"the window has no field {FIELD}"
    field = found
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_Delete)
    settle(app)
    results: list[object] = []
    window.session.assessment_changed.connect(results.append)
    field_paints, bare_paints = Repaints(window), Repaints(bare)
    samples: list[float] = []
    floor: list[float] = []
    for key, _turn in zip(cycle(KEYS), range(PRESSES), strict=False):
        floor.append(press_ms(bare_field, key, bare_paints))
        samples.append(press_ms(field, key, field_paints))
    assert len(results) == PRESSES, f"{PRESSES} presses gave {len(results)} results"
    waited = clicks(window, app)
    window.session.forget()
    window.close()
    return {"samples": samples, "floor": floor, **waited}


def clicks(window: MainWindow, app: QApplication) -> dict[str, list[float]]:
    """Milliseconds that a click waits for the sheets after quiet, and where none was made ahead."""
    found: list[float] = []
    made: list[float] = []
    for turn in range(CLICKS):
        window.session.set_value("patient.label", f"person {turn}")
        settle(app, (QUIET_BEFORE_CLICK_MS + REACTION_MS) / 1000)
        found.append(ms(window.handouts.job.pdf))
        window.session.set_value("patient.label", f"another {turn}")
        made.append(ms(window.handouts.job.pdf))
    return {"found": found, "made": made}


def settle(app: QApplication, quiet_s: float = 0.5) -> None:
    """Lets the windows build and paint what they still have to."""
    until = time.monotonic() + quiet_s
    while time.monotonic() < until:
        app.processEvents()


def press_figures() -> list[Figure]:
    """The presses of keys, and the clicks on what was made ahead, measured in a process of their own."""
    command = [sys.executable, "-m", "tests.bench.press"]
    done = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, timeout=5 * LONGEST_S, check=True
    )
    told = json.loads(done.stdout.splitlines()[-1])
    return [
        Figure(
            "key press to repaint",
            told["samples"],
            "a bare line and label",
            told["floor"],
            most_median_ms=FRAME_MS,
            most_worst_ms=THREE_FRAMES_MS,
        ),
        Figure(
            "sheet at a click after 300 ms of quiet: found done",
            told["found"],
            "made at the click",
            told["made"],
            most_median_ms=FOUND_MS,
        ),
    ]


if __name__ == "__main__":
    print(json.dumps(measured()))
