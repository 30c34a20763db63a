"""Times our sheet beside WeasyPrint and Qt printing the same content; the program needs none of them."""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

from counsel.case.parse import Case
from counsel.sheets.print_order import PrintOrder
from tests.bench.figure import in_turn
from tests.bench.patients import patients
from tests.bench.start import ROOT, child_environment

# How many times longer WeasyPrint is meant to take, in a running process and in a new one.
GOAL = 10
OURS, WEASYPRINT, QT = "stroke-counsel (Typst, tagged)", "WeasyPrint", "Qt QTextDocument"
LONGEST_S = 120
_FRESH = {
    OURS: """
import sys, json
from datetime import date
from pathlib import Path
from counsel.shell.printing.pdf import Printer
day, data = json.loads(Path(sys.argv[1]).read_text())
made = Printer(Path(sys.argv[3])).printed("sheet.typ", data, date.fromisoformat(day))
Path(sys.argv[2]).write_bytes(made)
""",
    WEASYPRINT: """
import sys
from weasyprint import HTML
HTML(filename=sys.argv[1]).write_pdf(sys.argv[2])
""",
    QT: """
import sys
from pathlib import Path
from tests.bench.run_pdf import qt_pdf
qt_pdf(Path(sys.argv[1]).read_text(encoding="utf-8"), sys.argv[2])
""",
}


def qt_pdf(html: str, out: str) -> None:
    """The HTML copy printed by Qt, which keeps no tags."""
    from PySide6.QtGui import QGuiApplication, QPageSize, QPdfWriter, QTextDocument

    app = QGuiApplication.instance() or QGuiApplication(["bench"])
    writer = QPdfWriter(out)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    document = QTextDocument()
    document.setHtml(html)
    document.print_(writer)
    del writer, app


def contents(people: Iterator[Case]) -> tuple[Any, Any, Any]:
    """The program, the next person's case and its assessment."""
    from tests.bench.run_pdf import started

    case = next(people)
    return started(), case, started().assess(case)


def started() -> Any:
    """The program, started once."""
    from counsel.shell import bootstrap

    if not hasattr(started, "program"):
        started.program = bootstrap.start()  # type: ignore[attr-defined]
    return started.program  # type: ignore[attr-defined]


def warm(count: int, folder: Path) -> dict[str, list[float]]:
    """Milliseconds of each printer in one process that is already running; the content is made before."""
    from weasyprint import HTML

    def measure(make: Callable[[Any, Any, Any], Callable[[], object]]) -> Callable[[], float]:
        people = patients()

        def took() -> float:
            work = make(*contents(people))
            began = time.perf_counter_ns()
            work()
            return (time.perf_counter_ns() - began) / 1e6

        return took

    def html(program: Any, case: Any, assessment: Any) -> str:
        return str(program.html(PrintOrder(case, assessment)))

    def typst(program: Any, case: Any, assessment: Any) -> Callable[[], object]:
        return lambda: program.pdf(PrintOrder(case, assessment))

    def weasyprint(*made: Any) -> Callable[[], object]:
        text = html(*made)
        return lambda: HTML(string=text).write_pdf()

    def qt(*made: Any) -> Callable[[], object]:
        text = html(*made)
        return lambda: qt_pdf(text, str(folder / "qt.pdf"))

    measures = [measure(typst), measure(weasyprint), measure(qt)]
    in_turn(2, *measures)
    return dict(zip((OURS, WEASYPRINT, QT), in_turn(count, *measures), strict=True))


def fresh(count: int, folder: Path) -> dict[str, list[float]]:
    """Milliseconds of a new process for each printing, from the finished content to the file."""
    from counsel.shell.printing.pdf import Print, job_data

    program, case, assessment = contents(patients())
    day = assessment.assessed_on
    job = job_data([Print(program.sheet(case, assessment))], day, "a4")
    (folder / "sheet.json").write_text(json.dumps([day.isoformat(), job]), encoding="utf-8")
    (folder / "sheet.html").write_text(program.html(PrintOrder(case, assessment)), encoding="utf-8")

    def measure(name: str) -> Callable[[], float]:
        given = folder / ("sheet.json" if name == OURS else "sheet.html")
        command = [sys.executable, "-c", _FRESH[name], str(given), str(folder / "out.pdf"), str(program.resources)]

        def took() -> float:
            began = time.perf_counter_ns()
            subprocess.run(command, cwd=ROOT, env=child_environment(), timeout=LONGEST_S, check=True, capture_output=True)
            return (time.perf_counter_ns() - began) / 1e6

        return took

    measures = [measure(name) for name in _FRESH]
    in_turn(1, *measures)
    return dict(zip(_FRESH, in_turn(count, *measures), strict=True))


def lines(title: str, measured: dict[str, list[float]]) -> str:
    """The medians, and how many times ours each is."""
    told = [f"{title:<34}{'median ms':>10}{'x ours':>8}"]
    for name, took in measured.items():
        told.append(f"  {name:<32}{median(took):>10.1f}{median(took) / median(measured[OURS]):>8.1f}")
    return "\n".join(told)


def main(argv: Sequence[str] | None = None) -> int:
    """Measures and prints; status 1 when the goal is missed, 2 where WeasyPrint is not installed."""
    parser = argparse.ArgumentParser(prog="run.py bench pdf", description=__doc__)
    parser.add_argument("--count", type=int, default=10, help="rounds (10)")
    count = parser.parse_args(argv).count
    if importlib.util.find_spec("weasyprint") is None:
        print("weasyprint is not installed here; start this by: python3 run.py bench pdf", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as place:
        os.environ["XDG_STATE_HOME"] = os.environ["XDG_CACHE_HOME"] = place
        running = warm(count, Path(place))
        new = fresh(max(3, count // 3), Path(place))
    kept = all(median(took[WEASYPRINT]) >= GOAL * median(took[OURS]) for took in (running, new))
    print(f"The standard sheet, A4, 14 pt, beside its HTML copy. WeasyPrint {version('weasyprint')}, n = {count}")
    print(lines("in a running process", running))
    print(lines("in a new process", new))
    print(f"Goal: WeasyPrint takes {GOAL} times ours or more in both: {'kept' if kept else 'MISSED'}.")
    print("Only ours and WeasyPrint can write tags; Qt's writer knows no structure.")
    return int(not kept)


if __name__ == "__main__":
    raise SystemExit(main())
