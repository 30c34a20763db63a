"""Times whole processes: start to first paint, to ready, and the handout command; looks into none of them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.figure import Figure, in_turn

ROOT = Path(__file__).resolve().parents[2]
CASE = ROOT / "tests" / "cases" / "typical-early-subacute.json"
LONGEST_S = 60
SCREEN = Path(__file__).with_name("screen.json")

BARE_WINDOW = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, self.tell)

    def tell(self):
        print("painted", time.monotonic_ns(), flush=True)
        QApplication.exit(0)

app = QApplication(sys.argv)
window = Window()
window.resize(1366, 728)
window.show()
raise SystemExit(app.exec())
"""

# The same window that can read a case and does nothing else.
BARE_WITH_CASE = BARE_WINDOW.replace(
    '        QApplication.exit(0)\n',
    """
        import os
        os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
        from counsel.case.parse import parse_case
        parse_case({"format": 1, "severity": {"nihss": 9}})
        print("ready", time.monotonic_ns(), flush=True)
        QApplication.exit(0)
""",
)

ONE_MODEL = """
import os
os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
from pydantic import BaseModel

class Model(BaseModel):
    number: int

Model(number=1)
"""

EMPTY_PAGE = """
import sys
import typst
with open(sys.argv[1], "w") as source:
    source.write("#set page()\\n ")
with open(sys.argv[2], "wb") as made:
    made.write(typst.compile(sys.argv[1]))
"""


def child_environment() -> dict[str, str]:
    """This environment with the screen of a small laptop, and modules compiled once, as on a user's machine."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    if kept.get("QT_QPA_PLATFORM") == "offscreen":
        kept["QT_QPA_PLATFORM"] = f"offscreen:configfile={SCREEN}"
    return kept


def moments(command: list[str]) -> dict[str, float]:
    """Milliseconds from the start of the process to each `<name> <monotonic ns>` that it prints."""
    env = {**child_environment(), "STROKE_COUNSEL_BENCH": "1"}
    began = time.monotonic_ns()
    done = subprocess.run(
        command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, timeout=LONGEST_S, check=True
    )
    told = (line.split() for line in done.stdout.splitlines())
    return {
        words[0]: (int(words[1]) - began) / 1e6 for words in told if len(words) == 2 and words[1].isdigit()
    }


def whole_ms(command: list[str]) -> float:
    """Milliseconds from the start of a process to its end."""
    began = time.monotonic_ns()
    # Its output is read, for its end is seen at once where the pipe closes; without one Python looks for the end
    # ever more seldom, up to every 50 ms.
    subprocess.run(
        command, cwd=ROOT, env=child_environment(), stdout=subprocess.PIPE, timeout=LONGEST_S, check=True
    )
    return (time.monotonic_ns() - began) / 1e6


def window_figures(count: int) -> list[Figure]:
    """First paint and ready, beside a bare QMainWindow of the same size, and such a one that reads a case."""
    painted: list[float] = []
    ready: list[float] = []
    floor: list[float] = []
    read: list[float] = []
    # One start before the count, so that neither pays for a cold disk or for making the content's cache.
    for turn in range(count + 1):
        bare = moments([sys.executable, "-c", BARE_WINDOW])
        reading = moments([sys.executable, "-c", BARE_WITH_CASE])
        ours = moments([sys.executable, "-m", "counsel"])
        if turn:
            floor.append(bare["painted"])
            painted.append(ours["painted"])
            ready.append(ours["ready"])
            read.append(reading["ready"])
    name, reads = "bare QMainWindow to first paint", "bare QMainWindow that reads a case with pydantic"
    return [
        Figure("start to first paint", painted, name, floor, most_times=1.6),
        Figure("start to ready", ready, reads, read, most_times=1.4),
    ]


def handout_figures(count: int, folder: Path) -> list[Figure]:
    """The handout command and the same with pydantic alone, beside a process that makes an empty page."""
    out = str(folder / "handout.pdf")
    program = [sys.executable, "-m", "counsel", "handout", str(CASE), "-o", out]
    empty = [sys.executable, "-c", EMPTY_PAGE, str(folder / "empty.typ"), str(folder / "empty.pdf")]
    model = [sys.executable, "-c", ONE_MODEL + EMPTY_PAGE, *empty[3:]]
    whole_ms(program)
    samples, floor, modelled = in_turn(
        count, lambda: whole_ms(program), lambda: whole_ms(empty), lambda: whole_ms(model)
    )
    name = "Python with an empty Typst page"
    return [
        Figure("handout command", samples, "the same with one pydantic model", modelled),
        # Not the program: how far any process that reads a case with pydantic can come down.
        Figure("empty page and one pydantic model", modelled, name, floor),
    ]
