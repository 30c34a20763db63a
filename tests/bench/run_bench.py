"""Prints the table of the program's speed; exit status 1 where a limit is passed. Measures nothing itself."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bench.figure import Figure, table


def figures(count: int, folder: Path) -> list[Figure]:
    """Every figure, each the median of `count` or more samples."""
    # Imported here, so that --help does not wait for Qt and Typst.
    from counsel.shell import bootstrap
    from tests.bench.press import press_figures
    from tests.bench.printing import pdf_figures
    from tests.bench.start import handout_figures, window_figures
    from tests.bench.views import view_figures
    from tests.bench.warm import core_figures

    program = bootstrap.start()
    return [
        *window_figures(count),
        *press_figures(),
        *view_figures(),
        *core_figures(program, 20 * count),
        *pdf_figures(count),
        *handout_figures(count, folder),
    ]


def main(argv: Sequence[str] | None = None) -> int:
    """Measures and prints; `--count` samples of each figure, ten at least."""
    parser = argparse.ArgumentParser(prog="run.py bench", description=__doc__)
    parser.add_argument("--count", type=int, default=11, help="samples of each figure (10 or more)")
    count = parser.parse_args(argv).count
    if count < 10:
        parser.error("--count must be 10 or more")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from tests.bench.views import memory

    with tempfile.TemporaryDirectory() as folder:
        # A crash met while measuring is none that the user has to be told of.
        os.environ["XDG_STATE_HOME"] = folder
        measured = figures(count, Path(folder))
        weight = memory()
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} processors")
    print("Milliseconds; program and floor measured in turn.\n")
    print(table(measured))
    print(f"\n{weight}")
    return int(not (all(one.keeps for one in measured) and weight.keeps))


if __name__ == "__main__":
    sys.exit(main())
