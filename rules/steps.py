"""Two inputs of which the second is no better, walked through a diagram together; it judges neither."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rules.cells import CellGroup
from rules.diagrams import Node
from rules.schema import FactDeclaration
from rules.spaces import Space

Steps = tuple[tuple[int, int], ...]


def steps_of(facts: Mapping[str, FactDeclaration], group: CellGroup, worse: frozenset[str]) -> Steps:
    """The pairs of states of a variable in which the second is the same or worse."""
    if worse.isdisjoint(group.facts):
        return tuple((at, at) for at in range(group.size))
    return tuple(
        (one, other)
        for one, first in enumerate(group.places)
        for other, second in enumerate(group.places)
        if all(_no_better(facts[fact], first[fact], second[fact], fact in worse) for fact in first)
    )


def _no_better(fact: FactDeclaration, one: int, other: int, moves: bool) -> bool:
    """Cells are numbered from the lowest; yes comes before no."""
    if not moves:
        return one == other or fact.kind == "number"
    if fact.kind == "flag":
        return other <= one
    return other >= one if fact.worse == "higher" else other <= one


def bad_pair(
    space: Space, node: Node, steps: Sequence[Steps], bad: Callable[[Any, Any], bool]
) -> tuple[dict[int, int], dict[int, int]] | None:
    """Two inputs, the second one step from the first in every variable, whose values are bad together."""
    diagrams = space.diagrams
    fine: set[tuple[Node, Node]] = set()

    def walk(one: Node, other: Node) -> tuple[dict[int, int], dict[int, int]] | None:
        if (one, other) in fine:
            return None
        level = min(diagrams.level[one], diagrams.level[other])
        if level == len(diagrams.sizes):
            if bad(diagrams.value[one], diagrams.value[other]):
                return {}, {}
        else:
            for first, second in steps[level]:
                low = diagrams.kids[one][first] if diagrams.level[one] == level else one
                high = diagrams.kids[other][second] if diagrams.level[other] == level else other
                found = walk(low, high)
                if found is not None:
                    return {level: first, **found[0]}, {level: second, **found[1]}
        fine.add((one, other))
        return None

    return walk(node, node)
