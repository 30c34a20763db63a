"""Three-valued truth as its table defines it: what conditions that are compiled for speed are held against."""

from __future__ import annotations

from collections.abc import Iterable

from rules.values import Truth


def all_of(truths: Iterable[Truth]) -> Truth:
    """The conjunction; TRUE over nothing."""
    return Truth(min((truth.value for truth in truths), default=Truth.TRUE.value))


def any_of(truths: Iterable[Truth]) -> Truth:
    """The disjunction; FALSE over nothing."""
    return Truth(max((truth.value for truth in truths), default=Truth.FALSE.value))


def negate(truth: Truth) -> Truth:
    """TRUE and FALSE change places, OPEN stays."""
    return Truth(Truth.TRUE.value - truth.value)


def at_least(count: int, truths: Iterable[Truth]) -> Truth:
    """TRUE once `count` are TRUE, FALSE once too few are left that could be."""
    seen = tuple(truths)
    if sum(truth is Truth.TRUE for truth in seen) >= count:
        return Truth.TRUE
    if sum(truth is not Truth.FALSE for truth in seen) < count:
        return Truth.FALSE
    return Truth.OPEN
