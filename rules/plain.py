"""Values and conditions as plain data that can be written to a file, and back; it checks nothing."""

from __future__ import annotations

from typing import Any

from rules.conditions import (
    All,
    AtLeast,
    Condition,
    FlagIs,
    InInterval,
    Known,
    Leaf,
    Maybe,
    Not,
    OneOf,
    OutcomeIs,
    Some,
)
from rules.values import Choices, Flag, Interval, Value

# Tuples, text, numbers, truth values and None, nested in any way.
Plain = Any


def plain_value(value: Value) -> Plain:
    """An interval as its four parts, choices as their names in order, a flag as its word."""
    if isinstance(value, Flag):
        return value.value
    if isinstance(value, Choices):
        return tuple(sorted(value.possible))
    return value.low, value.high, value.low_open, value.high_open, None


def value_of(plain: Plain) -> Value:
    """The value of earlier plain data."""
    if isinstance(plain, str):
        return Flag(plain)
    # No choice is called None, which tells the parts of an interval from names.
    if plain[-1] is None:
        return Interval(*plain[:4])
    return Choices(frozenset(plain))


def plain_condition(condition: Condition) -> Plain:
    """The kind of the node, then its parts."""
    match condition:
        case InInterval():
            return "in", condition.fact, plain_value(condition.asked), condition.unit
        case OneOf():
            return "one", condition.fact, tuple(sorted(condition.choices))
        case FlagIs():
            return "flag", condition.fact, condition.yes
        case Known():
            return "known", condition.fact
        case OutcomeIs():
            return "outcome", condition.table, tuple(sorted(condition.outcomes))
        case All():
            return "all", _plain_parts(condition.parts)
        case Some():
            return "any", _plain_parts(condition.parts)
        case AtLeast():
            return "least", condition.count, _plain_parts(condition.parts)
        case Not():
            return "not", plain_condition(condition.part)
        case Maybe():
            return "maybe", plain_condition(condition.part)


def condition_of(plain: Plain) -> Condition:
    """The node of earlier plain data."""
    match plain:
        case ("all", parts):
            return All(_parts_of(parts))
        case ("any", parts):
            return Some(_parts_of(parts))
        case ("least", count, parts):
            return AtLeast(count, _parts_of(parts))
        case ("not", part):
            return Not(condition_of(part))
        case ("maybe", part):
            return Maybe(condition_of(part))
    return leaf_of(plain)


def leaf_of(plain: Plain) -> Leaf:
    """The leaf of earlier plain data; raises ValueError for what is none."""
    match plain:
        case ("in", fact, asked, unit):
            return InInterval(fact, Interval(*asked[:4]), unit)
        case ("one", fact, choices):
            return OneOf(fact, frozenset(choices))
        case ("flag", fact, yes):
            return FlagIs(fact, yes)
        case ("known", fact):
            return Known(fact)
        case ("outcome", table, outcomes):
            return OutcomeIs(table, frozenset(outcomes))
    raise ValueError(f"no condition is kept as {plain!r:.60}")


def _plain_parts(parts: tuple[Condition, ...]) -> Plain:
    return tuple(plain_condition(part) for part in parts)


def _parts_of(plain: Plain) -> tuple[Condition, ...]:
    return tuple([condition_of(part) for part in plain])
