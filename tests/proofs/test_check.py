"""The shipped rules hold what they must for every input, and a rule base that does not is caught in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from time import process_time
from typing import Any

import pytest

from counsel.cli import main
from counsel.content import Content
from counsel.proofs.check import LINTS, PROPERTIES, ProofReport, check, thresholds
from counsel.proofs.report import in_words
from counsel.shell.content.texts_in_code import sources_of, texts_of
from counsel.wording.sentences import Wording
from rules.load import RuleBase
from tests.support.program import program

TODAY = date(2026, 11, 21)


def test_the_shipped_rules_hold_every_property() -> None:
    begun = process_time()
    report = check(
        program().content, TODAY, said=texts_of("counsel", "ui"), code=sources_of("counsel", "ui")
    )
    assert report.ok, in_words(report)
    assert list(dict.fromkeys(result.property for result in report.results)) == [*PROPERTIES, *LINTS]
    assert all(result.cells for result in report.results)
    assert process_time() - begun < 25
    assert not report.left_out


def changed(table: str, rule: str, prove: str, **fields: Any) -> ProofReport:
    """The report on the shipped rules with one rule changed; `when=None` takes its condition away."""
    content = program().content
    document = content.rules.document()
    record = next(entry["table"] for entry in document["tables"] if entry["table"]["id"] == table)
    found = next(one for one in record["rules"] if one["id"] == rule)
    found.update({key: value for key, value in fields.items() if value is not None})
    for key in [key for key, value in fields.items() if value is None]:
        found.pop(key)
    return check(replace(content, rules=RuleBase.from_document(document)), TODAY, only=[prove])


def failures(report: ProofReport) -> dict[str, str]:
    """By property, what all provers that were asked found; each of them must have found something."""
    assert not any(one.ok for one in report.results), report.results
    found: dict[str, str] = {}
    for one in report.results:
        found[one.property] = f"{found.get(one.property, '')} | {' | '.join(one.counterexamples)}"
    return found


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


def test_without_z3_the_report_says_what_was_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counsel.proofs.check.is_installed", lambda: False)
    report = check(program().content, TODAY, only=["one-outcome"])
    assert report.ok
    assert len(report.results) == 1
    assert "Left out: Z3 was not asked" in in_words(report)


def test_the_command_line_proves_and_exits_with_what_it_found(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["check", "--prover", "enumerate"]) == 0
    assert "all hold" in capsys.readouterr().out
    broken = replace(program(), content=broken_content())
    monkeypatch.setattr("counsel.cli._program", lambda _: broken)
    assert main(["check", "--prover", "enumerate"]) == 1
    told = capsys.readouterr().out
    assert "FAILS  1. exactly one outcome" in told
    assert "age gives nothing, for Age: 40 years" in told


def broken_content() -> Content:
    content = program().content
    document = content.rules.document()
    age = next(entry["table"] for entry in document["tables"] if entry["table"]["id"] == "age")
    next(one for one in age["rules"] if one["id"] == "age-40-59")["when"] = {
        "fact": "patient.age",
        "from": 41,
        "to": 59,
    }
    return replace(content, rules=RuleBase.from_document(document))


def lint(name: str, content: Content, today: date = TODAY, said: tuple[str, ...] = ()) -> str:
    return failures(check(content, today, only=[name], said=said))[name]


def test_content_past_its_review_is_found() -> None:
    assert "was to be reviewed by 2027-05-21" in lint("review", program().content, date(2027, 5, 22))


def test_a_sentence_that_nobody_says_is_found_and_a_family_named_by_its_beginning_is_not() -> None:
    content = program().content
    spoken = {
        **content.reference.sentences,
        "dr.lost.words": "Nobody.",
        "dr.family.one": "One.",
        "sheet.lost": "Nobody.",
    }
    changed_content = replace(content, wordings={"en": Wording("en", spoken, content.wording("en").rules)})
    texts = (*texts_of("counsel", "ui"), "dr.family.")
    told = lint("sentences", changed_content, said=texts)
    assert "dr.lost.words" in told
    assert "sheet.lost" in told
    assert "dr.family.one" not in told


@pytest.mark.parametrize(
    ("sentence", "text", "found"),
    [
        ("sheet.answer.new", "This is a miracle.", "word 'miracle'"),
        ("carer.new", "You are eligible.", "word 'eligible'"),
        ("talk.new", "It helps 1 in 5.", "number '1 in 5'"),
        ("aphasia.new", "We don't know.", "contraction"),
    ],
)
def test_a_word_that_no_patient_may_read_is_found(sentence: str, text: str, found: str) -> None:
    content = program().content
    spoken = {**content.reference.sentences, sentence: text}
    told = lint("words", replace(content, wordings={"en": Wording("en", spoken, content.wording("en").rules)}))
    assert found in told
    assert sentence in told


def test_a_physician_may_read_the_words_of_the_field() -> None:
    content = program().content
    spoken = {**content.reference.sentences, "dr.new": "The efficacy end point."}
    (found,) = check(replace(content, wordings={"en": Wording("en", spoken, content.wording("en").rules)}), TODAY, only=["words"]).results
    assert found.ok


def test_evidence_that_does_not_resolve_is_found() -> None:
    content = program().content
    document = content.rules.document()
    document["tables"][0]["table"]["rules"][0]["evidence"] = ["nobody-1999"]
    changed_content = replace(content, rules=RuleBase.from_document(document))
    assert "names nobody-1999" in lint("evidence", changed_content)


def test_every_threshold_is_listed_with_its_side_and_its_rules() -> None:
    listed = {
        (one.fact, one.value, one.included_below): one.rules for one in thresholds(program().content.rules)
    }
    assert "phase-chronic" in listed["stroke.days_since_onset", 183, False]
    assert "infarct-very-large" in listed["infarct.volume_ml", 150, True]
    assert "infarct-large" in listed["infarct.volume_ml", 50, False]
    assert "phase-hyperacute" in listed["stroke.hours_since_onset", 24, False]
