"""The proofs speak about the engine itself, find each seeded fault, and Z3 agrees with the cells."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.cells import closure, thresholds
from rules.diagrams import Diagrams, Node
from rules.engine import evaluate
from rules.grammar import ConditionReader, FilePlace, Vocabulary
from rules.load import ParsedFile, RuleBase
from rules.partial import pair_domains
from rules.properties import read_properties
from rules.prove import Prover
from rules.spaces import asked_by
from rules.symbolic import Symbolic
from rules.values import Interval
from rules.z3_prove import Z3Prover
from tests.rules.examples import PLACE, SIZE, load, rule, table, things
from tests.rules.strategies import conditions


def value_at(diagrams: Diagrams, node: Node, states: tuple[int, ...]) -> Any:
    while not diagrams.is_end(node):
        node = diagrams.kids[node][states[diagrams.level[node]]]
    return diagrams.value[node]


@st.composite
def bases(draw: st.DrawFn) -> RuleBase:
    first = [
        rule(f"first-{at}", f"outcome-{at}", draw(conditions())) for at in range(draw(st.integers(1, 3)))
    ]
    one = table("place", "first", [*first, rule("else", "outcome-else")])
    outcome = {"outcome": "place", "is": draw(st.sampled_from(one["outcomes"]))}
    return load(
        one, table("remarks", "collect", [rule("remark", "says", {"any": [draw(conditions()), outcome]})])
    )


@settings(max_examples=80, deadline=None)
@given(bases(), st.data())
def test_the_diagrams_say_what_the_engine_says_of_every_partial_and_exact_input(
    base: RuleBase, data: st.DataObject
) -> None:
    for symbolic in (Prover(base).spaces.partial("remarks"), Prover(base).spaces.exact("remarks").symbolic):
        states = tuple(data.draw(st.integers(0, len(states) - 1)) for states in symbolic.domain.states)
        evaluation = evaluate(base, symbolic.state(dict(enumerate(states))))
        for fired in evaluation.trace:
            assert value_at(symbolic.diagrams, symbolic.truths[fired.rule.id], states) == fired.truth.value
        possible = value_at(symbolic.diagrams, symbolic.outcomes["place"], states)
        assert possible == frozenset(evaluation.decisions["place"].possible)


@settings(max_examples=40, deadline=None)
@given(bases(), st.data())
def test_every_pair_is_a_partial_input_and_a_completion_of_it(base: RuleBase, data: st.DataObject) -> None:
    known, exact = pair_domains(base, asked_by(closure(base, ["remarks"])), frozenset())
    diagrams = known.diagrams()
    part, whole = (Symbolic(domain, base.everything, diagrams) for domain in (known, exact))
    states = dict(enumerate(data.draw(st.integers(0, len(states) - 1)) for states in known.states))
    before, after = part.state(states), whole.state(states)
    for fact, value in before.items():
        if isinstance(value, Interval):
            later = after[fact]
            assert isinstance(later, Interval)
            assert later.inside(value)
    narrow, wide = evaluate(base, after), evaluate(base, before)
    assert len(narrow.decisions["place"].possible) == 1
    if Prover(base).never_unsettles("place", {}).found == ():
        assert set(narrow.decisions["place"].possible) <= set(wide.decisions["place"].possible)


@settings(max_examples=40, deadline=None)
@given(bases())
def test_z3_agrees_with_the_cells(base: RuleBase) -> None:
    place = base.table("place")
    prover, second = Prover(base), Z3Prover(base, (), None, frozenset())
    assert not prover.exactly_one("place").found
    assert not second.exactly_one(place).found
    assert bool(prover.never_unsettles("place", {}).found) == bool(second.never_unsettles(place, {}).found)
    ordered = (place.outcomes, ["length"], None)
    assert bool(prover.never_rises("place", *ordered).found) == bool(
        second.never_rises(place, *ordered).found
    )
    always = ("says", None)
    assert bool(prover.always_in_part("remarks", *always).found) == bool(
        second.always(base.table("remarks"), *always).found
    )


def test_a_range_that_ends_inside_a_cell_is_narrowed_too() -> None:
    known = {"any": [{"known": "length"}, {"not": {"known": "count"}}]}
    base = load(
        table("place", "first", [rule("first", "outcome-0", known), rule("else", "outcome-else")])
    )
    # With the count alone it is settled as else, and learning the length turns it.
    assert Prover(base).never_unsettles("place", {}).found


def sizes(*changes: tuple[int, dict[str, Any]]) -> RuleBase:
    rules = [dict(one) for one in SIZE["rules"]]
    for at, when in changes:
        rules[at]["when"] = when
    return load({**SIZE, "rules": rules}, PLACE)


def test_the_example_has_no_fault() -> None:
    prover = Prover(things())
    assert not prover.exactly_one("size").found
    assert not prover.overlaps(things().table("size")).found
    assert all(not prover.idle(one) for one in thresholds(things()))


def test_a_gap_as_wide_as_one_number_is_found() -> None:
    base = sizes((1, {"fact": "length", "above": 7, "to": 20}))
    (found,) = Prover(base).exactly_one("size").found
    assert found.what == "size gives nothing"
    assert found.facts == {"length": Interval.exact(7)}
    (second,) = Z3Prover(base, (), None, frozenset()).exactly_one(base.table("size")).found
    assert second.facts == {"length": Interval.exact(7)}


def test_an_overlap_at_one_number_is_found() -> None:
    (found,) = Prover(base := sizes((2, {"fact": "length", "from": 20}))).overlaps(base.table("size")).found
    assert "size-middle and size-large" in found.what
    assert found.facts == {"length": Interval.exact(20)}


def test_a_rule_behind_others_that_leave_it_nothing_is_dead() -> None:
    base = load(SIZE, table("place", "first", [
        rule("wet", "cellar", {"fact": "wet", "is": "yes"}), rule("dry", "shelf", {"fact": "wet", "is": "no"}), rule("late", "floor"),
    ]))  # fmt: skip
    prover = Prover(base)
    assert prover.live(base.table("place"))[1] == ("late",)
    assert not prover.live_in_part(base.table("place"), "late")[1]


def test_a_rule_about_what_is_not_known_is_alive_for_partial_inputs_only() -> None:
    open_ones = {"all": [{"maybe": {"fact": "wet", "is": "yes"}}, {"maybe": {"fact": "wet", "is": "no"}}]}
    base = load(table("remarks", "collect", [rule("open", "ask", open_ones)]))
    prover = Prover(base)
    assert prover.live(base.table("remarks"))[1] == ("open",)
    assert prover.live_in_part(base.table("remarks"), "open")[1]
    assert not Prover(base, (), ["wet"]).live_in_part(base.table("remarks"), "open")[1]


def test_a_fact_of_which_only_the_knowledge_is_asked_is_known_in_some_inputs_and_in_others_not() -> None:
    for name in ("length", "count", "colour", "wet"):
        base = load(
            table(
                "remarks",
                "collect",
                [rule("one", "known", {"known": name}), rule("two", "open", {"not": {"known": name}})],
            )
        )
        for gives in ("known", "open"):
            assert Prover(base).always_in_part("remarks", gives, None).found
            assert Z3Prover(base, (), None, frozenset()).always(base.table("remarks"), gives, None).found


def test_a_threshold_that_turns_nothing_is_idle() -> None:
    base = load(
        table(
            "remarks",
            "collect",
            [rule("one", "big", {"any": [{"fact": "length", "above": 20}, {"fact": "length", "above": 30}]})],
        )
    )
    idle = {one.value: Prover(base).idle(one) for one in thresholds(base)}
    assert idle == {20: (), 30: ("one",)}


@pytest.mark.parametrize(("end", "included"), [("from", False), ("above", True)])
def test_a_threshold_says_on_which_side_its_value_lies(end: str, included: bool) -> None:
    (found,) = thresholds(
        load(table("remarks", "collect", [rule("one", "big", {"fact": "length", end: 20})]))
    )
    assert (found.fact, found.value, found.included_below, found.rules) == ("length", 20, included, ("one",))


def test_settling_early_is_found_and_allowed_only_where_it_is_stated() -> None:
    early = table(
        "place",
        "first",
        [rule("early", "cellar", {"maybe": {"fact": "wet", "is": "yes"}}), rule("else", "floor")],
    )
    prover = Prover(load(early))
    (found,) = prover.never_unsettles("place", {}).found
    assert "floor" in found.what
    assert not prover.never_unsettles("place", {"place": "cellar"}).found
    late = table(
        "place",
        "first",
        [rule("late", "cellar", {"not": {"maybe": {"fact": "wet", "is": "no"}}}), rule("else", "floor")],
    )
    assert Prover(load(late)).never_unsettles("place", {"place": "cellar"}).found


def test_a_rise_is_found_through_outcomes_between() -> None:
    jump = table("place", "first", [
        rule("low", "cellar", {"fact": "length", "below": 10}), rule("mid", "none", {"fact": "length", "below": 20}), rule("high", "shelf"),
    ])  # fmt: skip
    prover = Prover(load(jump))
    (found,) = prover.never_rises("place", ["cellar", "shelf"], ["length"], None).found
    assert found.what == "place rises from cellar to shelf"
    assert found.worse
    assert not prover.never_rises("place", ["shelf", "cellar"], ["length"], None).found


def test_within_a_condition_only() -> None:
    base = things()
    reader = ConditionReader(Vocabulary(base.facts, {"size": base.table("size").outcomes}), FilePlace("here"))
    scope = reader.condition({"fact": "length", "above": 20}, ())
    assert Prover(base).never_rises("size", ["small", "large"], ["length"], None).found
    assert not Prover(base).never_rises("size", ["small", "large"], ["length"], scope).found


def test_stated_properties_that_do_not_fit_are_refused_with_the_line() -> None:
    data = {
        "ordered": [
            {"id": "one", "table": "size", "lowest_first": ["small"], "worse": ["wet"], "source": "part 1"}
        ]
    }
    with pytest.raises(
        Exception, match=r"properties\.yaml:7: worse: 'wet' has no worse direction. Allowed: length"
    ):
        read_properties(things(), ParsedFile("properties.yaml", data, {("ordered", 0, "worse"): 7}))
