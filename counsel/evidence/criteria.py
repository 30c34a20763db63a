"""The published criteria of one study as comparisons with facts, made once; it judges no study."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from counsel.evidence.trials import Condition, Trial
from counsel.wording.said import Said, said
from rules.values import Choices, Flag, Interval, Value

CriterionVerdict = Literal["inside", "outside", "open", "not_reported"]
Facts = Mapping[str, Value]

DAYS, HOURS, LOCATION = "stroke.days_since_onset", "stroke.hours_since_onset", "stroke.location"
NOT_REPORTED = said("criterion.not_reported")
_HOURS_PER_DAY = 24.0
# Windows that end here or earlier are windows in hours: a date without a time is then a span of two days.
_LAST_WINDOW_IN_HOURS = 2.0
SIDE = "stroke.side"


@dataclass(frozen=True, slots=True)
class Asked:
    """One criterion: what the study asked, to be said, and the fact that is compared (None: none can be).

    `facts` are those that could settle it; `low` and `high` are limits in the unit of the fact, None where
    there is none; with `left_out` numbers or places are those not taken. `measures` marks a severity or a
    lesion size given in numbers; `wordings` are the single conditions of a severity in words.
    """

    name: str
    words: Said
    fact: str | None = None
    facts: tuple[str, ...] = ()
    limits: Interval | None = None
    choices: frozenset[str] = frozenset()
    perhaps: frozenset[str] = frozenset()
    otherwise: CriterionVerdict = "outside"
    side: str | None = None
    left_out: bool = False
    measures: bool = False
    verdict_without_fact: CriterionVerdict = "not_reported"
    wordings: tuple[str, ...] = ()

    @property
    def low(self) -> float | None:
        """The lower limit, None where there is none."""
        return self.limits.low if self.limits else None

    @property
    def high(self) -> float | None:
        """The upper limit, None where there is none."""
        return self.limits.high if self.limits else None

    def verdict(self, facts: Facts) -> CriterionVerdict:
        """Inside or outside where every value still possible is; open where they disagree."""
        if self.fact is None:
            return self.verdict_without_fact
        if self.fact == LOCATION:
            return self._places(facts)
        value = facts[self.fact]
        if isinstance(value, Interval):
            return self._number(value, facts)
        if isinstance(value, Choices):
            return self._choice(value.possible)
        return _IF_EXCLUDED.get(value) or self.otherwise

    def _number(self, value: Interval, facts: Facts) -> CriterionVerdict:
        assert self.limits is not None
        if self.left_out:
            if value.inside(self.limits):
                return self.otherwise
            return "inside" if value.disjoint(self.limits) else "open"
        if value.inside(self.limits):
            return "inside"
        verdict: CriterionVerdict = self.otherwise if value.disjoint(self.limits) else "open"
        return verdict if self.side is None else self._on_side(verdict, facts[SIDE])

    def _on_side(self, verdict: CriterionVerdict, value: Value) -> CriterionVerdict:
        """What a number that does not fit means when the limit is for one side of the brain only."""
        assert isinstance(value, Choices)
        if value.possible == {self.side}:
            return verdict
        return "open" if value.possible & {self.side, "both"} else "inside"

    def _choice(self, possible: frozenset[str]) -> CriterionVerdict:
        if possible <= self.choices:
            return "inside"
        return "open" if possible & (self.choices | self.perhaps) else self.otherwise

    def _places(self, facts: Facts) -> CriterionVerdict:
        named = {facts[f"{LOCATION}.{place}"] for place in self.choices}
        if self.left_out:
            if Flag.YES in named:
                return self.otherwise
            return "open" if Flag.UNKNOWN in named else "inside"
        if Flag.YES in named:
            return "inside"
        perhaps = any(facts[f"{LOCATION}.{place}"] is not Flag.NO for place in self.perhaps)
        return "open" if Flag.UNKNOWN in named or perhaps else self.otherwise


_IF_EXCLUDED: Mapping[Value, CriterionVerdict] = {Flag.NO: "inside", Flag.UNKNOWN: "open"}


def criteria_of(trial: Trial) -> tuple[Asked, ...]:
    """Every criterion of a study in a fixed order: the window first, exclusions last."""
    worded = [one for one in trial.conditions if one.fact is None and one.restates is None]
    compared = [_asked(one) for one in trial.conditions if one.fact is not None]
    measured = trial.nihss.min is not None or trial.nihss.max is not None
    measured = measured or any(one.name == "other_severity" for one in compared)
    # Words beside a measured severity refine it; words instead of one leave it open, for a reader.
    severity = [] if measured else worded
    base = (
        _window(trial), _age(trial), _nihss(trial, severity), *_other_severity(severity, compared),
        *_lesion(trial), _type(trial),
    )  # fmt: skip
    return (*base, *(one for one in compared if one.name != "other_severity"))


def also_asked(trial: Trial, asked: tuple[Asked, ...]) -> tuple[str, ...]:
    """What a study asked beside its criteria and no fact expresses, in its words; it decides nothing."""
    open_ones = {words for one in asked if one.verdict_without_fact == "open" for words in one.wordings}
    worded = (one.words for one in trial.conditions if one.fact is None and one.restates is None)
    known = {one.words for one in trial.conditions}
    rest = (words for words in trial.exclusions if words not in known)
    return tuple(words for words in dict.fromkeys((*worded, *rest)) if words not in open_ones)


def _asked(condition: Condition) -> Asked:
    assert condition.fact is not None
    fact, number = condition.fact, condition.low is not None or condition.high is not None
    places = tuple(f"{LOCATION}.{place}" for place in (*condition.one_of, *condition.none_of))
    excludes = condition.criterion == "exclusion"
    return Asked(
        name=condition.criterion,
        words=said("criterion.excluded" if excludes else "criterion.as_recorded", text=condition.words),
        fact=fact,
        facts=places if fact == LOCATION else (fact, SIDE) if condition.side else (fact,),
        limits=Interval(condition.low, condition.high) if number else None,
        choices=frozenset((*condition.one_of, *condition.none_of)),
        perhaps=frozenset(condition.perhaps),
        otherwise=condition.otherwise,
        side=condition.side,
        left_out=condition.left_out or bool(condition.none_of),
        measures=condition.criterion == "other_severity" and number,
    )


def _window(trial: Trial) -> Asked:
    window, fact, scale = trial.window, DAYS, 1.0
    if window.min_days is None and window.max_days is None:
        return Asked("window", _recorded(window.text))
    if window.max_days is not None and window.max_days <= _LAST_WINDOW_IN_HOURS:
        fact, scale = HOURS, _HOURS_PER_DAY
    low = None if window.min_days is None else window.min_days * scale
    high = None if window.max_days is None else window.max_days * scale
    words = _recorded(window.text) if window.text else _range(window.min_days, window.max_days, "days")
    if window.kind != "infusion":
        words = said(f"criterion.window.{window.kind or 'unclear'}", window=words)
    return Asked("window", words, fact, (DAYS,), Interval(low, high))


def _age(trial: Trial) -> Asked:
    low, high = trial.age.min, trial.age.max
    if low is None and high is None:
        return Asked("age", NOT_REPORTED)
    return Asked("age", _range(low, high, "years"), "patient.age", ("patient.age",), Interval(low, high))


def _nihss(trial: Trial, worded: list[Condition]) -> Asked:
    low, high = trial.nihss.min, trial.nihss.max
    if low is not None or high is not None:
        words = _recorded(trial.nihss.text) if trial.nihss.text else _range(low, high, "points")
        fact = "severity.nihss"
        otherwise = trial.nihss.otherwise
        return Asked("nihss", words, fact, (fact,), Interval(low, high), otherwise=otherwise, measures=True)
    return _in_words("nihss", worded)


def _other_severity(worded: list[Condition], compared: list[Asked]) -> Iterator[Asked]:
    measured = [one for one in compared if one.name == "other_severity"]
    yield from measured or (_in_words("other_severity", worded),)


def _in_words(name: str, worded: list[Condition]) -> Asked:
    """A severity that only words describe: a reader has to compare it, so it stays open."""
    words = tuple(one.words for one in worded if one.criterion == name)
    if not words:
        return Asked(name, NOT_REPORTED)
    return Asked(name, _recorded("; ".join(words)), verdict_without_fact="open", wordings=words)


def _lesion(trial: Trial) -> Iterator[Asked]:
    lesion, words = trial.lesion, _recorded(trial.lesion.text)
    volume, diameter = "infarct.volume_ml", "infarct.max_diameter_mm"
    sizes = []
    if lesion.min_volume_ml is not None or lesion.max_volume_ml is not None:
        sizes.append((volume, Interval(lesion.min_volume_ml, lesion.max_volume_ml)))
    if lesion.min_diameter_mm is not None:
        sizes.append((diameter, Interval(lesion.min_diameter_mm, None)))
    for fact, limits in sizes:
        yield Asked("lesion", words, fact, (fact,), limits, measures=True)
    if not sizes:
        yield Asked("lesion", NOT_REPORTED)


def _type(trial: Trial) -> Asked:
    if not trial.stroke_types or "not seen" in trial.stroke_types:
        return Asked("stroke_type", NOT_REPORTED)
    fact, words = "stroke.type", _recorded(", ".join(trial.stroke_types))
    # Mixed studies say no more than "haemorrhagic": a person with a bleed may or may not be meant. Only some
    # ischaemic strokes are embolic, and no fact says which.
    inside = frozenset({"ischaemic"} & set(trial.stroke_types))
    perhaps = _ANY_TYPE if "haemorrhagic" in trial.stroke_types else frozenset({"ischaemic"})
    return Asked("stroke_type", words, fact, (fact,), choices=inside, perhaps=perhaps)


_ANY_TYPE = frozenset(
    {
        "intracerebral_haemorrhage", "subarachnoid_haemorrhage", "tia", "cerebral_venous_thrombosis",
        "hypoxic_brain_injury", "other_or_mimic",
    }
)  # fmt: skip


def _recorded(text: str | None) -> Said:
    """The words of the record; where it has none, that it does not say."""
    return said("criterion.as_recorded", text=text) if text else NOT_REPORTED


def _range(low: float | None, high: float | None, unit: str) -> Said:
    which = "to" if low is None else "from" if high is None else "from_to"
    ends = {"low": low, "high": high}
    return said(f"criterion.{unit}.{which}", **{end: f"{at:g}" for end, at in ends.items() if at is not None})
