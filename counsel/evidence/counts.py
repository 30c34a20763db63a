"""Every count that a sentence shows, with the trials behind it, from the records; it writes no sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Literal

from counsel.evidence.count_shapes import NamedCount, Ongoing, Pair, Tally
from counsel.evidence.library import Evidence, Trial
from counsel.evidence.trials import Arm, Phase

Design = Literal["blinded_control", "randomised", "controlled", "uncontrolled", "unclear"]
DESIGNS: tuple[Design, ...] = ("blinded_control", "randomised", "controlled", "uncontrolled", "unclear")
STAGES = ("acute", "early_subacute", "late_subacute", "chronic", "not_one_stage")
# The stages by the names that they have in gaps.
_COUNTED_STAGES: Mapping[str, Phase] = {"acute": "acute", "early": "early_subacute", "chronic": "chronic"}
_PERCENT = 100
_DAYS_IN = {"hours": 1 / 24, "days": 1.0, "months": 365.25 / 12, "years": 365.25}


@lru_cache(maxsize=4)
def evidence_counts(evidence: Evidence) -> Mapping[str, NamedCount]:
    """The counts that are the same for everybody, by name."""
    counts = [
        NamedCount("studies_total", len(evidence.trials), tuple(evidence.trials)),
        *_met_of(evidence, "blinded_met", "blinded_total", blinded=True),
        *_met_of(evidence, "registered_met", "registered_total", registered=True),
    ]
    counts += _met_of(
        evidence, "unregistered_met_acute", "unregistered_acute", phase="acute", registered=False
    )
    for name, phase in _COUNTED_STAGES.items():
        counts += _met_of(evidence, f"met_{name}", f"counted_{name}", phase=phase, registered=True)
        counts += _people(evidence, name, phase)
    counts += [_infused_later(evidence), *_outcomes(evidence)]
    return {count.name: count for count in counts}


@lru_cache(maxsize=4)
def study_figures(evidence: Evidence) -> Mapping[str, NamedCount]:
    """The counts, and the windows of single studies that sentences show, by name."""
    figures = [
        *_window(evidence, "acute", "hours", "hours"),
        *_window(evidence, "early", "days", "days"),
        *_window(evidence, "chronic", "months", "years"),
        *_window(evidence, "chronic", "months", "years", which="met_"),
    ]
    return {**evidence_counts(evidence), **{figure.name: figure for figure in figures}}


def coverage_counts(evidence: Evidence, verdicts: Mapping[str, str]) -> tuple[NamedCount, ...]:
    """What sentences say of one person's coverage; `verdicts` by study id."""
    inside = [evidence.trials[name] for name, verdict in verdicts.items() if verdict == "inside"]
    control = [trial for trial in inside if trial.has_control_group]
    blinded = [trial for trial in control if trial.counted.blinded_control == "yes"]
    others = [trial for trial in control if trial.counted.blinded_control == "no"]
    return (
        _named("inside", inside),
        _named("inside_with_control", control),
        *_results("inside_blinded", blinded),
        *_results("inside_unblinded", others),
        *(
            NamedCount(f"studies_{wanted}", len(ids), ids)
            for wanted in ("outside", "open", "cannot_tell", "registered")
            for ids in (tuple(name for name, verdict in verdicts.items() if verdict == wanted),)
        ),
    )  # fmt: skip


def tallies(evidence: Evidence, verdicts: Mapping[str, str]) -> tuple[Tally, ...]:
    """The trials by design and by stage of stroke, over the verdicts; `verdicts` by study id."""
    designs, stages = _kinds(evidence)
    return (
        *(_tally("design", name, designs, verdicts) for name in DESIGNS),
        *(_tally("stage", name, stages, verdicts) for name in STAGES),
    )


def ongoing_not_outside(evidence: Evidence, verdicts: Mapping[str, str]) -> tuple[Ongoing, ...]:
    """The studies that were running when last seen and do not leave this person out; `verdicts` by id."""
    return tuple(
        Ongoing(trial.id, trial.registry, trial.status, trial.checked_on)
        for trial in evidence.trials.values()
        if trial.state == "ongoing" and verdicts[trial.id] != "outside"
    )


def pairs(evidence: Evidence) -> tuple[Pair, ...]:
    """Every gain without a control group, or post hoc, that a controlled trial then did not find."""
    again = ((trial.id, trial.tested_again) for trial in evidence.trials.values())
    return tuple(Pair(first, one.gain, one.by) for first, one in again if one is not None)


def design_of(trial: Trial) -> Design:
    """The design by what guards against chance and expectation; unclear where the record does not say."""
    if trial.randomised == "yes":
        return "blinded_control" if trial.counted.blinded_control == "yes" else "randomised"
    if trial.has_control_group:
        return "controlled"
    return "uncontrolled" if trial.control in ("none", "historical") else "unclear"


