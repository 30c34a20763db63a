"""Compares one person with the published criteria of every study; it recommends none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from counsel.assess.assessment import Coverage, Criterion, PersonValue, StudyMatch, Verdict
from counsel.evidence.counts import coverage_counts, evidence_counts, ongoing_not_outside, pairs, tallies
from counsel.evidence.criteria import DAYS, HOURS, LOCATION, Asked, CriterionVerdict, Facts
from counsel.evidence.library import Evidence, Trial
from counsel.form.options import TERRITORIES, TYPES
from counsel.wording.values import interval, value_in_words
from rules.values import Choices, Flag, Interval

_NOT_STARTED = ("planned", "suspended", "withdrawn")
_UNITS = {
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
_SCALES = ("NIHSS", "mRS", "Barthel")
_OFTEN_LEFT_OUT = ("lacunar", "brainstem", "cerebellar")
_CHOICES = {
    fact: {option.value: option.label for option in options}
    for fact, options in (("stroke.type", TYPES), ("stroke.territory", TERRITORIES))
}
_BESIDE_WORDS = "severity.mrs"


def coverage_of(evidence: Evidence, facts: Facts) -> Coverage:
    """Every study with its verdict and the reason per criterion, and the counts by verdict."""
    person = _Person(facts)
    studies = tuple(_match(trial, evidence, person) for trial in evidence.trials.values())
    counts = dict.fromkeys(("inside", "outside", "open", "cannot_tell", "registered"), 0)
    for study in studies:
        counts[study.verdict] += 1
    verdicts = {study.study: study.verdict for study in studies}
    return Coverage(
        **counts,
        studies=studies,
        person=person.numbers(),
        counts=(*evidence_counts(evidence).values(), *coverage_counts(evidence, verdicts)),
        tallies=tallies(evidence, verdicts),
        ongoing=ongoing_not_outside(evidence, verdicts),
        pairs=pairs(evidence),
        small_or_posterior=any(facts[f"{LOCATION}.{place}"] is Flag.YES for place in _OFTEN_LEFT_OUT),
    )


def used_by_inside_studies_with_result(evidence: Evidence, coverage: Coverage) -> frozenset[tuple[str, str]]:
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


class _Person:
    """The facts of one person, each said once however many studies ask for it."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._said: dict[str, str] = {}

    def says(self, fact: str) -> str:
        """The value of a fact in words."""
        if fact not in self._said:
            self._said[fact] = _in_words(fact, self.facts)
        return self._said[fact]

    def numbers(self) -> tuple[PersonValue, ...]:
        """The numbers that studies compare, with their ends."""
        values = ((fact, unit, self.facts[fact]) for fact, unit in _UNITS.items())
        return tuple(
            PersonValue(fact, self.says(fact), value.low, value.high, unit)
            for fact, unit, value in values
            if isinstance(value, Interval)
        )


def _in_words(fact: str, facts: Facts) -> str:
    if fact == LOCATION:
        return _places_in_words(facts)
    value = facts[fact]
    if isinstance(value, Choices):
        return value_in_words(value, _CHOICES.get(fact, {}))
    if not isinstance(value, Interval):
        return value_in_words(value)
    if fact == HOURS and not value.is_exact:
        return _in_words(DAYS, facts)
    unit = _UNITS[fact]
    return f"{unit} {interval(value)}" if unit in _SCALES else interval(value, unit)


def _places_in_words(facts: Facts) -> str:
    places = {
        name.removeprefix(f"{LOCATION}."): value
        for name, value in facts.items()
        if name.startswith(f"{LOCATION}.")
    }
    named = [place for place, value in places.items() if value is Flag.YES]
    return " and ".join(named) or ("not known" if Flag.UNKNOWN in places.values() else "none of these")


def _match(trial: Trial, evidence: Evidence, person: _Person) -> StudyMatch:
    asked, also_asked = evidence.criteria[trial.id]
    verdicts = [one.verdict(person.facts) for one in asked]
    return StudyMatch(
        trial.id,
        study_verdict(trial, asked, verdicts),
        tuple(
            Criterion(one.name, verdict, one.words, person.says(one.fact or _SHOWN[one.name]), one.facts)
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
