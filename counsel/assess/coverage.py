"""Compares one person with the published criteria of every study; it recommends none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from counsel.assess.assessment import Coverage, Criterion, PersonValue, StudyMatch, Verdict
from counsel.evidence.counts import coverage_counts, evidence_counts, ongoing_not_outside, pairs, tallies
from counsel.evidence.criteria import DAYS, HOURS, LOCATION, Asked, CriterionVerdict, Facts
from counsel.evidence.library import Evidence, Trial
from rules.values import Flag, Interval

_NOT_STARTED = ("planned", "suspended", "withdrawn")
# The unit of each number that studies compare; a scale is its own unit.
UNITS = {
    DAYS: "days",
    HOURS: "hours",
    "patient.age": "years",
    "severity.nihss": "NIHSS",
    "severity.mrs": "mRS",
    "severity.pre_stroke_mrs": "mRS",
    "severity.barthel": "Barthel",
    "infarct.volume_ml": "mL",
    "infarct.max_diameter_mm": "mm",
}
_OFTEN_LEFT_OUT = ("lacunar", "brainstem", "cerebellar")
_BESIDE_WORDS = "severity.mrs"


def coverage_of(evidence: Evidence, facts: Facts) -> Coverage:
    """Every study with its verdict and the reason per criterion, and the counts by verdict."""
    studies = tuple(_match(trial, evidence, facts) for trial in evidence.trials.values())
    counts = dict.fromkeys(("inside", "outside", "open", "cannot_tell", "registered"), 0)
    for study in studies:
        counts[study.verdict] += 1
    verdicts = {study.study: study.verdict for study in studies}
    return Coverage(
        **counts,
        studies=studies,
        person=_numbers(facts),
        counts=(*evidence_counts(evidence).values(), *coverage_counts(evidence, verdicts)),
        tallies=tallies(evidence, verdicts),
        ongoing=ongoing_not_outside(evidence, verdicts),
        pairs=pairs(evidence),
        small_or_posterior=any(facts[f"{LOCATION}.{place}"] is Flag.YES for place in _OFTEN_LEFT_OUT),
    )


def _numbers(facts: Facts) -> tuple[PersonValue, ...]:
    """The numbers that studies compare, with their ends."""
    values = ((fact, unit, facts[fact]) for fact, unit in UNITS.items())
    return tuple(
        PersonValue(fact, value.low, value.high, unit)
        for fact, unit, value in values
        if isinstance(value, Interval)
    )


def _match(trial: Trial, evidence: Evidence, facts: Facts) -> StudyMatch:
    asked, also_asked = evidence.criteria[trial.id]
    verdicts = [one.verdict(facts) for one in asked]
    return StudyMatch(
        trial.id,
        study_verdict(trial, asked, verdicts),
        tuple(
            Criterion(one.name, verdict, one.fact or _SHOWN[one.name], one.facts)
            for one, verdict in zip(asked, verdicts, strict=True)
        ),
        also_asked,
    )


# What is shown of the person beside a criterion that no fact is compared with.
_SHOWN = {
    "window": DAYS,
    "age": "patient.age",
    "nihss": "severity.nihss",
    "other_severity": _BESIDE_WORDS,
    "lesion": "infarct.volume_ml",
    "stroke_type": "stroke.type",
}


def study_verdict(trial: Trial, asked: Iterable[Asked], verdicts: Sequence[CriterionVerdict]) -> Verdict:
    """The verdict on a study from those on its criteria, given in the same order."""
    if "outside" in verdicts:
        return "outside"
    if trial.state in _NOT_STARTED:
        return "registered"
    if "open" in verdicts:
        return "open"
    compared = list(zip(asked, verdicts, strict=True))
    shown = any(one.measures and verdict == "inside" for one, verdict in compared)
    in_window = any(one.name == "window" and verdict == "inside" for one, verdict in compared)
    return "inside" if shown and in_window and _treated_people(trial) else "cannot_tell"


def _treated_people(trial: Trial) -> bool:
    return trial.has_result or trial.state == "completed" or bool(trial.n_treated or trial.n_total)
