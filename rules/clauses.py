"""Writes a condition as clauses, of which one must hold with all its literals; it looks at no fact."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, combinations, product
from typing import NamedTuple

from rules.conditions import All, AtLeast, Condition, Leaf, Maybe, Not, Some
from rules.values import Truth

# What becomes of a leaf's truth under the Nots and Maybes above it: one truth each for FALSE, OPEN, TRUE.
Turn = tuple[Truth, Truth, Truth]
AS_IT_IS: Turn = (Truth.FALSE, Truth.OPEN, Truth.TRUE)


class Literal(NamedTuple):
    """A leaf, and how its truth is turned."""

    leaf: Leaf
    turn: Turn

    def truth(self, of_leaf: Truth) -> Truth:
        """The truth of the literal by that of its leaf."""
        return self.turn[of_leaf.value]


Clause = tuple[Literal, ...]


def clauses_of(condition: Condition, turn: Turn = AS_IT_IS) -> tuple[Clause, ...]:
    """The clauses of a condition: its truth is the best that any clause has, a clause's its worst literal's.

    Kleene's three truths lie in one row, FALSE below OPEN below TRUE, and turning keeps or reverses the
    row. So a turn may be moved inwards through every joint, where a reversal makes an all of an any.
    An all of anys has as many clauses as there are ways to pick one part of each.
    """
    if isinstance(condition, Not):
        return clauses_of(condition.part, (turn[2], turn[1], turn[0]))
    if isinstance(condition, Maybe):
        return clauses_of(condition.part, (turn[0], turn[2], turn[2]))
    if isinstance(condition, All | Some | AtLeast):
        return tuple(_joined(condition, turn))
    return ((Literal(condition, turn),),)


def _joined(condition: All | Some | AtLeast, turn: Turn) -> Iterator[Clause]:
    parts = [clauses_of(part, turn) for part in condition.parts]
    count = _needed(condition)
    if turn[0] is Truth.TRUE:
        count = len(parts) - count + 1
    for chosen in combinations(parts, count):
        for clauses in product(*chosen):
            yield tuple(chain.from_iterable(clauses))


def _needed(condition: All | Some | AtLeast) -> int:
    if isinstance(condition, AtLeast):
        return condition.count
    return len(condition.parts) if isinstance(condition, All) else 1
