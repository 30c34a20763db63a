"""Makes one kind of page over and over, in a process of its own that others cannot disturb; prints milliseconds.

Started with the name of a kind, it makes one page for each line that it reads. Before the first it makes those
of several persons, one for each phase: warm is a program that has been in use.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

from counsel.sheets.handout import Handout
from counsel.sheets.kinds import KINDS, STANDARD
from counsel.sheets.print_order import PrintOrder
from counsel.shell.printing.pdf import FONT
from tests.bench.patients import patients, patients_with_everything
from tests.bench.warm import ms

# One column of paragraphs, each sheet in its own size.
_WORDS = """#set text(font: "{font}", lang: "en", hyphenate: false, fallback: false)
#for (size, lines) in json(bytes({words})) {{
  set text(size: size * 1pt)
  for line in lines {{ par(line) }}
  pagebreak(weak: true)
}}
"""
# Words that come in as inputs are set anew for each person. Words in the source, where those of the program stand,
# are set once: the compiler remembers what it has set as long as its inputs are the same.
_ANEW, _REMEMBERED = "sys.inputs.words", "{literal}"
WARMING = 8


class _Sheets:
    """Sheets of some kinds, of another person each time."""

    def __init__(self, kinds: tuple[str, ...]) -> None:
        from counsel.shell import bootstrap

        self._program = bootstrap.start()
        self._people = patients() if kinds == _STANDARD else patients_with_everything()
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
        return ms(lambda: self._program.pdf(PrintOrder(case, assessment, self._kinds)))

    def again(self) -> float:
        """The same a second time: all has been set before, and only the file is written."""
        order = PrintOrder(*self._next(), self._kinds)
        self._program.pdf(order)
        return ms(lambda: self._program.pdf(order))

    def words(self, *, are_remembered: bool = False) -> Callable[[], float]:
        """All their words in the same font and size, with no layout at all: the floor."""
        import typst

        fonts = [str(self._program.resources / "fonts")]
        compiler: Any = typst.Compiler(font_paths=fonts, ignore_system_fonts=True)

        def made() -> float:
            case, assessment = self._next()
            sheets = [self._program.sheet(case, assessment, kind) for kind in self._kinds]
            words = json.dumps([(KINDS[sheet.kind].sizes[0], list(_words(sheet))) for sheet in sheets])
            held = _REMEMBERED if are_remembered else _ANEW
            placed = held.format(literal=json.dumps(words, ensure_ascii=False))
            inputs = {} if are_remembered else {"words": words}
            source = _WORDS.format(font=FONT, words=placed).encode()
            return ms(lambda: compiler.compile(input=source, format="pdf", sys_inputs=inputs))

        return made


def _words(sheet: Handout) -> Iterator[str]:
    """Every text of a sheet, in its order."""
    yield sheet.title
    for part in sheet.sections:
        yield part.heading
        yield from (one.text for one in part.sentences)
        yield from (picture.caption for picture in part.pictures)
    yield from sheet.footer


_STANDARD, _ALL = (STANDARD,), tuple(KINDS)
MEASURES: dict[str, Callable[[], Callable[[], float]]] = {
    "sheet": lambda: _Sheets(_STANDARD).made,
    "sheet again": lambda: _Sheets(_STANDARD).again,
    "sheet's words": lambda: _Sheets(_STANDARD).words(),
    "sheet's words, remembered": lambda: _Sheets(_STANDARD).words(are_remembered=True),
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
