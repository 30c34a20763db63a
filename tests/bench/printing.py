"""Times the printing, each kind of page in a process of its own, all in turn."""

from __future__ import annotations

import subprocess
import sys
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from tests.bench.figure import Figure, in_turn
from tests.bench.start import LONGEST_S, ROOT, child_environment


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
    """The standard sheet and the whole set beside an empty Typst page, each of another person every time."""
    names = ("empty", "sheet", "sheet again", "sheet's words", "set", "set again", "set's words")
    with ExitStack() as stack:
        measures = [stack.enter_context(Apart(name)) for name in names]
        # The first answers wait for the others to be ready.
        in_turn(1, *measures)
        floor, sheet, sheet_again, sheet_words, whole, whole_again, whole_words = in_turn(count, *measures)
    name = "an empty Typst page"
    return [
        Figure("handout PDF, warm", sheet, name, floor, most_times=3),
        # Not the program: how far any page with these words can come down to an empty one.
        Figure("the same again: the file alone", sheet_again, name, floor),
        Figure("its words without layout", sheet_words, name, floor),
        Figure("all seven kinds as one job, warm", whole, name, floor, most_times=10),
        Figure("the same again: the file alone", whole_again, name, floor),
        Figure("their words without layout", whole_words, name, floor),
    ]
