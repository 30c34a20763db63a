"""Limits by name: a number stands once, other places take it, and a name that leads nowhere is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from rules.conditions import asked_text
from rules.errors import RuleError
from rules.limits import Limits
from rules.load import ParsedFile, RuleBase, load_rules
from tests.rules.examples import rule, table

FACTS: list[dict[str, Any]] = [
    {"name": "days", "kind": "number", "unit": "days", "integer": True, "range": [0, None], "quantity": "time"},
    {"name": "other", "kind": "number", "unit": "days", "integer": True, "range": [0, None], "quantity": "time"},
    {"name": "since", "kind": "number", "unit": "days", "integer": True, "range": [0, None]},
    {"name": "length", "kind": "number", "unit": "cm", "range": [0, 100]},
    {"name": "colour", "kind": "choice", "choices": ["red", "green"]},
]
LATE = rule("late", "late", {"fact": "days", "from": 183})


def base(*rules: dict[str, Any], spans: Any = (), lines: Any = None) -> RuleBase:
    data = {"topic": "things", "tables": [table("answer", "collect", list(rules))], "spans": list(spans)}
    return load_rules([ParsedFile("facts.yaml", {"facts": FACTS}, {})], [ParsedFile("things.yaml", data, lines or {})])


def asked(made: RuleBase, rule_id: str) -> str:
    (found,) = [one for one in made.tables[0].rules if one.record.id == rule_id]
    return asked_text(found.condition)  # type: ignore[arg-type]


def refused(*rules: dict[str, Any], lines: Any = None) -> RuleError:
    with pytest.raises(RuleError) as caught:
        base(*rules, lines=lines)
    return caught.value


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ({"from": "late.from"}, "at least 183 days"),
        ({"below": "late.from"}, "at most 182 days"),
        ({"to": "late.from - 1"}, "at most 182 days"),
        ({"from": "late.from - 14", "to": "late.from + 13"}, "169 to 196 days"),
        ({"from": "early.from", "to": "late.from - 1"}, "91 to 182 days"),
        ({"from": "late.from - early.from"}, "at least 92 days"),
    ],
)
def test_a_name_stands_for_the_number_of_another_rule(bounds: dict[str, Any], words: str) -> None:
    early = rule("early", "early", {"fact": "days", "from": 91})
    made = base(rule("asks", "yes", {"fact": "days", **bounds}), early, LATE)
    assert asked(made, "asks") == words
    # What others read of the rule has numbers only.
    assert all(isinstance(made.rule("asks").when[bound], int) for bound in bounds)


def test_a_rule_with_several_numbers_of_a_kind_names_them_itself() -> None:
    when = {"any": [{"fact": "length", "to": "width"}, {"fact": "days", "to": "early"}]}
    made = base(
        rule("narrow", "yes", when, limits={"width": 15, "early": 90}),
        rule("wide", "yes", {"fact": "length", "above": "narrow.width"}),
        rule("later", "yes", {"fact": "days", "from": "narrow.early + 1"}),
    )
    assert asked(made, "wide") == "more than 15 cm"
    assert asked(made, "later") == "at least 91 days"
    assert made.limits.named["narrow.width"].unit == "cm"
    assert made.limits.named["narrow.early"].fact == "days"


def test_a_field_and_a_span_take_limits_too() -> None:
    made = base(
        LATE,
        rule("until", "yes", fields={"until": "{late.from}", "words": "stays {as} it is"}),
        spans=[{"id": "size", "fact": "days", "below": "late.from", "source": "a", "status": "policy", "reviewed": "2026-01-31"}],
    )
    assert made.rule("until").fields == {"until": "183", "words": "stays {as} it is"}
    (span,) = made.spans
    assert (span.interval().high, span.interval().high_open) == (183, True)
    assert made.limits.named["size.below"].written == "late.from"


def test_what_is_written_and_what_takes_it_is_known() -> None:
    made = base(LATE, rule("asks", "yes", {"fact": "other", "below": "late.from"}), rule("third", "yes", {"fact": "days", "to": "asks.below - 1"}))
    assert [place.name for place in made.limits.written()] == ["late.from"]
    assert made.limits.origins["third.to"] == {"late.from"}
    assert made.limits.named["third.to"].value == 182


def test_the_start_up_copy_keeps_the_limits() -> None:
    made = base(LATE, rule("asks", "yes", {"fact": "days", "below": "late.from"}))
    again = RuleBase.from_document(json.loads(json.dumps(made.document(), default=str)))
    assert again.limits == made.limits
    assert again.rule("asks").when == {"fact": "days", "below": 183}
    assert Limits.from_document(made.limits.document()) == made.limits


@pytest.mark.parametrize(
    ("rules", "key", "message", "allowed"),
    [
        ([LATE, rule("asks", "yes", {"fact": "days", "from": "late.form"})], "from", "'late.form' is no limit", "perhaps late.from"),
        ([LATE, rule("asks", "yes", {"fact": "days", "from": "width"})], "from", "'width' is no limit", "name of a limit"),
        ([rule("one", "yes", {"fact": "days", "from": "two.from"}), rule("two", "yes", {"fact": "days", "from": "one.from"})],
         "from", "leads back to itself", "written as a number"),
        ([LATE, rule("asks", "yes", {"fact": "since", "from": "late.from"})], "from", "is a limit of time, and here stands one of since", "asks.from"),
        ([LATE, rule("asks", "yes", {"fact": "length", "to": "late.from"})], "to", "is a limit of time", "asks.to"),
        ([rule("two", "yes", {"any": [{"fact": "days", "from": 1}, {"fact": "days", "from": 9}]}), rule("asks", "yes", {"fact": "days", "from": "two.from"})],
         "from", "two.from stands for more than one number", "under limits"),
        ([rule("asks", "yes", {"fact": "days", "from": 1}, limits={"from": 3})], "from", "'from' is no name for a limit", "no bound"),
        ([rule("asks", "yes", {"fact": "days", "from": 1}, limits={"near": True})], "near", "True is no limit", "a number"),
        ([LATE, rule("asks", "yes", fields={"until": "{late.to}"})], "until", "'late.to' is no limit", "perhaps late.from"),
        ([LATE, rule("asks", "yes", {"fact": "days", "from": "late.from - 200"})], "from", "-17 is outside the range of days", "whole numbers 0"),
        ([LATE, rule("asks", "yes", {"fact": "length", "to": "183"})], "to", "'183' is not a number", "0 to 100"),
    ],
)  # fmt: skip
def test_a_name_that_cannot_be_a_number_is_refused(rules: Any, key: str, message: str, allowed: str) -> None:
    fault = refused(*rules)
    assert fault.file == "things.yaml"
    assert fault.key == key
    assert message in fault.message
    assert allowed in fault.allowed


def test_the_line_of_a_wrong_name_is_told() -> None:
    asks = rule("asks", "yes", {"all": [{"fact": "days", "from": "nobody.from"}, {"fact": "length", "to": 3}]})
    lines = {("tables", 0, "rules", 1, "when", "all", 0, "from"): 12}
    assert refused(LATE, asks, lines=lines).line == 12


def test_a_span_of_a_fact_that_is_no_number_is_refused() -> None:
    span = {"id": "size", "fact": "colour", "to": 3, "source": "a", "status": "policy", "reviewed": "2026-01-31"}
    with pytest.raises(RuleError, match="'colour' is no fact in numbers"):
        base(LATE, spans=[span])
