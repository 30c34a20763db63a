"""Criteria as comparisons: knowing more never turns one settled verdict into another."""

from __future__ import annotations

from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from counsel.case.document import Location, Side, StrokeType, Territory
from counsel.evidence.criteria import Asked
from counsel.wording.said import said
from rules.values import Choices, Flag, Interval, Value
from tests.support.program import program

CRITERIA = tuple({one for asked, _ in program().content.evidence.criteria.values() for one in asked})
CHOICES = {"stroke.territory": Territory, "stroke.side": Side, "stroke.type": StrokeType}


def _flag_facts() -> list[str]:
    named = {one.fact for one in CRITERIA if one.fact and not one.limits and one.fact not in CHOICES}
    places = {f"stroke.location.{place}" for place in get_args(Location)}
    return sorted((named - {"stroke.location"}) | places)


NUMBERS = sorted({one.fact for one in CRITERIA if one.fact and one.limits})


@st.composite
def exact_and_wide(draw: st.DrawFn) -> tuple[dict[str, Value], dict[str, Value]]:
    """One person known exactly, and what is left when some of it is not known."""
    exact: dict[str, Value] = {}
    wide: dict[str, Value] = {}
    for name in NUMBERS:
        number = draw(st.integers(0, 200))
        exact[name] = Interval.exact(number)
        wide[name] = Interval(
            draw(st.sampled_from([None, number, number - 1, number - 40])),
            draw(st.sampled_from([None, number, number + 1, number + 40])),
        )
    for name, words in CHOICES.items():
        word = draw(st.sampled_from(get_args(words)))
        exact[name] = Choices.exact(word)
        wide[name] = Choices(frozenset({word, *draw(st.sets(st.sampled_from(get_args(words))))}))
    for name in _flag_facts():
        answer = draw(st.sampled_from([Flag.YES, Flag.NO]))
        exact[name] = answer
        wide[name] = draw(st.sampled_from([answer, Flag.UNKNOWN]))
    return exact, wide


@settings(max_examples=150, deadline=None)
@given(exact_and_wide())
def test_a_settled_verdict_stays_when_more_is_known(facts: tuple[dict[str, Value], dict[str, Value]]) -> None:
    exact, wide = facts
    for asked in CRITERIA:
        before, after = asked.verdict(wide), asked.verdict(exact)
        assert before in ("open", after), asked


def test_a_limit_is_inclusive_on_both_sides() -> None:
    asked = Asked("age", said("criterion.as_recorded", text="30 to 75 years"), "patient.age", limits=Interval(30, 75))
    found = {age: asked.verdict({"patient.age": Interval.exact(age)}) for age in (29, 30, 75, 76)}
    assert found == {29: "outside", 30: "inside", 75: "inside", 76: "outside"}


def test_one_end_that_was_not_reported_leaves_the_other_to_decide() -> None:
    asked = Asked("nihss", said("criterion.as_recorded", text=">=6"), "severity.nihss", limits=Interval(6, None))
    assert asked.verdict({"severity.nihss": Interval.exact(42)}) == "inside"
    assert asked.verdict({"severity.nihss": Interval(0, 5)}) == "outside"
