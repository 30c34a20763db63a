"""The evidence as checked records: trials, claims, guidance, flags, sources; no file read, no case judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, TypeVar

from counsel.evidence.citations import first_url, link, printed, source_citation
from counsel.evidence.claims import (
    Claim,
    ClaimFile,
    FlagFile,
    Guidance,
    GuidanceFile,
    Harm,
    SafetyFlag,
    Synthesis,
    SynthesisFile,
)
from counsel.evidence.criteria import Asked, also_asked, criteria_of
from counsel.evidence.reading import TRIALS, EvidenceError, read_record
from counsel.evidence.trials import Phase, Source, SourceFile, Trial
from rules.plain import Plain
from rules.record import PlainRecord
from rules.revive import plain_record, revived

__all__ = [
    "Claim",
    "Count",
    "Evidence",
    "EvidenceError",
    "Harm",
    "SafetyFlag",
    "Trial",
    "build_evidence",
]

Kind = Literal["trial", "claim", "guidance", "synthesis", "source"]
Resolved: TypeAlias = Trial | Claim | Guidance | Harm | Synthesis | Source

# The one part of a file that is wanted without the rest of it.
TIME_COURSE = "natural_history.yaml: copenhagen_time_course"

_M = TypeVar("_M", bound=PlainRecord)

if TYPE_CHECKING:
    from counsel.evidence.natural_history import NaturalHistory, PhaseFile
    from counsel.evidence.outcomes import Outcome, OutcomeFile
    from counsel.evidence.scales import ScaleFile
    from counsel.evidence.time_course import TimeCourse


class Count(NamedTuple):
    """`met` of `total` counted trials met their main efficacy end point; `ids` are all of them."""

    met: int
    total: int
    ids: tuple[str, ...]


class Evidence:
    """All evidence, by file and by id, from `build_evidence` (checked) or `from_document` (checked once).

    The parts are read from the parsed files when first asked for and kept, or made of what an earlier
    `ready()` gave, which needs no second check.
    """

    def __init__(self, files: Mapping[str, dict[str, Any]], ready: Mapping[str, Plain] | None = None) -> None:
        self._files = files
        self._ready = ready or {}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Evidence:
        """The evidence that gave this `document()`; checks nothing that building had checked."""
        return cls(document["files"])

    def document(self) -> dict[str, Any]:
        """A JSON-able dict of all files, for a start-up cache."""
        return {"files": dict(self._files)}

    def ready(self) -> dict[str, Plain]:
        """Every file as plain data of which its records are made without checking them again."""
        from counsel.evidence.checks import FILES

        models = {path: FILES.get(path, Trial) for path in self._files}
        made = {path: plain_record(self._file(model, path)) for path, model in models.items()}
        return {**made, TIME_COURSE: plain_record(self.time_course)}

    @cached_property
    def trials(self) -> Mapping[str, Trial]:
        """The trials by id, in id order."""
        paths = sorted(path for path in self._files if path.startswith(TRIALS))
        found = (self._file(Trial, path) for path in paths)
        return MappingProxyType({trial.id: trial for trial in found})

    @cached_property
    def criteria(self) -> Mapping[str, tuple[tuple[Asked, ...], tuple[str, ...]]]:
        """What each study asked, by its id: criteria that are compared, and words that decide nothing."""
        asked = {trial.id: criteria_of(trial) for trial in self.trials.values()}
        return {name: (one, also_asked(self.trials[name], one)) for name, one in asked.items()}

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

    @cached_property
    def claims_by_rule(self) -> Mapping[str, tuple[Claim, ...]]:
        """The claims of the founding documents by the rule that answers them, in their order."""
        answered: dict[str, tuple[Claim, ...]] = {}
        for claim in self.claims.values():
            for rule in claim.rules:
                answered[rule] = (*answered.get(rule, ()), claim)
        return MappingProxyType(answered)

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
        from counsel.evidence.natural_history import NaturalHistory

        return self._file(NaturalHistory, "natural_history.yaml")

    @cached_property
    def time_course(self) -> TimeCourse:
        """The Copenhagen time course; the screen shows it, and nothing else of its file."""
        from counsel.evidence.time_course import TimeCourse

        if TIME_COURSE in self._ready:
            return revived(TimeCourse, self._ready[TIME_COURSE])
        path = "natural_history.yaml"
        return read_record(TimeCourse, path, self._files[path]["copenhagen_time_course"])

    @cached_property
    def outcomes(self) -> Mapping[str, Outcome]:
        """The figures of trials that sheets show, by id."""
        return MappingProxyType({outcome.id: outcome for outcome in self._outcome_file.outcomes})

    @cached_property
    def goals_looked_at(self) -> Mapping[str, tuple[str, ...]]:
        """By goal of a person the trials that had it in their main outcome."""
        return MappingProxyType({one.goal: tuple(one.looked_at_in) for one in self._outcome_file.goals})

    @cached_property
    def _outcome_file(self) -> OutcomeFile:
        from counsel.evidence.outcomes import OutcomeFile

        return self._file(OutcomeFile, "outcomes.yaml")

    @cached_property
    def scales(self) -> ScaleFile:
        """The scales, infarct size, age and codes."""
        from counsel.evidence.scales import ScaleFile

        return self._file(ScaleFile, "scales.yaml")

    @cached_property
    def phases(self) -> PhaseFile:
        """Phase limits and how documents word them."""
        from counsel.evidence.natural_history import PhaseFile

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
            return printed(record.citation, link(record.doi, record.pmid, first_url(record)))
        if record_id in self.sources:
            return source_citation(self.sources[record_id])
        if isinstance(record, Synthesis) and (address := link(record.doi, record.pmid, None)):
            return printed(record.citation, address)
        assert not isinstance(record, Source)
        behind = "; ".join(source_citation(self.sources[source]).rstrip(".") for source in record.sources)
        return printed(self._title(record), f"Read in: {behind}" if behind else "No source was found.")

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
        met = sum(trial.primary_outcome.met == "yes" for trial in kept)
        return Count(met, len(kept), tuple(trial.id for trial in kept))

    def _file(self, model: type[_M], path: str) -> _M:
        if path in self._ready:
            return revived(model, self._ready[path])
        return read_record(model, path, self._files[path])

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
    # The checks need every record; a start from the copy needs few of them.
    from counsel.evidence.checks import check_files

    check_files(parsed)
    return Evidence(parsed)


def _is(answer: str, wanted: bool | None) -> bool:
    return wanted is None or answer == ("yes" if wanted else "no")
