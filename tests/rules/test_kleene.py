"""Conditions compiled for speed decide as the table of three-valued truth does, however they are nested."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rules.conditions import All, AtLeast, Condition, FlagIs, Not, Some
from rules.logic import compile_condition
from rules.values import Flag, Truth
from tests.rules.kleene import all_of, any_of, at_least, negate

TRUTHS = st.sampled_from(Truth)
NAMES = ("wet", "warm", "old")
EVERYTHING = dict.fromkeys(NAMES, Flag.UNKNOWN)
OF_FLAG = {Flag.YES: Truth.TRUE, Flag.NO: Truth.FALSE, Flag.UNKNOWN: Truth.OPEN}


def joined(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(parts, min_size=1, max_size=4).map(tuple)
    counted = several.flatmap(lambda of: st.integers(1, len(of)).map(lambda count: AtLeast(count, of)))
    return several.map(All) | several.map(Some) | parts.map(Not) | counted


CONDITIONS = st.recursive(st.builds(FlagIs, st.sampled_from(NAMES), st.booleans()), joined, max_leaves=12)


def by_the_table(condition: Condition, facts: dict[str, Flag]) -> Truth:
    if isinstance(condition, FlagIs):
        truth = OF_FLAG[facts[condition.fact]]
        return truth if condition.yes else negate(truth)
    if isinstance(condition, Not):
        return negate(by_the_table(condition.part, facts))
    assert isinstance(condition, All | Some | AtLeast)
    truths = [by_the_table(part, facts) for part in condition.parts]
    if isinstance(condition, AtLeast):
        return at_least(condition.count, truths)
    return all_of(truths) if isinstance(condition, All) else any_of(truths)


@given(CONDITIONS, st.fixed_dictionaries({name: st.sampled_from(Flag) for name in NAMES}))
def test_a_compiled_condition_decides_as_the_table_does(condition: Condition, facts: dict[str, Flag]) -> None:
    compiled = compile_condition(condition, EVERYTHING)
    assert compiled.truth(facts, {}) is by_the_table(condition, facts)


@given(TRUTHS, TRUTHS, TRUTHS)
def test_kleene_laws(a: Truth, b: Truth, c: Truth) -> None:
    assert negate(negate(a)) is a
    assert all_of((a, b)) is all_of((b, a))
    assert all_of((a, all_of((b, c)))) is all_of((all_of((a, b)), c)) is all_of((a, b, c))
    assert negate(all_of((a, b))) is any_of((negate(a), negate(b)))
    assert negate(any_of((a, b))) is all_of((negate(a), negate(b)))
    assert all_of((a, any_of((b, c)))) is any_of((all_of((a, b)), all_of((a, c))))
    assert any_of((a, all_of((a, b)))) is a
    assert all_of((a, a)) is a


@given(TRUTHS)
def test_neutral_and_deciding_truths(a: Truth) -> None:
    assert all_of((a, Truth.TRUE)) is any_of((a, Truth.FALSE)) is a
    assert all_of((a, Truth.FALSE)) is Truth.FALSE
    assert any_of((a, Truth.TRUE)) is Truth.TRUE


def test_an_open_question_does_not_settle_itself() -> None:
    assert any_of((Truth.OPEN, negate(Truth.OPEN))) is Truth.OPEN
    assert all_of(()) is Truth.TRUE
    assert any_of(()) is Truth.FALSE


@given(st.lists(TRUTHS, min_size=1, max_size=6))
def test_at_least_spans_from_any_to_all(truths: list[Truth]) -> None:
    assert at_least(1, truths) is any_of(truths)
    assert at_least(len(truths), truths) is all_of(truths)
    assert at_least(0, truths) is Truth.TRUE
    assert at_least(len(truths) + 1, truths) is Truth.FALSE
