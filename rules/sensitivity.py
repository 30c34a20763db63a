"""Which facts can still turn which outcomes, exactly: some value against another, all else completed alike.

It works on what is known now, and knows no subject.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from functools import cached_property

from rules.cells import Group, facts_read
from rules.diagrams import Diagrams, Node
from rules.load import Table
from rules.prove import Prover
from rules.spaces import Space
from rules.values import Value

_KEPT = 16
Masks = tuple[int, ...]


class Sensitivity:
    """Answers over some variables, ready to be asked at every change of the facts.

    `answers` holds the functions that are compared, each with the word for a change of them.
    """

    def __init__(
        self, diagrams: Diagrams, groups: Sequence[Group], answers: Iterable[tuple[str, Sequence[Node]]]
    ) -> None:
        self._states = tuple(_States(group) for group in groups)
        self._parts = tuple((what, _Part(diagrams, self._states, nodes)) for what, nodes in answers)

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
    return Sensitivity(space.diagrams, space.groups, answers)


def _answers(space: Space, table: Table, following: Collection[str]) -> Iterable[Node]:
    """What is compared: the outcome; of a collect table each named outcome, or else each rule."""
    if table.hit != "collect":
        return [space.symbolic.outcomes[table.id]]
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

    def __init__(self, diagrams: Diagrams, states: Sequence[_States], answers: Sequence[Node]) -> None:
        self._diagrams = diagrams
        self._states = states
        self._answers = answers
        self._levels = tuple(sorted(diagrams.support(*answers)))
        self._kept: dict[Masks, frozenset[str]] = {}

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
        level, kids = self._diagrams.level, self._diagrams.kids
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
    """The states of one variable: which are possible, and which entries tell them apart."""

    def __init__(self, group: Group) -> None:
        self._group = group
        self._facts = group.facts
        self._bits: dict[Hashable, int] = {}
        self._listed: dict[int, tuple[int, ...]] = {}
        self._rows = tuple(group.entries[0])
        self._alone = group.facts[0] if len(group.facts) == 1 else None

    def possible(self, facts: Mapping[str, Value]) -> int:
        """The states that these facts leave possible, as bits; all of them where they contradict a link."""
        values = tuple([facts.get(fact) for fact in self._facts])
        bits = self._bits.get(values)
        if bits is None:
            bits = self._bits[values] = self._group.possible(facts) or (1 << self._group.size) - 1
        return bits

    def among(self, bits: int) -> tuple[int, ...]:
        """The numbers of the states among these bits."""
        found = self._listed.get(bits)
        if found is None:
            found = self._listed[bits] = tuple(at for at in range(self._group.size) if bits >> at & 1)
        return found

    def mark(self, states: Sequence[int], under: Sequence[Node], found: set[str]) -> None:
        """Adds each entry of which two values, all other entries alike, lead to different answers."""
        if self._alone is not None:
            found.add(self._alone)
            return
        for row in self._rows:
            if row not in found and self._tells_apart(row, states, under):
                found.add(row)

    def _tells_apart(self, row: str, states: Sequence[int], under: Sequence[Node]) -> bool:
        alike = self._without[row]
        seen: dict[int, Node] = {}
        return any(
            seen.setdefault(alike[state], kid) != kid for state, kid in zip(states, under, strict=True)
        )

    @cached_property
    def _without(self) -> Mapping[str, tuple[int, ...]]:
        """By row, for each state a number that is the same where all other rows say the same."""
        return {row: self._numbered(row) for row in self._rows}

    def _numbered(self, row: str) -> tuple[int, ...]:
        numbers: dict[Hashable, int] = {}
        return tuple(
            numbers.setdefault(tuple(value for name, value in entries.items() if name != row), len(numbers))
            for entries in self._group.entries
        )
