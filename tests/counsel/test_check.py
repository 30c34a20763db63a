"""The shipped rules hold what they must for every input, and a rule base that does not is caught in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from counsel.check import PROPERTIES, Report, check
from counsel.check_in_words import in_words
from rules.load import RuleBase
from tests.counsel.program import program

TODAY = date(2026, 11, 21)


def test_the_shipped_rules_hold_every_property() -> None:
    report = check(program().content, TODAY)
    assert report.ok, in_words(report)
    assert [result.property for result in report.results] == list(PROPERTIES)
    assert all(result.cells for result in report.results)


def changed(table: str, rule: str, prove: str, **fields: Any) -> Report:
    """The report on the shipped rules with one rule changed; `when=None` takes its condition away."""
    content = program().content
    document = content.rules.document()
    record = next(entry["table"] for entry in document["tables"] if entry["table"]["id"] == table)
    found = next(one for one in record["rules"] if one["id"] == rule)
    found.update({key: value for key, value in fields.items() if value is not None})
    for key in [key for key, value in fields.items() if value is None]:
        found.pop(key)
    return check(replace(content, rules=RuleBase.from_document(document)), TODAY, "enumerate", only=[prove])


def failures(report: Report) -> dict[str, str]:
    return {one.property: " | ".join(one.counterexamples) for one in report.results if not one.ok}


@pytest.mark.parametrize(
    ("table", "rule", "fields", "fails", "words"),
    [
        ("phase", "phase-late-subacute", {"when": {"fact": "stroke.days_since_onset", "from": 92, "to": 182}},
         "one-outcome", "phase gives nothing, for days since onset: 91 days"),
        ("severity", "severity-moderate", {"when": {"fact": "severity.nihss", "from": 5, "to": 16}},
         "exclusive", "severity-moderate and severity-moderate-to-severe of severity hold together, for NIHSS: 16 points"),
        ("age", "age-40-59", {"when": {"fact": "patient.age", "from": 41, "to": 59}},
         "one-outcome", "age gives nothing, for Age: 40 years"),
        ("standing", "emergency-first-day", {"when": {"maybe": {"fact": "stroke.hours_since_onset", "below": 24}}, "gives": "wait"},
         "narrowing", "although the facts known before ruled it out"),
        ("cells", "cells-marked-gain-very-unlikely",
         {"when": {"any": [{"fact": "severity.nihss", "from": 16, "to": 20}]}}, "ordered", "cells rises"),
        ("standing", "not-applicable-child", {"when": {"any_tagged": ["person", "stop"], "is": "no"}}, "ordered", "standing rises"),
        ("caveats", "caveat-emerg", {"when": {"fact": "offer.present", "is": "no"}}, "mandatory", "EMERG is not given"),
        ("caveats", "caveat-cost", {"when": {"all": [{"fact": "offer.present", "is": "yes"},
         {"not": {"fact": "offer.legal_basis", "is": "proper_trial"}}]}}, "mandatory", "COST is not given"),
        ("standing", "emergency-tia", {"when": {"all": [{"fact": "stroke.hours_since_onset", "below": 24}, {"fact": "stroke.type", "is": "tia"}]}},
         "dead-rules", "the rule emergency-tia of standing never takes effect"),
        ("arguments", "for-under-60", {"when": {"any": [{"fact": "patient.age", "below": 60}, {"fact": "patient.age", "from": 5}]}},
         "thresholds", "the threshold 60 of Age in for-under-60 turns nothing"),
    ],
)  # fmt: skip
def test_a_broken_rule_is_caught_with_an_input_in_words(
    table: str, rule: str, fields: dict[str, Any], fails: str, words: str
) -> None:
    assert words in failures(changed(table, rule, fails, **fields))[fails]


def test_only_the_properties_asked_for_are_proved() -> None:
    report = check(program().content, TODAY, only=["exclusive"], clock=iter(range(10)).__next__)
    assert [result.property for result in report.results] == ["exclusive"]
    assert report.results[0].seconds == 1
