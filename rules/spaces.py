"""The diagrams of tables over all exact inputs and over all partial ones, each made once; it asks nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rules.cells import CellGroup, Linked, closure, groups
from rules.conditions import Condition
from rules.diagrams import Diagrams, Node
from rules.load import RuleBase, Table
from rules.partial import partial_domain
from rules.symbolic import Domain, Symbolic
from rules.values import Value


@dataclass(frozen=True)
class Space:
    """The diagrams of some tables over every exact input that exists."""

    groups: tuple[CellGroup, ...]
    symbolic: Symbolic

    @property
    def diagrams(self) -> Diagrams:
        """The nodes."""
        return self.symbolic.diagrams

    def cells(self, *nodes: Node) -> int:
        """The combinations of cells of the facts that matter to these functions."""
        return self.diagrams.combinations(self.diagrams.support(*nodes))

    def example(self, node: Node, wanted: Callable[[Any], bool]) -> dict[str, Value] | None:
        """The facts of one input with a wanted value, as far as they matter; None where there is none."""
        path = self.diagrams.path(node, wanted)
        return None if path is None else self.facts(path)

    def facts(self, path: Mapping[int, int]) -> dict[str, Value]:
        """The facts of a path that some rule here reads."""
        return self.symbolic.state(path)


class Spaces:
    """The spaces of one rule base.

    `linked` says which facts hang together, `decided` which flags are yes or no in every input.
    """

    def __init__(self, base: RuleBase, linked: Sequence[Linked], decided: Collection[str]) -> None:
        self.base = base
        self.decided = frozenset(decided)
        self._linked = linked
        self._spaces: dict[tuple[tuple[str, ...], Condition | None], Space] = {}
        self._parts: dict[tuple[str, Condition | None], Symbolic] = {}

    def exact(self, *tables: str, also: Condition | None = None) -> Space:
        """The diagrams of these tables and those they refer to, with cells fine enough for `also`."""
        found = self._spaces.get((tables, also))
        if found is None:
            needed = closure(self.base, tables)
            made = groups(self.base, asked_by(needed, also), self._linked)
            domain = Domain.of(made)
            found = Space(made, Symbolic(domain, self.base.everything, domain.diagrams()))
            for table in needed:
                found.symbolic.add(table)
            self._spaces[tables, also] = found
        return found

    def partial(self, table_id: str, also: Condition | None = None) -> Symbolic:
        """The diagrams of a table and those it refers to over every partial input."""
        found = self._parts.get((table_id, also))
        if found is None:
            needed = closure(self.base, (table_id,))
            domain = partial_domain(self.base, asked_by(needed, also), self.decided)
            found = self._parts[table_id, also] = Symbolic(domain, self.base.everything, domain.diagrams())
            for table in needed:
                found.add(table)
        return found


def asked_by(tables: Sequence[Table], also: Condition | None = None) -> list[Condition]:
    """The conditions of these tables, and one more."""
    asked = [rule.condition for table in tables for rule in table.rules]
    return asked if also is None else [*asked, also]
