"""What an assessment holds (format 1); it decides nothing, and its JSON is made in assessment_document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Literal, NamedTuple

from counsel.evidence.count_shapes import NamedCount, Ongoing, Pair, Tally

Verdict = Literal["inside", "outside", "open", "not_reported", "cannot_tell", "registered"]


class Span(NamedTuple):
    """An interval of whole days; null where unknown or without end."""

    low: int | None
    high: int | None


class Phase(NamedTuple):
    """The recovery stage; `begins` and `ends` are dates (earliest begin, latest end), null if open."""

    id: str | None
    possible: tuple[str, ...]
    days_since_onset: Span
    begins: date | None
    ends: date | None
    dates: tuple[PhaseDates, ...]


class PhaseDates(NamedTuple):
    """When one stage begins and ends for this person; `approximate` for a range of onsets."""

    id: str
    begins: date
    ends: date | None
    approximate: bool


class Bands(NamedTuple):
    """The bands still possible of severity, infarct size and age."""

    severity: tuple[str, ...]
    infarct: tuple[str, ...]
    age: tuple[str, ...]


class Standing(NamedTuple):
    """What the physician's screen answers; `because` are the facts that decided, in words.

    `until` is the day up to which waiting is advised, where one can be named: the latest possible one.
    """

    id: str | None
    possible: tuple[str, ...]
    because: tuple[str, ...]
    rules: tuple[str, ...]
    until: date | None = None


class Expectation(NamedTuple):
    """What may be expected of cells, in the closed vocabulary of the rule base."""

    cells: str | None
    possible: tuple[str, ...]
    rules: tuple[str, ...]


class FoundingClaim(NamedTuple):
    """A claim of a founding document, and the verdict of the literature on it."""

    claim: str
    verdict: str


class Argument(NamedTuple):
    """A predictor of recovery with or without cells, and what the founding documents claim of it."""

    rule: str
    side: Literal["for", "against"]
    physician: str
    because: tuple[str, ...]
    evidence: tuple[str, ...]
    founding: tuple[FoundingClaim, ...] = ()


class Caveat(NamedTuple):
    """A caveat that belongs to this result; `physician` is a sentence id."""

    key: str
    rule: str
    physician: str
    because: tuple[str, ...]
    evidence: tuple[str, ...]


class Finding(NamedTuple):
    """A note that follows from single facts; `physician` and `patient` are sentence ids, empty for none."""

    rule: str
    kind: str
    physician: str
    patient: str
    evidence: tuple[str, ...]
    because: tuple[str, ...]


class Missing(NamedTuple):
    """A fact that is unknown or partial, and what it could still change."""

    fact: str
    could_change: tuple[str, ...]


class Criterion(NamedTuple):
    """One published criterion of a study beside this person's fact."""

    name: str
    verdict: Literal["inside", "outside", "open", "not_reported"]
    asked: str
    patient: str
    facts: tuple[str, ...] = ()


class StudyMatch(NamedTuple):
    """Whether a study treated people like this."""

    study: str
    verdict: Verdict
    criteria: tuple[Criterion, ...]
    also_asked: tuple[str, ...]


class PersonValue(NamedTuple):
    """A number of this person as studies compare it: in words, and its ends in `unit`; null if unknown."""

    fact: str
    words: str
    low: float | None
    high: float | None
    unit: str


class Coverage(NamedTuple):
    """All studies compared with this person, and the counts by verdict.

    `person` holds the numbers that were compared, `counts` every number that a sentence shows with the ids
    of the trials behind it, `tallies` the studies by design and by stage. `small_or_posterior` is a lacunar,
    brainstem or cerebellar infarct, which trials often left out.
    """

    inside: int
    outside: int
    open: int
    cannot_tell: int
    registered: int
    studies: tuple[StudyMatch, ...]
    person: tuple[PersonValue, ...] = ()
    counts: tuple[NamedCount, ...] = ()
    tallies: tuple[Tally, ...] = ()
    ongoing: tuple[Ongoing, ...] = ()
    pairs: tuple[Pair, ...] = ()
    small_or_posterior: bool = False


class OfferItem(NamedTuple):
    """One item of an offer, its question (a sentence id), and the red flags (rule ids) that it raised.

    `answer` is what is held of it in words, empty where nothing is.
    """

    item: str
    state: Literal["answered", "not_answered", "red_flag"]
    rule: str
    question: str
    red_flags: tuple[str, ...]
    answer: str = ""


