"""Proves what holds of a rule base for every input that exists, and finds an input where it does not.

Every question is answered over the whole decision diagram of the rules, so that no combination of
threshold cells is left out. It proves consistency, not that a threshold is right.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rules.cells import CellGroup, Linked, Threshold, asks_what_is_known, closure, first_above
from rules.conditions import Condition
from rules.diagrams import Diagrams, Node
from rules.load import Rule, RuleBase, Table
from rules.partial import pair_domains, ranges_across
from rules.spaces import Space, Spaces, asked_by
from rules.steps import bad_pair, steps_of
from rules.symbolic import Symbolic
from rules.values import Truth, Value

TRUE = Truth.TRUE.value


@dataclass(frozen=True, slots=True)
class Counterexample:
    """An input where a property fails: what is wrong there, and the facts that matter to it.

    `worse` holds the facts that differ in the second input, where two inputs are compared.
    """

    what: str
    facts: Mapping[str, Value] = field(default_factory=dict)
    worse: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proof:
    """How many inputs a question was answered over, and where the property fails."""

    cells: int
    found: tuple[Counterexample, ...] = ()


class Prover:
    """Answers questions about one rule base.

    `linked` says which facts hang together, `decided` which flags are yes or no in every input.
    """

    def __init__(self, base: RuleBase, linked: Sequence[Linked] = (), decided: Collection[str] = ()) -> None:
        self.base = base
        self.spaces = Spaces(base, linked, decided)

    def exactly_one(self, table_id: str) -> Proof:
        """That a table gives one outcome for every exact input."""
        space = self.spaces.exact(table_id)
        node = space.symbolic.outcomes[table_id]
        found = [_gap(table_id, space, node), _several(table_id, space, node)]
        return Proof(space.cells(node), tuple(one for one in found if one is not None))

    def overlaps(self, table: Table) -> Proof:
        """That no two rules of an exclusive table hold together."""
        space = self.spaces.exact(table.id)
        truths = [(rule.record.id, space.symbolic.truths[rule.record.id]) for rule in table.rules]
        found = []
        for at, (one, first) in enumerate(truths):
            for other, second in truths[at + 1 :]:
                both = space.diagrams.join(min, first, second)
                facts = space.example(both, _is_true)
                if facts is not None:
                    what = f"the rules {one} and {other} of {table.id} hold together"
                    found.append(Counterexample(what, facts))
        return Proof(space.cells(*(node for _, node in truths)), tuple(found))

    def live(self, table: Table) -> tuple[int, tuple[str, ...]]:
        """How many exact inputs were looked at, and the rules that take effect for none of them."""
        space = self.spaces.exact(table.id)
        diagrams, truths = space.diagrams, space.symbolic.truths
        dead, before = [], diagrams.end(TRUE)
        for rule in table.rules:
            effective = diagrams.join(min, truths[rule.record.id], before)
            if TRUE not in diagrams.values(effective):
                dead.append(rule.record.id)
            if table.hit == "first":
                before = diagrams.join(min, before, diagrams.map(_not, truths[rule.record.id]))
        return space.cells(*(truths[rule.record.id] for rule in table.rules)), tuple(dead)

    def idle(self, threshold: Threshold) -> tuple[str, ...]:
        """The rules that name a threshold and that crossing it never turns, nor what is known of it."""
        return tuple(
            rule.record.id
            for table in self.base.tables
            for rule in table.rules
            if rule.record.id in threshold.rules and not self._turns(table, rule, threshold)
        )

    def never_rises(
        self, table_id: str, order: Sequence[str], worse: Sequence[str], within: Condition | None
    ) -> Proof:
        """That outcomes of `order` (lowest first) never rise while the facts `worse` get worse.

        Both inputs lie `within` the condition. Facts of other kinds stay as they are.
        """
        space = self.spaces.exact(table_id, also=within)
        node = space.symbolic.outcomes[table_id]
        if within is not None:
            scope = space.symbolic.of(within)
            node = space.diagrams.join(_kept, scope, node)
        rank = {frozenset((outcome,)): at for at, outcome in enumerate(order)}

        def rises(one: Any, other: Any) -> bool:
            return one in rank and other in rank and rank[other] > rank[one]

        steps = [steps_of(self.base.facts, group, frozenset(worse)) for group in space.groups]
        found = bad_pair(space, node, steps, rises)
        return Proof(space.cells(node), () if found is None else (_rise(space, table_id, node, *found),))

    def live_in_part(self, table: Table, rule_id: str) -> tuple[int, bool]:
        """How many partial inputs were looked at, and whether a rule takes effect for some of them.

        A rule that does not ask what is known takes effect for a partial input only where it does for
        exact ones, so that none is looked at.
        """
        before = table.rules[: [rule.record.id for rule in table.rules].index(rule_id) + 1]
        if not asks_what_is_known(self.base, before[-1].condition):
            return 0, False
        symbolic = self.spaces.partial(table.id)
        diagrams, truths = symbolic.diagrams, symbolic.truths
        effective = truths[rule_id]
        for earlier in before[:-1] if table.hit == "first" else ():
            effective = diagrams.join(_unless_true, effective, truths[earlier.record.id])
        return diagrams.combinations(diagrams.support(effective)), TRUE in diagrams.values(effective)

    def never_unsettles(self, table_id: str, cautious: Mapping[str, str]) -> Proof:
        """That no outcome of a completed input lies outside those that the partial input left possible.

        `cautious` names, by table, an outcome that may be settled early for safety: what follows it is
        left out. Over every pair of a partial input and a completion of it.
        """
        needed = closure(self.base, (table_id,))
        known, exact = pair_domains(self.base, asked_by(needed), self.spaces.decided)
        diagrams = known.diagrams()
        part, whole = (Symbolic(domain, self.base.everything, diagrams) for domain in (known, exact))
        for table in needed:
            part.add(table)
            whole.add(table)
        lost = diagrams.join(_lost, whole.outcomes[table_id], part.outcomes[table_id])
        for table in needed:
            if table.id in cautious:
                early = diagrams.map(frozenset((cautious[table.id],)).__eq__, part.outcomes[table.id])
                lost = diagrams.join(_unless, lost, early)
        cells = diagrams.combinations(diagrams.support(whole.outcomes[table_id], part.outcomes[table_id]))
        path = diagrams.path(lost, bool)
        if path is None:
            return Proof(cells)
        what = f"{table_id} gives {_at(diagrams, lost, path)} although the facts known before ruled it out"
        completed = {
            fact: value for fact, value in whole.state(path).items() if part.state(path)[fact] != value
        }
        return Proof(cells, (Counterexample(what, part.state(path), completed),))

    def always_in_part(self, table_id: str, gives: str, when: Condition | None) -> Proof:
        """That a rule with this `gives` is true for every partial input for which `when` is."""
        symbolic = self.spaces.partial(table_id, when)
        diagrams = symbolic.diagrams
        given = self._given(symbolic, table_id, gives)
        must = diagrams.end(TRUE) if when is None else symbolic.of(when)
        lacking = diagrams.join(_lacks, must, given)
        path = diagrams.path(lacking, bool)
        found = (
            ()
            if path is None
            else (Counterexample(f"{gives} is not given in {table_id}", symbolic.state(path)),)
        )
        return Proof(diagrams.combinations(diagrams.support(must, given)), found)

    def _given(self, symbolic: Symbolic, table_id: str, gives: str) -> Node:
        given = symbolic.diagrams.end(Truth.FALSE.value)
        for rule in self.base.table(table_id).rules:
            if rule.record.gives == gives:
                given = symbolic.diagrams.join(max, symbolic.truths[rule.record.id], given)
        return given

    def _turns(self, table: Table, rule: Rule, threshold: Threshold) -> bool:
        space = self.spaces.exact(table.id)
        level = next(at for at, group in enumerate(space.groups) if threshold.fact in group.facts)
        pairs: Sequence[tuple[int, int]] = tuple(_across(space.groups[level], threshold))
        if _differs(space.diagrams, space.symbolic.truths[rule.record.id], level, pairs):
            return True
        if not asks_what_is_known(self.base, rule.condition):
            return False
        symbolic = self.spaces.partial(table.id)
        asked = asked_by(closure(self.base, (table.id,)))
        level = next(at for at, facts in enumerate(symbolic.domain.facts) if threshold.fact in facts)
        pairs = ranges_across(self.base, asked, threshold, symbolic.domain.states[level])
        return _differs(symbolic.diagrams, symbolic.truths[rule.record.id], level, pairs)


def _gap(table_id: str, space: Space, node: Node) -> Counterexample | None:
    facts = space.example(node, lambda possible: not possible)
    return None if facts is None else Counterexample(f"{table_id} gives nothing", facts)


def _several(table_id: str, space: Space, node: Node) -> Counterexample | None:
    path = space.diagrams.path(node, lambda possible: len(possible) > 1)
    if path is None:
        return None
    facts = space.facts(path)
    given = sorted(_at(space.diagrams, node, path))
    return Counterexample(f"{table_id} gives {' and '.join(given)} at once", facts)


def _at(diagrams: Diagrams, node: Node, path: Mapping[int, int]) -> Any:
    while not diagrams.is_end(node):
        node = diagrams.kids[node][path[diagrams.level[node]]]
    return diagrams.value[node]


def _is_true(truth: Any) -> bool:
    return bool(truth == TRUE)


def _not(truth: int) -> int:
    return TRUE - truth


def _lacks(must: int, given: int) -> bool:
    return must == TRUE and given != TRUE


def _lost(whole: frozenset[str], part: frozenset[str]) -> str:
    """An outcome that only the completed input gives, empty where there is none."""
    return min(whole - part, default="")


def _unless(lost: str, early: bool) -> str:
    return "" if early else lost


def _unless_true(truth: int, earlier: int) -> int:
    return Truth.FALSE.value if earlier == TRUE else truth


def _kept(scope: int, possible: frozenset[str]) -> frozenset[str]:
    return possible if scope == TRUE else frozenset()


def _differs(diagrams: Diagrams, node: Node, level: int, pairs: Sequence[tuple[int, int]]) -> bool:
    """Whether some pair of states of one variable leads to different values."""
    return any(
        diagrams.level[below] == level
        and any(diagrams.kids[below][one] != diagrams.kids[below][other] for one, other in pairs)
        for below in diagrams.below(node)
    )


def _across(group: CellGroup, threshold: Threshold) -> Iterator[tuple[int, int]]:
    """The states just below and just above a threshold; what hangs together with it may move too."""
    above = first_above(group.cells[threshold.fact], threshold)
    for one, first in enumerate(group.places):
        if first[threshold.fact] == above - 1:
            for other, second in enumerate(group.places):
                if second[threshold.fact] == above:
                    yield one, other


def _rise(
    space: Space, table_id: str, node: Node, one: Mapping[int, int], other: Mapping[int, int]
) -> Counterexample:
    before, after = space.facts(one), space.facts(other)
    low, high = (next(iter(_at(space.diagrams, node, path))) for path in (one, other))
    differing = {fact: value for fact, value in after.items() if before[fact] != value}
    return Counterexample(f"{table_id} rises from {low} to {high}", before, differing)
