"""Tests of clauses and sieve: together they must say what the conditions one by one say."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rules.clauses import Literal, clauses_of
from rules.conditions import ALWAYS, All, AtLeast, Condition, FlagIs, Maybe, Not, OutcomeIs, Some
from rules.engine import evaluate
from rules.logic import FALSE, OPEN, TRUE, compile_condition
from rules.sieve import Sieve, places
from rules.values import Facts, Flag, Interval, Value
from tests.rules.examples import load, load_when, rule, table
from tests.rules.strategies import conditions, facts_and_narrower

WET, WARM = FlagIs("wet", True), FlagIs("warm", True)
EVERYTHING = load_when(None).everything
AS_IT_IS, REVERSED = (FALSE, OPEN, TRUE), (TRUE, OPEN, FALSE)


def test_a_not_is_moved_down_to_the_leaves() -> None:
    assert clauses_of(Not(All((WET, WARM)))) == ((Literal(WET, REVERSED),), (Literal(WARM, REVERSED),))
    assert clauses_of(Not(Some((WET, WARM)))) == ((Literal(WET, REVERSED), Literal(WARM, REVERSED)),)
    assert clauses_of(Not(Not(WET))) == clauses_of(WET) == ((Literal(WET, AS_IT_IS),),)


def test_a_maybe_is_never_open_and_differs_above_and_below_a_not() -> None:
    assert clauses_of(Maybe(Not(WET))) == ((Literal(WET, (TRUE, TRUE, FALSE)),),)
    assert clauses_of(Not(Maybe(WET))) == ((Literal(WET, (TRUE, FALSE, FALSE)),),)


def test_a_count_becomes_every_choice_of_so_many() -> None:
    leaves = (WET, WARM, OutcomeIs("a", frozenset("x")))
    assert [len(clause) for clause in clauses_of(AtLeast(2, leaves))] == [2, 2, 2]
    assert [len(clause) for clause in clauses_of(Not(AtLeast(3, leaves)))] == [1, 1, 1]


def test_over_no_part_an_all_holds_always_and_its_opposite_never() -> None:
    sieve = Sieve({"answer": [ALWAYS, Not(ALWAYS), WET]}, EVERYTHING)
    assert sieve.truths("answer", sieve.by_facts(EVERYTHING)) == (0b001, 0b100)


def test_places_are_those_of_the_set_bits() -> None:
    assert list(places(0b101001)) == [0, 3, 5]
    assert list(places(0)) == []


def within_range(name: str, value: Value) -> Value:
    span = EVERYTHING[name]
    if not isinstance(value, Interval) or not isinstance(span, Interval):
        return value
    inside = value.intersect(span)
    assert inside is not None
    return inside


@given(st.lists(conditions(), min_size=1, max_size=3), facts_and_narrower())
def test_the_sieve_says_of_each_rule_what_its_condition_says(
    raw: list[Any], both: tuple[Facts, Facts]
) -> None:
    rules: list[Condition] = [load_when(one).tables[0].rules[0].condition for one in raw]
    sieve = Sieve({"answer": rules}, EVERYTHING)
    for given_facts in both:
        facts = {name: within_range(name, value) for name, value in {**EVERYTHING, **given_facts}.items()}
        true, opened = sieve.truths("answer", sieve.by_facts(facts))
        said = [TRUE if true >> n & 1 else OPEN if opened >> n & 1 else FALSE for n in range(len(rules))]
        assert said == [compile_condition(one, EVERYTHING).truth(facts, {}) for one in rules]


def test_an_end_on_either_side_of_a_threshold_is_told_apart() -> None:
    base = load_when({"all": [{"fact": "length", "above": 7}, {"fact": "length", "below": 20}]})
    truths = {
        Interval(7, 7): FALSE,
        Interval(7, 8, low_open=True): TRUE,
        Interval(7, 8): OPEN,
        Interval(19, 20, high_open=True): TRUE,
        Interval(19, 20): OPEN,
        Interval(20, 21): FALSE,
        Interval(19, None): OPEN,
    }
    for _ in range(2):  # the second time from memory
        assert {value: evaluate(base, {"length": value}).trace[0].truth for value in truths} == truths


def test_outcomes_strike_what_follows_them() -> None:
    first = table("a", "first", [rule("a1", "x", {"fact": "wet", "is": True}), rule("a2", "y")])
    base = load(first, table("b", "collect", [rule("b1", "z", {"not": {"outcome": "a", "is": "x"}})]))
    for flag, truth in ((Flag.YES, FALSE), (Flag.NO, TRUE), (Flag.UNKNOWN, OPEN)):
        assert evaluate(base, {"wet": flag}).trace[-1].truth is truth
