"""Proves that a mutant decides as the rule did, over every combination of cells; it never guesses.

A cell is a stretch of a number between two neighbouring limits, one answer of a flag, or a group of choices that
no condition tells apart. Facts take every range of cells, so that partial knowledge is covered. Tables on which the
rule depends are walked: a rule of theirs is evaluated where all its facts are in the product, and may be
true, open or false elsewhere. Combinations that no case gives, because its facts hang together, are left out
(tests/mutate/possible.py); those left are still more than can occur, so that equality over them is a proof, and a
difference proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations, product
from math import prod
from typing import Any

from rules.conditions import ALWAYS, Condition, InInterval, Known, Leaf, Maybe, OneOf, OutcomeIs, parts_of
from rules.load import Rule, RuleBase, Table
from rules.schema import FactDeclaration
from rules.values import Choices, Flag, Interval, Truth, Value
from tests.mutate.mutants import Mutant
from tests.mutate.possible import Possible, never_unknown

MOST_COMBINATIONS = 400_000
# A table is worked out from its facts as long as it has so few of them; larger ones are walked.
_FEW_FACTS = 4
# Tables of which an assessment reads the outcomes alone, not the rules behind them (counsel/assess/assess.py).
_ONLY_OUTCOMES = ("infarct",)
# An onset over 120 years ago is refused, so that a later last day is none at all (policy section 2).
LONGEST_AGO_DAYS = 120 * 366
_DAYS_AGO = frozenset(("stroke.days_since_onset", "stroke.disabling_days", "stroke.other_stroke_days"))

Assignment = dict[str, Value]
Outcomes = dict[str, frozenset[str]]


def reason_it_is_equivalent(mutant: Mutant, base: RuleBase) -> str:
    """How it was proved that the decision of the table stays the same; empty where it was not."""
    after = mutant.rule
    if after is None or after.record is not mutant.original.record:
        return ""
    if plain(after.condition) == plain(mutant.original.condition):
        return "the same condition in other words"
    conditions = (mutant.original.condition, after.condition)
    names = _facts_of(base, conditions)
    read = {*_tables(base, conditions), mutant.table}
    asked = [*conditions, *(rule.condition for name in read for rule in base.table(name).rules)]
    cells = {name: list(_values(base.facts[name], asked)) for name in names}
    if prod(map(len, cells.values())) > MOST_COMBINATIONS:
        return ""
    table = base.table(mutant.table)
    possible = Possible(base, names, asked)
    walked = [other for other in base.tables if other.id in _tables(base, conditions)]
    for combination in product(*cells.values()):
        facts = {**base.everything, **dict(zip(cells, combination, strict=True))}
        if not possible.can_be(facts):
            continue
        for outcomes in _walks(walked, facts, frozenset(cells)):
            if not _same(table, mutant.original, after, facts, outcomes):
                return ""
    return f"equal over all cells of {', '.join(names) or 'the outcomes'}"


def _same(table: Table, before: Rule, after: Rule, facts: Assignment, outcomes: Outcomes) -> bool:
    if table.id in _ONLY_OUTCOMES:
        return _same_outcomes(table, before, after, facts, outcomes)
    truths = [rule.compiled.truth(facts, outcomes) for rule in (before, after)]
    if table.hit == "unique" or table.id == "asked":
        # Open and true alike leave the outcome possible, and the question to be put.
        return (truths[0] is Truth.FALSE) is (truths[1] is Truth.FALSE)
    if table.hit == "collect":
        # Only what is certain is said.
        return (truths[0] is Truth.TRUE) is (truths[1] is Truth.TRUE)
    return truths[0] is truths[1]


def _same_outcomes(table: Table, before: Rule, after: Rule, facts: Assignment, outcomes: Outcomes) -> bool:
    """Whether a table of the first match leaves the same outcomes possible, whatever its other rules are."""
    known = _direct(before.condition) | _direct(after.condition)
    others = [
        {rule.compiled.truth(facts, outcomes)} if rule is before else _truths(rule, facts, outcomes, known)
        for rule in table.rules
    ]
    at = table.rules.index(before)
    truth = after.compiled.truth(facts, outcomes)
    return all(
        _given(table, truths) == _given(table, (*truths[:at], truth, *truths[at + 1 :])) for truths in product(*others)
    )


def _given(table: Table, truths: Sequence[Truth]) -> frozenset[str]:
    """What a table of the first match leaves possible where its rules have these truths."""
    given = []
    for rule, truth in zip(table.rules, truths, strict=True):
        if truth is not Truth.FALSE:
            given.append(rule.record.gives)
        if truth is Truth.TRUE:
            break
    return frozenset(given)


def plain(condition: Condition) -> Condition:
    """The condition without joints of one part."""
    parts = tuple(map(plain, parts_of(condition)))
    kind = type(condition).__name__
    if kind in ("All", "Some") and len(parts) == 1:
        return parts[0]
    if not parts:
        return condition
    changes: dict[str, Any] = {"parts": parts} if hasattr(condition, "parts") else {"part": parts[0]}
    return replace(condition, **changes)


def _leaves(condition: Condition) -> Iterator[Leaf]:
    if isinstance(condition, Leaf):
        yield condition
    for part in parts_of(condition):
        yield from _leaves(part)


@cache
def _direct(condition: Condition) -> frozenset[str]:
    return frozenset(leaf.fact for leaf in _leaves(condition) if not isinstance(leaf, OutcomeIs))


def _tables(base: RuleBase, conditions: Iterable[Condition]) -> frozenset[str]:
    """The tables on which conditions depend, through one another."""
    found: set[str] = set()
    waiting = list(conditions)
    while waiting:
        for leaf in _leaves(waiting.pop()):
            if isinstance(leaf, OutcomeIs) and leaf.table not in found:
                found.add(leaf.table)
                waiting += [rule.condition for rule in base.table(leaf.table).rules]
    return frozenset(found)


def _facts_of(base: RuleBase, conditions: Sequence[Condition]) -> tuple[str, ...]:
    names = frozenset[str]().union(*map(_direct, conditions))
    for table in _tables(base, conditions):
        direct = frozenset[str]().union(*(_direct(rule.condition) for rule in base.table(table).rules))
        if len(direct) <= _FEW_FACTS:
            names |= direct
    return tuple(sorted(names))


def _values(fact: FactDeclaration, asked: Sequence[Condition]) -> Iterator[Value]:
    if fact.kind == "flag":
        yield from (Flag.YES, Flag.NO) if never_unknown(fact.name) else tuple(Flag)
    elif fact.kind == "choice":
        yield from _groups(fact, [leaf.choices for leaf in _about(fact, asked) if isinstance(leaf, OneOf)])
    else:
        yield from _ranges(fact, [leaf.asked for leaf in _about(fact, asked) if isinstance(leaf, InInterval)])


def _about(fact: FactDeclaration, asked: Sequence[Condition]) -> Iterator[Leaf]:
    leaves = (leaf for condition in asked for leaf in _leaves(condition))
    return (leaf for leaf in leaves if not isinstance(leaf, OutcomeIs) and leaf.fact == fact.name)


def _groups(fact: FactDeclaration, sets: Sequence[frozenset[str]]) -> Iterator[Choices]:
    """Every set of groups of choices, a group being those that stand in the same sets."""
    groups: dict[tuple[bool, ...], set[str]] = {}
    for choice in fact.choices:
        groups.setdefault(tuple(choice in one for one in sets), set()).add(choice)
    for count in range(1, len(groups) + 1):
        for chosen in combinations(groups.values(), count):
            yield Choices(frozenset[str]().union(*chosen))


def _ranges(fact: FactDeclaration, asked: Sequence[Interval]) -> Iterator[Interval]:
    """Every range from one cell to another, each cell by one number: a limit, its neighbours, or one between."""
    assert fact.range is not None
    least, most = fact.range
    step = 1.0 if fact.integer else 0.1
    limits = {end for one in asked for end in (one.low, one.high) if end is not None}
    near = {round(float(limit + by), 6) for limit in limits for by in (-step, -step / 2, 0, step / 2, step)}
    if fact.integer:
        near = {number for number in near if number.is_integer()}
    numbers = sorted({number for number in near if number >= least and (most is None or number <= most)} | {least})
    if fact.name in _DAYS_AGO:
        numbers = [number for number in numbers if number <= LONGEST_AGO_DAYS]
    for at, low in enumerate(numbers):
        yield from (Interval(low, high) for high in numbers[at:])
        yield Interval(low, most)


def _walks(tables: Sequence[Table], facts: Assignment, known: frozenset[str]) -> list[Outcomes]:
    """Every combination of outcomes that these facts may bring; `tables` in their order."""
    states: list[Outcomes] = [{}]
    for table in tables:
        states = [
            {**state, table.id: outcomes}
            for state in states
            for outcomes in _outcomes(table, facts, state, known)
        ]
    return states


def _outcomes(table: Table, facts: Assignment, state: Outcomes, known: frozenset[str]) -> set[frozenset[str]]:
    done: set[frozenset[str]] = set()
    going: set[frozenset[str]] = {frozenset()}
    for rule in table.rules:
        truths = _truths(rule, facts, state, known)
        gives = {outcomes | {rule.record.gives} for outcomes in going}
        stops = table.hit == "first" and Truth.TRUE in truths
        if stops:
            done |= gives
        goes_on: set[frozenset[str]] = set()
        if Truth.FALSE in truths:
            goes_on |= going
        if Truth.OPEN in truths or (Truth.TRUE in truths and table.hit != "first"):
            goes_on |= gives
        going = goes_on
    return (done | going) - {frozenset()}


def _truths(rule: Rule, facts: Assignment, state: Outcomes, known: frozenset[str]) -> frozenset[Truth]:
    truth = rule.compiled.truth(facts, state)
    if rule.condition == ALWAYS or _direct(rule.condition) <= known:
        return frozenset((truth,))
    # What is settled while the other facts are unknown stays so, unless the rule asks whether they are known.
    settled = truth is not Truth.OPEN and not _asks_what_is_known(rule.condition)
    return frozenset((truth,)) if settled else frozenset(Truth)


@cache
def _asks_what_is_known(condition: Condition) -> bool:
    return isinstance(condition, Known | Maybe) or any(map(_asks_what_is_known, parts_of(condition)))
