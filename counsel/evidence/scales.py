"""The shape of scales.yaml: scales, infarct size, age and codes as read; the conversions are in scales."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Strict

from counsel.evidence.trials import Confidence, Many, Sourced
from rules.record import PlainRecord


class ScaleRange(PlainRecord):
    """Ends of a scale, and which way is worse where it was read."""

    min: int
    max: int
    direction: Literal["higher is worse", "higher is better"] | None = None


class NihssItemRecord(PlainRecord):
    """An NIHSS item; `un` says whether it may be untestable, None where that was not settled."""

    id: str
    name: str
    max: int
    allowed: Many[int]
    un: bool | None
    un_reason: str | None = None
    un_note: str | None = None
    labels: Many[str]
    loinc: str


class UntestableRule(Sourced):
    """What was read about untestable items, and the program's proposal."""

    as_read: Many[str]
    proposal: str


class ScoreBand(PlainRecord):
    """A named band of a score, both ends included."""

    range: Annotated[tuple[int, int], Strict(False)]
    name: str


class ScoreBands(Sourced):
    """A set of bands as a source prints them."""

    use: str | None = None
    bands: Many[ScoreBand]
    note: str | None = None


class TrialBand(PlainRecord):
    """The NIHSS range that one study enrolled."""

    study: str
    nihss: str


class TrialBands(Sourced):
    """NIHSS ranges of cell trials."""

    note: str
    items: Many[TrialBand]


class NihssScale(PlainRecord):
    """The NIHSS: items, untestable rule and severity bands."""

    name: str
    owner: str
    licence_note: str
    total: ScaleRange
    n_items: int
    items: Many[NihssItemRecord]
    item_sources: Many[str]
    item_confidence: Confidence
    untestable_rule: UntestableRule
    checks: Many[str]
    severity_bands: ScoreBands
    severity_bands_alternative: ScoreBands
    bands_in_cell_trials: TrialBands


class MrsLevel(PlainRecord):
    """One level of the modified Rankin Scale."""

    value: int
    label: str


class MrsScale(Sourced):
    """The modified Rankin Scale."""

    name: str
    levels: Many[MrsLevel]
    common_cut: str
    loinc: str | None
    loinc_confidence: Confidence
    snomed: str | None
    prestroke_use: str


class BarthelScale(Sourced):
    """The Barthel Index."""

    name: str
    range: ScaleRange
    n_items: int
    variant: str
    loinc: str | None
    caution: str


class SizeBand(PlainRecord):
    """A named band of infarct size with its rule in words."""

    name: str
    rule: str


class SizeBands(Sourced):
    """Proposed bands of infarct size."""

    status: str
    bands: Many[SizeBand]


class ScaleThreshold(Sourced):
    """A threshold of the literature with the context it was made for."""

    id: str
    value: str
    context: str


class InfarctSize(PlainRecord):
    """Infarct size: a warning, proposed bands and the literature's thresholds."""

    warning: str
    bands_proposal: SizeBands
    literature_thresholds: Many[ScaleThreshold]
    form_rule: str


class Accuracy(Sourced):
    """How accurate one study found a method; a `result` of None was not seen."""

    study: str
    result: str | None


class AbcOver2(Sourced):
    """The ABC/2 estimate of a volume."""

    formula: str
    formula_source_note: str
    sims_2009: str
    accuracy: Many[Accuracy]
    app_rule: str


class Aspects(Sourced):
    """ASPECTS."""

    name: str
    range: ScaleRange
    meaning: str
    readings: str
    caution: str


class AgeInTrial(PlainRecord):
    """The age range of one study."""

    study: str
    range: str


class AgeFacts(Sourced):
    """Age in trials and in prognosis."""

    in_trials: Many[AgeInTrial]
    in_prognosis: Many[str]
    statement: str
    proposal: str


class Code(PlainRecord):
    """A terminology code; a `code` of None was not found."""

    code: str | None
    meaning: str
    note: str | None = None
    sources: Many[str] = ()
    confidence: Confidence | None = None


class Codes(PlainRecord):
    """LOINC and SNOMED CT codes."""

    loinc: Many[Code]
    loinc_items: str
    snomed_ct: Many[Code]
    caution: str


class ScaleFile(PlainRecord):
    """scales.yaml."""

    schema_note: str
    nihss: NihssScale
    mrs: MrsScale
    barthel: BarthelScale
    infarct_size: InfarctSize
    abc_over_2: AbcOver2
    aspects: Aspects
    age: AgeFacts
    codes: Codes
