"""The evidence as checked records: trials, claims, guidance, flags, sources; no file read, no case judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Any, Literal, NamedTuple, TypeAlias, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, Strict, ValidationError

from counsel.errors import CounselError

Answer = Literal["yes", "no", "unknown"]
Confidence = Literal["high", "medium", "low", "none"]
Control = Literal["placebo", "sham", "standard_care", "historical", "none"]
Phase = Literal["acute", "early_subacute", "late_subacute", "chronic"]
Kind = Literal["trial", "claim", "guidance", "synthesis", "source"]

_T = TypeVar("_T")
_M = TypeVar("_M", bound="Record")
# Parsed YAML has lists where a frozen record has tuples; everything else keeps its exact type.
Many = Annotated[tuple[_T, ...], Strict(False)]
Span = Annotated[tuple[float, float], Strict(False)]


class EvidenceError(CounselError):
    """A fault in an evidence file: `file` (relative path), `key` (dotted), `message` (what is allowed)."""

    def __init__(self, file: str, key: str, message: str) -> None:
        super().__init__(f"{file}: {key}: {message}.", "Correct this file and start again.")
        self.file = file
        self.key = key
        self.message = message


class Record(BaseModel):
    """A frozen part of an evidence file; None means unknown, never "no limit"; an unnamed key is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


class Sourced(Record):
    """A record that rests on sources: ids of sources.yaml, and how sure the reading of them is."""

    sources: Many[str]
    confidence: Confidence


# --- sources.yaml ---


class Source(Record):
    """Where something was read, and in `read` how much of it was seen."""

    cite: str
    doi: str | None = None
    pmid: str | None = None
    url: str | None = None
    read: str


class SourceFile(Record):
    """sources.yaml: the one register of sources, by id."""

    schema_note: str
    sources: dict[str, Source]


# --- trials/<id>.yaml ---


class Cells(Record):
    """The product: cell type, donor, dose as printed, infusions (a number, or the source's words)."""

    type: str
    donor: Literal["autologous", "allogeneic"] | None
    dose: str | None
    sessions: int | str | None


class Window(Record):
    """Days since onset, to infusion or to enrolment as `kind` says; None for kind is "not clear which"."""

    min_days: float | None
    max_days: float | None
    text: str | None
    kind: Literal["infusion", "enrolment"] | None


class AgeRange(Record):
    """Age criterion in years."""

    min: int | None
    max: int | None


class NihssRange(Record):
    """NIHSS criterion in points."""

    min: int | None
    max: int | None
    text: str | None


class Lesion(Record):
    """Lesion criterion: volumes in mL, diameter in mm."""

    text: str | None
    min_volume_ml: float | None
    max_volume_ml: float | None
    min_diameter_mm: float | None


class PrimaryOutcome(Record):
    """The primary outcome; a `result` of None was not seen and shows no verdict."""

    measure: str | None
    timepoint: str | None
    result: Literal["positive", "neutral", "negative", "safety-only", "not-reported"] | None
    numbers: str | None


class Counted(Record):
    """How the trial counts when asking how often a randomised trial met its main efficacy end point."""

    efficacy: Answer
    phase: Phase | None
    registered: Answer
    blinded_control: Literal["yes", "no"]
    met: Answer
    reason: str


class TrialSafety(Record):
    """Harm as reported, in the source's figures."""

    deaths: str | None
    serious_adverse_events: str | None
    cell_related_sae: str | None
    tumours: str | None
    other: str | None


class TrialSource(Record):
    """An address that was opened for this trial, and what it confirmed."""

    url: str
    what_it_confirmed: str


class Trial(Record):
    """One study: design, product, whom it sought, what it found, and what of it is not verified."""

    id: str
    short_name: str
    citation: str
    doi: str | None
    pmid: str | None
    registry: str | None
    design: str | None
    randomised: Answer
    control: Control | None
    phase: str | None
    status: str
    cells: Cells
    route: str | None
    n_total: int | None
    n_treated: int | None
    n_control: int | None
    window: Window
    age: AgeRange
    nihss: NihssRange
    other_severity: str | None
    lesion: Lesion
    stroke_types: Many[Literal["ischaemic", "ischaemic (embolic)", "haemorrhagic", "not seen"]]
    exclusions: Many[str]
    primary_outcome: PrimaryOutcome
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


