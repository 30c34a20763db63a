"""The closed set of frozen condition nodes; how they are written is grammar's, their truth logic's."""

from __future__ import annotations

from dataclasses import dataclass

from rules.values import Interval


@dataclass(frozen=True, slots=True)
class InInterval:
    """A number fact lies in `asked` (closed ends already, for an integer fact)."""

    fact: str
    asked: Interval
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class OneOf:
    """A choice fact has one of these values."""

    fact: str
    choices: frozenset[str]


@dataclass(frozen=True, slots=True)
class FlagIs:
    """A flag fact is yes (or no)."""

    fact: str
    yes: bool


@dataclass(frozen=True, slots=True)
class Known:
    """Something is known of the fact: fewer values are possible than its declaration allows."""

    fact: str


@dataclass(frozen=True, slots=True)
class OutcomeIs:
    """An earlier table gives one of these outcomes."""

    table: str
    outcomes: frozenset[str]


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; over no part it holds always."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds (`any` in the data)."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `count` parts hold."""

    count: int
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Maybe:
    """The part holds or may yet hold; never open."""

    part: Condition


Leaf = InInterval | OneOf | FlagIs | Known | OutcomeIs
Condition = Leaf | All | Some | Not | AtLeast | Maybe

ALWAYS = All(())


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """The conditions directly under this one; none under a leaf."""
    if isinstance(condition, All | Some | AtLeast):
        return condition.parts
    if isinstance(condition, Not | Maybe):
        return (condition.part,)
    return ()


def asked_text(leaf: Leaf) -> str:
    """What a leaf asks of its fact, in words: "7 to 90 days", "red or blue", "yes", "known"."""
    if isinstance(leaf, InInterval):
        words = _interval_text(leaf.asked)
        return f"{words} {leaf.unit}" if leaf.unit else words
    if isinstance(leaf, FlagIs):
        return "yes" if leaf.yes else "no"
    if isinstance(leaf, Known):
        return "known"
    return " or ".join(sorted(leaf.choices if isinstance(leaf, OneOf) else leaf.outcomes))


def _interval_text(asked: Interval) -> str:
    low, high = asked.low, asked.high
    if low is not None and low == high:
        return number_text(low)
    if low is not None and high is not None and not asked.low_open and not asked.high_open:
        return f"{number_text(low)} to {number_text(high)}"
    ends = []
    if low is not None:
        ends.append(f"{'more than' if asked.low_open else 'at least'} {number_text(low)}")
    if high is not None:
        ends.append(f"{'less than' if asked.high_open else 'at most'} {number_text(high)}")
    return " and ".join(ends)


def number_text(number: float) -> str:
    """The number without a needless decimal."""
    return str(int(number)) if float(number).is_integer() else str(number)