def stage_of(trial: Trial) -> str:
    """The stage that a trial is counted under; `not_one_stage` where its window is open or spans several."""
    return trial.counted.phase or "not_one_stage"


@lru_cache(maxsize=4)
def _kinds(evidence: Evidence) -> tuple[dict[str, str], dict[str, str]]:
    trials = evidence.trials.values()
    return {trial.id: design_of(trial) for trial in trials}, {trial.id: stage_of(trial) for trial in trials}


def _tally(
    by: Literal["design", "stage"], name: str, kinds: Mapping[str, str], verdicts: Mapping[str, str]
) -> Tally:
    found: dict[str, list[str]] = {}
    for study, kind in kinds.items():
        if kind == name:
            found.setdefault(verdicts[study], []).append(study)
    inside, outside, undecided, untold, registered = (
        tuple(found.get(verdict, ()))
        for verdict in ("inside", "outside", "open", "cannot_tell", "registered")
    )
    return Tally(by, name, inside, outside, undecided, untold, registered)


def _named(name: str, trials: Iterable[Trial]) -> NamedCount:
    ids = tuple(trial.id for trial in trials)
    return NamedCount(name, len(ids), ids)


def _results(name: str, trials: Iterable[Trial]) -> Iterator[NamedCount]:
    """How many met their main efficacy outcome, and how many missed it."""
    kept = tuple(trials)
    yield _named(f"{name}_met", [trial for trial in kept if trial.primary_outcome.met == "yes"])
    yield _named(f"{name}_missed", [trial for trial in kept if trial.primary_outcome.met == "no"])


def _met_of(
    evidence: Evidence, met: str, total: str, phase: Phase | None = None,
    blinded: bool | None = None, registered: bool | None = None,
) -> list[NamedCount]:  # fmt: skip
    ids = evidence.counted_trials(phase, blinded, registered).ids
    trials = [evidence.trials[name] for name in ids]
    return [_named(met, [one for one in trials if one.primary_outcome.met == "yes"]), _named(total, trials)]


def _counted(evidence: Evidence, phase: Phase) -> list[Trial]:
    return [evidence.trials[name] for name in evidence.counted_trials(phase, registered=True).ids]


def _people(evidence: Evidence, name: str, phase: Phase) -> list[NamedCount]:
    """People in the largest counted trial of a stage, and in the one that met its main outcome."""
    counted = _counted(evidence, phase)
    largest = max(counted, key=lambda trial: trial.n_total or 0)
    met = [trial for trial in counted if trial.primary_outcome.met == "yes"]
    found = [NamedCount(f"people_largest_{name}", largest.n_total or 0, (largest.id,))]
    if len(met) == 1 and met[0].n_total is not None:
        found.append(NamedCount(f"people_met_{name}", met[0].n_total, (met[0].id,)))
    return found


def _window(
    evidence: Evidence, name: str, from_in: str, to_in: str, which: Literal["", "met_"] = ""
) -> Iterator[NamedCount]:
    """When after the stroke the largest trial of a stage treated, or the one that met its main outcome."""
    counts = evidence_counts(evidence)
    found = counts.get(f"people_{which or 'largest_'}{name}")
    if found is not None:
        window = evidence.trials[found.trials[0]].window
        for end, days, unit in (("from", window.min_days, from_in), ("to", window.max_days, to_in)):
            if days is not None:
                yield NamedCount(f"window_{end}_{which}{name}", round(days / _DAYS_IN[unit]), found.trials)


def _infused_later(evidence: Evidence) -> NamedCount:
    """Counted by the day of enrolment, while the cells were given later."""
    counted = _counted(evidence, "early_subacute")
    return _named("later_early", [trial for trial in counted if trial.window.kind == "enrolment"])


def _outcomes(evidence: Evidence) -> Iterator[NamedCount]:
    """The main results that sentences show."""
    for name, phase in _COUNTED_STAGES.items():
        for trial in _counted(evidence, phase):
            if trial.primary_outcome.arms is not None:
                yield from _of_arm(f"cells_{name}", trial.primary_outcome.arms.cells, trial.id)
                yield from _of_arm(f"control_{name}", trial.primary_outcome.arms.control, trial.id)


def _of_arm(name: str, arm: Arm, trial: str) -> Iterator[NamedCount]:
    """People of 100 who reached the main result and who did not, or the mean score."""
    if arm.reached is not None and arm.of:
        share = round(_PERCENT * arm.reached / arm.of)
        yield NamedCount(f"reached_{name}", share, (trial,))
        yield NamedCount(f"not_reached_{name}", _PERCENT - share, (trial,))
    if arm.mean is not None:
        yield NamedCount(f"score_{name}", round(arm.mean), (trial,))