class TrialSchema(Record):
    """trials_schema.yaml: what the fields and words of the trial records mean."""

    schema_note: str
    meanings: dict[str, str | dict[str, str]]


# --- claims.yaml ---


class SeedWeight(Sourced):
    """What a founding document is worth as evidence, and whose interest it serves."""

    seed: str
    kind: str
    hierarchy: str
    conflict: str


class MapsTo(Record):
    """The rule, caveat or context that a claim asks for."""

    kind: Literal["rule", "caveat", "context"]
    key: str


class Claim(Sourced):
    """A claim of a founding document, with the verdict of the literature on it."""

    id: str
    seed: str
    topic: str
    claim: str
    verdict: Literal["supports", "mixed", "overstated", "contradicts", "unverified", "omission"]
    literature: str
    caveat: str
    maps_to: MapsTo


class Contradiction(Record):
    """Two founding documents, or one with itself, saying what does not agree."""

    id: str
    between: Many[str]
    about: str
    note: str


class ClaimFile(Record):
    """claims.yaml."""

    schema_note: str
    seed_files: dict[str, str]
    seed_weight: Many[SeedWeight]
    caveat_keys: dict[str, str]
    claims: Many[Claim]
    ids_in_trials_yaml: dict[str, str]
    contradictions_between_seeds: Many[Contradiction]


# --- guidance.yaml ---


class Guidance(Sourced):
    """What a guideline, society or regulator says; a `stem_cell_position` of None was not seen."""

    id: str
    body: str
    says: Many[str]
    stem_cell_position: str | None = None
    relevance: str | None = None
    caution: str | None = None
    date: str | None = None
    note: str | None = None


class Harm(Sourced):
    """A published harm from use outside trials, or what makes such harm plausible."""

    id: str
    what: str
    relevance: str
    note: str | None = None


class Statement(Sourced):
    """A sentence drawn from several sources."""

    statement: str
    note: str | None = None


class GuidanceFile(Record):
    """guidance.yaml."""

    schema_note: str
    bottom_line: Statement
    guidelines: Many[Guidance]
    societies: Many[Guidance]
    regulators: Many[Guidance]
    harms_from_unregulated_use: Many[Harm]


# --- syntheses.yaml ---


class Effect(Record):
    """A pooled effect as printed (a number or the source's words); `ci` the 95% interval, `i2` in percent."""

    outcome: str
    design: str | None = None
    measure: str | None = None
    effect: float | str | None
    ci: Span | None = None
    i2: int | None = None
    p: str | None = None
    cells: str | None = None
    control: str | None = None
    note: str | None = None


class Synthesis(Sourced):
    """A systematic review or meta-analysis, as far as it was read."""

    id: str
    citation: str
    doi: str | None
    pmid: str | None
    n_studies: int | None
    n_studies_detail: dict[str, int | str] | None = None
    n_patients: int | None
    n_patients_detail: dict[str, int] | None = None
    n_animals: int | None = None
    design: str | None = None
    population: str | None = None
    route: str | None = None
    search_to: str | None = None
    prospero: str | None = None
    effects: Many[Effect]
    certainty: str | None
    conclusion_own_words: str | None
    not_seen: str | None = None
    caution: str | None = None
    note: str | None = None


class SynthesisFile(Record):
    """syntheses.yaml."""

    schema_note: str
    overall_reading: Many[Statement]
    syntheses: Many[Synthesis]


# --- safety_flags.yaml ---


class SafetyFlag(Sourced):
    """A safety question; `asked_when` is a rule condition (None: always); `private` stays off paper."""

    id: str
    label: str
    why: str
    routes: Many[Literal["iv", "ia", "intracerebral", "intrathecal", "marrow-harvest", "any"]]
    cells: str
    threshold: str
    action: Literal["emergency", "stop", "defer", "caution", "ask"]
    basis: Literal[
        "trial_exclusion",
        "product_label",
        "case_reports",
        "guideline",
        "regulator",
        "literature",
        "inference",
    ]
    scope: Literal["person", "route", "offer"]
    answered: Literal["listed", "one-by-one", "derived"]
    private: bool
    asked_when: dict[str, Any] | None = None
    note: str | None = None


class FlagFile(Record):
    """safety_flags.yaml."""

    schema_note: str
    flags: Many[SafetyFlag]
    not_found: Many[str]


