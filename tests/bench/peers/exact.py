"""Fact sets in which everything is known, and what our engine answers; engines without "unknown" take these."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any

from rules import Choices, FactDeclaration, Facts, Flag, Interval, RuleBase, Value, evaluate
from rules.conditions import Condition, InInterval, parts_of

# A number without a highest value is drawn up to this, or a little past its highest threshold.
TOP = 400
# Table id to outcomes: at most one, or what a collect table gives, each once and in the order of its rules.
Outcomes = dict[str, tuple[str, ...]]


def outcomes_of(base: RuleBase, facts: Facts) -> Outcomes:
    """What our engine gives."""
    return {table: decision.possible for table, decision in evaluate(base, facts).decisions.items()}


def sets(base: RuleBase, count: int, seed: int = 1) -> list[dict[str, Value]]:
    """So many random fact sets, all exact, on which every table that must give one outcome does."""
    return list(_drawn(base, count, random.Random(seed)))


def _drawn(base: RuleBase, count: int, pick: random.Random) -> Iterator[dict[str, Value]]:
    near = _thresholds(base)
    found = 0
    while found < count:
        facts = {name: _random_value(fact, near.get(name, []), pick) for name, fact in base.facts.items()}
        if is_settled(base, facts):
            found += 1
            yield facts


def completed(base: RuleBase, facts: Facts) -> dict[str, Value]:
    """The same facts with the first possible value wherever several are possible; an unknown flag is no."""
    return {name: _first_value(fact, facts.get(name, fact.everything())) for name, fact in base.facts.items()}


def is_settled(base: RuleBase, facts: Facts) -> bool:
    """Whether every table but those that collect gives exactly one outcome."""
    decisions = evaluate(base, facts).decisions.values()
    return all(decision.settled for decision in decisions if decision.hit != "collect")


def document(facts: Facts) -> dict[str, Any]:
    """Exact facts as plain nested data: `a.b-c` is at `["a"]["b_c"]`; raises ValueError for two in one place."""
    nested: dict[str, Any] = {}
    for name, value in facts.items():
        *folders, last = plain_name(name).split(".")
        place = nested
        for folder in folders:
            place = place.setdefault(folder, {})
            if not isinstance(place, dict):
                raise ValueError(f"{name}: its folder {folder} is a fact itself")
        if last in place:
            raise ValueError(f"{name}: there is something else in its place")
        place[last] = _plain(value)
    return nested


def plain_name(name: str) -> str:
    """The id as a name in an expression."""
    return name.replace("-", "_")


def _plain(value: Value) -> bool | float | str:
    if isinstance(value, Flag):
        return value is Flag.YES
    if isinstance(value, Choices):
        (choice,) = value.possible
        return choice
    assert value.low is not None
    return value.low


def _thresholds(base: RuleBase) -> Mapping[str, list[float]]:
    """By fact the ends that its conditions ask for."""
    ends: dict[str, list[float]] = {}

    def walk(condition: Condition) -> None:
        if isinstance(condition, InInterval):
            asked = (condition.asked.low, condition.asked.high)
            ends.setdefault(condition.fact, []).extend(end for end in asked if end is not None)
        for part in parts_of(condition):
            walk(part)

    for table in base.tables:
        for rule in table.rules:
            walk(rule.condition)
    return ends


def _random_value(fact: FactDeclaration, near: list[float], pick: random.Random) -> Value:
    if fact.kind == "flag":
        return pick.choice((Flag.YES, Flag.NO))
    if fact.kind == "choice":
        return Choices.exact(pick.choice(fact.choices))
    assert fact.range is not None
    low, high = fact.range[0], TOP if fact.range[1] is None else fact.range[1]
    number: float = pick.randint(int(low), int(high))
    if near and pick.random() < 0.5:
        # Where a wrong comparison would show: at a threshold and just beside it.
        number = pick.choice(near) + pick.choice((-1, 0, 1) if fact.integer else (-0.25, 0, 0.25))
    number = min(max(number, low), max(high, *near, low))
    return Interval.exact(int(number) if float(number).is_integer() else number)


def _first_value(fact: FactDeclaration, value: Value) -> Value:
    if isinstance(value, Flag):
        return Flag.NO if value is Flag.UNKNOWN else value
    if isinstance(value, Choices):
        return Choices.exact(next(choice for choice in fact.choices if choice in value.possible))
    assert fact.range is not None
    low = fact.range[0] if value.low is None else max(value.low, fact.range[0])
    return Interval.exact(int(low) if float(low).is_integer() else low)
