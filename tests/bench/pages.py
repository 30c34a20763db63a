"""Makes one kind of page over and over, in a process of its own that others cannot disturb; prints milliseconds.

Started with the name of a kind, it makes one page for each line that it reads. Before the first it makes those
of several persons, one for each phase: warm is a program that has been in use.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

from counsel.sheets.kinds import KINDS
from tests.bench.patients import patients, patients_with_everything
from tests.bench.warm import ms

# The page asks for its input: otherwise the compiler answers from its memory.
_EMPTY = "#let _ = sys.inputs.turn\n#set page()\n "
_WORDS = """#set page()
#for (size, lines) in json(bytes(sys.inputs.words)) {
  set text(size: size * 1pt)
  for line in lines { par(line) }
  pagebreak(weak: true)
}"""


WARMING = 8


def _compiler(source: str) -> Callable[..., object]:
    import typst

    made: Any = typst.Compiler(ignore_system_fonts=True)
    return partial(made.compile, input=source.encode(), format="pdf")


def empty() -> Callable[[], float]:
    """An empty page: the floor of all others."""
    compiled, turns = _compiler(_EMPTY), itertools.count()

    def made() -> float:
        turn = str(next(turns))
        return ms(lambda: compiled(sys_inputs={"turn": turn}))

    return made


class _Sheets:
    """Sheets of some kinds, of another person each time."""

    def __init__(self, kinds: tuple[str, ...]) -> None:
        from counsel.shell import bootstrap

        self._program = bootstrap.start()
        self._people = patients() if kinds == ("standard",) else patients_with_everything()
        self._kinds = kinds

    def _next(self) -> tuple[Any, Any]:
        case = next(self._people)
        assessment = self._program.assess(case)
        # The window has found them by the time that anybody prints.
        self._program.assessor.missing(assessment)
        return case, assessment

    def made(self) -> float:
        """Of the program, from the assessment to the file."""
        case, assessment = self._next()
        return ms(lambda: self._program.handouts_pdf(case, assessment, self._kinds))

    def again(self) -> float:
        """The same a second time: all has been set before, and only the file is written."""
        case, assessment = self._next()
        self._program.handouts_pdf(case, assessment, self._kinds)
        return ms(lambda: self._program.handouts_pdf(case, assessment, self._kinds))

    def words(self) -> Callable[[], float]:
        """Their sentences alone, each a line in the kind's own size."""
        compiled = _compiler(_WORDS)

        def made() -> float:
            case, assessment = self._next()
            sheets = [(kind, self._program.handout(case, assessment, kind)) for kind in self._kinds]
            words = [
                (KINDS[kind].sizes[0], [one.text for part in sheet.sections for one in part.sentences])
                for kind, sheet in sheets
            ]
            return ms(lambda: compiled(sys_inputs={"words": json.dumps(words)}))

        return made


_STANDARD, _ALL = ("standard",), tuple(KINDS)
MEASURES: dict[str, Callable[[], Callable[[], float]]] = {
    "empty": empty,
    "sheet": lambda: _Sheets(_STANDARD).made,
    "sheet again": lambda: _Sheets(_STANDARD).again,
    "sheet's words": lambda: _Sheets(_STANDARD).words(),
    "set": lambda: _Sheets(_ALL).made,
    "set again": lambda: _Sheets(_ALL).again,
    "set's words": lambda: _Sheets(_ALL).words(),
}


def main() -> None:
    """Reads lines until there are no more."""
    sample = MEASURES[sys.argv[1]]()
    for _person in range(WARMING):
        sample()
    for _line in sys.stdin:
        print(sample(), flush=True)


if __name__ == "__main__":
    main()
