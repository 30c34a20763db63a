"""Values of facts and reasons of rules as short words; it decides nothing."""

from __future__ import annotations

from rules.engine import Fired, Reason
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


def value_in_words(value: Value | None) -> str:
    """A value of any kind in words."""
    if isinstance(value, Interval):
        return interval(value)
    if isinstance(value, Choices):
        return " or ".join(sorted(value.possible)) if len(value.possible) < 5 else "not known"
    if isinstance(value, Flag):
        return {Flag.YES: "yes", Flag.NO: "no", Flag.UNKNOWN: "not known"}[value]
    return "nothing"


def reason(given: Reason) -> str:
    """A reason of a rule: the fact, its value, and what was asked of it."""
    return f"{given.fact} is {value_in_words(given.value)} (asked: {given.asked})"


def because(fired: Fired) -> tuple[str, ...]:
    """The reasons of a rule in words, those behind an outcome after it."""
    lines: dict[str, None] = {}
    for given in fired.because():
        lines[reason(given)] = None
        for deeper in given.behind:
            lines[reason(deeper)] = None
    return tuple(lines)
