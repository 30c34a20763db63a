"""The properties of a rule base asked of Z3, over all numbers, ranges and sets instead of cells.

It is a second opinion on `rules.prove`, which it shares nothing with but the rule data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rules.cells import Linked, closure, facts_read
from rules.conditions import Condition
from rules.load import RuleBase, Table
from rules.prove import Counterexample, Proof
from rules.schema import FactDeclaration
from rules.z3_terms import Exact, Laws, Partial, Term


class Z3Prover:
    """Asks Z3 about one rule base.

    `linked` names the facts that hang together, `laws` says how, `decided` which flags are always known.
    """

    def __init__(
        self, base: RuleBase, linked: Sequence[Linked], laws: Laws | None, decided: frozenset[str]
    ) -> None:
        import z3

        self._z3 = z3
        self.base = base
        self._linked = linked
        self._laws = laws
        self._decided = decided
        self._exact = Exact(base)
        self._limits = self._exact.limits(laws)

    def exactly_one(self, table: Table) -> Proof:
        """That a table gives one outcome, neither none nor two, for every exact input."""
        given = [self._exact.outcome(table.id, outcome) for outcome in table.outcomes]
        wrong = self._z3.Not(self._z3.And(self._z3.AtLeast(*given, 1), self._z3.AtMost(*given, 1)))
        return self._asked(table, [wrong], f"{table.id} gives no outcome, or more than one")

    def never_unsettles(self, table: Table, cautious: Mapping[str, str]) -> Proof:
        """As `Prover.never_unsettles`, over every range and set instead of cells."""
        known = Partial(self._exact, self._decided)
        z3 = self._z3
        lost = [
            z3.And(self._exact.outcome(table.id, one), z3.Not(known.possible(table.id, one)))
            for one in table.outcomes
        ]
        early = [
            z3.Not(known.settled(before.id, cautious[before.id]))
            for before in closure(self.base, (table.id,))
            if before.id in cautious
        ]
        formulas = [*known.limits(), *early, z3.Or(lost)]
        return self._asked(table, formulas, f"{table.id} gives what was ruled out before")

    def never_rises(
        self, table: Table, order: Sequence[str], worse: Sequence[str], within: Condition | None
    ) -> Proof:
        """As `Prover.never_rises`, over all numbers."""
        other = Exact(self.base, "'")
        z3 = self._z3
        rises = [
            z3.And(self._exact.outcome(table.id, low), other.outcome(table.id, high))
            for at, low in enumerate(order)
            for high in order[at + 1 :]
        ]
        scope = [] if within is None else [self._exact.truth(within), other.truth(within)]
        formulas = [*other.limits(self._laws), *self._no_better(other, worse), *scope, z3.Or(rises)]
        return self._asked(table, formulas, f"{table.id} rises", other)

    def always(self, table: Table, gives: str, when: Condition | None) -> Proof:
        """As `Prover.always_in_part`, over every range and set instead of cells."""
        known = Partial(self._exact, self._decided)
        rules = [known.truth(rule.condition)[0] for rule in table.rules if rule.record.gives == gives]
        must = [] if when is None else [known.truth(when)[0]]
        lacking = [*known.limits(), *must, self._z3.Not(self._z3.Or(rules))]
        return self._asked(table, lacking, f"{gives} is not given in {table.id}")

    def _no_better(self, other: Exact, worse: Sequence[str]) -> Iterable[Term]:
        """Facts of `worse` stay or get worse; numbers that hang on them may move, all else stays."""
        links = (link for link in self._linked if not set(worse).isdisjoint(link.facts))
        moving = {fact for link in links for fact in link.facts}
        for fact in self.base.facts.values():
            one, two = self._exact.fact(fact.name), other.fact(fact.name)
            if fact.name in worse:
                yield _not_better(self._z3, fact, one, two)
            elif fact.kind != "number" or fact.name not in moving:
                yield one == two

    def _asked(self, table: Table, formulas: Sequence[Term], what: str, other: Exact | None = None) -> Proof:
        model = _model([*self._limits, *formulas])
        if model is None:
            return Proof(1)
        read = facts_read(rule.condition for one in closure(self.base, (table.id,)) for rule in one.rules)
        facts = self._exact.facts_of(model, sorted(read))
        after = {} if other is None else other.facts_of(model, sorted(read))
        differing = {fact: value for fact, value in after.items() if facts[fact] != value}
        return Proof(1, (Counterexample(what, facts, differing),))


def _not_better(z3: Any, fact: FactDeclaration, one: Term, two: Term) -> Term:
    if fact.kind == "flag":
        return z3.Implies(one, two)
    return two >= one if fact.worse == "higher" else two <= one


def _model(formulas: Sequence[Term]) -> Any:
    """Values for which all formulas hold, None where there are none; RuntimeError without an answer."""
    import z3

    solver = z3.Solver()
    solver.add(*formulas)
    answer = solver.check()
    if answer == z3.unknown:
        raise RuntimeError(f"Z3 gave no answer: {solver.reason_unknown()}")
    return solver.model() if answer == z3.sat else None
