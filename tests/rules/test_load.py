"""Loading: faults name file, line, key and what is allowed; a base survives its start-up copy."""

from __future__ import annotations

import copy
import json
from datetime import date
from typing import Any

import pytest

from rules.engine import evaluate
from rules.load import ParsedFile, RuleBase, RuleError, load_rules
from rules.values import Choices, Flag, Interval, Value
from tests.rules.examples import FACTS, PLACE, REMARKS, SIZE, load, rule, table, things

WET = {"fact": "wet", "is": True}


def load_facts(*facts: dict[str, Any], lines: Any = None) -> RuleBase:
    return load_rules([ParsedFile("facts.yaml", {"facts": list(facts)}, lines or {})], [])


def refused(*tables: dict[str, Any], lines: Any = None) -> RuleError:
    with pytest.raises(RuleError) as caught:
        load(*tables, lines=lines)
    return caught.value


def test_a_base_keeps_facts_and_tables_in_order() -> None:
    base = things()
    assert list(base.facts) == ["length", "count", "colour", "wet", "warm"]
    assert [one.id for one in base.tables] == ["size", "place", "remarks"]
    assert {one.topic for one in base.tables} == {"things"}
    assert base.facts["wet"].row == "condition"
    assert base.facts["warm"].row == "warm"
    assert base.table("place").hit == "first"
    assert base.table("place").outcomes == ("cellar", "shelf", "floor")
    assert base.table("place").changes == "place"


def test_a_base_lists_what_it_refers_to() -> None:
    base = things()
    assert base.sentence_ids() == {"shelf.long", "shelf.short", "unmeasured"}
    record = base.rule("remark-shelf")
    assert (record.says.physician, record.says.patient) == ("shelf.long", "shelf.short")
    assert record.fields == {"side": "left"}
    assert record.reviewed == date(2026, 1, 31)
    with pytest.raises(KeyError):
        base.rule("no-such-rule")


def test_what_says_nothing_of_a_fact() -> None:
    everything = things().everything
    assert everything["length"] == Interval(0, 100)
    assert everything["count"] == Interval(0, None)
    assert everything["colour"] == Choices(frozenset(("red", "green", "blue")))
    assert everything["wet"] is Flag.UNKNOWN


def test_a_base_survives_its_copy_as_json() -> None:
    base = things()
    again = RuleBase.from_document(json.loads(json.dumps(base.document())))
    assert again.facts == base.facts
    assert [one.record for one in again.tables] == [one.record for one in base.tables]
    assert [one.topic for one in again.tables] == [one.topic for one in base.tables]
    assert again.document() == base.document()
    facts: dict[str, Value] = {"length": Interval(3, 9), "wet": Flag.NO}
    assert evaluate(again, facts).trace == evaluate(base, facts).trace


def test_a_broken_copy_is_refused() -> None:
    document = copy.deepcopy(things().document())
    document["tables"][0]["table"]["rules"][0]["gives"] = "huge"
    with pytest.raises(RuleError, match="start-up copy: gives: 'huge' is no outcome"):
        RuleBase.from_document(document)


def test_a_fault_tells_the_line_of_its_node() -> None:
    path = ("tables", 0, "rules", 0, "when", "all", 1)
    lines = {(): 1, path[:4]: 5, path: 9, (*path, "is"): 10}
    broken = table("size", "collect", [rule("one", "a", {"all": [WET, {"fact": "wet", "is": "often"}]})])
    error = refused(broken, lines=lines)
    assert (error.file, error.line, error.key) == ("things.yaml", 10, "is")
    assert str(error) == "things.yaml:10: is: 'often' is no answer of a flag. Allowed: yes, no."


def test_a_fault_without_its_own_line_tells_the_nearest_above() -> None:
    broken = table("size", "collect", [rule("one", "a", colour="red")])
    error = refused(broken, lines={(): 1, ("tables", 0): 3, ("tables", 0, "rules", 0): 6})
    assert (error.line, error.key) == (6, "colour")
    assert "unknown key 'colour'" in error.message
    assert "reviewed" in error.allowed


