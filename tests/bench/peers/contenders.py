"""The engines side by side: each takes the same facts in its own form and says what it gives; times nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rules import Facts, RuleBase, Truth, evaluate
from rules.engine import Evaluation
from tests.bench.peers import json_logic_rules, zen_graphs
from tests.bench.peers.exact import Outcomes, document, outcomes_of, plain_name

# What begins the description of an answer with the engine's own trace.
TRACED = "its trace: "


@dataclass(frozen=True)
class Contender:
    """One engine in one form. `prepare` is outside the measured time, `run` is inside it.

    `rules` reads the ids of the rules that hold, where the answer has them all.
    """

    name: str
    shows: str
    prepare: Callable[[Facts], Any]
    run: Callable[[Any], Any]
    outcomes: Callable[[Any], Outcomes]
    rules: Callable[[Any], frozenset[str]] | None = None


class DisagreementError(Exception):
    """Two engines answer differently, so that a comparison of their speed would mean nothing."""


def ours(base: RuleBase) -> list[Contender]:
    """Our engine: the trace as it is kept, and with every line of it made and read."""

    def read(facts: Facts) -> Evaluation:
        evaluation = evaluate(base, facts)
        _ = evaluation.trace, [decision.possible for decision in evaluation.decisions.values()]
        return evaluation

    def outcomes(evaluation: Evaluation) -> Outcomes:
        return {table: decision.possible for table, decision in evaluation.decisions.items()}

    def rules(evaluation: Evaluation) -> frozenset[str]:
        return frozenset(fired.rule.id for fired in evaluation.trace if fired.truth is Truth.TRUE)

    return [
        Contender(
            "stroke-counsel",
            "truth of every rule",
            dict,
            lambda facts: evaluate(base, facts),
            outcomes,
            rules,
        ),
        Contender("stroke-counsel, trace read", "each rule as an object", dict, read, outcomes, rules),
    ]


def zen_forms(base: RuleBase) -> list[Contender]:
    """zen-engine in three forms, each compiled beforehand, without and with its own trace."""
    import zen

    engine = zen.ZenEngine()
    forms = [
        ("decision tables", zen_graphs.decision_tables(base), "rules that fired", None),
        ("expression a rule", zen_graphs.expressions_by_rule(base), "truth of every rule", _zen_rules(base)),
        ("expression a table", zen_graphs.expressions_by_table(base), "value of every table", None),
    ]
    found = []
    for form, graph, shows, rules in forms:
        decision = engine.create_decision(zen.ZenDecisionContent(graph))
        for traced in (True, False):
            found.append(_zen(f"zen-engine, {form}", decision, traced, shows, base, rules))
    return found


def _zen(
    name: str,
    decision: Any,
    traced: bool,
    shows: str,
    base: RuleBase,
    rules: Callable[[Any], frozenset[str]] | None,
) -> Contender:
    options = {"trace": traced}
    run: Callable[[Any], Any] = lambda given: decision.evaluate(given, options)  # noqa: E731
    words = f"{TRACED}{shows}" if traced else (shows if rules else "nothing")
    return Contender(name, words, document, run, lambda answer: zen_outcomes(base, answer["result"]), rules)


def zen_outcomes(base: RuleBase, result: Mapping[str, Any]) -> Outcomes:
    """The outcomes in a result of any of the forms; a table that gave nothing may be left out of it."""
    return {table.id: _words(result["decided"].get(table.id)) for table in base.tables}


def _words(given: Any) -> tuple[str, ...]:
    many = given if isinstance(given, list) else [given]
    plain = [one.get("gives") if isinstance(one, dict) else one for one in many]
    return tuple(dict.fromkeys(word for word in plain if word is not None))


def _zen_rules(base: RuleBase) -> Callable[[Any], frozenset[str]]:
    names = {plain_name(rule.record.id): rule.record.id for table in base.tables for rule in table.rules}
    assert len(names) == sum(len(table.rules) for table in base.tables)
    return lambda answer: frozenset(names[name] for name, holds in answer["result"]["rules"].items() if holds)


def json_logic(base: RuleBase) -> Contender:
    """panzi-json-logic, table after table; it interprets its logic each time and has no trace."""
    from json_logic import jsonLogic

    tables = json_logic_rules.tables(base)

    def run(given: dict[str, Any]) -> dict[str, Any]:
        decided: dict[str, Any] = {}
        seen = {**given, "decided": decided}
        for table, logic in tables:
            decided[table] = jsonLogic(logic, seen)
        return decided

    return Contender(
        "json-logic",
        "nothing",
        document,
        run,
        lambda decided: {name: _words(one) for name, one in decided.items()},
    )


def check(base: RuleBase, contenders: Sequence[Contender], facts: Facts) -> None:
    """Raises DisagreementError unless all give the outcomes, and where they tell the rules, those of our engine."""
    expected = outcomes_of(base, facts)
    holding = frozenset(fired.rule.id for fired in evaluate(base, facts).trace if fired.truth is Truth.TRUE)
    for contender in contenders:
        answer = contender.run(contender.prepare(facts))
        found = contender.outcomes(answer)
        for table, outcomes in expected.items():
            if found.get(table) != outcomes:
                raise DisagreementError(
                    f"{contender.name} gives {found.get(table)} in the table {table}, we give {outcomes}, for {facts}"
                )
        told = holding if contender.rules is None else contender.rules(answer)
        if told != holding:
            strange = ", ".join(sorted(told ^ holding))
            raise DisagreementError(f"{contender.name} does not agree on the rules {strange}, for {facts}")