# --- natural_history.yaml ---


class Message(Sourced):
    """A key message about the course without cell therapy."""

    text: str


class BestFunction(Record):
    """Weeks until best function for one class of initial severity, with its 95% interval."""

    initial_severity: str
    weeks: float
    ci: Span


class ShareByWeek(Record):
    """Weeks until a share (0 to 1) of all patients had best function."""

    share: float
    weeks: float
    ci: Span


class TimeCourse(Sourced):
    """The Copenhagen time course; its severity classes are not NIHSS bands."""

    population: str
    scales: dict[str, str]
    best_function: Many[BestFunction]
    all_patients: Many[ShareByWeek]
    after: str
    companion_statement: str


class CopenhagenOutcome(Sourced):
    """How the Copenhagen patients ended; shares from 0 to 1."""

    severity_at_entry: dict[str, float]
    death_in_hospital: float
    nursing_home: float
    own_home: float
    survivors_after_rehabilitation: dict[str, float]
    caution: str


class Finding(Sourced):
    """A finding or recommendation in a sentence; `numbers` None means that no figure was seen."""

    what: str
    numbers: str | None = None


class NotFound(Record):
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
    days_28: float | None = Field(default=None, alias="28_days")
    month_1: float | None = Field(default=None, alias="1_month")
    year_1: float | None = Field(default=None, alias="1_year")
    years_3: float | None = Field(default=None, alias="3_years")
    years_5: float | None = Field(default=None, alias="5_years")
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


class TestedOptions(Record):
    """Tested treatments by the goal of the person."""

    __test__ = False

    note: str
    items: Many[TestedOption]


class NaturalHistory(Record):
    """natural_history.yaml: what happens without cell therapy."""

    schema_note: str
    key_messages: Many[Message]
    copenhagen_time_course: TimeCourse
    copenhagen_outcome: CopenhagenOutcome
    arm_recovery: Many[Finding]
    not_found: Many[NotFound]
    proportional_recovery: ProportionalRecovery
    late_recovery: Many[Finding]
    mortality: Many[Mortality]
    recurrence: Many[Recurrence]
    rehabilitation_recommended: Many[Finding]
    ischaemic_share: Many[IschaemicShare]
    prognostic_scores: PrognosticScores
    tested_options_by_goal: TestedOptions


# --- scales.yaml ---


class ScaleRange(Record):
    """Ends of a scale, and which way is worse where it was read."""

    min: int
    max: int
    direction: Literal["higher is worse", "higher is better"] | None = None


class NihssItem(Record):
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


class ScoreBand(Record):
    """A named band of a score, both ends included."""

    range: Annotated[tuple[int, int], Strict(False)]
    name: str


class ScoreBands(Sourced):
    """A set of bands as a source prints them."""

    use: str | None = None
    bands: Many[ScoreBand]
    note: str | None = None


class TrialBand(Record):
    """The NIHSS range that one study enrolled."""

    study: str
    nihss: str


class TrialBands(Sourced):
    """NIHSS ranges of cell trials."""

    note: str
    items: Many[TrialBand]


class NihssScale(Record):
    """The NIHSS: items, untestable rule and severity bands."""

    name: str
    owner: str
    licence_note: str
    total: ScaleRange
    n_items: int
    items: Many[NihssItem]
    item_sources: Many[str]
    item_confidence: Confidence
    untestable_rule: UntestableRule
    checks: Many[str]
    severity_bands: ScoreBands
    severity_bands_alternative: ScoreBands
    bands_in_cell_trials: TrialBands


class MrsLevel(Record):
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


class SizeBand(Record):
    """A named band of infarct size with its rule in words."""

    name: str
    rule: str


class SizeBands(Sourced):
    """Proposed bands of infarct size."""

    status: str
    bands: Many[SizeBand]


class Threshold(Sourced):
    """A threshold of the literature with the context it was made for."""

    id: str
    value: str
    context: str


class InfarctSize(Record):
    """Infarct size: a warning, proposed bands and the literature's thresholds."""

    warning: str
    bands_proposal: SizeBands
    literature_thresholds: Many[Threshold]
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


class AgeInTrial(Record):
    """The age range of one study."""

    study: str
    range: str


class AgeFacts(Sourced):
    """Age in trials and in prognosis."""

    in_trials: Many[AgeInTrial]
    in_prognosis: Many[str]
    statement: str
    proposal: str


