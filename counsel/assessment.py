"""The assessment document that goes out (format 1); it decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict, PrivateAttr, computed_field

Verdict = Literal["inside", "outside", "open", "not_reported", "cannot_tell", "registered"]


class Document(BaseModel):
    """A part of the assessment: frozen, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Span(Document):
    """An interval of whole days; null where unknown or without end."""

    low: int | None
    high: int | None


class Phase(Document):
    """The recovery stage; `begins` and `ends` are dates (earliest begin, latest end), null if open."""

    id: str | None
    possible: tuple[str, ...]
    days_since_onset: Span
    begins: date | None
    ends: date | None
    dates: tuple[PhaseDates, ...]


class PhaseDates(Document):
    """When one stage begins and ends for this person; `approximate` for a range of onsets."""

    id: str
    begins: date
    ends: date | None
    approximate: bool


class Bands(Document):
    """The bands still possible of severity, infarct size and age."""

    severity: tuple[str, ...]
    infarct: tuple[str, ...]
    age: tuple[str, ...]


class Standing(Document):
    """What the physician's screen answers; `because` names the rules, and the facts that decided them."""

    id: str | None
    possible: tuple[str, ...]
    because: tuple[str, ...]
    rules: tuple[str, ...]


class Expectation(Document):
    """What may be expected of cells, in the closed vocabulary of the rule base."""

    cells: str | None
    possible: tuple[str, ...]
    rules: tuple[str, ...]


class Argument(Document):
    """A predictor of recovery with or without cells."""

    rule: str
    side: Literal["for", "against"]
    physician: str
    because: tuple[str, ...]
    evidence: tuple[str, ...]


class Caveat(Document):
    """A caveat that belongs to this result; `physician` is a sentence id."""

    key: str
    rule: str
    physician: str
    because: tuple[str, ...]
    evidence: tuple[str, ...]


class Finding(Document):
    """A note that follows from single facts; `physician` and `patient` are sentence ids, empty for none."""

    rule: str
    kind: str
    physician: str
    patient: str
    evidence: tuple[str, ...]
    because: tuple[str, ...]


class Missing(Document):
    """A fact that is unknown or partial, and what it could still change."""

    fact: str
    could_change: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One published criterion of a study beside this person's fact."""

    name: str
    verdict: Literal["inside", "outside", "open", "not_reported"]
    asked: str
    patient: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StudyMatch:
    """Whether a study treated people like this."""

    study: str
    verdict: Verdict
    criteria: tuple[Criterion, ...]
    also_asked: tuple[str, ...]


class Coverage(Document):
    """All studies compared with this person, and the counts by verdict."""

    inside: int
    outside: int
    open: int
    cannot_tell: int
    registered: int
    studies: tuple[StudyMatch, ...]


class OfferCheck(Document):
    """The items of a clinic's offer by how they were answered; `red_flags` are rule ids."""

    red_flags: tuple[str, ...]
    not_answered: tuple[str, ...]
    answered: tuple[str, ...]


class Route(Document):
    """The flags that speak against one route."""

    route: str
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One rule: its truth and the conditions that decided it, in words."""

    table: str
    rule: str
    truth: Literal["true", "false", "open"]
    gives: str
    because: tuple[str, ...]


class PartVersion(Document):
    """Version and hash of the rule base."""

    version: str
    hash: str


class EvidenceVersion(PartVersion):
    """Version and hash of the evidence, and the date by which it must be reviewed."""

    review_by: date


class Provenance(Document):
    """Which program and which content made this result."""

    program: str
    rulebase: PartVersion
    evidence: EvidenceVersion


class Assessment(Document):
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
    missing: tuple[Missing, ...]
    coverage: Coverage
    offer: OfferCheck
    routes: tuple[Route, ...]
    provenance: Provenance
    sheet: tuple[SheetLine, ...]
    urgent: bool
    # Reasons in words cost more than the evaluation, and most results are shown without their whole trace.
    _explain: Callable[[], tuple[TraceLine, ...]] = PrivateAttr(default=tuple)

    @computed_field  # type: ignore[prop-decorator]  # pydantic's own form for a computed field
    @cached_property
    def trace(self) -> tuple[TraceLine, ...]:
        """Every rule in order: its truth, and the conditions that decided it."""
        return self._explain()

    def explained_by(self, explain: Callable[[], tuple[TraceLine, ...]]) -> Assessment:
        """This assessment with the source of its trace."""
        self._explain = explain
        return self


class SheetLine(Document):
    """A sentence of the take-home sheet: section, sentence id, rule, evidence and how it is printed."""

    section: str
    sentence: str
    rule: str
    kind: str
    private: str | None
    evidence: tuple[str, ...]
    because: tuple[str, ...]


Phase.model_rebuild()
Assessment.model_rebuild()
