"""Finds the truth of all rules of a base together, each fact striking out what it refutes; explains nothing.

Every clause of every condition has a bit. A value of a fact strikes some clauses out (a literal is false)
and leaves some in doubt (a literal is not true). These bits are the same whenever the fact has that value,
so they are worked out once, and an evaluation only joins them: the time goes with the facts, not the rules.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from rules.clauses import Literal, clauses_of
from rules.conditions import Condition, InInterval, OutcomeIs
from rules.logic import FALSE, TRUE, Check, compile_condition
from rules.plain import Plain, leaf_of, plain_condition
from rules.values import Choices, Facts, Flag, Interval, Truth, Value

Outcomes = Mapping[str, frozenset[str]]
# Where two ends of intervals lie in relation to each other is all that an interval leaf asks.
Point = tuple[float, float]


_TRUTHS = tuple(Truth)
# The truths of the rules of one table: bit n of the first is set if rule n is TRUE, of the second if OPEN.
TableTruths = tuple[int, int]


def places(bits: int) -> Iterator[int]:
    """The places of the bits that are set, lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


@dataclass(frozen=True, slots=True)
class _Use:
    """A literal in the clause that has this bit."""

    bit: int
    literal: Literal
    check: Check


class _Slots(NamedTuple):
    """Where a table's clauses lie: first one of each rule, then the further ones, by the rule's bit."""

    shift: int
    first: int
    whole: int
    further: tuple[tuple[int, int], ...]


class _Uses:
    """The literals that ask about one fact or outcome; kept ones come back when they are first needed."""

    def __init__(self, everything: Mapping[str, Value], plain: Sequence[Plain] = ()) -> None:
        self._everything = everything
        self._plain = plain
        self._made: list[_Use] = []

    def add(self, bit: int, literal: Literal) -> None:
        """Enters one more literal."""
        check = compile_condition(literal.leaf, self._everything).truth
        self._made.append(_Use(bit, literal, check))

    def __iter__(self) -> Iterator[_Use]:
        plain, self._plain = self._plain, ()
        for place, leaf, (of_false, of_open, of_true) in plain:
            turn = _TRUTHS[of_false], _TRUTHS[of_open], _TRUTHS[of_true]
            self.add(1 << place, Literal(leaf_of(leaf), turn))
        return iter(self._made)

    def ready(self) -> Plain:
        """The literals as plain data: the place of the bit, the leaf, and how its truth is turned."""
        return tuple(
            (
                use.bit.bit_length() - 1,
                plain_condition(use.literal.leaf),
                tuple(truth.value for truth in use.literal.turn),
            )
            for use in self
        )


