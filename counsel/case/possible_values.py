"""Single entries of a case as the values they leave possible: numbers, choices, flags; no facts by name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from counsel.case.entries import OneOfSeveral, Range
from rules.values import Choices, Flag, Interval

UNKNOWN = "unknown"


def number(value: float | Range[Any] | None, limits: tuple[float, float | None]) -> Interval:
    """The interval of a number or range; an end left out is that of `limits`, None is unknown."""
    if value is None:
        return Interval.unknown()
    if isinstance(value, Range):
        low: float = limits[0] if value.low is None else value.low
        return Interval(low, limits[1] if value.high is None else value.high)
    return Interval.exact(value)


def flag(word: str | None) -> Flag:
    """A yes-or-no word as a flag; left out is unknown."""
    return Flag.UNKNOWN if word is None else Flag(word)


def chosen(value: str | OneOfSeveral[Any] | None, words: Iterable[str]) -> Choices:
    """The words still possible; left out or `unknown` leaves all of them."""
    every = frozenset(words) - {UNKNOWN}
    typed = value.one_of if isinstance(value, OneOfSeveral) else (value,)
    return Choices(every if value is None or UNKNOWN in typed else frozenset(typed))


def yes_if(condition: bool) -> Flag:
    """A fact of the document itself as a flag, never unknown."""
    return Flag.YES if condition else Flag.NO
