"""Writes a rule base in json-logic, which knows conditions but no tables; it runs none.

json-logic has no third truth. `maybe` says the same as its part once all is known, and `known` asks for a value.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rules import RuleBase, Table
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
)
from tests.bench.peers.exact import plain_name


def tables(base: RuleBase) -> list[tuple[str, Any]]:
    """By table id the logic of its outcome, or of a list with null for each rule that does not hold."""
    return [(table.id, _outcome(table)) for table in base.tables]


def _outcome(table: Table) -> Any:
    rules = [(logic(rule.condition), rule.record.gives) for rule in table.rules]
    if table.hit == "collect":
        return [{"if": [when, gives, None]} for when, gives in rules]
    return {"if": [*(word for rule in rules for word in rule), None]}


def logic(condition: Condition) -> Any:
    """The condition as json-logic."""
    if isinstance(condition, All | Some | AtLeast):
        return _joint(condition, [logic(part) for part in condition.parts])
    if isinstance(condition, Not):
        return {"!": [logic(condition.part)]}
    if isinstance(condition, Maybe):
        return logic(condition.part)
    if isinstance(condition, OutcomeIs):
        return _one_of({"var": f"decided.{condition.table}"}, condition.outcomes)
    value = {"var": plain_name(condition.fact)}
    if isinstance(condition, OneOf):
        return _one_of(value, condition.choices)
    if isinstance(condition, FlagIs):
        return value if condition.yes else {"!": [value]}
    if isinstance(condition, Known):
        return {"!==": [value, None]}
    return _between(value, condition)


def _joint(condition: All | Some | AtLeast, parts: list[Any]) -> Any:
    if not parts:
        return True
    if isinstance(condition, AtLeast):
        return {">=": [{"+": [{"if": [part, 1, 0]} for part in parts]}, condition.count]}
    return {"and" if isinstance(condition, All) else "or": parts}


def _one_of(value: Any, members: Iterable[str]) -> Any:
    words = sorted(members)
    return {"===": [value, words[0]]} if len(words) == 1 else {"in": [value, words]}


def _between(value: Any, leaf: InInterval) -> Any:
    asked, ends = leaf.asked, []
    if asked.low is not None:
        ends.append({">" if asked.low_open else ">=": [value, asked.low]})
    if asked.high is not None:
        ends.append({"<" if asked.high_open else "<=": [value, asked.high]})
    return ends[0] if len(ends) == 1 else {"and": ends}
