"""Values of facts as short words; it decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rules.values import Choices, Flag, Interval, Value


def number(value: float) -> str:
    """A number without a trailing .0."""
    return f"{value:g}"


def interval(value: Interval, unit: str = "") -> str:
    """An interval in words: `9`, `6 to 12`, `50 or more`, `not known`."""
    tail = f" {unit}" if unit else ""
    if value.is_unknown:
        return "not known"
    if value.low is None or (
        value.low == 0 and value.high is not None and value.low != value.high and value.low_open
    ):
        return f"below {number(value.high or 0)}{tail}"
    if value.high is None:
        return f"{number(value.low)} or more{tail}"
    if value.low == value.high:
        return f"{number(value.low)}{tail}"
    return f"{number(value.low)} to {number(value.high)}{tail}"


def value_in_words(value: Value | None, names: Mapping[str, str] = MappingProxyType({})) -> str:
    """A value of any kind in words; `names` are those of choices, where the form has any."""
    if isinstance(value, Interval):
        return interval(value)
    if isinstance(value, Choices):
        named = (names.get(one, one) for one in sorted(value.possible))
        return " or ".join(named) if len(value.possible) < 5 else "not known"
    if isinstance(value, Flag):
        return {Flag.YES: "yes", Flag.NO: "no", Flag.UNKNOWN: "not known"}[value]
    return "nothing"
