"""What can still turn an outcome is found exactly: against every completion, on random rule bases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.cells import Cells, Linked, Point, Starts, groups
from rules.engine import evaluate
from rules.load import RuleBase
from rules.prove import Prover
from rules.sensitivity import sensitivity_of_tables
from rules.values import Choices, Facts, Flag, Interval, Value
from tests.rules.examples import FACTS, load, rule, table
from tests.rules.strategies import conditions, value_of

NAMES = [fact["name"] for fact in FACTS]


@st.composite
def bases(draw: st.DrawFn) -> RuleBase:
    """A first table, and a collect table that may ask for its outcome."""
    first = [
        rule(f"first-{at}", f"outcome-{at}", draw(conditions())) for at in range(draw(st.integers(1, 3)))
    ]
    one = table("place", "first", [*first, rule("else", "outcome-else")])
    outcome = {"outcome": "place", "is": draw(st.sampled_from(one["outcomes"]))}
    forms = [lambda when: when, lambda when: {"all": [when, outcome]}, lambda when: {"any": [when, outcome]}]
    remarks = [
        rule(f"remark-{at}", f"says-{at}", draw(st.sampled_from(forms))(draw(conditions())))
        for at in range(draw(st.integers(1, 2)))
    ]
    return load(one, table("remarks", "collect", remarks))


@st.composite
def partial_facts(draw: st.DrawFn) -> Facts:
    return {name: draw(value_of(name)) for name in NAMES if draw(st.booleans())}


def completions(base: RuleBase, facts: Facts) -> Iterator[dict[str, Value]]:
    """One exact input in every combination of cells that is possible, over the facts that rules read."""
    asked = [one.condition for part in base.tables for one in part.rules]
    choices = []
    for group in groups(base, asked):
        name = group.facts[0]
        inside = [meeting(base, name, cell, facts) for cell in group.cells[name]]
        choices.append([(name, value) for value in inside if value is not None])
    for combination in product(*choices):
        yield dict(combination)


def meeting(base: RuleBase, name: str, cell: Value, facts: Facts) -> Value | None:
    """An exact value in the cell and among those possible, or None."""
    value = facts.get(name)
    if isinstance(cell, Interval):
        assert value is None or isinstance(value, Interval)
        both = cell if value is None else cell.intersect(value)
        if both is not None and base.facts[name].integer:
            both = both.whole()
        return None if both is None else Interval.exact(somewhere(both))
    if isinstance(cell, Choices):
        assert value is None or isinstance(value, Choices)
        return cell if value is None or cell.possible <= value.possible else None
    return cell if value in (None, Flag.UNKNOWN, cell) else None


def somewhere(span: Interval) -> float:
    low, high = span.low, span.high
    assert low is not None
    if not span.low_open:
        return low
    return low + 1 if high is None else (low + high) / 2


def answers(base: RuleBase, facts: Facts) -> dict[str, Any]:
    evaluation = evaluate(base, facts)
    return {name: decision.possible for name, decision in evaluation.decisions.items()}


def by_hand(base: RuleBase, facts: Facts) -> dict[str, set[str]]:
    """The definition, word by word: two completions that differ in one fact and give different outcomes."""
    found: dict[str, set[str]] = {}
    seen = [(one, answers(base, one)) for one in completions(base, facts)]
    for at, (one, first) in enumerate(seen):
        for other, second in seen[at + 1 :]:
            differing = [name for name in one if one[name] != other[name]]
            if len(differing) == 1:
                for what in first:
                    if first[what] != second[what]:
                        found.setdefault(differing[0], set()).add(what)
    return found


@settings(max_examples=60, deadline=None)
@given(bases(), partial_facts())
def test_a_fact_is_found_if_and_only_if_two_completions_differ_by_it(base: RuleBase, facts: Facts) -> None:
    combinations = 1
    for group in groups(base, [one.condition for part in base.tables for one in part.rules]):
        combinations *= group.size
    if combinations <= 400:
        found = sensitivity_of_tables(Prover(base), ["place", "remarks"]).turning(facts)
        assert found == by_hand(base, facts)


def same(left: str, right: str) -> Linked:
    """Two flags that one entry answers, and an entry that can only be made where they say yes."""

    def points(cells: Cells) -> Iterator[Point]:
        for at, flag in enumerate(cells[left]):
            yield Point({left: at, right: at, "colour": 0}, {"both": at, "colour": 0})
            if flag is Flag.YES:
                yield Point({left: at, right: at, "colour": 1}, {"both": at, "colour": 1})

    def refine(starts: Starts) -> None:
        del starts

    rows = {"both": (left, right), "colour": ("colour",)}
    return Linked((left, right, "colour"), rows, {}, refine, points)


def found_with_link(when: Any, facts: Mapping[str, Value] | None = None) -> dict[str, set[str]]:
    base = load(table("answer", "collect", [rule("only", "yes", when)]))
    return sensitivity_of_tables(Prover(base, [same("wet", "warm")]), ["answer"]).turning(facts or {})


def test_facts_that_always_say_the_same_cannot_disagree() -> None:
    apart = {"all": [{"fact": "wet", "is": "yes"}, {"fact": "warm", "is": "no"}]}
    assert found_with_link(apart) == {}


def test_facts_of_one_entry_are_found_under_its_row() -> None:
    assert found_with_link({"fact": "warm", "is": "yes"}) == {"both": {"answer"}}


def test_an_entry_matters_only_where_the_others_leave_it_a_choice() -> None:
    green = {"fact": "colour", "is": "green"}
    assert found_with_link({"all": [green, {"fact": "wet", "is": "no"}]}) == {}
    assert found_with_link(green) == {"colour": {"answer"}}
    assert found_with_link(green, {"wet": Flag.NO}) == {}


def test_a_fact_in_two_leaves_that_together_say_nothing_is_not_asked_for() -> None:
    always = {"any": [{"fact": "count", "from": 5}, {"fact": "count", "to": 4}]}
    base = load(table("answer", "collect", [rule("only", "yes", always)]))
    sensitivity = sensitivity_of_tables(Prover(base), ["answer"])
    assert sensitivity.turning({}) == {}
    assert sensitivity.turning({"count": Interval(3, 6)}) == {}
