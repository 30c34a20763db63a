"""Writes a rule base as decision graphs of zen-engine (JDM); it runs none.

zen has no third truth. `maybe` says the same as its part once all is known, and `known` asks for a value.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
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
    parts_of,
)
from tests.bench.peers.exact import plain_name

# How an expression calls the outcome of a table.
Named = Callable[[str], str]


def expression(condition: Condition, outcome: Named) -> str:
    """The condition in zen's expression language."""
    if isinstance(condition, All | Some | AtLeast):
        return _joint(condition, [expression(part, outcome) for part in condition.parts])
    if isinstance(condition, Not):
        return f"not ({expression(condition.part, outcome)})"
    if isinstance(condition, Maybe):
        return expression(condition.part, outcome)
    if isinstance(condition, OutcomeIs):
        return _one_of(outcome(condition.table), condition.outcomes)
    name = plain_name(condition.fact)
    if isinstance(condition, OneOf):
        return _one_of(name, condition.choices)
    if isinstance(condition, FlagIs):
        return name if condition.yes else f"not {name}"
    if isinstance(condition, Known):
        return f"{name} != null"
    return _between(name, condition)


def _joint(condition: All | Some | AtLeast, parts: Sequence[str]) -> str:
    if not parts:
        return "true"
    if isinstance(condition, AtLeast):
        return f"({' + '.join(f'({part} ? 1 : 0)' for part in parts)}) >= {condition.count}"
    return f"({(' and ' if isinstance(condition, All) else ' or ').join(parts)})"


def _one_of(name: str, members: Iterable[str]) -> str:
    words = [json.dumps(member) for member in sorted(members)]
    return f"{name} == {words[0]}" if len(words) == 1 else f"{name} in [{', '.join(words)}]"


def _between(name: str, leaf: InInterval) -> str:
    asked, ends = leaf.asked, []
    if asked.low is not None:
        ends.append(f"{name} {'>' if asked.low_open else '>='} {asked.low}")
    if asked.high is not None:
        ends.append(f"{name} {'<' if asked.high_open else '<='} {asked.high}")
    return f"({' and '.join(ends)})"


def decision_tables(base: RuleBase) -> str:
    """A decision table for each table, fed by the input and by the tables that it asks about.

    Its one column is the whole condition: conditions join several facts by "or", which columns cannot.
    """
    nodes: list[dict[str, Any]] = [{"id": "in", "name": "in", "type": "inputNode"}]
    edges = []
    for table in base.tables:
        nodes.append({"id": table.id, "name": table.id, "type": "decisionTableNode", "content": _rows(table)})
        asked = {name for rule in table.rules for name in _tables_asked(rule.condition)}
        edges += [(start, table.id) for start in ("in", *sorted(asked))]
    nodes.append({"id": "out", "name": "out", "type": "outputNode"})
    return _graph(nodes, [*edges, *((table.id, "out") for table in base.tables)])


def _rows(table: Table) -> dict[str, Any]:
    rules = [
        {
            "_id": rule.record.id,
            "when": expression(rule.condition, lambda name: f"decided.{name}.gives"),
            "gives": json.dumps(rule.record.gives),
        }
        for rule in table.rules
    ]
    return {
        "hitPolicy": "collect" if table.hit == "collect" else "first",
        "inputs": [{"id": "when", "name": "when", "type": "expression"}],
        "outputs": [{"id": "gives", "name": "gives", "type": "expression", "field": "gives"}],
        "rules": rules,
        "outputPath": f"decided.{table.id}",
    }


def expressions_by_table(base: RuleBase) -> str:
    """One node with an expression for each table: the outcomes and nothing of how they came about."""
    return _one_node(
        _line(table, [(expression(rule.condition, _decided), rule.record.gives) for rule in table.rules])
        for table in base.tables
    )


def expressions_by_rule(base: RuleBase) -> str:
    """One node with an expression for each rule and each table: the truth of every rule is in its result."""
    lines: list[tuple[str, str]] = []
    for table in base.tables:
        keys = [f"rules.{plain_name(rule.record.id)}" for rule in table.rules]
        conditions = [expression(rule.condition, _decided) for rule in table.rules]
        lines += zip(keys, conditions, strict=True)
        gives = [rule.record.gives for rule in table.rules]
        lines.append(_line(table, list(zip((f"$.{key}" for key in keys), gives, strict=True))))
    return _one_node(lines)


def _decided(table: str) -> str:
    # Within a node `$` holds what its earlier expressions gave.
    return f"$.decided.{table}"


def _line(table: Table, rules: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The key of a table's outcome, and the expression: the first that holds, or the list of all that do."""
    key = f"decided.{table.id}"
    if table.hit == "collect":
        items = ", ".join(f"({when} ? {json.dumps(gives)} : null)" for when, gives in rules)
        return key, f"filter([{items}], # != null)"
    chain = "null"
    for when, gives in reversed(rules):
        chain = f"{when} ? {json.dumps(gives)} : ({chain})"
    return key, chain


def _tables_asked(condition: Condition) -> frozenset[str]:
    own = frozenset({condition.table}) if isinstance(condition, OutcomeIs) else frozenset[str]()
    return own.union(*(_tables_asked(part) for part in parts_of(condition)))


def _one_node(lines: Iterable[tuple[str, str]]) -> str:
    expressions = [{"id": key, "key": key, "value": value} for key, value in lines]
    node = {"id": "all", "name": "all", "type": "expressionNode", "content": {"expressions": expressions}}
    return _graph([{"id": "in", "name": "in", "type": "inputNode"}, node], [("in", "all")])


def _graph(nodes: Sequence[dict[str, Any]], edges: Sequence[tuple[str, str]]) -> str:
    lines = [
        {"id": f"{start}-{end}", "type": "edge", "sourceId": start, "targetId": end} for start, end in edges
    ]
    placed = [{**node, "position": {"x": 0, "y": 0}} for node in nodes]
    return json.dumps({"contentType": "application/vnd.gorules.decision", "nodes": placed, "edges": lines})
