"""Tests of `run.py bench rules`: the translations, the agreement and the table; the times are not tested."""

import importlib.util
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import run
from rules import Choices, Facts, Flag, Interval, evaluate
from rules.conditions import All, AtLeast, FlagIs, InInterval, Known, Maybe, Not, OneOf, OutcomeIs, Some
from tests.bench import run_rules
from tests.bench.peers import contenders, exact, json_logic_rules, zen_graphs
from tests.bench.run_bench import GROUPS, MEMORY
from tests.bench.run_rules import Row, lines, verdict
from tests.rules.examples import load, rule, table, things
from tests.support.program import program

WET, RED = FlagIs("state.wet-now", True), OneOf("colour", frozenset({"red"}))
HALF_OPEN = InInterval("length", Interval(7, 20, high_open=True))
CONDITIONS = [
    (WET, "state.wet_now", {"var": "state.wet_now"}),
    (FlagIs("wet", False), "not wet", {"!": [{"var": "wet"}]}),
    (RED, 'colour == "red"', {"===": [{"var": "colour"}, "red"]}),
    (Known("colour"), "colour != null", {"!==": [{"var": "colour"}, None]}),
    (
        HALF_OPEN,
        "(length >= 7 and length < 20)",
        {"and": [{">=": [{"var": "length"}, 7]}, {"<": [{"var": "length"}, 20]}]},
    ),
    (
        OutcomeIs("size", frozenset({"small", "large"})),
        '<size> in ["large", "small"]',
        {"in": [{"var": "decided.size"}, ["large", "small"]]},
    ),
    (All((WET, Not(RED))), '(state.wet_now and not (colour == "red"))', None),
    (Some((WET, Maybe(RED))), '(state.wet_now or colour == "red")', None),
    (AtLeast(2, (WET, RED)), '((state.wet_now ? 1 : 0) + (colour == "red" ? 1 : 0)) >= 2', None),
    (All(()), "true", True),
]
EXACT: Facts = {
    "length": Interval.exact(5),
    "count": Interval.exact(1),
    "colour": Choices.exact("red"),
    "wet": Flag.NO,
    "warm": Flag.YES,
}


@pytest.mark.parametrize(("condition", "zen", "json_logic"), CONDITIONS)
def test_a_condition_is_said_in_the_words_of_each_engine(condition: Any, zen: str, json_logic: Any) -> None:
    assert zen_graphs.expression(condition, lambda name: f"<{name}>") == zen
    if json_logic is not None:
        assert json_logic_rules.logic(condition) == json_logic


def test_a_table_is_fed_by_those_it_asks_about() -> None:
    graph = json.loads(zen_graphs.decision_tables(things()))
    edges = {(edge["sourceId"], edge["targetId"]) for edge in graph["edges"]}
    assert {("in", "size"), ("in", "place"), ("size", "place"), ("place", "remarks")} <= edges
    assert ("size", "remarks") not in edges
    policies = {node["id"]: node.get("content", {}).get("hitPolicy") for node in graph["nodes"]}
    assert (policies["size"], policies["place"], policies["remarks"]) == ("first", "first", "collect")


def test_every_rule_has_its_own_expression_before_that_of_its_table() -> None:
    graph = json.loads(zen_graphs.expressions_by_rule(things()))
    keys = [line["key"] for line in graph["nodes"][1]["content"]["expressions"]]
    assert keys[:4] == ["rules.size_small", "rules.size_middle", "rules.size_large", "decided.size"]


def test_facts_become_plain_nested_data() -> None:
    facts: Facts = {"a.b-c": Flag.YES, "a.d": Interval.exact(3), "e": Choices.exact("x")}
    assert exact.document(facts) == {"a": {"b_c": True, "d": 3}, "e": "x"}


@pytest.mark.parametrize("names", [("a", "a.b"), ("a.b", "a"), ("a-b", "a_b")])
def test_two_facts_in_one_place_are_refused(names: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match=names[1]):
        exact.document(dict.fromkeys(names, Flag.YES))


def test_random_fact_sets_are_exact_settled_and_the_same_each_time() -> None:
    base = things()
    drawn = exact.sets(base, 20)
    assert drawn == exact.sets(base, 20)
    assert len({str(facts) for facts in drawn}) > 15
    for facts in drawn:
        assert facts.keys() == base.facts.keys()
        assert exact.completed(base, facts) == facts
        assert exact.is_settled(base, facts)


def test_unknown_facts_are_filled_in() -> None:
    base = things()
    assert exact.completed(base, {"length": Interval(4, 9)}) == {
        "length": Interval.exact(4),
        "count": Interval.exact(0),
        "colour": Choices.exact("red"),
        "wet": Flag.NO,
        "warm": Flag.NO,
    }


