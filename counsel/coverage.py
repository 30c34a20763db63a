"""Compares one person with the published criteria of every study; it recommends none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from counsel.assessment import Coverage, Criterion, StudyMatch, Verdict
from counsel.evidence import Evidence, Trial
from counsel.facts_in_words import interval, value_in_words
from rules.values import Choices, Flag, Interval, Value

CriterionVerdict = Literal["inside", "outside", "open", "not_reported"]
Facts = Mapping[str, Value]

_HOURS_PER_DAY = 24.0
# Windows that end here or earlier are windows in hours: a date without a time is then a span of two days.
_LAST_WINDOW_IN_HOURS = 2.0
_NOT_STARTED = ("planned", "suspended", "withdrawn")
_LOCATIONS = {
    "lacunar": "lacunar",
    "lacunar infarct": "lacunar",
    "brainstem": "brainstem",
    "brainstem infarct": "brainstem",
}


def coverage_of(evidence: Evidence, facts: Facts) -> Coverage:
    """Every study with its verdict and the reason per criterion, and the counts by verdict."""
    studies = tuple(_match(trial, facts) for trial in evidence.trials.values())
    counts = dict.fromkeys(("inside", "outside", "open", "cannot_tell", "registered"), 0)
    for study in studies:
        counts[study.verdict] += 1
    return Coverage(**counts, studies=studies)


def used_by_inside_studies_with_result(
    evidence: Evidence, coverage: Coverage
) -> frozenset[tuple[str, str]]:
    """Pairs of cells and route, in the words of an offer, that studies used which treated people like this.

    Only studies whose main result was seen; a kind or route that is not known is the word `unknown`.
    """
    inside = (evidence.trials[study.study] for study in coverage.studies if study.verdict == "inside")
    return frozenset(
        (kind, route)
        for trial in inside
        if trial.has_result
        for kind in trial.cells.kinds
        for route in trial.routes
    )


def _match(trial: Trial, facts: Facts) -> StudyMatch:
    criteria = tuple(compare(trial, facts) for compare in _CRITERIA)
    criteria += tuple(_location(words, facts) for words in trial.exclusions if words in _LOCATIONS)
    return StudyMatch(
        study=trial.id,
        verdict=_verdict(trial, criteria),
        criteria=criteria,
        also_asked=tuple(words for words in trial.exclusions if words not in _LOCATIONS),
    )


def _verdict(trial: Trial, criteria: tuple[Criterion, ...]) -> Verdict:
    verdicts = {criterion.verdict for criterion in criteria}
    if "outside" in verdicts:
        return "outside"
    if trial.state in _NOT_STARTED:
        return "registered"
    if "open" in verdicts:
        return "open"
    by_name = {criterion.name: criterion.verdict for criterion in criteria}
    shown = by_name["nihss"], by_name["other_severity"], by_name["lesion"]
    if by_name["window"] == "inside" and "inside" in shown and _treated_people(trial):
        return "inside"
    return "cannot_tell"


def _treated_people(trial: Trial) -> bool:
    return trial.has_result or trial.state == "completed" or bool(trial.n_treated or trial.n_total)


def _criterion(
    name: str, verdict: CriterionVerdict, asked: str | None, patient: str, *facts: str
) -> Criterion:
    return Criterion(name, verdict, asked or "not reported", patient, facts)


def _within(value: Interval, low: float | None, high: float | None) -> CriterionVerdict:
    if low is None and high is None:
        return "not_reported"
    asked = Interval(low, high)
    if value.inside(asked):
        return "inside"
    return "outside" if value.disjoint(asked) else "open"


def _number(facts: Facts, name: str) -> Interval:
    value = facts[name]
    assert isinstance(value, Interval)
    return value


def _window(trial: Trial, facts: Facts) -> Criterion:
    window, name = trial.window, "stroke.days_since_onset"
    value, shown = _number(facts, name), interval(_number(facts, name), "days")
    if window.max_days is not None and window.max_days <= _LAST_WINDOW_IN_HOURS:
        value = _in_days(_number(facts, "stroke.hours_since_onset"))
    asked = window.text
    if asked and window.kind != "infusion":
        asked += " (day of enrolment)" if window.kind == "enrolment" else " (of what is unclear)"
    return _criterion("window", _within(value, window.min_days, window.max_days), asked, shown, name)


def _in_days(hours: Interval) -> Interval:
    low = None if hours.low is None else hours.low / _HOURS_PER_DAY
    high = None if hours.high is None else hours.high / _HOURS_PER_DAY
    return Interval(low, high, hours.low_open, hours.high_open)


def _age(trial: Trial, facts: Facts) -> Criterion:
    value = _number(facts, "patient.age")
    verdict = _within(value, trial.age.min, trial.age.max)
    asked = None if verdict == "not_reported" else _range(trial.age.min, trial.age.max, "years")
    return _criterion("age", verdict, asked, interval(value, "years"), "patient.age")


def _range(low: float | None, high: float | None, unit: str) -> str:
    if low is None:
        return f"up to {high:g} {unit}"
    return f"from {low:g} {unit}" if high is None else f"{low:g} to {high:g} {unit}"


def _nihss(trial: Trial, facts: Facts) -> Criterion:
    value = _number(facts, "severity.nihss")
    verdict = _within(value, trial.nihss.min, trial.nihss.max)
    return _criterion("nihss", verdict, trial.nihss.text, interval(value), "severity.nihss")


def _other_severity(trial: Trial, facts: Facts) -> Criterion:
    """Published in words only: a reader has to compare it, so it stays open."""
    shown = f"mRS {value_in_words(facts['severity.mrs'])}"
    verdict: CriterionVerdict = "open" if trial.other_severity else "not_reported"
    return _criterion("other_severity", verdict, trial.other_severity, shown)


def _lesion(trial: Trial, facts: Facts) -> Criterion:
    lesion = trial.lesion
    volume, diameter = _number(facts, "infarct.volume_ml"), _number(facts, "infarct.max_diameter_mm")
    verdicts = {
        _within(volume, lesion.min_volume_ml, lesion.max_volume_ml),
        _within(diameter, lesion.min_diameter_mm, None),
    }
    shown = f"{interval(volume, 'mL')}; {interval(diameter, 'mm')} across"
    # Words alone are compared by a reader: then no measurement would settle the criterion.
    asked = () if verdicts == {"not_reported"} else ("infarct.volume_ml",)
    exact = volume.is_exact and "open" not in verdicts
    return _criterion("lesion", _joined(verdicts, lesion.text), lesion.text, shown, *(() if exact else asked))


def _joined(verdicts: set[CriterionVerdict], words: str | None) -> CriterionVerdict:
    """A number can put a person outside; where it fits, words ("involving the cortex") still have a say."""
    if "outside" in verdicts:
        return "outside"
    if "open" in verdicts or words:
        return "open"
    return "inside" if "inside" in verdicts else "not_reported"


def _type(trial: Trial, facts: Facts) -> Criterion:
    value = facts["stroke.type"]
    assert isinstance(value, Choices)
    asked = ", ".join(trial.stroke_types)
    if not trial.stroke_types or "not seen" in trial.stroke_types:
        return _criterion("stroke_type", "not_reported", None, value_in_words(value))
    if "haemorrhagic" in trial.stroke_types:
        # Mixed studies name no more than this word: a person with a bleed may or may not be meant.
        verdict: CriterionVerdict = "inside" if value.possible == {"ischaemic"} else "open"
    elif "ischaemic" not in value.possible:
        verdict = "outside"
    else:
        verdict = "inside" if len(value.possible) == 1 and "ischaemic" in trial.stroke_types else "open"
    return _criterion("stroke_type", verdict, asked, value_in_words(value), "stroke.type")


def _location(words: str, facts: Facts) -> Criterion:
    name = f"stroke.location.{_LOCATIONS[words]}"
    verdict: Mapping[Value, CriterionVerdict] = {Flag.YES: "outside", Flag.NO: "inside", Flag.UNKNOWN: "open"}
    return _criterion("location", verdict[facts[name]], f"not {words}", value_in_words(facts[name]), name)


_CRITERIA: tuple[Callable[[Trial, Facts], Criterion], ...] = (
    _window, _age, _nihss, _other_severity, _lesion, _type,
)  # fmt: skip
