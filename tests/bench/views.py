"""Times the opening of studies and patient view and weighs the program; a process of its own, prints JSON."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.bench.figure import Figure
from tests.bench.press import settle
from tests.bench.start import CASE, LONGEST_S, ROOT

ROUNDS = 11
STUDIES_MS, PATIENT_MS, MEMORY_MB = 100, 150, 220
KB_PER_MB = 1024


@dataclass(frozen=True)
class Memory:
    """The most memory that the program held, in MB, with every view opened."""

    used_mb: float

    @property
    def keeps(self) -> bool:
        """Whether it is within its limit."""
        return self.used_mb < MEMORY_MB

    def __str__(self) -> str:
        kept = "kept" if self.keeps else "OVER"
        return f"memory with every view opened: {self.used_mb:.0f} MB, limit {MEMORY_MB} MB, {kept}"


def bare_page() -> QWidget:
    """The least that a view can be: a window with one label."""
    page = QLabel("x")
    page.resize(1366, 728)
    page.show()
    return page


def measured() -> dict[str, list[float] | float]:
    """Openings of both views, new ones each time but for the first imports, beside a bare page."""
    from counsel.shell import bootstrap
    from ui.app import application, build_window, spare_collections
    from ui.evidence.view import StudiesView
    from ui.patient_view.view import PatientView

    app = application(bootstrap.font_files())
    window = build_window()
    window.resize(1366, 728)
    window.show()
    window.open_file(CASE)
    settle(app)
    spare_collections(window)
    session = window.session

    def studies() -> QWidget:
        view = StudiesView(session.program)
        view.resize(1366, 678)
        view.show_assessment(session.assessment)
        view.show()
        return view

    def patient() -> QWidget:
        view = PatientView()
        view.resize(1366, 768)
        view.show_pages(session.program.patient_pages(session.case, session.assessment))
        view.show()
        return view

    found: dict[str, list[float] | float] = {
        name: [_opening_ms(app, opener) for _ in range(ROUNDS)]
        for name, opener in (("studies", studies), ("patient", patient), ("floor", bare_page))
    }
    for name in ("studies", "talk", "trace", "patient"):
        window.actions_by_name[name].trigger()
        settle(app, 0.1)
    window.handouts.job.pdf()
    session.forget()
    found["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KB_PER_MB
    window.workers.close()
    return found


def _opening_ms(app: QApplication, opener: Callable[[], QWidget]) -> float:
    """Milliseconds from the wish to the painted view, which is then closed."""
    begin = time.perf_counter_ns()
    view = opener()
    view.repaint()
    took = (time.perf_counter_ns() - begin) / 1e6
    view.hide()
    view.deleteLater()
    app.processEvents()
    return took


@cache
def _told() -> dict[str, list[float] | float]:
    command = [sys.executable, "-m", "tests.bench.views"]
    done = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, timeout=5 * LONGEST_S, check=True
    )
    told: dict[str, list[float] | float] = json.loads(done.stdout.splitlines()[-1])
    return told


def view_figures() -> list[Figure]:
    """Both openings."""
    told = _told()
    floor = told["floor"]
    assert isinstance(floor, list)
    return [
        Figure(name, _list(told[key]), "a bare page", floor, most_median_ms=limit)
        for name, key, limit in (
            ("opening the table of studies", "studies", STUDIES_MS),
            ("opening the patient view", "patient", PATIENT_MS),
        )
    ]


def memory() -> Memory:
    """What the program weighed in the same process."""
    used = _told()["memory_mb"]
    assert isinstance(used, float)
    return Memory(used)


def _list(value: list[float] | float) -> list[float]:
    assert isinstance(value, list)
    return value


if __name__ == "__main__":
    print(json.dumps(measured()))