def test_an_engine_that_answers_differently_is_named() -> None:
    base = things()
    (mine, _) = contenders.ours(base)
    contenders.check(base, [mine], EXACT)
    liar = replace(mine, name="liar", outcomes=lambda answer: {**mine.outcomes(answer), "place": ("cellar",)})
    with pytest.raises(contenders.DisagreementError, match=r"liar gives \('cellar',\) in the table place"):
        contenders.check(base, [mine, liar], EXACT)
    silent = replace(mine, name="silent", rules=lambda _answer: frozenset({"size-small"}))
    with pytest.raises(contenders.DisagreementError, match="silent does not agree on the rules place-"):
        contenders.check(base, [silent], EXACT)


def needs_peers() -> pytest.MarkDecorator:
    missing = [name for module, name in run_rules.PEERS.items() if importlib.util.find_spec(module) is None]
    return pytest.mark.skipif(
        bool(missing), reason=f"{' and '.join(missing)}: installed by run.py bench rules"
    )


@needs_peers()
def test_the_other_engines_agree_on_the_rules_of_the_program() -> None:
    base = program().content.rules
    compared = run_rules.contenders(base)
    asked = list(exact.sets(base, 40, seed=2))
    assert len(asked) == 40
    for facts in asked:
        contenders.check(base, compared, facts)


@needs_peers()
def test_the_other_engines_agree_on_every_kind_of_condition() -> None:
    both = [
        {"fact": "wet", "is": True},
        {"fact": "warm", "is": True},
        {"fact": "colour", "is": ["red", "blue"]},
    ]
    rules = [
        rule("two", "two", {"at_least": 2, "of": both}),
        rule("not-two", "not-two", {"not": {"at_least": 2, "of": both}}),
        rule("known", "known", {"known": "colour"}),
        rule("maybe", "maybe", {"maybe": {"not": {"fact": "length", "above": 7, "below": 20}}}),
        rule("always", "always"),
    ]
    base = load(table("all", "collect", rules))
    for facts in exact.sets(base, 60):
        contenders.check(base, run_rules.contenders(base), facts)
    assert evaluate(base, EXACT).decisions["all"].possible == ("two", "known", "maybe", "always")


def row(name: str, shows: str, steady: float, first: float) -> Row:
    return Row(name, shows, [steady], [first])


def test_the_table_gives_each_median_and_how_many_times_ours_it_is() -> None:
    rows = [row("ours", "all", 50, 200), row("zen-engine, x", "nothing", 600, 500)]
    head, mine, other = lines(rows).splitlines()
    assert head.split() == [
        "engine",
        "and",
        "form",
        "what",
        "its",
        "answer",
        "shows",
        "median",
        "us",
        "x",
        "ours",
        "first",
        "us",
        "x",
        "ours",
    ]
    assert mine.split() == ["ours", "all", "50.0", "1.0", "200.0", "1.0"]
    assert other.split()[-4:] == ["600.0", "12.0", "500.0", "2.5"]


@pytest.mark.parametrize(("took", "kept"), [(500, True), (490, False)])
def test_the_goal_is_judged_by_the_decision_tables_with_trace(took: float, kept: bool) -> None:
    rows = [
        row("ours", "all", 50, 50),
        row(run_rules.GOAL_FORM, f"{contenders.TRACED}x", took, 1),
        row(run_rules.GOAL_FORM, "nothing", 1, 1),
        row("zen-engine, y", f"{contenders.TRACED}y", 100, 1),
    ]
    judged, said = verdict(rows)
    assert judged is kept
    assert ("kept" in said, "MISSED" in said) == (kept, not kept)
    assert "y 2.0" in said


def test_without_the_peers_it_says_how_to_get_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run_rules, "missing_peers", lambda: ["zen-engine"])
    assert run_rules.main([]) == 2
    assert (
        "zen-engine not installed here; start this by: python3 run.py bench rules" in capsys.readouterr().err
    )


def test_the_verb_installs_the_peers_and_hands_on_the_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def ensure_environment(*more: str) -> Path:
        asked.append(more)
        return Path("python")

    def start(_python: Path, args: list[str], **_: object) -> int:
        asked.append(args)
        return 0

    monkeypatch.setattr(run, "ensure_environment", ensure_environment)
    monkeypatch.setattr(run, "ensure_system", lambda _needs: None)
    monkeypatch.setattr(run, "start", start)
    assert run.main(["bench", "rules", "--count", "300"]) == 0
    assert asked == [(run.PEERS,), ["-m", "tests.bench.run_rules", "--count", "300"]]
    asked.clear()
    assert run.main(["bench", "--count", "12"]) == 0
    assert asked == [(), ["-m", "tests.bench.run_bench", "--count", "12"]]


def test_a_bench_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["bench", "rulse"]) == 2
    assert "'rulse'" in capsys.readouterr().err
    assert (*GROUPS, MEMORY) == run.BENCHES
