"""Values: the laws they must keep."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.values import Choices, Flag, Interval

ENDS = st.none() | st.integers(-20, 20) | st.floats(-20, 20)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = draw(ENDS), draw(ENDS)
    if low is not None and high is not None and low > high:
        low, high = high, low
    if low is not None and low == high:
        return Interval(low, high)
    return Interval(low, high, draw(st.booleans()), draw(st.booleans()))


@given(intervals(), intervals(), ENDS.filter(lambda end: end is not None))
def test_intersection_holds_what_both_hold(one: Interval, other: Interval, number: float) -> None:
    both = one.intersect(other)
    assert (both is None) == one.disjoint(other) == other.disjoint(one)
    in_both = one.contains(number) and other.contains(number)
    assert in_both == (both is not None and both.contains(number))
    if both is not None:
        assert both.inside(one)
        assert both.inside(other)
    if one.inside(other) and one.contains(number):
        assert other.contains(number)


@given(intervals(), st.integers(-21, 21))
def test_whole_keeps_the_whole_numbers_and_no_other(interval: Interval, number: int) -> None:
    whole = interval.whole()
    assert interval.contains(number) == (whole is not None and whole.contains(number))
    if whole is not None:
        assert (whole.low_open, whole.high_open) == (False, False)
        assert whole.inside(interval)


@pytest.mark.parametrize(
    ("interval", "whole"),
    [
        (Interval(6.5, 9.5, low_open=True, high_open=True), Interval(7, 9)),
        (Interval(6, 10, low_open=True, high_open=True), Interval(7, 9)),
        (Interval(7.0, 9.0), Interval(7, 9)),
        (Interval(6, None, low_open=True), Interval(7, None)),
        (Interval(6.2, 6.8), None),
    ],
)
def test_whole_moves_an_end_only_to_the_next_whole_number(interval: Interval, whole: Interval | None) -> None:
    assert interval.whole() == whole


@pytest.mark.parametrize(
    ("left", "right", "apart"),
    [
        (Interval(0, 7), Interval(7, 9), False),
        (Interval(0, 7, high_open=True), Interval(7, 9), True),
        (Interval(0, 7), Interval(7, 9, low_open=True), True),
        (Interval(None, 6.9), Interval(7, None), True),
        (Interval.unknown(), Interval.exact(3), False),
    ],
)
def test_touching_ends(left: Interval, right: Interval, apart: bool) -> None:
    assert left.disjoint(right) is apart


@pytest.mark.parametrize(
    ("low", "high", "low_open", "high_open"),
    [(2, 1, False, False), (1, 1, True, False), (1, 1, False, True), (float("nan"), 1, False, False)],
)
def test_an_interval_without_a_number_cannot_be_built(
    low: float, high: float, low_open: bool, high_open: bool
) -> None:
    with pytest.raises(ValueError, match="interval"):
        Interval(low, high, low_open, high_open)


def test_what_is_known_of_an_interval() -> None:
    assert Interval.exact(3).is_exact
    assert not Interval(3, 4).is_exact
    assert Interval.unknown().is_unknown
    assert not Interval(0, None).is_unknown
    assert Interval(None, 4, low_open=True) == Interval(None, 4)
    assert Interval(1, 2, low_open=True, high_open=True).whole() is None


def test_a_choice_keeps_one_value_at_least() -> None:
    assert Choices.exact("red") == Choices(frozenset({"red"}))
    with pytest.raises(ValueError, match="at least one"):
        Choices(frozenset())


def test_flags_carry_the_words_of_a_file() -> None:
    assert [flag.value for flag in Flag] == ["yes", "no", "unknown"]
