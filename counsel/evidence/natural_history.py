"""The shape of what is known about the course without cells, and of the phases; it predicts for nobody."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from counsel.evidence.time_course import TimeCourse
from counsel.evidence.trials import Confidence, Many, Sourced, Span
from rules.record import PlainRecord

# --- natural_history.yaml ---


class Message(Sourced):
    """A key message about the course without cell therapy."""

    text: str


class CopenhagenOutcome(Sourced):
    """How the Copenhagen patients ended; shares from 0 to 1."""

    severity_at_entry: dict[str, float]
    death_in_hospital: float
    nursing_home: float
    own_home: float
    survivors_after_rehabilitation: dict[str, float]
    caution: str


class CourseFinding(Sourced):
    """A finding or recommendation in a sentence; `numbers` None means that no figure was seen."""

    what: str
    numbers: str | None = None


class NotFound(PlainRecord):
    """Something searched for without success."""

    id: str
    note: str


class ProportionalRecovery(Sourced):
    """The debated rule of proportional recovery, and what the program must not do with it."""

    rule: str
    critique: str
    defence: str
    app_rule: str


class Mortality(Sourced):
    """Shares (0 to 1) who died by a time in one population, or a statement about such figures."""

    where: str | None = None
    statement: str | None = None
    in_hospital: float | None = None
    days_28: Annotated[float | None, Field(alias="28_days")] = None
    month_1: Annotated[float | None, Field(alias="1_month")] = None
    year_1: Annotated[float | None, Field(alias="1_year")] = None
    years_3: Annotated[float | None, Field(alias="3_years")] = None
    years_5: Annotated[float | None, Field(alias="5_years")] = None
    caution: str | None = None


class Recurrence(Sourced):
    """Risk (0 to 1) of another stroke by a time, or a note or rule about it."""

    when: str | None = None
    risk: float | None = None
    ci: Span | None = None
    note: str | None = None
    app_rule: str | None = None


class IschaemicShare(Sourced):
    """A claimed share of ischaemic stroke beside what was found."""

    claim: str
    found: str


class PrognosticScore(Sourced):
    """A prognostic score, and whether showing it here would be honest."""

    id: str
    inputs: Many[str] | None
    predicts: str | None
    performance: str | None = None
    honest_here: bool
    why: str
    use: str | None = None


class PrognosticScores(Sourced):
    """The verdict on prognostic scores, and each score."""

    verdict: str
    review_note: str
    scores: Many[PrognosticScore]


class TestedOption(Sourced):
    """A treatment other than cells with a controlled trial behind it."""

    __test__ = False

    goal: str
    what: str
    who: str
    finding: str
    caution: str


class TestedOptions(PlainRecord):
    """Tested treatments by the goal of the person."""

    __test__ = False

    note: str
    items: Many[TestedOption]


class NaturalHistory(PlainRecord):
    """natural_history.yaml: what happens without cell therapy."""

    schema_note: str
    key_messages: Many[Message]
    copenhagen_time_course: TimeCourse
    copenhagen_outcome: CopenhagenOutcome
    arm_recovery: Many[CourseFinding]
    not_found: Many[NotFound]
    proportional_recovery: ProportionalRecovery
    late_recovery: Many[CourseFinding]
    mortality: Many[Mortality]
    recurrence: Many[Recurrence]
    rehabilitation_recommended: Many[CourseFinding]
    ischaemic_share: Many[IschaemicShare]
    prognostic_scores: PrognosticScores
    tested_options_by_goal: TestedOptions


# --- phases.yaml ---


class PhaseLimits(PlainRecord):
    """A phase of stroke in a scheme's own words; `to` None has no end."""

    id: str
    start: Annotated[str, Field(alias="from")]
    to: str | None


class PhaseScheme(Sourced):
    """The reference scheme of phases, and what of it was read."""

    id: str
    name: str
    phases: Many[PhaseLimits]
    read_limits: str
    boundary_gap: str


class PhaseAlternative(Sourced):
    """Another scheme, in a sentence."""

    id: str
    text: str


class PhaseWord(PlainRecord):
    """Which days one study means by its phase word."""

    study: str
    label: str
    window: str
    sources: Many[str]


class PhaseWords(PlainRecord):
    """How studies use the phase words."""

    lesson: str
    items: Many[PhaseWord]
    confidence: Confidence


class SeedWords(PlainRecord):
    """A founding document's words for one phase, and where they stand."""

    own_words: str
    quote_fragments: Many[str] = ()
    where: str


class SeedGap(PlainRecord):
    """Days that a founding document leaves out or contradicts itself about."""

    id: str
    days: str | None = None
    problem: str


class SeedWindow(Sourced):
    """The clinic page's words on timing, with their gaps."""

    subacute: SeedWords
    chronic: SeedWords
    plateau: SeedWords
    acute_emergency: SeedWords
    hedges: str
    gaps: Many[SeedGap]


class SeedWording(Sourced):
    """A founding document's words on timing."""

    own_words: str


class PhaseBand(PlainRecord):
    """A proposed band of days with the message it calls for."""

    id: str
    name: str
    range: str
    message: str


class PhaseProposal(Sourced):
    """The proposed bands, which need a clinician's sign-off."""

    status: str
    unit: str
    bands: Many[PhaseBand]
    notes: Many[str]


class PhaseFile(PlainRecord):
    """phases.yaml."""

    schema_note: str
    reference_definition: PhaseScheme
    alternatives: Many[PhaseAlternative]
    how_trials_use_the_words: PhaseWords
    seed_002_wording: SeedWindow
    seed_003_wording: SeedWording
    seed_000_wording: SeedWording
    proposal_for_rules: PhaseProposal
