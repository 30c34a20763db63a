"""Conditions as written: what they mean over known, partial and unknown facts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.conditions import ALWAYS, FlagIs, InInterval, Maybe, Some, asked_text
from rules.engine import evaluate
from rules.errors import RuleError
from rules.values import Choices, Facts, Flag, Interval, Truth
from tests.rules.examples import FACTS, load_when
from tests.rules.strategies import conditions, facts_and_narrower, narrower

T, O, F = Truth.TRUE, Truth.OPEN, Truth.FALSE  # noqa: E741 - the three letters of the tables below


def truth(when: Any, **facts: Any) -> Truth:
    return evaluate(load_when(when), facts).trace[0].truth


def red_or(*others: str) -> Choices:
    return Choices(frozenset(("red", *others)))


@pytest.mark.parametrize(
    ("bounds", "length", "expected"),
    [
        ({"from": 7, "to": 20}, Interval.exact(7), T),
        ({"from": 7, "to": 20}, Interval.exact(20), T),
        ({"from": 7, "to": 20}, Interval.exact(20.001), F),
        ({"above": 7, "below": 20}, Interval.exact(7), F),
        ({"above": 7, "below": 20}, Interval.exact(20), F),
        ({"above": 7}, Interval(7, 9, low_open=True), T),
        ({"from": 7}, Interval(0, 7), O),
        ({"from": 7}, Interval(0, 7, high_open=True), F),
        ({"from": 7}, Interval.unknown(), O),
        ({"from": 0, "to": 100}, Interval.unknown(), T),
        ({"from": 90}, Interval(95, None), T),
    ],
)
def test_an_interval_leaf(bounds: dict[str, float], length: Interval, expected: Truth) -> None:
    assert truth({"fact": "length", **bounds}, length=length) is expected


@pytest.mark.parametrize(
    ("bounds", "count", "expected"),
    [
        ({"above": 6}, Interval(6, 8, low_open=True), T),
        ({"from": 7}, Interval(6, 8, low_open=True), T),
        ({"below": 8}, Interval(6.5, 7.9), T),
        ({"above": 6, "below": 8}, Interval(6, 8, low_open=True, high_open=True), T),
    ],
)
def test_an_integer_fact_skips_what_lies_between(
    bounds: dict[str, float], count: Interval, expected: Truth
) -> None:
    assert truth({"fact": "count", **bounds}, count=count) is expected


@pytest.mark.parametrize(
    ("asked", "colour", "expected"),
    [
        ("red", red_or(), T),
        ("red", red_or("blue"), O),
        (["red", "blue"], red_or("blue"), T),
        (["green", "blue"], red_or(), F),
        (["red", "green", "blue"], None, T),
        ("red", None, O),
    ],
)
def test_a_choice_leaf(asked: Any, colour: Choices | None, expected: Truth) -> None:
    facts = {} if colour is None else {"colour": colour}
    assert truth({"fact": "colour", "is": asked}, **facts) is expected


@pytest.mark.parametrize("word", ["yes", True])
@pytest.mark.parametrize(("wet", "expected"), [(Flag.YES, T), (Flag.NO, F), (Flag.UNKNOWN, O)])
def test_a_flag_leaf_takes_both_spellings_of_yes(word: Any, wet: Flag, expected: Truth) -> None:
    assert truth({"fact": "wet", "is": word}, wet=wet) is expected


@pytest.mark.parametrize("word", ["no", False])
def test_a_flag_leaf_asks_for_no(word: Any) -> None:
    assert truth({"fact": "wet", "is": word}, wet=Flag.NO) is T
    assert truth({"fact": "wet", "is": word}, wet=Flag.YES) is F


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("length", Interval.unknown(), F),
        ("length", Interval(0, 100), F),
        ("length", Interval(0, 99), T),
        ("count", Interval(None, None), F),
        ("colour", Choices(frozenset(("red", "green", "blue"))), F),
        ("colour", red_or("blue"), T),
        ("wet", Flag.UNKNOWN, F),
        ("wet", Flag.NO, T),
    ],
)
def test_known_is_never_open(name: str, value: Any, expected: Truth) -> None:
    assert truth({"known": name}, **{name: value}) is expected
    assert truth({"known": name}) is F


WET = {"fact": "wet", "is": "yes"}
WARM = {"fact": "warm", "is": "yes"}
FLAGS = {T: Flag.YES, O: Flag.UNKNOWN, F: Flag.NO}


@pytest.mark.parametrize(
    ("when", "wet", "warm", "expected"),
    [
        ({"all": [WET, WARM]}, T, O, O),
        ({"all": [WET, WARM]}, F, O, F),
        ({"any": [WET, WARM]}, T, O, T),
        ({"any": [WET, WARM]}, F, O, O),
        ({"not": WET}, O, T, O),
        ({"not": WET}, F, T, T),
        ({"at_least": 2, "of": [WET, WARM]}, T, O, O),
        ({"at_least": 1, "of": [WET, WARM]}, T, O, T),
        ({"at_least": 2, "of": [WET, WARM]}, F, O, F),
        ({"maybe": WET}, O, T, T),
        ({"maybe": WET}, F, T, F),
        ({"not": {"maybe": WET}}, O, T, F),
        ({"any_tagged": ["state"], "is": "yes"}, F, T, T),
        ({"any_tagged": ["state"], "is": "yes"}, F, O, O),
        ({"any_tagged": ["state", "weather"], "is": "yes"}, F, T, F),
    ],
)
def test_joints(when: Any, wet: Truth, warm: Truth, expected: Truth) -> None:
    assert truth(when, wet=FLAGS[wet], warm=FLAGS[warm]) is expected


def test_conditions_become_frozen_nodes() -> None:
    def read(when: Any) -> Any:
        return load_when(when).tables[0].rules[0].condition

    assert read(None) == ALWAYS
    assert read({"fact": "count", "above": 6, "to": 9}) == InInterval("count", Interval(7, 9))
    assert read({"maybe": {"any_tagged": ["state"], "is": False}}) == Maybe(
        Some((FlagIs("wet", False), FlagIs("warm", False)))
    )


@pytest.mark.parametrize(
    ("when", "text"),
    [
        ({"fact": "length", "from": 7, "to": 20}, "7 to 20 cm"),
        ({"fact": "length", "from": 7, "to": 7}, "7 cm"),
        ({"fact": "length", "from": 7.5}, "at least 7.5 cm"),
        ({"fact": "length", "below": 20}, "less than 20 cm"),
        ({"fact": "length", "above": 7, "to": 20}, "more than 7 and at most 20 cm"),
        ({"fact": "count", "above": 6}, "at least 7"),
        ({"fact": "colour", "is": ["red", "blue"]}, "blue or red"),
        ({"fact": "wet", "is": True}, "yes"),
        ({"fact": "wet", "is": False}, "no"),
        ({"known": "wet"}, "known"),
    ],
)
def test_a_leaf_says_what_it_asks(when: Any, text: str) -> None:
    assert asked_text(load_when(when).tables[0].rules[0].condition) == text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("when", "key", "message", "allowed"),
    [
        ({"fact": "lenght", "from": 1}, "fact", "unknown fact 'lenght'", "perhaps length"),
        ({"fact": "length"}, "fact", "no end", "from, to, above, below"),
        ({"fact": "length", "from": 101}, "from", "outside the range", "0 to 100"),
        ({"fact": "length", "from": -1}, "from", "outside the range", "0 to 100"),
        ({"fact": "count", "from": 1.5}, "from", "whole number", "whole numbers 0 to any number"),
        ({"fact": "length", "from": "7"}, "from", "'7' is not a number", "0 to 100"),
        ({"fact": "length", "from": True}, "from", "True is not a number", "0 to 100"),
        ({"fact": "length", "from": 9, "to": 7}, "when", "no number", "low end below"),
        ({"fact": "count", "above": 6, "below": 7}, "when", "no number", "low end below"),
        ({"fact": "length", "from": 7, "above": 7}, "above", "given twice", "from or above"),
        ({"fact": "length", "is": "yes"}, "is", "length is a number", "from, to"),
        ({"fact": "wet", "from": 1}, "from", "wet is a flag", "is"),
        ({"fact": "wet", "is": "unknown"}, "is", "'unknown' is no answer", "yes, no"),
        ({"fact": "wet"}, "is", "None is no answer", "yes, no"),
        ({"fact": "colour", "is": "pink"}, "is", "'pink' is none", "red, green, blue"),
        ({"fact": "colour", "is": []}, "is", "empty", "red, green, blue"),
        ({"fact": "colour"}, "is", "None is none", "red, green, blue"),
        ({"known": "size"}, "known", "unknown fact 'size'", "a declared fact"),
        ({"all": []}, "all", "list of conditions", "at least one"),
        ({"any": WET}, "any", "list of conditions", "at least one"),
        ({"at_least": 3, "of": [WET, WARM]}, "at_least", "3 is no possible count", "1 to 2"),
        ({"at_least": 1}, "at_least", "needs its conditions", "of"),
        ({"any_tagged": ["heavy"], "is": True}, "any_tagged", "no flag carries heavy", "state, weather"),
        ({"any_tagged": "state", "is": True}, "any_tagged", "list of tags", "at least one tag"),
        ({"any_tagged": ["state"]}, "is", "None is no answer", "yes, no"),
        ({"all": [WET], "any": [WET]}, "when", "one key", "fact, known"),
        ({"wet": True}, "when", "one key must decide the condition, found wet", "fact, known"),
        ({}, "when", "found nothing", "fact, known"),
        ([WET], "when", "is a mapping", "fact, known"),
        ({"fact": "wet", "is": True, "unit": "cm"}, "unit", "unknown key 'unit'", "above, below, fact"),
        ({"not": {"maybe": None}}, "maybe", "is a mapping", "fact, known"),
    ],
)
def test_a_fault_names_key_and_what_is_allowed(when: Any, key: str, message: str, allowed: str) -> None:
    with pytest.raises(RuleError) as caught:
        load_when(when)
    assert caught.value.key == key
    assert message in caught.value.message
    assert allowed in caught.value.allowed


@given(conditions(), st.data())
def test_evaluation_never_raises_within_range(when: Any, data: st.DataObject) -> None:
    facts, _ = data.draw(facts_and_narrower())
    fired = evaluate(load_when(when), facts).trace[0]
    assert fired.open_facts() <= {fact["name"] for fact in FACTS}
    assert all(reason.fact in {fact["name"] for fact in FACTS} for reason in fired.because())


@given(conditions(settling=True), facts_and_narrower())
def test_more_knowledge_never_turns_a_settled_truth(when: Any, both: tuple[Facts, Facts]) -> None:
    base = load_when(when)
    before, after = (evaluate(base, facts).trace[0].truth for facts in both)
    assert before is O or after is before


@given(conditions(settling=True), facts_and_narrower())
def test_under_maybe_more_knowledge_only_takes_away(when: Any, both: tuple[Facts, Facts]) -> None:
    base = load_when({"maybe": when})
    before, after = (evaluate(base, facts).trace[0].truth for facts in both)
    assert before is T or after is F


@given(conditions(), facts_and_narrower())
def test_a_rule_without_open_facts_is_settled(when: Any, both: tuple[Facts, Facts]) -> None:
    base = load_when(when)
    before = evaluate(base, both[0]).trace[0]
    if not before.open_facts():
        assert evaluate(base, both[1]).trace[0].truth is before.truth


@given(conditions(), facts_and_narrower(), st.data())
def test_only_open_facts_can_turn_a_rule(when: Any, both: tuple[Facts, Facts], data: st.DataObject) -> None:
    base = load_when(when)
    before = evaluate(base, both[0]).trace[0]
    kept = {name: value for name, value in both[0].items() if name in before.open_facts()}
    closed = {fact["name"]: narrower(data, fact, both[0]) for fact in FACTS}
    assert evaluate(base, {**closed, **_blank(before.open_facts()), **kept}).trace[0].truth is before.truth


def _blank(names: frozenset[str]) -> Facts:
    everything = load_when(None).everything
    return {name: everything[name] for name in names}


@given(conditions(), facts_and_narrower())
def test_a_closed_rule_is_what_its_reasons_say(when: Any, both: tuple[Facts, Facts]) -> None:
    base = load_when(when)
    fired = evaluate(base, both[0]).trace[0]
    decided = {name: value for name, value in both[0].items() if name in fired.facts()}
    if "maybe" not in str(when) and "known" not in str(when):
        assert evaluate(base, decided).trace[0].truth is fired.truth or fired.truth is O
