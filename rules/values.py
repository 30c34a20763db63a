"""The values a fact can take and three-valued truth; it knows no fact, no rule and no unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from math import ceil, floor, inf, isfinite


class Truth(Enum):
    """Kleene truth: OPEN means that the values still possible disagree."""

    FALSE = 0
    OPEN = 1
    TRUE = 2


# An end with its openness as one sortable pair: an open low end lies just above its number,
# an open high end just below, so that all comparisons of intervals are comparisons of pairs.
Cut = tuple[float, int]


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers still possible, in the unit of the fact; None is an end that nobody knows.

    Raises ValueError for an end that is not finite or an interval that holds no number.
    """

    low: float | None
    high: float | None
    low_open: bool = False
    high_open: bool = False
    lower: Cut = field(init=False, repr=False, compare=False)
    upper: Cut = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        low, high = self.low, self.high
        if (low is not None and not isfinite(low)) or (high is not None and not isfinite(high)):
            raise ValueError("an end of an interval is a finite number or None")
        if low is None and self.low_open:
            object.__setattr__(self, "low_open", False)
        if high is None and self.high_open:
            object.__setattr__(self, "high_open", False)
        object.__setattr__(self, "lower", (-inf, 0) if low is None else (low, int(self.low_open)))
        object.__setattr__(self, "upper", (inf, 0) if high is None else (high, -int(self.high_open)))
        if self.lower > self.upper:
            raise ValueError(f"no number lies in this interval: {self}")

    @classmethod
    def exact(cls, number: float) -> Interval:
        """The interval that holds one number only."""
        return cls(number, number)

    @classmethod
    def unknown(cls) -> Interval:
        """The interval that holds every number."""
        return cls(None, None)

    @property
    def is_exact(self) -> bool:
        """Whether one number is left."""
        return self.low is not None and self.low == self.high

    @property
    def is_unknown(self) -> bool:
        """Whether neither end is known."""
        return self.low is None and self.high is None

    def contains(self, number: float) -> bool:
        """Whether the number is still possible."""
        return self.lower <= (number, 0) <= self.upper

    def inside(self, other: Interval) -> bool:
        """Whether every number of this one is in the other."""
        return other.lower <= self.lower and self.upper <= other.upper

    def disjoint(self, other: Interval) -> bool:
        """Whether no number is in both."""
        return self.upper < other.lower or other.upper < self.lower

    def intersect(self, other: Interval) -> Interval | None:
        """The numbers in both, or None when there are none."""
        if self.disjoint(other):
            return None
        low = self if self.lower >= other.lower else other
        high = self if self.upper <= other.upper else other
        return Interval(low.low, high.high, low.low_open, high.high_open)

    def whole(self) -> Interval | None:
        """The whole numbers in it, with closed ends, or None when there are none."""
        if type(self.low) is int and type(self.high) is int and not (self.low_open or self.high_open):
            return self
        low = None if self.low is None else ceil(self.low)
        high = None if self.high is None else floor(self.high)
        if low is not None and self.low_open and low == self.low:
            low += 1
        if high is not None and self.high_open and high == self.high:
            high -= 1
        if low is not None and high is not None and low > high:
            return None
        return Interval(low, high)


@dataclass(frozen=True, slots=True)
class Choices:
    """The values still possible of a one-valued fact; raises ValueError when none is."""

    possible: frozenset[str]

    def __post_init__(self) -> None:
        if not self.possible:
            raise ValueError("at least one value of a choice must be possible")

    @classmethod
    def exact(cls, choice: str) -> Choices:
        """One value only."""
        return cls(frozenset((choice,)))


class Flag(Enum):
    """A yes-or-no fact, or that nobody knows."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


Value = Interval | Choices | Flag
Facts = Mapping[str, Value]


def overlaps(cell: Value, value: Value) -> bool:
    """Whether some value is in both."""
    if isinstance(cell, Interval) and isinstance(value, Interval):
        return cell.lower <= value.upper and value.lower <= cell.upper
    if isinstance(cell, Choices) and isinstance(value, Choices):
        return not cell.possible.isdisjoint(value.possible)
    return value is Flag.UNKNOWN or cell is value
