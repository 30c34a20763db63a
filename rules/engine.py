"""Evaluates a rule base on facts: one decision for each table, and the trace; it knows no subject."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from rules.errors import FactError
from rules.load import RuleBase, Table
from rules.logic import OPEN, TRUE
from rules.schema import FactDeclaration, Hit
from rules.trace import Fired, Reason, Run
from rules.values import Choices, Facts, Flag, Interval, Value

__all__ = ["Decision", "Evaluation", "FactError", "Fired", "Reason", "evaluate"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What one table gives.

    `possible` holds the outcomes still possible in declared order; of a collect table, what its TRUE
    rules give, in their order. `fired` holds the TRUE rules; of a first table, the OPEN ones before the
    first TRUE as well. `open` holds the OPEN rules that could still matter. A table whose rules leave a
    gap can give nothing at all; that no gap exists is proved over the data, not looked for here.
    """

    table: str
    hit: Hit
    possible: tuple[str, ...]
    fired: tuple[Fired, ...]
    open: tuple[Fired, ...]
    _run: Run = field(repr=False, compare=False)

    @property
    def settled(self) -> bool:
        """Whether exactly one outcome is possible."""
        return len(self.possible) == 1

    @property
    def id(self) -> str | None:
        """The outcome when settled, else None."""
        return self.possible[0] if self.settled else None

    def open_facts(self) -> frozenset[str]:
        """The facts of which more knowledge could still turn a rule that has a say here."""
        return self._run.open_facts_of_table(self.table)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The decisions by table id in order, and every rule with its truth in order."""

    decisions: Mapping[str, Decision]
    trace: tuple[Fired, ...]


def evaluate(base: RuleBase, facts: Facts) -> Evaluation:
    """Evaluates every table; a fact left out is unknown.

    The part of an interval outside the declared range counts as impossible. Raises FactError for an
    unknown fact, a value of the wrong kind, and a value that its declaration does not allow at all.
    """
    run = Run(base, _completed(base, facts))
    decisions: dict[str, Decision] = {}
    trace: list[Fired] = []
    complete, outcomes = run.facts, run.outcomes
    for table in base.tables:
        name = table.record.id
        fired = tuple(
            [Fired(rule, name, rule.compiled.truth(complete, outcomes), run) for rule in table.rules]
        )
        run.fired[name] = fired
        decision = _decide(table, fired, run)
        decisions[name] = decision
        outcomes[name] = frozenset(decision.possible)
        trace += fired
    return Evaluation(MappingProxyType(decisions), tuple(trace))


def _decide(table: Table, rules: tuple[Fired, ...], run: Run) -> Decision:
    hit = table.record.hit
    opened, true = [], []
    for fired in rules:
        if fired.truth is OPEN:
            opened.append(fired)
        elif fired.truth is TRUE:
            true.append(fired)
            if hit == "first":
                break
    if hit == "collect":
        possible = tuple(dict.fromkeys([fired.rule.gives for fired in true]))
        return Decision(table.record.id, hit, possible, tuple(true), tuple(opened), run)
    given = {fired.rule.gives for fired in opened + true}
    possible = tuple([outcome for outcome in table.record.outcomes if outcome in given])
    # A TRUE rule ends the walk of a first table, so it comes after the open ones.
    shown = opened + true if hit == "first" else true
    return Decision(table.record.id, hit, possible, tuple(shown), tuple(opened), run)


def _completed(base: RuleBase, facts: Facts) -> Facts:
    everything = base.everything
    complete = dict(everything)
    for name, value in facts.items():
        declaration = base.facts.get(name)
        if declaration is None:
            raise FactError(name, "no such fact is declared")
        complete[name] = _fitted(declaration, value, everything[name])
    return complete


def _fitted(fact: FactDeclaration, value: Value, everything: Value) -> Value:
    if isinstance(value, Flag) and fact.kind == "flag":
        return value
    if isinstance(value, Choices) and isinstance(everything, Choices):
        if not value.possible <= everything.possible:
            strange = ", ".join(sorted(value.possible - everything.possible))
            raise FactError(fact.name, f"{strange} is none of {', '.join(fact.choices)}")
        return value
    if isinstance(value, Interval) and isinstance(everything, Interval):
        return _in_range(fact, value, everything)
    raise FactError(fact.name, f"is a {fact.kind}, which {value!r} is not")


def _in_range(fact: FactDeclaration, value: Interval, span: Interval) -> Interval:
    inside = value if value.inside(span) else value.intersect(span)
    if inside is not None and fact.integer:
        inside = inside.whole()
    if inside is None:
        raise FactError(fact.name, f"{value} holds no value allowed by its declaration")
    return inside
