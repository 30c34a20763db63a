"""From an order (kinds, size, paper, language) to one PDF or HTML; what a sheet says is not decided here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from counsel.assess.assessment import Assessment
from counsel.assess.assessor import Assessor
from counsel.case.parse import Case
from counsel.errors import CORRECT, ORDER, SHEET, InputError, Problem, refuse
from counsel.sheets.goals import typed_goals
from counsel.sheets.handout import Handout, handout
from counsel.sheets.kinds import kind_of, paper_of, size_of
from counsel.sheets.typed_text import LONGEST_LABEL, breakable, one_line, printable, printable_goal
from counsel.shell.content.shipped_files import require
from counsel.shell.machine.settings import Settings
from counsel.shell.printing.letterhead import Letterhead, letterhead
from counsel.shell.printing.pdf import PdfError, Print, Printer, uncovered

# Typed texts that a sheet prints, as the person at the desk calls them.
_NAMES = {"patient.label": "the label", "goals": "the goal", "settings": "the clinic's line"}
_CHARACTERS = "fonts/characters.txt"
_LATIN = "letters, digits and marks of Latin scripts"
_IN_LATIN = "Write it in Latin letters or leave it out; an HTML file can show it as it is."


class Press:
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

    def sheet(self, case: Case, assessment: Assessment, kind: str, language: str) -> Handout:
        """The blocks of a sheet; raises InputError for a kind or language that is not there."""
        wordings = self._assessor.content.wordings
        if language not in wordings:
            allowed = ", ".join(wordings)
            raise refuse("language", language, "there is no sheet in this language", allowed, ORDER)
        return handout(case, assessment, self._assessor, language, kind)

    def pdf(
        self,
        case: Case,
        assessment: Assessment,
        kinds: Sequence[str],
        size: int | None = None,
        paper: str | None = None,
        language: str = "en",
        least: int | None = None,
    ) -> bytes:
        """The sheets of these kinds as one job, each with its own page numbers.

        Without a size each kind has its own, or `least` where that is larger, or else the clinic's. Raises
        InputError for an unknown kind, size, paper or language, and for typed text with characters that no
        bundled font has. A logo that cannot be drawn is left out; `logo_fault` then says why.
        """
        if not kinds:
            raise refuse("kind", "", "a job has at least one sheet", "the name of a kind", ORDER)
        chosen = paper_of(paper or self._settings.paper)
        self.refuse_strange(self._typed(case))
        sheets = [
            (self.sheet(case, assessment, kind, language), self._points(kind, size, least)) for kind in kinds
        ]
        return self._drawn(sheets, assessment.assessed_on, chosen)

    def html(
        self,
        case: Case,
        assessment: Assessment,
        kinds: Sequence[str],
        language: str,
        size: int | None = None,
        least: int | None = None,
    ) -> str:
        """The sheets as one HTML file that loads nothing; raises InputError for what is not there."""
        from counsel.shell.printing.html import html

        sheets = [
            (self.sheet(case, assessment, kind, language), self._points(kind, size, least)) for kind in kinds
        ]
        return html(sheets, self._resources, self._letterhead())

    def logo_fault(self) -> str:
        """Why the clinic's logo is left out of the sheets; empty where it is not."""
        return self._letterhead().fault

    def shortened(self, case: Case) -> str:
        """What is too long for the sheets and cut there, in sentences that quote none of it; else empty."""
        return " ".join(f"{what} is too long for the sheet and is cut there." for what in self._long(case))

    def _long(self, case: Case) -> Iterator[str]:
        label = one_line((case.patient.label if case.patient else None) or "")
        if printable(label, LONGEST_LABEL) != label:
            yield "The label"
        if any(printable_goal(goal) != one_line(goal) for goal in typed_goals(case)):
            yield "A goal"
        if self._letterhead().is_cut:
            yield "The clinic's name with address and contacts"

    def warm(self) -> None:
        """Prepares the PDF compiler."""
        self._printer.warm()

    def _points(self, kind: str, size: int | None, least: int | None) -> int:
        return size_of(kind_of(kind), size, least or self._settings.size)

    def _letterhead(self) -> Letterhead:
        # Read for each job: the file may have gone since the last.
        return letterhead(self._settings, self._folder, self._undrawable)

    def _drawn(self, sheets: Sequence[tuple[Handout, int]], day: date, paper: str) -> bytes:
        head = self._letterhead()
        try:
            return self._printer.pdf(list(_prints(sheets, head)), day, paper)
        except PdfError:
            if head.logo is None:
                raise
        made = self._printer.pdf(list(_prints(sheets, head._replace(logo=None))), day, paper)
        # It was the logo: a whole PNG may still hold no pixels.
        self._undrawable = head.logo.data
        return made

    def _typed(self, case: Case) -> Iterator[tuple[str, str]]:
        label = (case.patient.label if case.patient else None) or ""
        yield "patient.label", printable(label, LONGEST_LABEL)
        for entry in self._letterhead().line.splitlines():
            yield "settings", entry
        for goal in typed_goals(case):
            yield "goals", printable_goal(goal)

    def refuse_strange(self, typed: Iterable[tuple[str, str]], opening: str = SHEET) -> None:
        """Raises InputError for texts, by entry, with a sign that would be printed as an empty box."""
        problems = [
            Problem(path, text, f"{name} has {strange!r}, and the bundled fonts do not", _LATIN)
            for path, text in typed
            if (strange := uncovered(text, self._characters)) and (name := _NAMES.get(path, "it"))
        ]
        if problems:
            raise InputError(problems, opening, _IN_LATIN if opening == SHEET else CORRECT)

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
