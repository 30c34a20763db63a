"""What window and command line ask of the core and the shell, in one place; it holds no patient data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from counsel import __version__
from counsel.assess.assessment import Assessment
from counsel.assess.assessor import Assessor
from counsel.case.date_words import DateWords
from counsel.case.measures import Measures
from counsel.case.parse import Case, parse_case, with_value
from counsel.content import Content
from counsel.errors import SETTINGS
from counsel.form.field import FormField
from counsel.form.questions import FlagInfo, NihssItem, asked_flags, nihss_items
from counsel.sheets.kinds import STANDARD
from counsel.shell.machine.files import read_bytes, read_case, write_case, write_whole
from counsel.shell.machine.paths import font_files
from counsel.shell.machine.settings import Settings, settings_from, write_settings
from counsel.wording.sentences import Wording

if TYPE_CHECKING:
    from counsel.physician.conversation import Conversation
    from counsel.physician.lines import Line
    from counsel.physician.result import ScreenView
    from counsel.physician.study_record import StudyRecord
    from counsel.physician.study_table import StudyTable
    from counsel.physician.trace import Trace
    from counsel.sheets.handout import Handout
    from counsel.sheets.patient_pages import PatientPage
    from counsel.sheets.print_order import PrintOrder
    from counsel.shell.about import About
    from counsel.shell.printing.job import SheetPrinter
    from counsel.shell.printing.letterhead import Letterhead


@dataclass(frozen=True)
class Program:
    """What window and command line ask of the core and the shell; holds no patient data.

    What only some commands need is imported when it is asked for.
    """

    content: Content
    resources: Path
    clock: Callable[[], datetime]
    settings: Settings
    settings_file: Path | None = None
    notice: str = ""
    # What is on the screen keeps its words: another language of the settings waits for the next start.
    spoken: str = ""

    @cached_property
    def assessor(self) -> Assessor:
        """What judges cases by the content, and tells what is asked of a result later."""
        return Assessor(self.content)

    def today(self) -> date:
        """The day by the machine's clock."""
        return self.clock().date()

    @property
    def measures(self) -> Measures:
        """The numbers by which forms of one fact are converted."""
        return self.content.measures

    def form_field(self, field: FormField) -> FormField:
        """A field of the form with the limits of the rules in its words."""
        from counsel.form.limits import with_numbers

        return with_numbers(field, self.content.rules.limits)

    def dated(self, case: Case) -> Case:
        """The case with today as its day of assessment where it has none."""
        return case if case.assessed_on else with_value(
            case, "assessed_on", self.today().isoformat(), self.measures
        )

    def empty_case(self) -> Case:
        """A case of today in which nothing is entered."""
        return parse_case({"format": 1, "assessed_on": self.today().isoformat()})

    def with_values(self, case: Case, values: Mapping[str, object | None]) -> Case:
        """The case with these values at their paths, None for one that is taken out; raises InputError."""
        for path, value in values.items():
            case = with_value(case, path, value, self.measures)
        return case

    def assess(self, case: Case) -> Assessment:
        """The assessment of a case; raises InputError for entries that contradict each other."""
        dated = self.dated(case)
        assert dated.assessed_on is not None
        return self.assessor.assess(dated, date.fromisoformat(str(dated.assessed_on)[:10]))

    def screen(self, assessment: Assessment) -> ScreenView:
        """The result in words for the physician's screen."""
        from counsel.physician.result import screen_view

        return screen_view(self.assessor, assessment, self.wording)

    def reason(self, assessment: Assessment, line: Line) -> str:
        """Why a line of the result or of the conversation stands there, in several lines."""
        from counsel.physician.lines import reason

        return reason(self.assessor, assessment, self.wording, line)

    def conversation(self, assessment: Assessment) -> Conversation:
        """What the physician can say aloud, with the reason of each sentence."""
        from counsel.physician.conversation import conversation

        return conversation(self.assessor, assessment, self.wording)

    def study_table(self, assessment: Assessment) -> StudyTable:
        """All studies beside one person, as rows of a table."""
        from counsel.physician.study_table import study_table

        return study_table(self.assessor, assessment, self.wording)

    def study_record(self, assessment: Assessment, study: str) -> StudyRecord:
        """The full record of one study beside this person; KeyError for one that does not exist."""
        from counsel.physician.study_record import study_record

        return study_record(self.assessor, assessment, study, self.wording)

    def trace(self, assessment: Assessment) -> Trace:
        """Every rule, whether it holds and why."""
        from counsel.physician.trace import Trace

        return Trace(self.assessor, assessment, self.wording)

    def say(self, sentence_id: str, **values: object) -> str:
        """A sentence by its id."""
        return self.wording.say(sentence_id, values)

    @property
    def wording(self) -> Wording:
        """The sentences in the language of window and sheets."""
        return self.content.wording(self.language)

    @property
    def language(self) -> str:
        """The language of window and sheets until the program is closed."""
        return self.spoken or self.settings.language

    @property
    def languages(self) -> Mapping[str, str]:
        """The languages that can be chosen, by code, each by its own name."""
        return {code: self.content.wording(code).say("language.name") for code in self.content.wordings}

    def sheet(
        self, case: Case, assessment: Assessment, kind: str = STANDARD, language: str | None = None
    ) -> Handout:
        """The blocks of a sheet; raises InputError for a kind or language that is not there."""
        return self._sheet_printer.sheet(case, assessment, kind, language)

    def patient_pages(self, case: Case, assessment: Assessment) -> tuple[PatientPage, ...]:
        """The standard sheet as pages for the screen, one idea a page."""
        from counsel.sheets.patient_pages import patient_pages

        return patient_pages(self.sheet(case, assessment))

    def pdf(self, order: PrintOrder) -> bytes:
        """The sheets of an order as one PDF; InputError for what cannot be, or signs no bundled font has."""
        return self._sheet_printer.pdf(order)

    def html(self, order: PrintOrder) -> str:
        """The same sheets as one HTML file, for a screen reader or a helper who adapts it."""
        return self._sheet_printer.html(order)

    def letterhead(self) -> Letterhead:
        """What stands at the head of every sheet now, and why a logo that is set is not there."""
        return self._sheet_printer.letterhead()

    def shortened(self, case: Case) -> str:
        """What was typed and is too long for the sheets, in whole sentences; empty where nothing is.

        It quotes none of it, so that a terminal keeps no word of a person.
        """
        return self._sheet_printer.shortened(case)

    def note(self, case: Case, assessment: Assessment) -> str:
        """The physician's note as plain text."""
        from counsel.physician.note import note

        return note(case, self.screen(assessment), assessment.provenance, self.content, self.wording)

    def in_words(self, assessment: Assessment) -> str:
        """The assessment in words for the terminal."""
        from counsel.physician.note import in_words

        return in_words(self.screen(assessment), assessment.provenance, self.content, self.wording)

    @cached_property
    def flags(self) -> tuple[FlagInfo, ...]:
        """The safety questions in the order of the register; derived ones and offers are never asked."""
        return asked_flags(self.content.evidence)

    @cached_property
    def nihss_items(self) -> tuple[NihssItem, ...]:
        """The items of the NIHSS in the order in which they are examined."""
        return nihss_items(self.content.evidence)

    @cached_property
    def date_words(self) -> DateWords:
        """How dates are typed and said back in the language of the settings."""
        return DateWords(self.wording)

    def about(self) -> About:
        """Versions, review, licences and purpose of program and content."""
        from counsel.shell.about import about

        return about(self.content, self.wording)

    def with_settings(self, values: Mapping[str, object], logo: Path | None = None) -> Program:
        """The program with these settings, written to the user's file; `logo` is a picture to copy there.

        InputError names each entry that cannot be; FileError leaves the old settings as they were.
        """
        from counsel.shell.printing.job import TypedText
        from counsel.shell.printing.logo import logo_name

        picture = None if logo is None else read_bytes(logo)
        name = {} if picture is None else {"logo": logo_name(picture, self.wording)}
        settings = settings_from({**values, **name})
        entries = ("clinic", "address", "contacts")
        typed = (TypedText(entry, "setting", getattr(settings, entry)) for entry in entries)
        self._sheet_printer.refuse_strange(typed, SETTINGS)
        if self.settings_file is not None:
            if picture is not None:
                self.settings_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                write_whole(self.settings_file.with_name(settings.logo), picture)
            write_settings(self.settings_file, settings)
        return replace(self, settings=settings, notice="", spoken=self.language)

    def flags_asked(self, assessment: Assessment) -> frozenset[str]:
        """The safety questions that are put, by id: those whose condition is not certainly false."""
        return self.assessor.flags_asked(assessment)

    @property
    def content_version(self) -> str:
        """Which rules and which evidence stand behind every result."""
        rules, evidence = self.content.rulebase, self.content.evidence_part
        return f"{rules.version} {rules.hash}, evidence {evidence.version} {evidence.hash}"

    def open_case(self, path: Path) -> Case:
        """A case file; raises FileError or InputError, which `assess` does for what contradicts itself."""
        return read_case(path, self.measures)

    def save_case(self, path: Path, case: Case) -> None:
        """Saves a case; an existing file is replaced only when the new one is complete."""
        write_case(path, case)

    def save_bytes(self, path: Path, data: bytes) -> None:
        """Saves a sheet or a book; an existing one is replaced only when the new one is complete.

        The new file is read by whom the old one was read by, else by its owner only.
        """
        write_whole(path, data, keeps_mode=True)

    def version_line(self) -> str:
        """Program, content and review state in one line."""
        content = self.content
        words = self.say(
            "dr.review.unreviewed", version=content.rulebase.version, review_by=content.review_by
        )
        return f"stroke-counsel {__version__} · {words}"

    def warm(self) -> None:
        """Prepares the PDF compiler; safe to call from another thread."""
        self._sheet_printer.warm()

    def font_files(self) -> tuple[Path, ...]:
        """The bundled fonts."""
        return font_files()

    @cached_property
    def _sheet_printer(self) -> SheetPrinter:
        from counsel.shell.printing.job import SheetPrinter

        folder = self.settings_file.parent if self.settings_file else None
        # A sheet says what the window says: another language of the settings waits for both.
        settings = self.settings.model_copy(update={"language": self.language})
        return SheetPrinter(self.assessor, self.resources, settings, folder)
