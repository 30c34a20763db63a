"""Inputs of which only part is known, as variables of a proof: every range, set or unknown rules tell apart.

Facts are taken one by one here: what holds for every combination of partial facts holds for those that exist.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from rules.cells import Threshold, cells_of, first_above, leaves, representative, starts_of
from rules.conditions import Condition, Leaf, OutcomeIs
from rules.load import RuleBase
from rules.logic import Compiled, compile_condition
from rules.schema import FactDeclaration
from rules.symbolic import Domain
from rules.values import Choices, Flag, Interval, Value

Pair = tuple[Value, Value]


def partial_domain(base: RuleBase, conditions: Sequence[Condition], decided: frozenset[str]) -> Domain:
    """Each fact with every partial value that its leaves tell apart; flags of `decided` are never unknown."""
    asked = _leaves_by_fact(base, conditions)
    cells = _cells(base, conditions)
    states = []
    for fact, checks in asked.items():
        values = _partial(base.facts[fact], cells[fact], checks, decided)
        kept = {_told(fact, value, checks): value for value in reversed(tuple(values))}
        states.append(tuple({fact: value} for value in reversed(kept.values())))
    return Domain(tuple((fact,) for fact in asked), tuple(states))


def pair_domains(
    base: RuleBase, conditions: Sequence[Condition], decided: frozenset[str]
) -> tuple[Domain, Domain]:
    """The same variables twice: a partial value, and an exact one that it leaves possible."""
    asked = _leaves_by_fact(base, conditions)
    cells = _cells(base, conditions)
    known, exact = [], []
    for fact, checks in asked.items():
        kept: dict[object, Pair] = {}
        for value in _partial(base.facts[fact], cells[fact], checks, decided):
            for cell in cells[fact]:
                shared = _shared(value, cell)
                if shared is not None:
                    point = representative(shared)
                    kept.setdefault((_told(fact, value, checks), _told(fact, point, checks)), (value, point))
        known.append(tuple({fact: value} for value, _ in kept.values()))
        exact.append(tuple({fact: point} for _, point in kept.values()))
    facts = tuple((fact,) for fact in asked)
    return Domain(facts, tuple(known)), Domain(facts, tuple(exact))


def ranges_across(
    base: RuleBase,
    conditions: Sequence[Condition],
    threshold: Threshold,
    states: Sequence[Mapping[str, Value]],
) -> tuple[tuple[int, int], ...]:
    """The pairs of these states of which the second is the first and what lies just beyond the threshold."""
    fact, checks = threshold.fact, _leaves_by_fact(base, conditions)[threshold.fact]
    number = {_told(fact, state[fact], checks): at for at, state in enumerate(states)}
    cells = _cells(base, conditions)[fact]
    above = first_above(cells, threshold)

    def state(low: int, high: int) -> int:
        return number[_told(fact, _range(cells[low:high]), checks)]

    pairs = {(state(low, above), state(low, above + 1)) for low in range(above)}
    pairs |= {(state(above, high), state(above - 1, high)) for high in range(above + 1, len(cells) + 1)}
    return tuple(pairs)


def _leaves_by_fact(base: RuleBase, conditions: Iterable[Condition]) -> dict[str, tuple[Compiled, ...]]:
    found: dict[str, dict[Leaf, None]] = {}
    for condition in conditions:
        for leaf in leaves(condition):
            if not isinstance(leaf, OutcomeIs):
                found.setdefault(leaf.fact, {})[leaf] = None
    return {
        fact: tuple(compile_condition(leaf, base.everything) for leaf in found[fact])
        for fact in base.facts
        if fact in found
    }


def _told(fact: str, value: Value, checks: Sequence[Compiled]) -> tuple[int, ...]:
    return tuple(check.truth({fact: value}, {}).value for check in checks)


def _cells(base: RuleBase, conditions: Sequence[Condition]) -> dict[str, tuple[Value, ...]]:
    starts = starts_of(base, conditions)
    return {fact: cells_of(declaration, starts[fact]) for fact, declaration in base.facts.items()}


def _partial(
    fact: FactDeclaration, cells: Sequence[Value], checks: Sequence[Compiled], decided: frozenset[str]
) -> Iterator[Value]:
    if fact.kind == "flag":
        yield from cells if fact.name in decided else Flag
    elif fact.kind == "choice":
        yield from _subsets(fact, checks)
    else:
        for at in range(len(cells)):
            yield from (_range(cells[at : end + 1]) for end in range(at, len(cells)))
        yield from _almost_all(fact, cells)


def _almost_all(fact: FactDeclaration, cells: Sequence[Value]) -> Iterator[Value]:
    """Ranges that reach into every cell and yet leave something out: for what asks whether it is known."""
    whole, last = _range(cells), cells[-1]
    assert isinstance(last, Interval)
    assert last.low is not None
    top = last.low + 1 if whole.high is None else whole.high
    for narrower in (
        Interval(whole.low, whole.high, low_open=True) if whole.low != whole.high else whole,
        Interval(whole.low, top, whole.low_open, whole.high is not None and whole.low != whole.high),
    ):
        kept = narrower.whole() if fact.integer else narrower
        if kept is not None and all(not kept.disjoint(cell) for cell in cells if isinstance(cell, Interval)):
            yield kept


def _range(cells: Sequence[Value]) -> Interval:
    low, high = cells[0], cells[-1]
    assert isinstance(low, Interval)
    assert isinstance(high, Interval)
    return Interval(low.low, high.high, low.low_open, high.high_open)


def _subsets(fact: FactDeclaration, checks: Sequence[Compiled]) -> Iterator[Value]:
    """Every set of choices, those that no leaf tells apart taken as one."""
    alike: dict[object, set[str]] = {}
    for choice in fact.choices:
        alike.setdefault(_told(fact.name, Choices.exact(choice), checks), set()).add(choice)
    for size in range(1, len(alike) + 1):
        for some in combinations(alike.values(), size):
            yield Choices(frozenset().union(*some))
    for several in alike.values():
        if len(several) > 1:
            yield Choices(frozenset(fact.choices) - {min(several)})


def _shared(value: Value, cell: Value) -> Value | None:
    """What of a cell a value leaves possible; None where nothing is. A range can end inside a cell."""
    if isinstance(value, Interval) and isinstance(cell, Interval):
        return value.intersect(cell)
    if isinstance(value, Choices) and isinstance(cell, Choices):
        return cell if cell.possible <= value.possible else None
    return cell if value is Flag.UNKNOWN or value is cell else None