class Code(Record):
    """A terminology code; a `code` of None was not found."""

    code: str | None
    meaning: str
    note: str | None = None
    sources: Many[str] = ()
    confidence: Confidence | None = None


class Codes(Record):
    """LOINC and SNOMED CT codes."""

    loinc: Many[Code]
    loinc_items: str
    snomed_ct: Many[Code]
    caution: str


class ScaleFile(Record):
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


# --- phases.yaml ---


class PhaseLimits(Record):
    """A phase of stroke in a scheme's own words; `to` None has no end."""

    id: str
    start: str = Field(alias="from")
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


class PhaseWord(Record):
    """Which days one study means by its phase word."""

    study: str
    label: str
    window: str
    sources: Many[str]


class PhaseWords(Record):
    """How studies use the phase words."""

    lesson: str
    items: Many[PhaseWord]
    confidence: Confidence


class SeedWords(Record):
    """A founding document's words for one phase, and where they stand."""

    own_words: str
    quote_fragments: Many[str] = ()
    where: str


class SeedGap(Record):
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


class PhaseBand(Record):
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


class PhaseFile(Record):
    """phases.yaml."""

    schema_note: str
    reference_definition: PhaseScheme
    alternatives: Many[PhaseAlternative]
    how_trials_use_the_words: PhaseWords
    seed_002_wording: SeedWindow
    seed_003_wording: SeedWording
    seed_000_wording: SeedWording
    proposal_for_rules: PhaseProposal


# --- the whole ---

Resolved: TypeAlias = Trial | Claim | Guidance | Harm | Synthesis | Source

_TRIALS = "trials/"
_FILES: Mapping[str, type[Record]] = {
    "sources.yaml": SourceFile,
    "trials_schema.yaml": TrialSchema,
    "claims.yaml": ClaimFile,
    "guidance.yaml": GuidanceFile,
    "syntheses.yaml": SynthesisFile,
    "safety_flags.yaml": FlagFile,
    "natural_history.yaml": NaturalHistory,
    "scales.yaml": ScaleFile,
    "phases.yaml": PhaseFile,
}
_GUIDANCE_LISTS = ("guidelines", "societies", "regulators", "harms_from_unregulated_use")


class Count(NamedTuple):
    """`met` of `total` counted trials met their main efficacy end point; `ids` are all of them."""

    met: int
    total: int
    ids: tuple[str, ...]


