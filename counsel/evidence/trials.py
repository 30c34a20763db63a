"""The shape of sources and trials, and what every evidence record is made of; it does not resolve ids."""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

from pydantic import Strict

from counsel.case.offer import Cells as CellKind
from counsel.case.offer import Route
from rules.record import PlainRecord

Answer = Literal["yes", "no", "unknown"]
Confidence = Literal["high", "medium", "low", "none"]
Control = Literal["placebo", "sham", "standard_care", "historical", "none", "unknown"]
Phase = Literal["acute", "early_subacute", "late_subacute", "chronic"]
State = Literal[
    "completed", "stopped_early", "ongoing", "planned", "suspended", "withdrawn", "unknown",
]  # fmt: skip
CriterionName = Literal[
    "window", "age", "nihss", "other_severity", "pre_stroke_mrs", "lesion", "stroke_type", "territory",
    "location", "exclusion",
]  # fmt: skip
Registration = Literal["before_start", "after_start", "no", "unknown"]

_T = TypeVar("_T")
# Parsed YAML has lists where a frozen record has tuples; everything else keeps its exact type.
Many = Annotated[tuple[_T, ...], Strict(False)]
Span = Annotated[tuple[float, float], Strict(False)]


class Sourced(PlainRecord):
    """A record that rests on sources: ids of sources.yaml, and how sure the reading of them is."""

    sources: Many[str]
    confidence: Confidence


# --- sources.yaml ---


class Source(PlainRecord):
    """Where something was read, and in `read` how much of it was seen."""

    cite: str
    doi: str | None = None
    pmid: str | None = None
    url: str | None = None
    read: str


class SourceFile(PlainRecord):
    """sources.yaml: the one register of sources, by id."""

    schema_note: str
    sources: dict[str, Source]


# --- trials/<id>.yaml ---


class Cells(PlainRecord):
    """The product: cell type, donor, dose as printed, infusions (a number, or the source's words).

    `kinds` are the type in the words of an offer; unknown where it was not seen or no such word fits.
    """

    type: str
    kinds: Many[CellKind]
    donor: Literal["autologous", "allogeneic"] | None
    dose: str | None
    sessions: int | str | None


class EntryWindow(PlainRecord):
    """Days since onset, to infusion or to enrolment as `kind` says; None for kind is "not clear which"."""

    min_days: float | None
    max_days: float | None
    text: str | None
    kind: Literal["infusion", "enrolment"] | None


class AgeRange(PlainRecord):
    """Age criterion in years."""

    min: int | None
    max: int | None


class NihssRange(PlainRecord):
    """NIHSS criterion in points; `otherwise: open` where the words make exceptions or may be no criterion."""

    min: int | None
    max: int | None
    text: str | None
    otherwise: Literal["outside", "open"] = "outside"


class Lesion(PlainRecord):
    """Lesion criterion: volumes in mL, diameter in mm."""

    text: str | None
    min_volume_ml: float | None
    max_volume_ml: float | None
    min_diameter_mm: float | None


class Condition(PlainRecord):
    """One condition of entry, and the words of the record that it was read from.

    A number lies within `low` and `high`; a choice or a place is one of `one_of` or none of `none_of`, where
    `perhaps` are values that the words leave open; a flag is not answered yes. `otherwise` is the verdict on
    a value that the condition does not hold for: open where the fact is wider than the words. With `side`
    it holds for that side of the brain only; with `left_out` the numbers are those not taken. Without a fact
    the words ask for what no fact expresses, or say again what the criterion in `restates` says.
    """

    criterion: CriterionName
    words: str
    fact: str | None = None
    low: float | None = None
    high: float | None = None
    one_of: Many[str] = ()
    none_of: Many[str] = ()
    perhaps: Many[str] = ()
    otherwise: Literal["outside", "open"] = "outside"
    side: Literal["left", "right"] | None = None
    left_out: bool = False
    restates: CriterionName | None = None


class Blinded(PlainRecord):
    """Who did not know which group a person was in."""

    patients: Answer
    carers: Answer
    assessors: Answer


class Arm(PlainRecord):
    """The main result of one group: people who reached it of all in it, or the mean of a score."""

    reached: int | None = None
    of: int | None = None
    mean: float | None = None


class Arms(PlainRecord):
    """The main result with cells and without, as printed; only where a sentence shows it."""

    cells: Arm
    control: Arm


class TestedAgain(PlainRecord):
    """A gain without a control group, or found afterwards, and the controlled trial that then tested it."""

    by: str
    gain: Literal["uncontrolled", "post_hoc"]


class PrimaryOutcome(PlainRecord):
    """The primary outcome; a `result` of None was not seen and shows no verdict.

    `met` is about the main efficacy outcome.
    """

    measure: str | None
    timepoint: str | None
    result: Literal["positive", "neutral", "negative", "safety-only", "not-reported"] | None
    numbers: str | None
    kind: Literal["efficacy", "safety", "both", "unknown"]
    met: Answer
    arms: Arms | None = None


class Counted(PlainRecord):
    """How the trial counts when asking how often a randomised trial met its main efficacy end point."""

    efficacy: Answer
    phase: Phase | None
    registered: Answer
    blinded_control: Literal["yes", "no"]
    reason: str


class TrialSafety(PlainRecord):
    """Harm as reported, in the source's figures."""

    deaths: str | None
    serious_adverse_events: str | None
    cell_related_sae: str | None
    tumours: str | None
    other: str | None


class TrialSource(PlainRecord):
    """An address that was opened for this trial, and what it confirmed."""

    url: str
    what_it_confirmed: str


class Trial(PlainRecord):
    """One study: design, product, whom it sought, what it found, and what of it is not verified."""

    id: str
    short_name: str
    citation: str
    doi: str | None
    pmid: str | None
    registry: str | None
    design: str | None
    randomised: Answer
    control: Control
    blinded: Blinded
    registered: Registration
    phase: str | None
    status: str
    state: State
    cells: Cells
    route: str | None
    routes: Many[Route]
    n_total: int | None
    n_treated: int | None
    n_control: int | None
    window: EntryWindow
    age: AgeRange
    nihss: NihssRange
    other_severity: str | None
    lesion: Lesion
    stroke_types: Many[Literal["ischaemic", "ischaemic (embolic)", "haemorrhagic", "not seen"]]
    exclusions: Many[str]
    conditions: Many[Condition]
    primary_outcome: PrimaryOutcome
    tested_again: TestedAgain | None = None
    counted: Counted
    secondary_findings: Many[str]
    safety: TrialSafety
    follow_up_months: float | None
    funding: str | None
    sources: Many[TrialSource]
    confidence: Literal["verified-fulltext", "verified-abstract", "verified-registry", "partly-verified"]
    unverified_fields: Many[str]
    checked_on: str
    second_check: Literal["agreed", "corrected"] | None = None

    @property
    def has_result(self) -> bool:
        """Whether a main result, of efficacy or of safety, was seen."""
        return self.primary_outcome.result not in (None, "not-reported")

    @property
    def has_control_group(self) -> bool:
        """Whether people without cells were followed at the same time; False where it is not clear."""
        return self.control in ("placebo", "sham", "standard_care")


class TrialSchema(PlainRecord):
    """trials_schema.yaml: what the fields and words of the trial records mean."""

    schema_note: str
    meanings: dict[str, str | dict[str, str]]