@pytest.mark.parametrize(
    ("tables", "key", "message", "allowed"),
    [
        ([SIZE, SIZE], "id", "the table id size is taken", "things.yaml"),
        (
            [table("a", "collect", [rule("one", "x"), rule("one", "x")])],
            "id",
            "the rule id one is taken",
            "things.yaml",
        ),
        ([PLACE, SIZE], "outcome", "'size' collects, or does not come before", "no table comes before"),
        ([SIZE, REMARKS], "outcome", "'place' is unknown", "size"),
        (
            [
                REMARKS | {"rules": [rule("r", "x")], "outcomes": []},
                table("b", "collect", [rule("s", "y", {"outcome": "remarks", "is": "x"})]),
            ],
            "outcome",
            "'remarks' collects",
            "no table",
        ),
        (
            [SIZE, table("b", "collect", [rule("s", "y", {"outcome": "size", "is": "huge"})])],
            "is",
            "'huge' is none of its values",
            "small, middle, large",
        ),
        ([table("a", "first", [rule("one", "x")], ["y"])], "gives", "'x' is no outcome", "y"),
        ([table("a", "first", [rule("one", "x")], ["x", 5])], "outcomes", "string", "TableRecord"),
        ([table("a", "first", [rule("one", "x")], [])], "tables", "names its outcomes", "TableRecord"),
        ([table("a", "first", [rule("one", "x")], ["x", "x"])], "tables", "named once", "TableRecord"),
        ([table("a", "sometimes", [rule("one", "x")])], "hit", "Input should be", "'unique', 'first'"),
        ([table("a", "collect", [], [])], "rules", "at least 1 item", "TableRecord"),
        ([table("a", "collect", [rule("One Rule", "x")])], "id", "is no id", "no space"),
        ([table("a", "collect", [rule("one", "x", status="draft")])], "status", "Input", "'policy'"),
        ([table("a", "collect", [rule("one", "x", reviewed="soon")])], "reviewed", "date", "RuleRecord"),
        ([table("a", "collect", [rule("one", "x", source=5)])], "source", "string", "RuleRecord"),
        (
            [table("a", "collect", [rule("one", "x", says={"nurse": "hello"})])],
            "nurse",
            "unknown key 'nurse'",
            "physician, patient",
        ),
    ],
)
def test_a_fault_in_a_table(tables: list[dict[str, Any]], key: str, message: str, allowed: str) -> None:
    error = refused(*tables)
    assert error.key == key
    assert message in error.message
    assert allowed in error.allowed


def test_an_empty_condition_is_a_slip_and_never_means_always() -> None:
    slip = rule("one", "x") | {"when": None}
    assert "when is empty" in refused(table("a", "collect", [slip])).message


def test_a_missing_key_is_named() -> None:
    record = {key: value for key, value in rule("one", "x").items() if key != "reviewed"}
    error = refused(table("a", "collect", [record], ["x"]))
    assert (error.key, error.message) == ("reviewed", "is missing")


def test_the_same_id_in_two_files_names_the_first_file() -> None:
    files = [ParsedFile(name, {"topic": "t", "tables": [SIZE]}, {}) for name in ("a.yaml", "b.yaml")]
    with pytest.raises(RuleError, match=r"b\.yaml: id: the table id size is taken.*a\.yaml"):
        load_rules([ParsedFile("facts.yaml", {"facts": FACTS}, {})], files)


@pytest.mark.parametrize(
    ("fact", "message"),
    [
        ({"name": "a", "kind": "number"}, "needs a range"),
        ({"name": "a", "kind": "number", "range": [5, 1]}, "from low to high"),
        ({"name": "a", "kind": "number", "range": [0.5, 1], "integer": True}, "whole ends"),
        ({"name": "a", "kind": "number", "range": [0, 1], "choices": ["x"]}, "belong to a choice"),
        ({"name": "a", "kind": "choice"}, "needs choices"),
        ({"name": "a", "kind": "choice", "choices": ["x", "x"]}, "named once"),
        ({"name": "a", "kind": "choice", "choices": ["x", True]}, "string"),
        ({"name": "a", "kind": "flag", "unit": "cm"}, "belong to a number"),
        ({"name": "a", "kind": "colour"}, "Input should be"),
        ({"name": "a", "kind": "flag", "size": 3}, "unknown key 'size'"),
        ({"kind": "flag"}, "is missing"),
    ],
)
def test_a_fault_in_a_fact(fact: dict[str, Any], message: str) -> None:
    with pytest.raises(RuleError) as caught:
        load_facts(fact, lines={("facts", 0): 4})
    assert message in caught.value.message
    assert (caught.value.file, caught.value.line) == ("facts.yaml", 4)


def test_a_fact_declared_twice() -> None:
    with pytest.raises(RuleError, match="wet is declared twice"):
        load_facts(FACTS[3], FACTS[3])


def test_a_file_that_is_no_mapping() -> None:
    with pytest.raises(RuleError, match=r"facts\.yaml: file: "):
        load_rules([ParsedFile("facts.yaml", [], {})], [])  # type: ignore[arg-type]
