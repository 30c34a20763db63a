"""Prints the table of the program's speed; exit status 1 where a limit is passed. Measures nothing itself."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.bench.figure import Figure, table

Group = Callable[[int, Path], list[Figure]]


# Each imports its own, so that --help does not wait for Qt and Typst.


def _start(count: int, _folder: Path) -> list[Figure]:
    from tests.bench.start import window_figures

    return window_figures(count)


def _stops(count: int, _folder: Path) -> list[Figure]:
    from tests.bench.stops import stop_figures

    return stop_figures(count)


def _press(_count: int, _folder: Path) -> list[Figure]:
    from tests.bench.press import press_figures

    return press_figures()


def _views(_count: int, _folder: Path) -> list[Figure]:
    from tests.bench.views import view_figures

    return view_figures()


def _core(count: int, _folder: Path) -> list[Figure]:
    from counsel.shell import bootstrap
    from tests.bench.warm import core_figures

    return core_figures(bootstrap.start(), 20 * count)


def _sheets(count: int, _folder: Path) -> list[Figure]:
    from tests.bench.printing import pdf_figures

    return pdf_figures(count)


def _handout(count: int, folder: Path) -> list[Figure]:
    from tests.bench.start import handout_figures

    return handout_figures(count, folder)


def _bundle(count: int, folder: Path) -> list[Figure]:
    from tests.bench.bundle import NOT_BUILT, bundle_figures, is_built

    if not is_built():
        print(f"{NOT_BUILT}\n")
        return []
    return bundle_figures(count, folder)


GROUPS: dict[str, Group] = {
    "start": _start,
    "stops": _stops,
    "press": _press,
    "views": _views,
    "core": _core,
    "sheets": _sheets,
    "handout": _handout,
    "bundle": _bundle,
}
MEMORY = "memory"


def main(argv: Sequence[str] | None = None) -> int:
    """Measures and prints all, or the groups that are named; `--count` samples of each, ten at least."""
    parser = argparse.ArgumentParser(prog="run.py bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join([*GROUPS, MEMORY])}")
    parser.add_argument("--count", type=int, default=11, help="samples of each figure (10 or more)")
    options = parser.parse_args(argv)
    if options.count < 10:
        parser.error("--count must be 10 or more")
    names = options.names or [*GROUPS, MEMORY]
    if strange := sorted({*names} - {*GROUPS, MEMORY}):
        parser.error(f"there is no {', '.join(strange)}; there are {', '.join([*GROUPS, MEMORY])}")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        # A crash met while measuring is none that the user has to be told of.
        os.environ["XDG_STATE_HOME"] = folder
        measured = [one for name in names if name in GROUPS for one in GROUPS[name](options.count, Path(folder))]
        keeps = all(one.keeps for one in measured)
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} processors")
    if measured:
        print(f"Milliseconds; program and floor measured in turn.\n\n{table(measured)}")
    if MEMORY in names:
        from tests.bench.views import memory

        weight = memory()
        print(f"\n{weight}")
        keeps = keeps and weight.keeps
    return int(not keeps)


if __name__ == "__main__":
    sys.exit(main())
