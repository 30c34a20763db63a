"""Rules as formulas for Z3, over all numbers instead of cells: a second proof apart from the diagrams.

Z3 is needed for development only and is imported when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.util import find_spec
from typing import Any

from rules.conditions import (
    All,
    AtLeast,
    Condition,
    FlagIs,
    InInterval,
    Known,
    Maybe,
    Not,
    OneOf,
    OutcomeIs,
    parts_of,
)
from rules.load import RuleBase, Table
from rules.schema import FactDeclaration
from rules.values import Choices, Flag, Interval, Value

# A formula of Z3. Its own types say nothing here, because its operators are overloaded.
Term = Any
Both = tuple[Term, Term]
Laws = Callable[[Callable[[str], Term], Callable[..., Term], Callable[..., Term]], Sequence[Term]]


def is_installed() -> bool:
    """Whether Z3 can be asked."""
    return find_spec("z3") is not None


class Exact:
    """One exact input: a variable for each fact, and each condition and outcome as a formula over them."""

    def __init__(self, base: RuleBase, name: str = "") -> None:
        import z3

        self._z3 = z3
        self.base = base
        self._facts = {fact.name: self._variable(fact, f"{fact.name}{name}") for fact in base.facts.values()}
        self._outcomes: dict[tuple[str, str], Term] = {}

    def fact(self, name: str) -> Term:
        """The variable of a fact; a choice is the number of its place in the declaration."""
        return self._facts[name]

    def limits(self, laws: Laws | None = None) -> list[Term]:
        """What holds of every input that exists: the ranges, and how facts hang together."""
        found = [limit for fact in self.base.facts.values() for limit in self._range(fact)]
        if laws is not None:
            found += laws(self.fact, self._z3.And, self._z3.Or)
        return found

    def outcome(self, table_id: str, outcome: str) -> Term:
        """That a unique or first table gives this outcome."""
        key = (table_id, outcome)
        if key not in self._outcomes:
            self._outcomes[key] = self._given(self.base.table(table_id), outcome)
        return self._outcomes[key]

    def truth(self, condition: Condition) -> Term:
        """That a condition holds; nothing is unknown here."""
        z3 = self._z3
        if isinstance(condition, InInterval):
            return self._inside(self._facts[condition.fact], condition.asked)
        if isinstance(condition, OneOf):
            choices = self.base.facts[condition.fact].choices
            return z3.Or(
                [self._facts[condition.fact] == choices.index(one) for one in sorted(condition.choices)]
            )
        if isinstance(condition, FlagIs):
            return self._facts[condition.fact] if condition.yes else z3.Not(self._facts[condition.fact])
        if isinstance(condition, Known):
            return z3.BoolVal(True)
        if isinstance(condition, OutcomeIs):
            return z3.Or([self.outcome(condition.table, one) for one in sorted(condition.outcomes)])
        parts = [self.truth(part) for part in parts_of(condition)]
        return self._joined(condition, parts)

    def facts_of(self, model: Any, names: Iterable[str]) -> dict[str, Value]:
        """The values of these facts in a model."""
        return {
            name: self._value(self.base.facts[name], model.eval(self._facts[name], True)) for name in names
        }

    def _joined(self, condition: Condition, parts: list[Term]) -> Term:
        z3 = self._z3
        if isinstance(condition, All):
            return z3.And(parts)
        if isinstance(condition, Not):
            return z3.Not(parts[0])
        if isinstance(condition, Maybe):
            return parts[0]
        return z3.AtLeast(*parts, condition.count) if isinstance(condition, AtLeast) else z3.Or(parts)

    def _given(self, table: Table, outcome: str) -> Term:
        z3, cases = self._z3, []
        before: list[Term] = []
        for rule in table.rules:
            truth = self.truth(rule.condition)
            if rule.record.gives == outcome:
                cases.append(z3.And([truth, *before]))
            if table.hit == "first":
                before.append(z3.Not(truth))
        return z3.Or(cases)

    def _variable(self, fact: FactDeclaration, name: str) -> Term:
        if fact.kind == "flag":
            return self._z3.Bool(name)
        return self._z3.Int(name) if fact.integer or fact.kind == "choice" else self._z3.Real(name)

    def _range(self, fact: FactDeclaration) -> Iterator[Term]:
        if fact.kind == "number":
            assert fact.range is not None
            yield self._inside(self._facts[fact.name], Interval(*fact.range))
        elif fact.kind == "choice":
            yield self._inside(self._facts[fact.name], Interval(0, len(fact.choices) - 1))

    def _inside(self, number: Term, asked: Interval) -> Term:
        ends = []
        if asked.low is not None:
            ends.append(number > asked.low if asked.low_open else number >= asked.low)
        if asked.high is not None:
            ends.append(number < asked.high if asked.high_open else number <= asked.high)
        return self._z3.And(ends)

    def _value(self, fact: FactDeclaration, found: Any) -> Value:
        if fact.kind == "flag":
            return Flag.YES if self._z3.is_true(found) else Flag.NO
        if fact.kind == "choice":
            return Choices.exact(fact.choices[found.as_long()])
        return Interval.exact(
            float(found.as_fraction()) if self._z3.is_rational_value(found) else found.as_long()
        )


class Partial:
    """What is known of the same input: for each fact the values still possible, the exact one among them.

    Conditions are pairs of formulas, that they hold for sure and that they may hold, as the engine joins
    them: part by part.
    """

    def __init__(self, exact: Exact, decided: frozenset[str]) -> None:
        import z3

        self._z3 = z3
        self._base = exact.base
        self._exact = exact
        self._decided = decided
        self._known: dict[str, Any] = {fact.name: self._knowledge(fact) for fact in exact.base.facts.values()}
        self._possible: dict[tuple[str, str], Term] = {}

    def limits(self) -> list[Term]:
        """That the exact input is among those still possible."""
        return [limit for fact in self._base.facts.values() for limit in self._holds(fact)]

    def possible(self, table_id: str, outcome: str) -> Term:
        """That a table leaves this outcome possible."""
        key = (table_id, outcome)
        if key not in self._possible:
            self._possible[key] = self._left(self._base.table(table_id), outcome)
        return self._possible[key]

    def settled(self, table_id: str, outcome: str) -> Term:
        """That a table leaves this outcome possible and no other."""
        others = (one for one in self._base.table(table_id).outcomes if one != outcome)
        return self._z3.And([self.possible(table_id, outcome), *map(self._not_possible(table_id), others)])

    def truth(self, condition: Condition) -> Both:
        """That a condition holds for sure, and that it may hold."""
        if isinstance(condition, InInterval):
            return self._number(condition)
        if isinstance(condition, OneOf):
            return self._choice(condition)
        if isinstance(condition, FlagIs):
            yes, no = self._known[condition.fact]
            mine, other = (yes, no) if condition.yes else (no, yes)
            return self._z3.Not(other), mine
        if isinstance(condition, Known):
            known = self._is_known(self._base.facts[condition.fact])
            return known, known
        if isinstance(condition, OutcomeIs):
            return self._outcome(condition)
        return self._joined(condition, [self.truth(part) for part in parts_of(condition)])

    def _joined(self, condition: Condition, parts: list[Both]) -> Both:
        z3 = self._z3
        sure, perhaps = [part[0] for part in parts], [part[1] for part in parts]
        if isinstance(condition, Not):
            return z3.Not(perhaps[0]), z3.Not(sure[0])
        if isinstance(condition, Maybe):
            return perhaps[0], perhaps[0]
        if isinstance(condition, All):
            return z3.And(sure), z3.And(perhaps)
        if isinstance(condition, AtLeast):
            return z3.AtLeast(*sure, condition.count), z3.AtLeast(*perhaps, condition.count)
        return z3.Or(sure), z3.Or(perhaps)

    def _left(self, table: Table, outcome: str) -> Term:
        z3, cases = self._z3, []
        before: list[Term] = []
        for rule in table.rules:
            sure, perhaps = self.truth(rule.condition)
            if rule.record.gives == outcome:
                cases.append(z3.And([perhaps, *before]))
            if table.hit == "first":
                before.append(z3.Not(sure))
        return z3.Or(cases)

    def _outcome(self, leaf: OutcomeIs) -> Both:
        inside = [self.possible(leaf.table, one) for one in sorted(leaf.outcomes)]
        others = (one for one in self._base.table(leaf.table).outcomes if one not in leaf.outcomes)
        perhaps = self._z3.Or(inside)
        return self._z3.And([perhaps, *map(self._not_possible(leaf.table), others)]), perhaps

    def _not_possible(self, table_id: str) -> Callable[[str], Term]:
        return lambda outcome: self._z3.Not(self.possible(table_id, outcome))

    def _knowledge(self, fact: FactDeclaration) -> Any:
        z3, name = self._z3, f"{fact.name}?"
        if fact.kind == "flag":
            return z3.Bool(f"{name}yes"), z3.Bool(f"{name}no")
        if fact.kind == "choice":
            return [z3.Bool(f"{name}{choice}") for choice in fact.choices]
        sort = z3.Int if fact.integer else z3.Real
        ends = (z3.Bool(f"{name}{end}") for end in ("low_open", "high_open", "no_high"))
        return sort(f"{name}low"), sort(f"{name}high"), *ends

    def _holds(self, fact: FactDeclaration) -> Iterator[Term]:
        z3, exact, known = self._z3, self._exact.fact(fact.name), self._known[fact.name]
        if fact.kind == "flag":
            yield z3.If(exact, known[0], known[1])
            if fact.name in self._decided:
                yield z3.Not(z3.And(known))
        elif fact.kind == "choice":
            yield from (z3.Implies(exact == at, one) for at, one in enumerate(known))
        else:
            low, high, low_open, high_open, no_high = known
            yield z3.If(low_open, low < exact, low <= exact)
            yield z3.Or(no_high, z3.If(high_open, exact < high, exact <= high))
            yield z3.Or(no_high, low <= high)
            yield from self._declared(fact, low, high, no_high)

    def _declared(self, fact: FactDeclaration, low: Term, high: Term, no_high: Term) -> Iterator[Term]:
        assert fact.range is not None
        yield low >= fact.range[0]
        if fact.range[1] is not None:
            yield self._z3.And(self._z3.Not(no_high), high <= fact.range[1])
        if fact.integer:
            yield from (self._z3.Not(one) for one in self._known[fact.name][2:4])

    def _number(self, leaf: InInterval) -> Both:
        z3, asked = self._z3, leaf.asked
        low, high, low_open, high_open, no_high = self._known[leaf.fact]
        sure, perhaps = [], []
        if asked.low is not None:
            sure.append(z3.Or(low > asked.low, z3.And(low == asked.low, z3.Or(low_open, not asked.low_open))))
            reaches = z3.And(high == asked.low, z3.Not(high_open), not asked.low_open)
            perhaps.append(z3.Or(no_high, high > asked.low, reaches))
        if asked.high is not None:
            inside = z3.And(high == asked.high, z3.Or(high_open, not asked.high_open))
            sure.append(z3.And(z3.Not(no_high), z3.Or(high < asked.high, inside)))
            reaches = z3.And(low == asked.high, z3.Not(low_open), not asked.high_open)
            perhaps.append(z3.Or(low < asked.high, reaches))
        return z3.And(sure), z3.And(perhaps)

    def _choice(self, leaf: OneOf) -> Both:
        choices = self._base.facts[leaf.fact].choices
        known = dict(zip(choices, self._known[leaf.fact], strict=True))
        outside = (self._z3.Not(known[one]) for one in choices if one not in leaf.choices)
        return self._z3.And([*outside]), self._z3.Or([known[one] for one in sorted(leaf.choices)])

    def _is_known(self, fact: FactDeclaration) -> Term:
        z3, known = self._z3, self._known[fact.name]
        if fact.kind == "choice" or fact.kind == "flag":
            return z3.Not(z3.And(list(known)))
        assert fact.range is not None
        low, high, low_open, high_open, no_high = known
        top = no_high if fact.range[1] is None else z3.And(high == fact.range[1], z3.Not(high_open))
        return z3.Not(z3.And(low == fact.range[0], z3.Not(low_open), top))
