"""What window and command line ask of the core and the shell, in one place; it holds no patient data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from counsel import __version__
from counsel.assess import assess
from counsel.assessment import Assessment
from counsel.case import Case, with_value
from counsel.content import Content
from counsel.facts import facts_of
from counsel.handout import Handout
from counsel.scales import UNTESTABLE_ITEMS
from counsel.shell.files import read_case, write_case, write_whole
from counsel.shell.paths import font_files
from counsel.shell.press import Press
from counsel.shell.settings import Settings
from rules.engine import evaluate
from rules.values import Truth

if TYPE_CHECKING:
    from counsel.conversation import Conversation
    from counsel.scale_records import NihssItem as ItemRecord
    from counsel.screen import ScreenView


@dataclass(frozen=True)
class FlagInfo:
    """A safety question as the window shows it; `answered` is listed or one-by-one.

    `group` is the heading under which a listed question stands.
    """

    id: str
    label: str
    help: str
    answered: str
    scope: str
    private: bool
    group: str = ""


@dataclass(frozen=True)
class NihssItem:
    """One item of the NIHSS as the window asks it: points from 0 to `most`, and a short word for each."""

    id: str
    name: str
    most: int
    may_be_untestable: bool
    levels: tuple[str, ...]


def _levels(item: str, records: Mapping[str, ItemRecord]) -> tuple[str, ...]:
    """The words for the points of an item; `as 5a` stands for those of another."""
    labels = records[item].labels
    other = labels[0].removeprefix("as ")
    return records[other].labels if other in records else labels


@dataclass(frozen=True)
class Program:
    """What window and command line ask of the core and the shell; holds no patient data.

    What only some commands need is imported when it is asked for.
    """

    content: Content
    resources: Path
    clock: Callable[[], datetime]
    settings: Settings

    def today(self) -> date:
        """The day by the machine's clock."""
        return self.clock().date()

    def dated(self, case: Case) -> Case:
        """The case with today as its day of assessment where it has none."""
        return case if case.assessed_on else with_value(case, "assessed_on", self.today().isoformat())

    def assess(self, case: Case) -> Assessment:
        """The assessment of a case; raises InputError for entries that contradict each other."""
        dated = self.dated(case)
        assert dated.assessed_on is not None
        return assess(dated, self.content, date.fromisoformat(str(dated.assessed_on)[:10]))

    def screen(self, assessment: Assessment) -> ScreenView:
        """The result in words for the physician's screen."""
        from counsel.screen import screen_view

        return screen_view(assessment, self.content)

    def conversation(self, assessment: Assessment) -> Conversation:
        """What the physician can say aloud, with the reason of each sentence."""
        from counsel.conversation import conversation

        return conversation(assessment, self.content)

    def say(self, sentence_id: str, **values: object) -> str:
        """A sentence by its id."""
        return self.content.wording("en").say(sentence_id, values)

    def handout(
        self, case: Case, assessment: Assessment, kind: str = "standard", language: str = "en"
    ) -> Handout:
        """The blocks of a sheet; raises InputError for a kind or language that is not there."""
        return self._press.sheet(case, assessment, kind, language)

    def handout_pdf(
        self,
        case: Case,
        assessment: Assessment,
        kind: str = "standard",
        size: int | None = None,
        paper: str | None = None,
        language: str = "en",
    ) -> bytes:
        """A sheet as PDF; raises InputError for an order that cannot be, or signs no bundled font has."""
        return self.handouts_pdf(case, assessment, (kind,), size, paper, language)

    def handouts_pdf(
        self,
        case: Case,
        assessment: Assessment,
        kinds: Sequence[str],
        size: int | None = None,
        paper: str | None = None,
        language: str = "en",
    ) -> bytes:
        """Any set of sheets as one PDF job, each with its own page numbers; raises InputError likewise."""
        return self._press.pdf(case, assessment, kinds, size, paper, language)

    def handout_html(
        self,
        case: Case,
        assessment: Assessment,
        kind: str = "standard",
        language: str = "en",
        size: int | None = None,
    ) -> str:
        """A sheet as one HTML file, for a screen reader or a helper who adapts it."""
        return self._press.html(case, assessment, kind, language, size)

    def note(self, case: Case, assessment: Assessment) -> str:
        """The physician's note as plain text."""
        from counsel.note import note

        return note(case, assessment, self.content)

    def in_words(self, assessment: Assessment) -> str:
        """The assessment in words for the terminal."""
        from counsel.note import in_words

        return in_words(assessment, self.content)

    @cached_property
    def flags(self) -> tuple[FlagInfo, ...]:
        """The safety questions in the order of the register; derived ones and offers are never asked."""
        groups = self.content.evidence.flag_file.groups
        return tuple(
            FlagInfo(
                flag.id,
                flag.label,
                f"{flag.why}. {flag.threshold}",
                flag.answered,
                flag.scope,
                flag.private,
                groups.get(flag.group or "", ""),
            )
            for flag in self.content.evidence.asked_flags.values()
        )

    @cached_property
    def nihss_items(self) -> tuple[NihssItem, ...]:
        """The items of the NIHSS in the order in which they are examined."""
        records = {item.id: item for item in self.content.evidence.scales.nihss.items}
        return tuple(
            NihssItem(item.id, item.name, item.max, item.id in UNTESTABLE_ITEMS, _levels(item.id, records))
            for item in records.values()
        )

    def flags_asked(self, case: Case) -> frozenset[str]:
        """The flags asked about in this case: those whose condition is not certainly false."""
        facts = facts_of(self.dated(case), self.content.evidence.asked_flags)
        unasked = {
            one.rule.gives
            for one in evaluate(self.content.rules, facts).trace
            if one.table == "asked" and one.truth is Truth.FALSE
        }
        return frozenset(self.content.evidence.asked_flags) - unasked

    @property
    def content_version(self) -> str:
        """Which rules and which evidence stand behind every result."""
        rules, evidence = self.content.rulebase, self.content.evidence_part
        return f"{rules.version} {rules.hash}, evidence {evidence.version} {evidence.hash}"

    def open_case(self, path: Path) -> Case:
        """A case file; raises FileError or InputError."""
        case = read_case(path)
        self.assess(case)
        return case

    def save_case(self, path: Path, case: Case) -> None:
        """Saves a case; an existing file is replaced only when the new one is complete."""
        write_case(path, case)

    def save_bytes(self, path: Path, data: bytes) -> None:
        """Saves a file; an existing one is replaced only when the new one is complete."""
        write_whole(path, data)

    def version_line(self) -> str:
        """Program, content and review state in one line."""
        content = self.content
        words = self.say(
            "dr.review.unreviewed", version=content.rulebase.version, review_by=content.review_by
        )
        return f"stroke-counsel {__version__} · {words}"

    def warm(self) -> None:
        """Prepares the PDF compiler; safe to call from another thread."""
        self._press.warm()

    def font_files(self) -> tuple[Path, ...]:
        """The bundled fonts."""
        return font_files()

    @cached_property
    def _press(self) -> Press:
        return Press(self.content, self.resources, self.settings)
