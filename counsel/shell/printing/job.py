"""From an order to one PDF or HTML; what a sheet says is not decided here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from counsel.assess.assessment import Assessment
from counsel.assess.assessor import Assessor
from counsel.case.parse import Case
from counsel.errors import CORRECT, ORDER, SHEET, InputError, Problem, refuse
from counsel.sheets.goals import typed_goals
from counsel.sheets.handout import Handout, handout
from counsel.sheets.kinds import kind_of, paper_of, size_of
from counsel.sheets.print_order import PrintOrder
from counsel.sheets.typed_text import LONGEST_LABEL, breakable, one_line, printable, printable_goal
from counsel.shell.content.shipped_files import require
from counsel.shell.machine.settings import Settings
from counsel.shell.printing.letterhead import Letterhead, letterhead
from counsel.shell.printing.pdf import PdfError, Print, Printer, uncovered

_CHARACTERS = "fonts/characters.txt"


class TypedText(NamedTuple):
    """A typed text that a sheet prints: its entry, and the last part of `print.strange.<name>`."""

    path: str
    name: str
    text: str


class SheetPrinter:
    """Makes sheets of one content with the settings of one clinic; holds no patient data."""

    def __init__(
        self, assessor: Assessor, resources: Path, settings: Settings, folder: Path | None = None
    ) -> None:
        """`folder` holds the clinic's logo; without one no logo is printed."""
        self._assessor = assessor
        self._resources = resources
        self._settings = settings
        self._folder = folder
        self._undrawable: bytes | None = None

    def sheet(self, case: Case, assessment: Assessment, kind: str, language: str | None = None) -> Handout:
        """The blocks of a sheet, in the language of the settings where none is named.

        Raises InputError for a kind or language that is not there.
        """
        wanted = language or self._settings.language
        if wanted not in self._assessor.content.wordings:
            allowed = ", ".join(self._assessor.content.wordings)
            raise refuse("language", wanted, self._say("print.no_language"), allowed, ORDER)
        return handout(case, assessment, self._assessor, wanted, kind)

    def pdf(self, order: PrintOrder) -> bytes:
        """The sheets of an order as one PDF, each with its own page numbers.

        Raises InputError for an unknown kind, size, paper or language, and for typed text with characters
        that no bundled font has. A logo that cannot be drawn is left out; the letterhead then says why.
        """
        paper = paper_of(order.paper or self._settings.paper)
        self.refuse_strange(self._typed(order.case))
        return self._drawn(self._sheets(order), order.assessment.assessed_on, paper)

    def html(self, order: PrintOrder) -> str:
        """The same sheets as one HTML file that loads nothing; raises InputError for what is not there."""
        from counsel.shell.printing.html import html

        sheets = self._sheets(order)
        return html(sheets, self._resources, self.letterhead(sheets[0][0].language))

    def shortened(self, case: Case) -> str:
        """What is too long for the sheets and cut there, in sentences that quote none of it; else empty."""
        return " ".join(self._say("print.cut", what=self._say(name)) for name in self._long(case))

    def letterhead(self, language: str | None = None) -> Letterhead:
        """What stands at the head of the sheets, in the language of the settings where none is named."""
        # Read for each job: the file may have gone since the last.
        wording = self._assessor.content.wording(language or self._settings.language)
        return letterhead(self._settings, self._folder, wording, self._undrawable)

    def warm(self) -> None:
        """Prepares the PDF compiler."""
        self._printer.warm()

    def _sheets(self, order: PrintOrder) -> list[tuple[Handout, int]]:
        """Each sheet with its size in points."""
        if not order.kinds:
            allowed = self._say("print.no_kind.allowed")
            raise refuse("kind", "", self._say("print.no_kind"), allowed, ORDER)
        least = order.least or self._settings.size
        return [
            (
                self.sheet(order.case, order.assessment, kind, order.language),
                size_of(kind_of(kind), order.size, least),
            )
            for kind in order.kinds
        ]

    def _long(self, case: Case) -> Iterator[str]:
        label = one_line((case.patient.label if case.patient else None) or "")
        if printable(label, LONGEST_LABEL) != label:
            yield "print.cut.label"
        if any(printable_goal(goal) != one_line(goal) for goal in typed_goals(case)):
            yield "print.cut.goal"
        if self.letterhead().is_cut:
            yield "print.cut.clinic"

    def _drawn(self, sheets: Sequence[tuple[Handout, int]], day: date, paper: str) -> bytes:
        head = self.letterhead(sheets[0][0].language)
        try:
            return self._printer.pdf(list(_prints(sheets, head)), day, paper)
        except PdfError:
            if head.logo is None:
                raise
        made = self._printer.pdf(list(_prints(sheets, head._replace(logo=None))), day, paper)
        # It was the logo: a whole PNG may still hold no pixels.
        self._undrawable = head.logo.data
        return made

    def _typed(self, case: Case) -> Iterator[TypedText]:
        label = (case.patient.label if case.patient else None) or ""
        yield TypedText("patient.label", "label", printable(label, LONGEST_LABEL))
        for entry in self.letterhead().line.splitlines():
            yield TypedText("settings", "clinic", entry)
        for goal in typed_goals(case):
            yield TypedText("goals", "goals", printable_goal(goal))

    def refuse_strange(self, typed: Iterable[TypedText], opening: str = SHEET) -> None:
        """Raises InputError for texts with a sign that would be printed as an empty box."""
        problems = [
            Problem(one.path, one.text, self._strange(one.name, signs), self._say("print.strange.allowed"))
            for one in typed
            if (signs := uncovered(one.text, self._characters))
        ]
        if problems:
            remedy = self._say("print.strange.remedy") if opening == SHEET else CORRECT
            raise InputError(problems, opening, remedy)

    def _strange(self, name: str, signs: str) -> str:
        return self._say("print.strange", entry=self._say(f"print.strange.{name}"), signs=repr(signs))

    def _say(self, sentence_id: str, **values: object) -> str:
        return self._assessor.content.wording(self._settings.language).say(sentence_id, values)

    @cached_property
    def _printer(self) -> Printer:
        return Printer(self._resources)

    @cached_property
    def _characters(self) -> frozenset[int]:
        require(self._resources, [_CHARACTERS])
        return frozenset(map(ord, (self._resources / _CHARACTERS).read_text(encoding="utf-8")))


def _prints(sheets: Iterable[tuple[Handout, int]], head: Letterhead) -> Iterator[Print]:
    for sheet, points in sheets:
        copies = 1 if sheet.urgent else kind_of(sheet.kind).copies
        for copy in range(1, copies + 1):
            named = sheet.words[f"copy_{copy}"] if copies > 1 else ""
            yield Print(sheet, points, breakable(head.line, narrow=True), named, head.logo)
