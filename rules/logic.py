"""Compiles condition nodes into closures that give their truth; it explains nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rules.conditions import (
    All,
    AtLeast,
    Condition,
    FlagIs,
    InInterval,
    Known,
    Maybe,
    Not,
    OneOf,
    OutcomeIs,
    Some,
    parts_of,
)
from rules.values import Flag, Interval, Truth, Value

FALSE, OPEN, TRUE = Truth.FALSE, Truth.OPEN, Truth.TRUE

# A check reads every declared fact, and the outcomes still possible of the tables before.
# Any instead of Value: a leaf's kind is settled when it is read, and a test here would cost time.
Check = Callable[[Mapping[str, Any], Mapping[str, frozenset[str]]], Truth]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A condition ready to run, with its parts.

    `truth` is what the rule goes by. `prospect` differs under a maybe, and at a known of a fact that is
    unknown: it is OPEN there as long as learning more could still turn the answer.
    """

    condition: Condition
    truth: Check
    prospect: Check
    parts: tuple[Compiled, ...]


def compile_condition(condition: Condition, everything: Mapping[str, Value]) -> Compiled:
    """The closures of a condition; `everything` is the value of each fact that says nothing."""
    parts = tuple(compile_condition(part, everything) for part in parts_of(condition))
    if isinstance(condition, Known):
        truth, prospect = (_known(condition, everything[condition.fact], blank) for blank in (FALSE, OPEN))
        return Compiled(condition, truth, prospect, ())
    if isinstance(condition, Maybe):
        return Compiled(condition, _maybe(parts[0].truth), parts[0].prospect, parts)
    if isinstance(condition, InInterval | OneOf | FlagIs | OutcomeIs):
        check = _leaf(condition)
        return Compiled(condition, check, check, ())
    truth = _joined(condition, [part.truth for part in parts])
    if all(part.truth is part.prospect for part in parts):
        return Compiled(condition, truth, truth, parts)
    return Compiled(condition, truth, _joined(condition, [part.prospect for part in parts]), parts)


def _leaf(leaf: InInterval | OneOf | FlagIs | OutcomeIs) -> Check:
    if isinstance(leaf, InInterval):
        return _in_interval(leaf.fact, leaf.asked)
    if isinstance(leaf, OneOf):
        return _one_of(leaf.fact, leaf.choices)
    if isinstance(leaf, FlagIs):
        return _flag_is(leaf.fact, Flag.YES if leaf.yes else Flag.NO)
    return _outcome_is(leaf.table, leaf.outcomes)


def _joined(condition: All | Some | Not | AtLeast, checks: Sequence[Check]) -> Check:
    if isinstance(condition, All):
        return _all(tuple(checks))
    if isinstance(condition, Some):
        return _some(tuple(checks))
    if isinstance(condition, Not):
        return _not(checks[0])
    return _at_least(condition.count, tuple(checks))


def _in_interval(fact: str, asked: Interval) -> Check:
    lower, upper = asked.lower, asked.upper

    def check(facts: Mapping[str, Any], _: Mapping[str, frozenset[str]]) -> Truth:
        value = facts[fact]
        low, high = value.lower, value.upper
        if high < lower or upper < low:
            return FALSE
        return TRUE if lower <= low and high <= upper else OPEN

    return check


def _one_of(fact: str, choices: frozenset[str]) -> Check:
    def check(facts: Mapping[str, Any], _: Mapping[str, frozenset[str]]) -> Truth:
        possible = facts[fact].possible
        if possible.isdisjoint(choices):
            return FALSE
        return TRUE if possible <= choices else OPEN

    return check


def _flag_is(fact: str, wanted: Flag) -> Check:
    unknown = Flag.UNKNOWN

    def check(facts: Mapping[str, Any], _: Mapping[str, frozenset[str]]) -> Truth:
        flag = facts[fact]
        if flag is wanted:
            return TRUE
        return OPEN if flag is unknown else FALSE

    return check


def _known(leaf: Known, nothing: Value, blank: Truth) -> Check:
    fact = leaf.fact

    def check(facts: Mapping[str, Any], _: Mapping[str, frozenset[str]]) -> Truth:
        return blank if facts[fact] == nothing else TRUE

    return check


def _outcome_is(table: str, wanted: frozenset[str]) -> Check:
    def check(_: Mapping[str, Any], outcomes: Mapping[str, frozenset[str]]) -> Truth:
        possible = outcomes[table]
        if possible.isdisjoint(wanted):
            return FALSE
        return TRUE if possible <= wanted else OPEN

    return check


def _all(checks: tuple[Check, ...]) -> Check:
    def check(facts: Mapping[str, Any], outcomes: Mapping[str, frozenset[str]]) -> Truth:
        joined = TRUE
        for part in checks:
            truth = part(facts, outcomes)
            if truth is FALSE:
                return FALSE
            if truth is OPEN:
                joined = OPEN
        return joined

    return check


def _some(checks: tuple[Check, ...]) -> Check:
    def check(facts: Mapping[str, Any], outcomes: Mapping[str, frozenset[str]]) -> Truth:
        joined = FALSE
        for part in checks:
            truth = part(facts, outcomes)
            if truth is TRUE:
                return TRUE
            if truth is OPEN:
                joined = OPEN
        return joined

    return check


def _not(inner: Check) -> Check:
    def check(facts: Mapping[str, Any], outcomes: Mapping[str, frozenset[str]]) -> Truth:
        truth = inner(facts, outcomes)
        if truth is OPEN:
            return OPEN
        return FALSE if truth is TRUE else TRUE

    return check


def _at_least(count: int, checks: tuple[Check, ...]) -> Check:
    def check(facts: Mapping[str, Any], outcomes: Mapping[str, frozenset[str]]) -> Truth:
        true = hopeful = 0
        for part in checks:
            truth = part(facts, outcomes)
            true += truth is TRUE
            hopeful += truth is not FALSE
        if true >= count:
            return TRUE
        return FALSE if hopeful < count else OPEN

    return check


def _maybe(inner: Check) -> Check:
    def check(facts: Mapping[str, Any], outcomes: Mapping[str, frozenset[str]]) -> Truth:
        return FALSE if inner(facts, outcomes) is FALSE else TRUE

    return check
