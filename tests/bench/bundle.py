"""Times the bundle in dist/ beside the sources, and beside a frozen program of one line; it makes no bundle."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from tests.bench.figure import Figure, in_turn
from tests.bench.start import CASE, ROOT, moments, whole_ms

_ENDING = ".exe" if os.name == "nt" else ""
BUNDLE = ROOT / "dist" / "stroke-counsel" / f"stroke-counsel{_ENDING}"
# Kept beside what the bundle was built with: making it takes half a minute.
_ONE_LINE = ROOT / "build" / "one-line"
NOT_BUILT = "bundle: not built; `python3 run.py build` makes it"


def is_built() -> bool:
    """Whether there is a bundle to be measured, and the tool that made it."""
    return BUNDLE.is_file() and find_spec("PyInstaller") is not None


def frozen_line() -> Path:
    """A frozen program that prints one line, made once."""
    made = _ONE_LINE / "dist" / "one-line" / f"one-line{_ENDING}"
    if not made.is_file():
        _ONE_LINE.mkdir(parents=True, exist_ok=True)
        script = _ONE_LINE / "one_line.py"
        script.write_text('print("one line")\n', encoding="utf-8")
        subprocess.run(
            [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=ERROR", "--name=one-line",
             f"--distpath={_ONE_LINE / 'dist'}", f"--workpath={_ONE_LINE / 'work'}",
             f"--specpath={_ONE_LINE}", str(script)],
            cwd=_ONE_LINE, stdout=subprocess.DEVNULL, check=True,
        )  # fmt: skip
    return made


def bundle_figures(count: int, folder: Path) -> list[Figure]:
    """The handout, the first paint and the version of the bundle; needs `is_built`."""
    out = str(folder / "handout.pdf")
    work = ["handout", str(CASE), "-o", out]
    source, bundle, line = [sys.executable, "-m", "counsel"], [str(BUNDLE)], [str(frozen_line())]
    # One of each before the count, so that none pays for a cold disk or for making the content's copy.
    for command in ([*source, *work], [*bundle, *work], line):
        whole_ms(command)
    made, made_here, painted, painted_here, version, one_line = in_turn(
        count,
        lambda: whole_ms([*bundle, *work]),
        lambda: whole_ms([*source, *work]),
        lambda: moments(bundle)["painted"],
        lambda: moments(source)["painted"],
        lambda: whole_ms([*bundle, "--version"]),
        lambda: whole_ms(line),
    )
    return [
        Figure("bundle: handout command", made, "the sources", made_here, most_times=1.2),
        Figure("bundle: start to first paint", painted, "the sources", painted_here, most_times=1.2),
        Figure("bundle: --version", version, "a frozen program of one line", one_line, most_times=1.5),
    ]