class Sieve:
    """The clauses of a rule base, by the facts and outcomes that can strike them out.

    `tables` are the conditions of the rules by table id; `everything` is the value of each fact that
    says nothing.
    """

    def __init__(self, tables: Mapping[str, Sequence[Condition]], everything: Mapping[str, Value]) -> None:
        self._everything = everything
        self._uses: dict[str, _Uses] = {}
        self._outcome_uses = {table: _Uses(everything) for table in tables}
        self._width = 0
        never: list[int] = []
        self._slots = {table: self._placed(conditions, never) for table, conditions in tables.items()}
        self._never = sum(never) << self._width | sum(never)
        self._flags = [self._flag_bits(name) for name in self._used(Flag)]
        self._choices: list[tuple[str, dict[frozenset[str], int]]] = [
            (name, {}) for name in self._used(Choices)
        ]
        self._numbers: list[tuple[str, list[Point], dict[tuple[int, int], int]]] = [
            (name, self._points(name), {}) for name in self._used(Interval)
        ]
        self._outcomes: dict[str, dict[frozenset[str], int]] = {table: {} for table in tables}

    def ready(self) -> Plain:
        """All of it as plain data, for `from_ready`, with the bits that were worked out so far."""
        return (
            self._width,
            self._never,
            {table: tuple(slots) for table, slots in self._slots.items()},
            {name: uses.ready() for name, uses in self._uses.items()},
            {table: uses.ready() for table, uses in self._outcome_uses.items()},
            tuple(self._flags),
            tuple((name, _listed(bits)) for name, bits in self._choices),
            tuple((name, tuple(points), tuple(bits.items())) for name, points, bits in self._numbers),
            {table: _listed(bits) for table, bits in self._outcomes.items()},
        )

    @classmethod
    def from_ready(cls, plain: Plain, everything: Mapping[str, Value]) -> Sieve:
        """The sieve of an earlier `ready()`; raises ValueError or TypeError for no such data."""
        sieve = cls.__new__(cls)
        sieve._everything = everything
        width, never, slots, uses, outcome_uses, flags, choices, numbers, outcomes = plain
        sieve._width, sieve._never = width, never
        sieve._slots = {table: _Slots(*kept) for table, kept in slots.items()}
        sieve._uses = {name: _Uses(everything, kept) for name, kept in uses.items()}
        sieve._outcome_uses = {table: _Uses(everything, kept) for table, kept in outcome_uses.items()}
        sieve._flags = list(flags)
        sieve._choices = [(name, _by_set(bits)) for name, bits in choices]
        sieve._numbers = [(name, list(points), dict(bits)) for name, points, bits in numbers]
        sieve._outcomes = {table: _by_set(bits) for table, bits in outcomes.items()}
        return sieve

    def by_facts(self, facts: Mapping[str, Any]) -> int:
        """The clauses that these facts strike out and leave in doubt.

        Every declared fact has a value, and no number reaches beyond its declared range.
        """
        struck = self._never
        yes_flag, no_flag = Flag.YES, Flag.NO
        for name, yes, no, unknown in self._flags:
            flag = facts[name]
            struck |= yes if flag is yes_flag else no if flag is no_flag else unknown
        for name, by_choice in self._choices:
            possible = facts[name].possible
            bits = by_choice.get(possible)
            if bits is None:
                bits = by_choice[possible] = self._bits_of(name, facts[name])
            struck |= bits
        for name, points, by_ends in self._numbers:
            lower, upper = facts[name].lower, facts[name].upper
            low = bisect_right(points, lower)
            ends = low, low if lower == upper else bisect_right(points, upper)
            bits = by_ends.get(ends)
            if bits is None:
                bits = by_ends[ends] = self._bits_of(name, facts[name])
            struck |= bits
        return struck

    def by_outcomes(self, table: str, possible: frozenset[str]) -> int:
        """The clauses that the outcomes still possible of a table strike out and leave in doubt."""
        known = self._outcomes[table]
        if possible not in known:
            known[possible] = self._bits(self._outcome_uses[table], {}, {table: possible})
        return known[possible]

    def truths(self, table: str, struck: int) -> TableTruths:
        """The truths of a table's rules, once all that its conditions ask about has struck."""
        slots = self._slots[table]
        doubtful = struck >> slots.shift
        false = doubtful >> self._width
        true, hopeful = ~doubtful & slots.whole, ~false & slots.whole
        for rule, clauses in slots.further:
            if true & clauses:
                true |= rule
            if hopeful & clauses:
                hopeful |= rule
        true &= slots.first
        return true, hopeful & slots.first & ~true

    def _placed(self, conditions: Sequence[Condition], never: list[int]) -> _Slots:
        """Gives each clause its bit and enters its literals; a rule without any clause goes to `never`."""
        shift, further = self._width, []
        self._width += len(conditions)
        for place, condition in enumerate(conditions):
            clauses = clauses_of(condition)
            bits = [1 << (shift + place), *(1 << (self._width + more) for more in range(len(clauses) - 1))]
            self._width += len(bits) - 1
            if not clauses:
                never.append(bits[0])
            for bit, clause in zip(bits, clauses, strict=False):
                for literal in clause:
                    self._enter(bit, literal)
            if len(bits) > 1:
                further.append((1 << place, sum(bits[1:]) >> shift))
        whole = (1 << (self._width - shift)) - 1
        return _Slots(shift, (1 << len(conditions)) - 1, whole, tuple(further))

    def _enter(self, bit: int, literal: Literal) -> None:
        leaf = literal.leaf
        if isinstance(leaf, OutcomeIs):
            self._outcome_uses[leaf.table].add(bit, literal)
        else:
            self._uses.setdefault(leaf.fact, _Uses(self._everything)).add(bit, literal)

    def _used(self, kind: type[Value]) -> list[str]:
        return [name for name in self._uses if isinstance(self._everything[name], kind)]

    def _flag_bits(self, name: str) -> tuple[str, int, int, int]:
        yes, no, unknown = (self._bits_of(name, flag) for flag in (Flag.YES, Flag.NO, Flag.UNKNOWN))
        return name, yes, no, unknown

    def _points(self, name: str) -> list[Point]:
        """The points between which an end may move without changing the truth of any leaf of the fact."""
        span = self._everything[name]
        assert isinstance(span, Interval)
        leaves = [use.literal.leaf for use in self._uses[name]]
        asked = [leaf.asked for leaf in leaves if isinstance(leaf, InInterval)]
        # A high end counts as passed only when more than reached, so its point lies half a step behind it.
        tops = [(number, step + 0.5) for number, step in [span.lower, *(one.upper for one in asked)]]
        return sorted({span.upper, *(one.lower for one in asked), *tops})

    def _bits_of(self, name: str, value: Value) -> int:
        return self._bits(self._uses[name], {name: value}, {})

    def _bits(self, uses: Iterable[_Use], facts: Facts, outcomes: Outcomes) -> int:
        false = doubtful = 0
        for use in uses:
            truth = use.literal.truth(use.check(facts, outcomes))
            if truth is FALSE:
                false |= use.bit
            if truth is not TRUE:
                doubtful |= use.bit
        return false << self._width | doubtful


def _listed(bits: Mapping[frozenset[str], int]) -> Plain:
    return tuple((tuple(sorted(names)), struck) for names, struck in bits.items())


def _by_set(plain: Plain) -> dict[frozenset[str], int]:
    return {frozenset(names): struck for names, struck in plain}
