"""Why a rule fired, did not, or is open: the leaves that decided it; it decides nothing itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import repeat

from rules.conditions import InInterval, Leaf, OutcomeIs, asked_text
from rules.load import Rule, RuleBase, Table
from rules.logic import Compiled
from rules.schema import RuleRecord
from rules.sieve import TableTruths, places
from rules.values import Choices, Facts, Interval, Truth, Value


@dataclass(frozen=True, slots=True)
class Reason:
    """A leaf that decided a rule: what was asked of the fact, and what it was.

    For the outcome of a table `fact` is the table's id, `value` the outcomes still possible (None when
    the table gives none) and `behind` the reasons of the rules that gave them.
    """

    fact: str
    asked: str
    value: Value | None
    truth: Truth
    is_outcome: bool = False
    # Reasons share what is behind them; comparing it would walk the shared part once for each path.
    behind: tuple[Reason, ...] = field(default=(), compare=False, repr=False)
    # The numbers behind `asked` with their unit, for who says it in other words.
    limits: tuple[Interval, str | None] | None = field(default=None, compare=False, repr=False)
    _facts: frozenset[str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        under = frozenset[str]().union(*(reason.facts() for reason in self.behind))
        object.__setattr__(self, "_facts", under if self.is_outcome else frozenset((self.fact,)))

    def facts(self) -> frozenset[str]:
        """The facts underneath, through every outcome."""
        return self._facts


class Fired:
    """One rule in one evaluation: its record, its table's id, its truth, and on request the reasons."""

    __slots__ = ("_rule", "_run", "table", "truth")

    # An evaluation makes one of these for each rule, so it only keeps what it is given.
    def __init__(self, rule: Rule, table: str, truth: Truth, run: Run) -> None:
        self._rule = rule
        self.table = table
        self.truth = truth
        self._run = run

    @property
    def rule(self) -> RuleRecord:
        """The rule's record."""
        return self._rule.record

    def because(self) -> tuple[Reason, ...]:
        """The leaves that decided the rule, in the order written; none for a rule without condition."""
        return self._run.because(self._rule)

    def facts(self) -> frozenset[str]:
        """The facts that decided the rule, through every outcome."""
        return frozenset().union(*(reason.facts() for reason in self.because()))

    def open_facts(self) -> frozenset[str]:
        """The facts of which more knowledge could still turn the rule, through every outcome.

        They stand in open leaves, also under a maybe, or are asked to be known and are not.
        """
        return self._run.open_facts(self._rule.compiled)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Fired):
            return NotImplemented
        mine, others = (self.table, self.rule, self.truth), (other.table, other.rule, other.truth)
        return mine == others and self.because() == other.because()

    def __hash__(self) -> int:
        return hash((self.table, self.rule.id, self.truth))

    def __repr__(self) -> str:
        return f"Fired({self.table}/{self.rule.id} gives {self.rule.gives}: {self.truth.name})"


