"""Values of facts as short words of a language; it decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from counsel.wording.sentences import Wording
from rules.values import Choices, Flag, Interval, Value

# A choice of which so many values are left is one of which nothing is known.
_MANY = 5


def number(value: float) -> str:
    """A number without a trailing .0."""
    return f"{value:g}"


def interval(value: Interval, wording: Wording, unit: str = "") -> str:
    """An interval in words: `9`, `6 to 12`, `50 or more`, `not known`; `unit` is a unit in words."""
    if value.is_unknown:
        return wording.say("value.unknown")
    if value.low is None or (
        value.low == 0 and value.high is not None and value.low != value.high and value.low_open
    ):
        return _measured("below", wording, unit, high=number(value.high or 0))
    if value.high is None:
        return _measured("from", wording, unit, low=number(value.low))
    if value.low == value.high:
        return _measured("exactly", wording, unit, n=number(value.low))
    return _measured("from_to", wording, unit, low=number(value.low), high=number(value.high))


def _measured(pattern: str, wording: Wording, unit: str, **ends: str) -> str:
    told = wording.say(f"value.{pattern}", ends)
    return wording.say("value.with_unit", {"value": told, "unit": unit}) if unit else told


def value_in_words(
    value: Value | None, wording: Wording, names: Mapping[str, str] = MappingProxyType({})
) -> str:
    """A value of any kind in words; `names` are those of choices, where the form has any."""
    if isinstance(value, Interval):
        return interval(value, wording)
    if isinstance(value, Choices):
        if len(value.possible) >= _MANY:
            return wording.say("value.unknown")
        return wording.say("value.or").join(names.get(one, one) for one in sorted(value.possible))
    if isinstance(value, Flag):
        return wording.say(f"value.{value.value}")
    return wording.say("value.nothing")
