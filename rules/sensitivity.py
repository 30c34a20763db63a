"""Which facts can still turn which outcomes, exactly: some value against another, all else completed alike.

It works on what is known now, and knows no subject.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from rules.plain import Plain, plain_value, value_of
from rules.values import Value, overlaps

if TYPE_CHECKING:
    from rules.cells import CellGroup
    from rules.diagrams import Diagrams
    from rules.load import Table
    from rules.prove import Prover
    from rules.spaces import Space

Node = int

_KEPT = 16
Masks = tuple[int, ...]


class _Graph(NamedTuple):
    """The nodes of diagrams that some answer reaches: the level of each, and the nodes below it."""

    level: tuple[int, ...]
    kids: tuple[tuple[Node, ...], ...]


class Sensitivity:
    """Answers over some variables, ready to be asked at every change of the facts.

    `answers` are the nodes of the functions that are compared, each with the word for a change of them.
    """

    def __init__(
        self, graph: _Graph, states: Sequence[_States], answers: Sequence[tuple[str, Sequence[Node]]]
    ) -> None:
        self._graph = graph
        self._states = tuple(states)
        self._answers = tuple((what, tuple(nodes)) for what, nodes in answers)
        self._parts = tuple((what, _Part(graph, self._states, nodes)) for what, nodes in self._answers)

    @classmethod
    def of(
        cls, diagrams: Diagrams, groups: Sequence[CellGroup], answers: Iterable[tuple[str, Sequence[Node]]]
    ) -> Sensitivity:
        """What these diagrams over these variables answer; all nodes that no answer reaches are left out."""
        asked = [(what, tuple(nodes)) for what, nodes in answers]
        reached = sorted(diagrams.below(*(node for _, nodes in asked for node in nodes)))
        number = {node: at for at, node in enumerate(reached)}
        graph = _Graph(
            tuple(diagrams.level[node] for node in reached),
            tuple(tuple(number[kid] for kid in diagrams.kids[node]) for node in reached),
        )
        renamed = [(what, tuple(number[node] for node in nodes)) for what, nodes in asked]
        return cls(graph, [_States.of(group) for group in groups], renamed)

    def ready(self) -> Plain:
        """All of it as plain data, for `from_ready`."""
        return tuple(self._graph), tuple(group.ready() for group in self._states), self._answers

    @classmethod
    def from_ready(cls, plain: Plain) -> Sensitivity:
        """The answers of an earlier `ready()`; raises ValueError or TypeError for no such data."""
        graph, states, answers = plain
        return cls(_Graph(*graph), [_States.from_ready(*kept) for kept in states], answers)

    def turning(self, facts: Mapping[str, Value]) -> dict[str, set[str]]:
        """By fact, or by row for facts that hang together, what a value of it could still change.

        A fact is there if and only if two completions of `facts` that differ in it alone give different
        answers. Facts left out are unknown.
        """
        masks = [group.possible(facts) for group in self._states]
        found: dict[str, set[str]] = {}
        for what, part in self._parts:
            for name in part.turning(masks):
                found.setdefault(name, set()).add(what)
        return found


def sensitivity_of_tables(
    prover: Prover, changes: Collection[str], following: Collection[str] = ()
) -> Sensitivity:
    """What can turn the tables whose `changes` is among these.

    Rules that ask for facts of `following`, which follow from others by no rule, are left out.
    """
    tables = [table for table in prover.base.tables if table.changes in changes]
    space = prover.spaces.exact(*(table.id for table in tables))
    answers = ((table.changes, tuple(_answers(space, table, following))) for table in tables)
    return Sensitivity.of(space.diagrams, space.groups, answers)


def _answers(space: Space, table: Table, following: Collection[str]) -> Iterable[Node]:
    """What is compared: the outcome; of a collect table each named outcome, or else each rule."""
    if table.hit != "collect":
        return [space.symbolic.outcomes[table.id]]
    from rules.cells import facts_read

    given: dict[str, Node] = {}
    for rule in table.rules:
        if not facts_read([rule.condition]).isdisjoint(following):
            continue
        name = rule.record.gives if table.outcomes else rule.record.id
        truth = space.symbolic.truths[rule.record.id]
        given[name] = space.diagrams.join(max, truth, given[name]) if name in given else truth
    return given.values()


class _Part:
    """The answers of one table, and what was found for the last facts asked about."""

    def __init__(self, graph: _Graph, states: Sequence[_States], answers: Sequence[Node]) -> None:
        self._graph = graph
        self._states = states
        self._answers = answers
        self._kept: dict[Masks, frozenset[str]] = {}

    @cached_property
    def _levels(self) -> tuple[int, ...]:
        """The variables that matter to these answers."""
        level, kids = self._graph
        seen = set(self._answers)
        stack = list(seen)
        while stack:
            new = [kid for kid in kids[stack.pop()] if kid not in seen]
            seen.update(new)
            stack += new
        return tuple(sorted({level[node] for node in seen if kids[node]}))

    def turning(self, masks: Sequence[int]) -> frozenset[str]:
        """The entries that matter to an answer, given the states possible of each variable as bits."""
        mine = tuple([masks[level] for level in self._levels])
        found = self._kept.get(mine)
        if found is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            found = self._kept[mine] = self._walked(masks)
        return found

    def _walked(self, masks: Sequence[int]) -> frozenset[str]:
        """Reduces the diagrams to the states still possible: a variable that is left there matters."""
        possible = {level: self._states[level].among(masks[level]) for level in self._levels}
        level, kids = self._graph
        done: dict[Node, Node] = {}
        made: dict[tuple[int, tuple[Node, ...]], Node] = {}
        found: set[str] = set()

        def walk(node: Node) -> Node:
            reduced = done.get(node)
            if reduced is not None:
                return reduced
            below = kids[node]
            reduced = node
            if below:
                at = level[node]
                under = tuple([walk(below[state]) for state in possible[at]])
                reduced = under[0]
                if under.count(reduced) != len(under):
                    self._states[at].mark(possible[at], under, found)
                    # New numbers lie below 0, apart from those of the whole diagram.
                    reduced = made.setdefault((at, under), -1 - len(made))
            done[node] = reduced
            return reduced

        for answer in self._answers:
            walk(answer)
        return frozenset(found)


class _States:
    """The states of one variable: which are possible, and which entries tell them apart.

    `cells` holds for each fact with more than one cell its cells, and for each the states in it as bits;
    `without` by row a number for each state that is the same where all other rows are.
    """

    def __init__(
        self,
        facts: tuple[str, ...],
        size: int,
        cells: Mapping[str, tuple[tuple[Value, int], ...]],
        without: Mapping[str, tuple[int, ...]],
    ) -> None:
        self._facts = facts
        self._size = size
        self._cells = cells
        self._without = without
        self._bits: dict[Hashable, int] = {}
        self._listed: dict[int, tuple[int, ...]] = {}
        self._alone = facts[0] if len(facts) == 1 else None

    @classmethod
    def of(cls, group: CellGroup) -> _States:
        """The states of a group of facts."""
        cells = {
            fact: tuple(zip(cells, group.holding[fact], strict=True))
            for fact, cells in group.cells.items()
            if len(cells) > 1
        }
        # A fact that stands alone is what tells its states apart.
        rows = tuple(group.entries[0]) if len(group.facts) > 1 else ()
        return cls(group.facts, group.size, cells, {row: _numbered(group, row) for row in rows})

    def ready(self) -> Plain:
        """All of it as plain data."""
        cells = {
            fact: tuple((plain_value(cell), bits) for cell, bits in cells)
            for fact, cells in self._cells.items()
        }
        return self._facts, self._size, cells, dict(self._without)

    @classmethod
    def from_ready(cls, facts: Plain, size: Plain, cells: Plain, without: Plain) -> _States:
        """The states of an earlier `ready()`."""
        read = {
            fact: tuple([(value_of(cell), bits) for cell, bits in kept]) for fact, kept in cells.items()
        }
        return cls(facts, size, read, without)

    def possible(self, facts: Mapping[str, Value]) -> int:
        """The states that these facts leave possible, as bits; all of them where they contradict a link."""
        values = tuple([facts.get(fact) for fact in self._facts])
        bits = self._bits.get(values)
        if bits is None:
            every = (1 << self._size) - 1
            bits = self._bits[values] = self._left(facts, every) or every
        return bits

    def _left(self, facts: Mapping[str, Value], every: int) -> int:
        left = every
        for fact, cells in self._cells.items():
            value = facts.get(fact)
            if value is not None:
                # The cells of one fact share no state, so that their bits may be added.
                left &= sum([bits for cell, bits in cells if overlaps(cell, value)])
        return left

    def among(self, bits: int) -> tuple[int, ...]:
        """The numbers of the states among these bits."""
        found = self._listed.get(bits)
        if found is None:
            found = self._listed[bits] = tuple([at for at in range(self._size) if bits >> at & 1])
        return found

    def mark(self, states: Sequence[int], under: Sequence[Node], found: set[str]) -> None:
        """Adds each entry of which two values, all other entries alike, lead to different answers."""
        if self._alone is not None:
            found.add(self._alone)
            return
        for row in self._without:
            if row not in found and self._tells_apart(row, states, under):
                found.add(row)

    def _tells_apart(self, row: str, states: Sequence[int], under: Sequence[Node]) -> bool:
        alike = self._without[row]
        seen: dict[int, Node] = {}
        return any(
            seen.setdefault(alike[state], kid) != kid for state, kid in zip(states, under, strict=True)
        )


def _numbered(group: CellGroup, row: str) -> tuple[int, ...]:
    numbers: dict[Hashable, int] = {}
    return tuple(
        numbers.setdefault(tuple(value for name, value in entries.items() if name != row), len(numbers))
        for entries in group.entries
    )