class OfferCheck(NamedTuple):
    """The items of a clinic's offer by how they were answered; `red_flags` are rule ids.

    `items` holds every item with its question; `trial` the questions for the team of a proper trial.
    """

    red_flags: tuple[str, ...]
    not_answered: tuple[str, ...]
    answered: tuple[str, ...]
    items: tuple[OfferItem, ...] = ()
    trial: tuple[Finding, ...] = ()


class Route(NamedTuple):
    """The flags that speak against one route."""

    route: str
    flags: tuple[str, ...]


class TraceLine(NamedTuple):
    """One rule: its truth and the conditions that decided it, in words."""

    table: str
    rule: str
    truth: Literal["true", "false", "open"]
    gives: str
    because: tuple[str, ...]


class PartVersion(NamedTuple):
    """Version and hash of the rule base."""

    version: str
    hash: str


class EvidenceVersion(NamedTuple):
    """Version and hash of the evidence, and the date by which it must be reviewed."""

    version: str
    hash: str
    review_by: date


class Provenance(NamedTuple):
    """Which program and which content made this result."""

    program: str
    rulebase: PartVersion
    evidence: EvidenceVersion


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """The whole result for one case; every list is there, empty where there is nothing."""

    format: Literal[1] = 1
    assessed_on: date
    phase: Phase
    bands: Bands
    standing: Standing
    expectation: Expectation
    arguments: tuple[Argument, ...]
    caveats: tuple[Caveat, ...]
    findings: tuple[Finding, ...]
    coverage: Coverage
    offer: OfferCheck
    routes: tuple[Route, ...]
    provenance: Provenance
    urgent: bool
    rehabilitation: tuple[Finding, ...] = ()
    options: tuple[Finding, ...] = ()
    mechanisms: tuple[Finding, ...] = ()
    treated: tuple[Finding, ...] = ()
    # Made when asked for: the first time, finding what is missing takes longer than all the rest.
    find_missing: Callable[[], tuple[Missing, ...]] = field(default=tuple, repr=False, compare=False)
    # Reasons in words cost more than the evaluation, and most results are shown without their whole trace.
    explain: Callable[[], tuple[TraceLine, ...]] = field(default=tuple, repr=False, compare=False)
    speak: Callable[[], tuple[Spoken, ...]] = field(default=tuple, repr=False, compare=False)
    # The sheets are made when they are asked for, by the name of their rule table.
    tell_sheet: Callable[[], tuple[SheetLine, ...]] = field(default=tuple, repr=False, compare=False)
    lines_of: Callable[[str], tuple[PrintedLine, ...]] = field(
        default=lambda _: (), repr=False, compare=False
    )

    @cached_property
    def missing(self) -> tuple[Missing, ...]:
        """The facts that could still change the result, sorted by what they change."""
        return self.find_missing()

    @cached_property
    def trace(self) -> tuple[TraceLine, ...]:
        """Every rule in order: its truth, and the conditions that decided it."""
        return self.explain()

    @cached_property
    def sheet(self) -> tuple[SheetLine, ...]:
        """What the standard sheet says, in the order of print, each line with its reason."""
        return self.tell_sheet()

    @cached_property
    def talk(self) -> tuple[Spoken, ...]:
        """What the physician can say aloud, in order; it is no part of the assessment's JSON."""
        return self.speak()


class PrintedLine(NamedTuple):
    """A sentence of a sheet: section, sentence id, rule, how it is printed, evidence, the rule's fields."""

    section: str
    sentence: str
    rule: str
    kind: str
    private: str | None
    evidence: tuple[str, ...]
    fields: Mapping[str, str]


class SheetLine(NamedTuple):
    """A sentence of a sheet: section, sentence id, rule, evidence, how it is printed, the rule's fields."""

    section: str
    sentence: str
    rule: str
    kind: str
    private: str | None
    evidence: tuple[str, ...]
    because: tuple[str, ...]
    fields: Mapping[str, str] = MappingProxyType({})


class Spoken(NamedTuple):
    """A sentence to be said: its table, what it answers, that question's sentence id or empty, its rule."""

    table: str
    gives: str
    question: str
    sentence: str
    rule: str
