"""Shared decision diagrams: a function of many variables as nodes that are equal where they mean the same.

A node is a number. Every path covers all combinations of the variables it skips, so that a question
answered over the nodes is answered over every combination. It knows no rule and no fact.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any

Node = int


class Diagrams:
    """The nodes over variables of these sizes, in this order."""

    def __init__(self, sizes: Sequence[int]) -> None:
        self.sizes = tuple(sizes)
        self._bottom = len(self.sizes)
        self.level: list[int] = []
        self.kids: list[tuple[Node, ...]] = []
        self.value: list[Any] = []
        self._nodes: dict[tuple[int, tuple[Node, ...]], Node] = {}
        self._ends: dict[Hashable, Node] = {}

    def end(self, value: Hashable) -> Node:
        """The constant function."""
        node = self._ends.get(value)
        if node is None:
            node = self._ends[value] = self._add(self._bottom, (), value)
        return node

    def node(self, level: int, kids: tuple[Node, ...]) -> Node:
        """The function that goes on with kid i where the variable of this level has value i."""
        first = kids[0]
        if kids.count(first) == len(kids):
            return first
        key = (level, kids)
        node = self._nodes.get(key)
        if node is None:
            node = self._nodes[key] = self._add(level, kids, None)
        return node

    def is_end(self, node: Node) -> bool:
        """Whether the function is constant."""
        return self.level[node] == self._bottom

    def map(self, change: Callable[[Any], Hashable], node: Node) -> Node:
        """The function with its values changed."""
        done: dict[Node, Node] = {}

        def walk(one: Node) -> Node:
            found = done.get(one)
            if found is None:
                kids = self.kids[one]
                found = (
                    self.node(self.level[one], tuple(map(walk, kids)))
                    if kids
                    else self.end(change(self.value[one]))
                )
                done[one] = found
            return found

        return walk(node)

    def join(self, operation: Callable[[Any, Any], Hashable], one: Node, other: Node) -> Node:
        """The function of the values of two."""
        done: dict[tuple[Node, Node], Node] = {}
        level, kids = self.level, self.kids

        def walk(a: Node, b: Node) -> Node:
            found = done.get((a, b))
            if found is not None:
                return found
            at = min(level[a], level[b])
            if at == self._bottom:
                found = self.end(operation(self.value[a], self.value[b]))
            else:
                many = self.sizes[at]
                under_a = kids[a] if level[a] == at else (a,) * many
                under_b = kids[b] if level[b] == at else (b,) * many
                found = self.node(at, tuple([walk(x, y) for x, y in zip(under_a, under_b, strict=True)]))
            done[a, b] = found
            return found

        return walk(one, other)

    def values(self, node: Node) -> set[Any]:
        """Every value that the function takes."""
        return {self.value[one] for one in self.below(node) if self.is_end(one)}

    def below(self, *nodes: Node) -> Iterator[Node]:
        """These nodes and all under them, each once."""
        seen = set(nodes)
        stack = list(seen)
        while stack:
            node = stack.pop()
            yield node
            for kid in self.kids[node]:
                if kid not in seen:
                    seen.add(kid)
                    stack.append(kid)

    def support(self, *nodes: Node) -> frozenset[int]:
        """The levels of the variables that matter to these functions."""
        return frozenset(self.level[node] for node in self.below(*nodes) if self.kids[node])

    def path(self, node: Node, wanted: Callable[[Any], bool]) -> dict[int, int] | None:
        """Values by level that lead to a wanted value, None where none do; levels left out do not matter."""
        dead: set[Node] = set()

        def walk(one: Node) -> dict[int, int] | None:
            if self.is_end(one):
                return {} if wanted(self.value[one]) else None
            for at, kid in enumerate(self.kids[one]):
                if kid not in dead:
                    found = walk(kid)
                    if found is not None:
                        return {self.level[one]: at, **found}
            dead.add(one)
            return None

        return walk(node)

    def combinations(self, levels: Iterable[int]) -> int:
        """How many combinations of values these variables have."""
        product = 1
        for level in levels:
            product *= self.sizes[level]
        return product

    def _add(self, level: int, kids: tuple[Node, ...], value: Any) -> Node:
        self.level.append(level)
        self.kids.append(kids)
        self.value.append(value)
        return len(self.level) - 1
