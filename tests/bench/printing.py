"""Times the printing, each kind of page in a process of its own, all in turn."""

from __future__ import annotations

import subprocess
import sys
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from tests.bench.figure import Figure, in_turn
from tests.bench.start import LONGEST_S, ROOT, child_environment

# How much longer than its own words a sheet may take, and how long at most.
MOST_TIMES, SHEET_MS = 2, 10


class Apart:
    """One measure in its own process; each call is one sample in milliseconds."""

    def __init__(self, name: str) -> None:
        command = [sys.executable, "-m", "tests.bench.pages", name]
        self._child = subprocess.Popen(
            command, cwd=ROOT, env=child_environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __call__(self) -> float:
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        print(file=self._child.stdin, flush=True)
        return float(self._child.stdout.readline())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._child.stdin is not None
        self._child.stdin.close()
        self._child.wait(LONGEST_S)


def pdf_figures(count: int) -> list[Figure]:
    """The standard sheet and the whole set beside their own words, each of another person every time."""
    names = (
        "sheet", "sheet again", "sheet's words", "sheet's words, remembered", "set", "set again", "set's words",
    )  # fmt: skip
    with ExitStack() as stack:
        measures = [stack.enter_context(Apart(name)) for name in names]
        # The first answers wait for the others to be ready.
        in_turn(1, *measures)
        made = dict(zip(names, in_turn(count, *measures), strict=True))
    sheet, words, plain = made["sheet"], made["sheet's words"], "the same words as plain paragraphs"
    return [
        Figure(
            "standard sheet of another person, warm",
            sheet,
            plain,
            words,
            most_times=MOST_TIMES,
            most_median_ms=SHEET_MS,
        ),
        # Not the program: how far it can come down where nothing has to be set any more.
        Figure("the same again: the file alone", made["sheet again"], plain, words),
        Figure("the same, beside its new words alone", sheet, "those paragraphs, old ones remembered", made["sheet's words, remembered"]),
        Figure("all kinds as one job, warm", made["set"], plain, made["set's words"]),
        Figure("the same again: the file alone", made["set again"], plain, made["set's words"]),
    ]