class Run:
    """What one evaluation knows: the completed facts, and by table the outcomes and the rules' truths."""

    def __init__(self, base: RuleBase, facts: Facts) -> None:
        self.base = base
        self.facts = facts
        self.outcomes: dict[str, frozenset[str]] = {}
        self.truths: dict[str, TableTruths] = {}
        self._fired: dict[str, tuple[Fired, ...]] = {}
        self._because: dict[str, tuple[Reason, ...]] = {}
        self._behind: dict[str, tuple[Reason, ...]] = {}
        self._open_facts: dict[str, frozenset[str]] = {}

    def fired(self, table_id: str) -> tuple[Fired, ...]:
        """Every rule of the table with its truth, in order; made when first asked for."""
        if table_id not in self._fired:
            rules = self.base.table(table_id).rules
            true, opened = self.truths[table_id]
            truths = [Truth.FALSE] * len(rules)
            for place in places(true):
                truths[place] = Truth.TRUE
            for place in places(opened):
                truths[place] = Truth.OPEN
            self._fired[table_id] = tuple(map(Fired, rules, repeat(table_id), truths, repeat(self)))
        return self._fired[table_id]

    def because(self, rule: Rule) -> tuple[Reason, ...]:
        """The leaves that decided the rule, each once; found when first asked for."""
        known, name = self._because, rule.record.id
        if name not in known:
            known[name] = tuple(dict.fromkeys(self._reasons(rule.compiled)))
        return known[name]

    def _reasons(self, compiled: Compiled) -> Iterator[Reason]:
        """The leaves that decide a condition: in a joint, those of the parts that share its truth."""
        truth = compiled.truth(self.facts, self.outcomes)
        condition = compiled.condition
        if isinstance(condition, Leaf):
            yield self._reason(condition, truth)
        elif len(compiled.parts) == 1:
            yield from self._reasons(compiled.parts[0])
        else:
            for part in compiled.parts:
                if part.truth(self.facts, self.outcomes) is truth:
                    yield from self._reasons(part)

    def _reason(self, leaf: Leaf, truth: Truth) -> Reason:
        if not isinstance(leaf, OutcomeIs):
            limits = (leaf.asked, leaf.unit) if isinstance(leaf, InInterval) else None
            return Reason(leaf.fact, asked_text(leaf), self.facts[leaf.fact], truth, limits=limits)
        possible = self.outcomes[leaf.table]
        value = Choices(possible) if possible else None
        if leaf.table not in self._behind:
            self._behind[leaf.table] = self._reasons_of_table(leaf.table)
        return Reason(leaf.table, asked_text(leaf), value, truth, True, self._behind[leaf.table])

    def _reasons_of_table(self, table_id: str) -> tuple[Reason, ...]:
        """The reasons of the rules that gave an outcome.

        Where these ask nothing (a last rule for all others), or where none gave one, it is the rules
        that failed which decided.
        """
        walked = self.walked(table_id)
        giving = [fired for fired in walked if fired.truth is not Truth.FALSE]
        reasons = _joined(giving) or _joined(walked)
        return tuple(dict.fromkeys(reasons))

    def walked(self, table_id: str) -> tuple[Fired, ...]:
        """The rules that had a say: all of them, or in a first table those down to the first TRUE."""
        fired = self.fired(table_id)
        if self.base.table(table_id).hit != "first":
            return fired
        true = (index for index, rule in enumerate(fired) if rule.truth is Truth.TRUE)
        return fired[: next(true, len(fired)) + 1]

    @cached_property
    def _prospects(self) -> Mapping[str, frozenset[str]]:
        """By table the outcomes that more knowledge could still bring."""
        prospects: dict[str, frozenset[str]] = {}
        for table in self.base.tables:
            if table.hit != "collect":
                rules = self._live(table, prospects)
                prospects[table.id] = frozenset(rule.record.gives for rule in rules)
        return prospects

    def _live(self, table: Table, prospects: Mapping[str, frozenset[str]]) -> Iterator[Rule]:
        for rule in table.rules:
            truth = rule.compiled.prospect(self.facts, prospects)
            if truth is not Truth.FALSE:
                yield rule
            if truth is Truth.TRUE and table.hit == "first":
                return

    def open_facts(self, compiled: Compiled) -> frozenset[str]:
        """The facts of which more knowledge could still turn the condition."""
        if compiled.prospect(self.facts, self._prospects) is not Truth.OPEN:
            return frozenset()
        condition = compiled.condition
        if isinstance(condition, OutcomeIs):
            return self.open_facts_of_table(condition.table)
        if isinstance(condition, Leaf):
            return frozenset((condition.fact,))
        return frozenset().union(*(self.open_facts(part) for part in compiled.parts))

    def open_facts_of_table(self, table_id: str) -> frozenset[str]:
        """The facts of which more knowledge could still turn a rule that has a say in the table."""
        known = self._open_facts
        if table_id not in known:
            live = self._live(self.base.table(table_id), self._prospects)
            known[table_id] = frozenset().union(*(self.open_facts(rule.compiled) for rule in live))
        return known[table_id]


def _joined(fired: Iterable[Fired]) -> tuple[Reason, ...]:
    return tuple(reason for rule in fired for reason in rule.because())
