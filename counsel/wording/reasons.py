"""Reasons of rules in clinical words: what was held of a fact, and what was asked; it decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from counsel.wording.conditions import RuleWords
from counsel.wording.values import interval, value_in_words
from rules.engine import Reason
from rules.values import Choices, Flag, Interval, Value

_KNOWN = "known"
# Hours of an onset by the clock are a fraction without end.
_DECIMALS = 2


@dataclass(frozen=True)
class Reasons:
    """Says reasons with the words of conditions: what is held of a fact is the condition that it meets.

    `everything` holds the value of each fact of which nothing is known; `outcomes` what each table can give.
    """

    words: RuleWords
    everything: Mapping[str, Value]
    outcomes: Mapping[str, frozenset[str]]
    # The same few reasons come back with every key that is pressed.
    _said: dict[tuple[object, ...], str] = field(default_factory=dict, repr=False, compare=False)

    def because(self, reasons: Iterable[Reason]) -> tuple[str, ...]:
        """The reasons of a rule in words, those behind an outcome after it, each once."""
        lines: dict[str, None] = {}
        for given in reasons:
            lines[self.reason(given)] = None
            for deeper in given.behind:
                lines[self.reason(deeper)] = None
        return tuple(lines)

    def reason(self, given: Reason) -> str:
        """One reason: the fact with its value, and what the rule asked where that is something else."""
        key = (given.fact, given.asked, given.value, given.is_outcome)
        if key not in self._said:
            self._said[key] = self._reason(given)
        return self._said[key]

    def answer(self, fact: str, value: Value) -> str:
        """What is held of a fact, without its name: `3`, `umbilical-cord MSC`, `the offer claims a cure`."""
        if isinstance(value, Interval):
            return interval(value, self.words.wording)
        if isinstance(value, Choices):
            return self.words.listed([self.words.choice(fact, one) for one in sorted(value.possible)])
        told = f"dr.answer.{fact}.{value.value}" if isinstance(value, Flag) else ""
        if told and self.words.wording.has(told):
            return self.words.wording.say(told)
        if isinstance(value, Flag) and self.words.is_stated(fact, value.value):
            return self.words.condition({"fact": fact, "is": value.value}).text
        return value_in_words(value, self.words.wording)

    def _reason(self, given: Reason) -> str:
        held = self._held(given)
        asked = self._asked(given)
        return self._say("asked", held=held, asked=asked) if asked else held

    def _held(self, given: Reason) -> str:
        value, name = given.value, given.fact
        if given.is_outcome:
            return self._outcome(name, value)
        if value == self.everything[name]:
            return self._say("unknown", fact=self.words.fact(name))
        return self.words.condition({"fact": name, **_bounds(value)}).text

    def _outcome(self, table: str, value: Value | None) -> str:
        if not isinstance(value, Choices):
            return self._say("none", fact=self.words.table(table))
        if value.possible == self.outcomes[table]:
            return self._say("open", fact=self.words.table(table))
        return self.words.condition({"outcome": table, "is": sorted(value.possible)}).text

    def _asked(self, given: Reason) -> str:
        """Nothing where the value says it already: a flag or a choice that is just what was asked."""
        asked, value = given.asked, given.value
        if asked == _KNOWN:
            return ""
        if isinstance(value, Flag):
            return "" if value.value == asked else self._answer(given, asked)
        if given.limits is not None:
            return self.words.limits(*given.limits)
        choices = asked.split(" or ")
        if isinstance(value, Choices) and value.possible <= set(choices):
            return ""
        return self.words.listed([self._choice(given, one) for one in choices])

    def _answer(self, given: Reason, asked: str) -> str:
        """`yes`, or where both answers are statements the one that was asked for."""
        if given.value is not Flag.UNKNOWN and self.words.is_stated(given.fact, asked):
            return self.words.condition({"fact": given.fact, "is": asked}).text
        return self.words.wording.say(f"value.{asked}")

    def _choice(self, given: Reason, one: str) -> str:
        name = self.words.outcome if given.is_outcome else self.words.choice
        return name(given.fact, one)

    def _say(self, pattern: str, **values: object) -> str:
        return self.words.wording.say(f"dr.because.{pattern}", values)


def _bounds(value: Value | None) -> dict[str, Any]:
    """What is held of a fact, as a condition asks for it."""
    if isinstance(value, Flag):
        return {"is": value.value}
    if isinstance(value, Choices):
        return {"is": sorted(value.possible)}
    assert isinstance(value, Interval)
    # Between two ends it does not matter to a reader whether they are still possible.
    both = value.low is not None and value.high is not None
    ends = {
        "above" if value.low_open and not both else "from": value.low,
        "below" if value.high_open and not both else "to": value.high,
    }
    return {bound: round(end, _DECIMALS) for bound, end in ends.items() if end is not None}
