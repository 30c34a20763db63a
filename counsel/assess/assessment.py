"""What an assessment holds (format 1): values and ids, no words and no functions; it decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from counsel.evidence.count_shapes import NamedCount, Ongoing, Pair, Tally
from rules.values import Value

Tone = Literal["plain", "caution", "emergency"]
Verdict = Literal["inside", "outside", "open", "not_reported", "cannot_tell", "registered"]


class DayRange(NamedTuple):
    """An interval of whole days; null where unknown or without end."""

    low: int | None
    high: int | None


class Phase(NamedTuple):
    """The recovery stage; `begins` and `ends` are dates (earliest begin, latest end), null if open."""

    id: str | None
    possible: tuple[str, ...]
    days_since_onset: DayRange
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
    """What the physician's screen answers; `decided_by` are the rules that gave it, `rules` those of them
    with a line for the physician.

    `until` is the day up to which waiting is advised, where one can be named: the latest possible one.
    """

    id: str | None
    possible: tuple[str, ...]
    decided_by: tuple[str, ...]
    rules: tuple[str, ...]
    until: date | None = None


class Expectation(NamedTuple):
    """What may be expected of cells, in the closed vocabulary of the rule base.

    `rules` are all that speak of it, `notes` those among them that tell what may be expected without cells.
    """

    cells: str | None
    possible: tuple[str, ...]
    rules: tuple[str, ...]
    notes: tuple[str, ...] = ()


class FoundingClaim(NamedTuple):
    """A claim of a founding document, and the verdict of the literature on it."""

    claim: str
    verdict: str


class Argument(NamedTuple):
    """A predictor of recovery with or without cells, and what the founding documents claim of it."""

    rule: str
    side: Literal["for", "against"]
    physician: str
    evidence: tuple[str, ...]
    founding: tuple[FoundingClaim, ...] = ()


class Caveat(NamedTuple):
    """A caveat that belongs to this result, with its tone on the screen; `physician` is a sentence id."""

    key: str
    rule: str
    physician: str
    evidence: tuple[str, ...]
    tone: Tone


class Finding(NamedTuple):
    """A note that follows from single facts, with the table of its rule.

    `physician` and `patient` are sentence ids, empty for none.
    """

    table: str
    rule: str
    kind: str
    physician: str
    patient: str
    evidence: tuple[str, ...]


class Missing(NamedTuple):
    """A fact that is unknown or partial, and what it could still change."""

    fact: str
    could_change: tuple[str, ...]


class Criterion(NamedTuple):
    """A published criterion of a study: `fact` is the person's beside it, `facts` could settle it."""

    name: str
    verdict: Literal["inside", "outside", "open", "not_reported"]
    fact: str
    facts: tuple[str, ...] = ()


class StudyMatch(NamedTuple):
    """Whether a study treated people like this."""

    study: str
    verdict: Verdict
    criteria: tuple[Criterion, ...]
    also_asked: tuple[str, ...]


class PersonValue(NamedTuple):
    """A number of this person as studies compare it: its ends in `unit`, null if unknown."""

    fact: str
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

    What is held of it is the fact `offer.<item>`; `is_answered` tells whether that is settled.
    """

    item: str
    state: Literal["answered", "not_answered", "red_flag"]
    rule: str
    question: str
    red_flags: tuple[str, ...]
    is_answered: bool


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
    """One rule of the trace and its truth; what decided it is asked of the assessor."""

    table: str
    rule: str
    truth: Literal["true", "false", "open"]
    gives: str


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
    """The whole result for one case; every list is there, empty where there is nothing.

    `facts` are those that were judged, `flags_named` the safety questions answered singly: from both an
    `Assessor` tells what is asked of the result later.
    """

    format: Literal[1] = 1
    assessed_on: date
    facts: Mapping[str, Value]
    flags_named: frozenset[str] = field(default=frozenset())
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


class PrintedLine(NamedTuple):
    """A sentence of a sheet: section, sentence id, rule, how it is printed, evidence, the rule's fields."""

    section: str
    sentence: str
    rule: str
    kind: str
    private: str | None
    evidence: tuple[str, ...]
    fields: Mapping[str, str]


class Spoken(NamedTuple):
    """A sentence to be said: its table, what it answers, that question's sentence id or empty, its rule."""

    table: str
    gives: str
    question: str
    sentence: str
    rule: str
