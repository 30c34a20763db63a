"""Evaluates a rule base on facts: one decision for each table, and the trace; it knows no subject."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from types import MappingProxyType

from rules.errors import FactError
from rules.load import RuleBase, Table
from rules.schema import FactDeclaration, Hit
from rules.sieve import places
from rules.trace import Fired, Reason, Run
from rules.values import Choices, Facts, Flag, Interval, Value

__all__ = ["Decision", "Evaluation", "FactError", "Fired", "Reason", "evaluate"]


class Decision:
    """What one table gives.

    `possible` holds the outcomes still possible in declared order; of a collect table, what its TRUE
    rules give, in their order. A table whose rules leave a gap can give nothing at all; that no gap
    exists is proved over the data, not looked for here.
    """

    __slots__ = ("_open", "_possible", "_run", "_table", "_true")

    def __init__(self, table: Table, run: Run, true: int, opened: int) -> None:
        self._table = table
        self._run = run
        self._true = true
        self._open = opened
        self._possible: tuple[str, ...] | None = None

    @property
    def table(self) -> str:
        """The table's id."""
        return self._table.id

    @property
    def hit(self) -> Hit:
        """How the table's rules are joined."""
        return self._table.hit

    @property
    def possible(self) -> tuple[str, ...]:
        """The outcomes still possible."""
        if self._possible is None:
            collects = self._table.record.hit == "collect"
            self._possible = _possible(self._table, self._true if collects else self._true | self._open)
        return self._possible

    @property
    def fired(self) -> tuple[Fired, ...]:
        """The TRUE rules; of a first table, the OPEN ones before the first TRUE as well."""
        return self._rules(self._true | self._open if self.hit == "first" else self._true)

    @property
    def open(self) -> tuple[Fired, ...]:
        """The OPEN rules that could still matter."""
        return self._rules(self._open)

    @property
    def settled(self) -> bool:
        """Whether exactly one outcome is possible."""
        return len(self.possible) == 1

    @property
    def id(self) -> str | None:
        """The outcome when settled, else None."""
        return self.possible[0] if self.settled else None

    def open_facts(self) -> frozenset[str]:
        """The facts of which more knowledge could still turn a rule that has a say here."""
        return self._run.open_facts_of_table(self.table)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Decision):
            return NotImplemented
        return self._compared() == other._compared()

    def __hash__(self) -> int:
        return hash((self.table, self.possible))

    def __repr__(self) -> str:
        return f"Decision({self.table} gives {' or '.join(self.possible) or 'nothing'})"

    def _compared(self) -> tuple[object, ...]:
        return self.table, self.hit, self.possible, self.fired, self.open

    def _rules(self, wanted: int) -> tuple[Fired, ...]:
        every = self._run.fired(self.table)
        return tuple([every[place] for place in places(wanted)])


@dataclass(frozen=True, eq=False)
class Evaluation:
    """The decisions by table id in order, and every rule with its truth in order."""

    decisions: Mapping[str, Decision]
    _run: Run = field(repr=False)

    @cached_property
    def trace(self) -> tuple[Fired, ...]:
        """Every rule in order, also those after the first TRUE of a first table."""
        return tuple(chain.from_iterable(map(self._run.fired, self.decisions)))

    def fired(self, table: str) -> tuple[Fired, ...]:
        """Every rule of one table with its truth, in order; KeyError for an unknown table."""
        return self._run.fired(table)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Evaluation):
            return NotImplemented
        return self.decisions == other.decisions and self.trace == other.trace


def evaluate(base: RuleBase, facts: Facts) -> Evaluation:
    """Evaluates every table; a fact left out is unknown.

    The part of an interval outside the declared range counts as impossible. Raises FactError for an
    unknown fact, a value of the wrong kind, and a value that its declaration does not allow at all.
    """
    run = Run(base, _completed(base, facts))
    sieve = base.sieve
    decisions: dict[str, Decision] = {}
    struck = sieve.by_facts(run.facts)
    for table in base.tables:
        record = table.record
        name, hit = record.id, record.hit
        run.truths[name] = true, opened = sieve.truths(name, struck)
        if hit == "first" and true:
            # What stands after the first TRUE has no say.
            true &= -true
            opened &= true - 1
        decisions[name] = decision = Decision(table, run, true, opened)
        if hit != "collect":
            run.outcomes[name] = possible = frozenset(decision.possible)
            struck |= sieve.by_outcomes(name, possible)
    return Evaluation(MappingProxyType(decisions), run)


def _possible(table: Table, giving: int) -> tuple[str, ...]:
    rules, record = table.rules, table.record
    if giving and not giving & (giving - 1):
        return (rules[giving.bit_length() - 1].record.gives,)
    given = dict.fromkeys([rules[place].record.gives for place in places(giving)])
    if record.hit == "collect":
        return tuple(given)
    return tuple([outcome for outcome in record.outcomes if outcome in given])


def _completed(base: RuleBase, facts: Facts) -> Facts:
    complete = base.everything.copy()
    flags = base.flags
    for name, value in facts.items():
        fits = type(value) is Flag and name in flags
        complete[name] = value if fits else _fitted(base, name, value)
    return complete


def _fitted(base: RuleBase, name: str, value: Value) -> Value:
    fact = base.facts.get(name)
    if fact is None:
        raise FactError(name, "no such fact is declared")
    everything = base.everything[name]
    if isinstance(value, Interval) and isinstance(everything, Interval):
        return base.unmeasured[name] if value.is_unknown else _in_range(fact, value, everything)
    if isinstance(value, Choices) and isinstance(everything, Choices):
        if not value.possible <= everything.possible:
            strange = ", ".join(sorted(value.possible - everything.possible))
            raise FactError(name, f"{strange} is none of {', '.join(fact.choices)}")
        return value
    raise FactError(name, f"is a {fact.kind}, which {value!r} is not")


def _in_range(fact: FactDeclaration, value: Interval, span: Interval) -> Interval:
    inside = value if value.inside(span) else value.intersect(span)
    if inside is not None and fact.integer:
        inside = inside.whole()
    if inside is None:
        raise FactError(fact.name, f"{value} holds no value allowed by its declaration")
    return inside
