"""What an assessment holds, said in one language: reasons, answers, the person's values; decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from counsel.assess.assessment import Assessment, OfferItem
from counsel.assess.assessor import Assessor
from counsel.assess.coverage import UNITS
from counsel.evidence.criteria import DAYS, HOURS, LOCATION
from counsel.form.options import option_label
from counsel.wording.sentences import Wording
from counsel.wording.values import interval, value_in_words
from rules.engine import Reason
from rules.values import Choices, Flag, Interval, Value

_TIMES_AND_SIZES = ("days", "hours", "years", "mL", "mm")
_LISTS = {"stroke.type": "stroke_type", "stroke.territory": "territory"}


class ResultWords:
    """Says one assessment in one language; what is asked for twice is said once."""

    def __init__(self, assessor: Assessor, assessment: Assessment, wording: Wording) -> None:
        self._assessor = assessor
        self._assessment = assessment
        self.wording = wording
        self._reasons = assessor.content.reasons(wording.language)
        self._said: dict[str, str] = {}

    def because(self, rule: str) -> tuple[str, ...]:
        """The facts that decided a rule, each in a line; KeyError for an unknown rule."""
        return self._reasons.because(self._leaves(rule))

    @cached_property
    def _leaves(self) -> Callable[[str], tuple[Reason, ...]]:
        return self._assessor.reasons(self._assessment)

    def standing_because(self) -> tuple[str, ...]:
        """The facts that decided the standing, each once."""
        lines = (line for rule in self._assessment.standing.decided_by for line in self.because(rule))
        return tuple(dict.fromkeys(lines))

    def answer(self, item: OfferItem) -> str:
        """What is held of an item of the offer; empty where nothing is."""
        fact = f"offer.{item.item}"
        return self._reasons.answer(fact, self._assessment.facts[fact]) if item.is_answered else ""

    def person(self, fact: str) -> str:
        """A fact of this person as it stands beside what studies asked."""
        if fact not in self._said:
            self._said[fact] = person_in_words(fact, self._assessment.facts, self.wording)
        return self._said[fact]


def person_in_words(fact: str, facts: Mapping[str, Value], wording: Wording) -> str:
    """A fact of a person with its unit: `72 days`, `NIHSS 9`, `cortical and subcortical`."""
    if fact == LOCATION:
        return _places(facts, wording)
    value = facts[fact]
    if isinstance(value, Choices):
        return value_in_words(value, wording, _named(fact, value, wording))
    if not isinstance(value, Interval):
        return value_in_words(value, wording)
    if fact == HOURS and not value.is_exact:
        return person_in_words(DAYS, facts, wording)
    return _measured(value, UNITS[fact], wording)


def _named(fact: str, value: Choices, wording: Wording) -> Mapping[str, str]:
    name = _LISTS.get(fact)
    return {one: option_label(wording, name, one) for one in value.possible} if name else {}


def _measured(value: Interval, unit: str, wording: Wording) -> str:
    if unit in _TIMES_AND_SIZES:
        return interval(value, wording, wording.say(f"value.unit.{unit}"))
    scale = wording.say(f"value.scale.{unit}")
    return wording.say("value.on_scale", {"scale": scale, "value": interval(value, wording)})


def _places(facts: Mapping[str, Value], wording: Wording) -> str:
    places = {
        name.removeprefix(f"{LOCATION}."): value
        for name, value in facts.items()
        if name.startswith(f"{LOCATION}.")
    }
    named = [option_label(wording, "location", place) for place, at in places.items() if at is Flag.YES]
    if named:
        return wording.say("value.places.and").join(named)
    return wording.say("value.unknown" if Flag.UNKNOWN in places.values() else "value.places.none")
