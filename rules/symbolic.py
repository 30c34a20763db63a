"""Rules as decision diagrams: the truth of every rule and the outcome of every table for all inputs at once.

The truth of each leaf is asked of the engine's own closure; only the joints are done again here, and
`rules.prove` compares those with the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from rules.cells import CellGroup
from rules.conditions import All, AtLeast, Condition, Leaf, Maybe, Not, OutcomeIs
from rules.diagrams import Diagrams, Node
from rules.load import Table
from rules.logic import Compiled, compile_condition
from rules.values import Truth, Value

_NOTHING: Mapping[str, frozenset[str]] = {}
Outcomes = frozenset[str]


@dataclass(frozen=True, slots=True)
class Domain:
    """The variables of a proof: for each the facts, and the value of each fact in each of its states."""

    facts: tuple[tuple[str, ...], ...]
    states: tuple[tuple[Mapping[str, Value], ...], ...]

    @classmethod
    def of(cls, made: Sequence[CellGroup]) -> Domain:
        """The exact inputs: one state for each combination of cells."""
        return cls(tuple(group.facts for group in made), tuple(group.exact for group in made))

    def diagrams(self) -> Diagrams:
        """Diagrams over the variables of this domain."""
        return Diagrams([len(states) for states in self.states])


@dataclass
class Symbolic:
    """Diagrams of rules and tables over a domain, in which tables are added in their order."""

    domain: Domain
    everything: Mapping[str, Value]
    diagrams: Diagrams
    truths: dict[str, Node] = field(init=False, default_factory=dict)
    outcomes: dict[str, Node] = field(init=False, default_factory=dict)
    # Facts that follow from the variables, as functions whose values are values of the fact.
    defined: dict[str, Node] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._level = {fact: at for at, facts in enumerate(self.domain.facts) for fact in facts}
        self._known: dict[Condition, Node] = {}

    def add(self, table: Table) -> None:
        """Makes the diagrams of a table; those it refers to must have been added."""
        for rule in table.rules:
            self.truths[rule.record.id] = self.of_compiled(rule.compiled)
        if table.hit == "collect":
            return
        made = self.diagrams.end(frozenset[str]())
        for rule in reversed(table.rules):
            first = table.hit == "first"
            made = self.diagrams.join(_decided(rule.record.gives, first), self.truths[rule.record.id], made)
        self.outcomes[table.id] = made

    def of(self, condition: Condition) -> Node:
        """The truth of a condition, as values of Truth."""
        return self.of_compiled(compile_condition(condition, self.everything))

    def of_compiled(self, compiled: Compiled) -> Node:
        """The truth of a compiled condition."""
        condition = compiled.condition
        found = self._known.get(condition)
        if found is None:
            found = self._known[condition] = self._made(compiled)
        return found

    def state(self, path: Mapping[int, int]) -> dict[str, Value]:
        """The facts of a path."""
        facts: dict[str, Value] = {}
        for level, at in path.items():
            facts.update(self.domain.states[level][at])
        return facts

    def _made(self, compiled: Compiled) -> Node:
        condition, diagrams = compiled.condition, self.diagrams
        if isinstance(condition, OutcomeIs):
            return diagrams.map(_in(condition.outcomes), self.outcomes[condition.table])
        if isinstance(condition, Leaf) and condition.fact in self.defined:
            return diagrams.map(_told(compiled, condition.fact), self.defined[condition.fact])
        if isinstance(condition, Leaf):
            level = self._level[condition.fact]
            truth = compiled.truth
            ends = [diagrams.end(truth(state, _NOTHING).value) for state in self.domain.states[level]]
            return diagrams.node(level, tuple(ends))
        parts = [self.of_compiled(part) for part in compiled.parts]
        if isinstance(condition, Not):
            return diagrams.map(_negated, parts[0])
        if isinstance(condition, Maybe):
            return diagrams.map(_perhaps, parts[0])
        if isinstance(condition, AtLeast):
            return self._counted(condition.count, parts)
        operation = min if isinstance(condition, All) else max
        joined = diagrams.end(_TRUE if isinstance(condition, All) else _FALSE)
        for part in sorted(parts, key=lambda node: -diagrams.level[node]):
            joined = diagrams.join(operation, part, joined)
        return joined

    def _counted(self, count: int, parts: Sequence[Node]) -> Node:
        total = self.diagrams.end((0, 0))
        for part in parts:
            total = self.diagrams.join(_tally, part, total)
        return self.diagrams.map(lambda seen: _enough(count, seen), total)


_FALSE, _OPEN, _TRUE = Truth.FALSE.value, Truth.OPEN.value, Truth.TRUE.value


def _told(compiled: Compiled, fact: str) -> Callable[[Value], int]:
    return lambda value: compiled.truth({fact: value}, _NOTHING).value


def _negated(truth: int) -> int:
    return _TRUE - truth


def _perhaps(truth: int) -> int:
    return _FALSE if truth == _FALSE else _TRUE


def _tally(truth: int, seen: tuple[int, int]) -> tuple[int, int]:
    return seen[0] + (truth == _TRUE), seen[1] + (truth != _FALSE)


def _enough(count: int, seen: tuple[int, int]) -> int:
    if seen[0] >= count:
        return _TRUE
    return _FALSE if seen[1] < count else _OPEN


def _in(wanted: frozenset[str]) -> Callable[[Outcomes], int]:
    def truth(possible: Outcomes) -> int:
        if possible.isdisjoint(wanted):
            return _FALSE
        return _TRUE if possible <= wanted else _OPEN

    return truth


def _decided(gives: str, first: bool) -> Callable[[int, Outcomes], Outcomes]:
    mine = frozenset((gives,))

    def possible(truth: int, rest: Outcomes) -> Outcomes:
        if truth == _FALSE:
            return rest
        return mine if first and truth == _TRUE else mine | rest

    return possible