class Evidence:
    """All evidence, by file and by id, from `build_evidence` (checked) or `from_document` (checked once).

    The parts are read from the parsed files when first asked for and kept.
    """

    def __init__(self, files: Mapping[str, dict[str, Any]]) -> None:
        self._files = files

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Evidence:
        """The evidence that gave this `document()`; checks nothing that building had checked."""
        return cls(document["files"])

    def document(self) -> dict[str, Any]:
        """A JSON-able dict of all files, for a start-up cache."""
        return {"files": dict(self._files)}

    @cached_property
    def trials(self) -> Mapping[str, Trial]:
        """The trials by id, in id order."""
        paths = sorted(path for path in self._files if path.startswith(_TRIALS))
        found = (_read(Trial, path, self._files[path]) for path in paths)
        return MappingProxyType({trial.id: trial for trial in found})

    @cached_property
    def trial_schema(self) -> TrialSchema:
        """What the fields and words of a trial record mean."""
        return self._file(TrialSchema, "trials_schema.yaml")

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The register of sources by id."""
        return MappingProxyType(self._file(SourceFile, "sources.yaml").sources)

    @cached_property
    def claim_file(self) -> ClaimFile:
        """The founding documents: weight, claims, contradictions."""
        return self._file(ClaimFile, "claims.yaml")

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """The claims of the founding documents by id."""
        return MappingProxyType({claim.id: claim for claim in self.claim_file.claims})

    @property
    def caveat_keys(self) -> Mapping[str, str]:
        """The caveats by key, each in one sentence."""
        return MappingProxyType(self.claim_file.caveat_keys)

    @cached_property
    def guidance(self) -> GuidanceFile:
        """Guidelines, societies, regulators and published harms."""
        return self._file(GuidanceFile, "guidance.yaml")

    @cached_property
    def guidance_by_id(self) -> Mapping[str, Guidance | Harm]:
        """Guidance and published harms by id."""
        file = self.guidance
        records: tuple[Guidance | Harm, ...] = (
            *file.guidelines,
            *file.societies,
            *file.regulators,
            *file.harms_from_unregulated_use,
        )
        return MappingProxyType({record.id: record for record in records})

    @cached_property
    def synthesis_file(self) -> SynthesisFile:
        """The syntheses and the reading of them together."""
        return self._file(SynthesisFile, "syntheses.yaml")

    @cached_property
    def syntheses(self) -> Mapping[str, Synthesis]:
        """The syntheses by id."""
        return MappingProxyType({one.id: one for one in self.synthesis_file.syntheses})

    @cached_property
    def flag_file(self) -> FlagFile:
        """The safety flags with what was not found."""
        return self._file(FlagFile, "safety_flags.yaml")

    @property
    def flags(self) -> tuple[SafetyFlag, ...]:
        """All safety flags, in file order."""
        return self.flag_file.flags

    @cached_property
    def asked_flags(self) -> Mapping[str, SafetyFlag]:
        """The flags that a physician answers, by id: not derived, about the person or a route."""
        asked = (flag for flag in self.flags if flag.answered != "derived" and flag.scope != "offer")
        return MappingProxyType({flag.id: flag for flag in asked})

    @cached_property
    def natural_history(self) -> NaturalHistory:
        """What happens without cell therapy."""
        return self._file(NaturalHistory, "natural_history.yaml")

    @cached_property
    def scales(self) -> ScaleFile:
        """The scales, infarct size, age and codes."""
        return self._file(ScaleFile, "scales.yaml")

    @cached_property
    def phases(self) -> PhaseFile:
        """Phase limits and how documents word them."""
        return self._file(PhaseFile, "phases.yaml")

    def __contains__(self, record_id: object) -> bool:
        return any(record_id in records for _, records in self._by_kind())

    def resolve(self, record_id: str) -> Resolved:
        """The record of an id; KeyError if there is none.

        A source that is also a trial, synthesis or guidance record gives that record.
        """
        return self._find(record_id)[1]

    def kind_of(self, record_id: str) -> Kind:
        """The kind of the record that `resolve` gives; KeyError if there is none."""
        return self._find(record_id)[0]

    def cite(self, record_id: str) -> str:
        """One printable citation with a DOI or an address where one was found; KeyError for an unknown id."""
        record = self.resolve(record_id)
        if isinstance(record, Trial):
            return _printed(record.citation, _link(record.doi, record.pmid, _first_url(record)))
        if record_id in self.sources:
            return _source_citation(self.sources[record_id])
        if isinstance(record, Synthesis) and (link := _link(record.doi, record.pmid, None)):
            return _printed(record.citation, link)
        assert not isinstance(record, Source)
        behind = "; ".join(_source_citation(self.sources[source]).rstrip(".") for source in record.sources)
        return _printed(self._title(record), f"Read in: {behind}" if behind else "No source was found.")

    def counted_trials(
        self, phase: Phase | None = None, blinded: bool | None = None, registered: bool | None = None
    ) -> Count:
        """How many counted randomised trials met their main efficacy end point.

        `phase` keeps one phase; `blinded` those with (or without) a blinded placebo or sham control;
        `registered` those registered (True) or stated as not registered (False). None keeps all.
        """
        kept = [
            trial
            for trial in self.trials.values()
            if trial.counted.efficacy == "yes"
            and phase in (None, trial.counted.phase)
            and _is(trial.counted.blinded_control, blinded)
            and _is(trial.counted.registered, registered)
        ]
        met = sum(trial.counted.met == "yes" for trial in kept)
        return Count(met, len(kept), tuple(trial.id for trial in kept))

    def _file(self, model: type[_M], path: str) -> _M:
        return _read(model, path, self._files[path])

    def _by_kind(self) -> Iterator[tuple[Kind, Mapping[str, Resolved]]]:
        yield "trial", self.trials
        yield "claim", self.claims
        yield "guidance", self.guidance_by_id
        yield "synthesis", self.syntheses
        yield "source", self.sources

    def _find(self, record_id: str) -> tuple[Kind, Resolved]:
        for kind, records in self._by_kind():
            if record_id in records:
                return kind, records[record_id]
        raise KeyError(record_id)

    def _title(self, record: Claim | Guidance | Harm | Synthesis) -> str:
        if isinstance(record, Claim):
            document = self.sources[f"seed-{record.seed}"].cite
            return f"Claim {record.id} of: {document}"
        if isinstance(record, Guidance):
            return record.body
        return record.what if isinstance(record, Harm) else record.citation


def build_evidence(parsed: Mapping[str, dict[str, Any]]) -> Evidence:
    """The checked evidence from parsed files by path below the evidence folder (`trials/masters-2017.yaml`).

    Raises EvidenceError, naming file and key, for a missing or unknown file, a key or value that the records
    do not have, an id used twice, and a reference that does not resolve.
    """
    _check_paths(parsed)
    for path, data in parsed.items():
        _read(_FILES.get(path, Trial), path, data)
    _check_ids(parsed)
    check_references(parsed)
    return Evidence(parsed)


def check_references(parsed: Mapping[str, dict[str, Any]]) -> None:
    """Raises EvidenceError at the first reference that does not resolve; takes files of the right shape."""
    known = parsed["sources.yaml"]["sources"]
    for path, data in parsed.items():
        for key, record_id in _source_references(data):
            if record_id not in known:
                raise EvidenceError(
                    path, key, f"no source {record_id!r}; {_allowed_ids(record_id, known, 'sources.yaml')}"
                )
    _check_claim_references(parsed["claims.yaml"], known, _trial_ids(parsed))


def _check_claim_references(file: dict[str, Any], sources: Mapping[str, Any], trials: frozenset[str]) -> None:
    path = "claims.yaml"
    for claim in file["claims"]:
        key = f"claims[{claim['id']}]"
        _require(path, f"{key}.seed", claim["seed"], file["seed_files"], "seed_files")
        if claim["maps_to"]["kind"] != "rule":
            _require(path, f"{key}.maps_to.key", claim["maps_to"]["key"], file["caveat_keys"], "caveat_keys")
    for weight in file["seed_weight"]:
        _require(
            path, f"seed_weight[{weight['seed']}].seed", weight["seed"], file["seed_files"], "seed_files"
        )
    for seed in file["seed_files"]:
        _require(path, f"seed_files.{seed}", f"seed-{seed}", sources, "sources.yaml")
    for contradiction in file["contradictions_between_seeds"]:
        for record_id in contradiction["between"]:
            key = f"contradictions_between_seeds[{contradiction['id']}].between"
            _require(path, key, record_id, sources, "sources.yaml")
    for source, trial in file["ids_in_trials_yaml"].items():
        _require(path, f"ids_in_trials_yaml.{source}", source, sources, "sources.yaml")
        _require(path, f"ids_in_trials_yaml.{source}", trial, dict.fromkeys(trials), "trials/")


def _require(path: str, key: str, record_id: str, known: Mapping[str, Any], where: str) -> None:
    if record_id not in known:
        raise EvidenceError(path, key, f"{record_id!r} is not known; {_allowed_ids(record_id, known, where)}")


def _allowed_ids(record_id: str, known: Mapping[str, Any], where: str) -> str:
    near = get_close_matches(record_id, list(known), n=3)
    nearest = f", nearest: {', '.join(near)}" if near else ""
    return f"allowed are the {len(known)} ids of {where}{nearest}"


def _source_references(node: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for name, value in node.items():
            below = f"{key}.{name}" if key else name
            if name in ("sources", "item_sources") and isinstance(value, list):
                # The sources of a trial record are addresses with what they confirmed, not ids.
                yield from ((below, record_id) for record_id in value if isinstance(record_id, str))
            else:
                yield from _source_references(value, below)
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _source_references(value, f"{key}[{_item_name(value, index)}]")


def _item_name(item: Any, index: int) -> str:
    return str(item["id"]) if isinstance(item, dict) and "id" in item else str(index)


def _check_paths(parsed: Mapping[str, Any]) -> None:
    for path in _FILES:
        if path not in parsed:
            raise EvidenceError(path, "(file)", "this file is missing")
    for path in parsed:
        if path not in _FILES and not (path.startswith(_TRIALS) and path.endswith(".yaml")):
            allowed = f"{', '.join(_FILES)} and {_TRIALS}<id>.yaml"
            raise EvidenceError(path, "(file)", f"unknown evidence file; allowed are {allowed}")


def _check_ids(parsed: Mapping[str, dict[str, Any]]) -> None:
    taken: dict[str, str] = {}
    for path, key, record_id in _record_ids(parsed):
        if record_id in taken:
            raise EvidenceError(
                path, key, f"the id {record_id!r} is taken by {taken[record_id]}; allowed is a new id"
            )
        taken[record_id] = path
    for path, data in parsed.items():
        if path.startswith(_TRIALS) and path != f"{_TRIALS}{data['id']}.yaml":
            name = path.removeprefix(_TRIALS).removesuffix(".yaml")
            raise EvidenceError(path, "id", f"{data['id']!r} is not the file's name; allowed is {name!r}")
    _check_same_paper(parsed)


def _record_ids(parsed: Mapping[str, dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    yield from ((path, "id", data["id"]) for path, data in parsed.items() if path.startswith(_TRIALS))
    lists = [("claims.yaml", "claims"), ("claims.yaml", "contradictions_between_seeds")]
    lists += [("guidance.yaml", name) for name in _GUIDANCE_LISTS]
    lists += [("syntheses.yaml", "syntheses"), ("safety_flags.yaml", "flags")]
    for path, name in lists:
        yield from ((path, f"{name}[{record['id']}]", record["id"]) for record in parsed[path][name])


def _check_same_paper(parsed: Mapping[str, dict[str, Any]]) -> None:
    """An id that is both a trial and a source must be the same paper."""
    for record_id, source in parsed["sources.yaml"]["sources"].items():
        trial = parsed.get(f"{_TRIALS}{record_id}.yaml")
        here, there = source.get("doi"), trial and trial["doi"]
        if here and there and here.lower() != there.lower():
            message = (
                f"{here!r} differs from the trial of this id; allowed is its doi {there!r}, or another id"
            )
            raise EvidenceError("sources.yaml", f"sources.{record_id}.doi", message)


def _trial_ids(parsed: Mapping[str, dict[str, Any]]) -> frozenset[str]:
    return frozenset(data["id"] for path, data in parsed.items() if path.startswith(_TRIALS))


def _read(model: type[_M], path: str, data: Any) -> _M:
    try:
        return model.model_validate(data)
    except ValidationError as fault:
        raise _as_evidence_error(model, path, data, fault) from None


def _as_evidence_error(model: type[Record], path: str, data: Any, fault: ValidationError) -> EvidenceError:
    first = fault.errors(include_url=False)[0]
    place, node = "", data
    for step in first["loc"]:
        node = _below(node, step)
        if isinstance(step, int):
            place += f"[{_item_name(node, step)}]"
        else:
            place += f".{step}" if place else step
    if first["type"] == "extra_forbidden":
        fields = _fields_at(model, first["loc"][:-1])
        return EvidenceError(path, place, f"unknown key; allowed are {', '.join(fields)}")
    if first["type"] == "missing":
        return EvidenceError(path, place, "this key is missing; write null if it is not known")
    return EvidenceError(path, place or "(file)", f"{first['msg']} (given: {first['input']!r:.60})")


def _below(node: Any, step: str | int) -> Any:
    try:
        return node[step]
    except (KeyError, IndexError, TypeError):
        return None


def _fields_at(model: type[Record], loc: tuple[str | int, ...]) -> list[str]:
    for step in loc:
        for name, field in model.model_fields.items():
            if step in (name, field.alias):
                model = next(_records_in(field.annotation), model)
    return [field.alias or name for name, field in model.model_fields.items()]


def _records_in(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for part in get_args(annotation):
        yield from _records_in(part)


def _is(answer: str, wanted: bool | None) -> bool:
    return wanted is None or answer == ("yes" if wanted else "no")


def _first_url(trial: Trial) -> str | None:
    return trial.sources[0].url if trial.sources else None


def _source_citation(source: Source) -> str:
    printed = _printed(source.cite, _link(source.doi, source.pmid, source.url))
    unread = source.read.startswith(("NOT FOUND", "reference only"))
    return f"{printed} (Not read.)" if unread else printed


def _link(doi: str | None, pmid: str | None, url: str | None) -> str | None:
    if doi:
        return f"https://doi.org/{doi}"
    return url or (f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/" if pmid else None)


def _printed(citation: str, tail: str | None) -> str:
    body = citation.rstrip(".")
    return f"{body}. {tail}" if tail else f"{body}."
