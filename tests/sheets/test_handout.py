"""What stands on the take-home sheet: order, sources, mandatory and forbidden words, privacy, reading grade."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from counsel.sheets.handout import Handout
from tests.support.program import NOON, known, program
from tests.support.reading import grade, sentences, words

FORBIDDEN = re.compile(
    r"\b(eligible|candidate|suitable|qualif\w+|cure[sd]?|breakthrough|miracle|proven|repair the brain|odds ratio"
    r"|relative risk|p-value|significant|efficacy|placebo|infarct|lesion|cohort|phase|chronic|NIHSS|mRS|MSC|RCT)\b"
    r"|1 in \d|\w+n't|\b(it|that|there|we|you)'(s|re|ve|ll)\b",
    re.IGNORECASE,
)
NUMBER_WORDS = re.compile(r"\b(two|three|four|five|six|seven|eight|nine|ten|twelve|hundred)\b", re.IGNORECASE)
CHANGES: dict[str, dict[str, Any]] = {
    "first day": {"stroke__onset": "2026-11-21"},
    "first week": {"stroke__onset": "2026-11-17"},
    "early": {},
    "middle": {"stroke__onset": "2026-08-01"},
    "after six months": {"stroke__onset": "2026-04-01"},
    "years": {"stroke__onset": "2021"},
    "stage open": {"stroke__onset": "2026"},
    "no date": {"stroke__onset": None},
    "stop": {"safety": {"active-malignancy": "yes", "coma": "yes"}},
    "wait": {"safety": dict.fromkeys(("seizures", "active-infection", "pregnancy", "consent"), "yes")},
    "bleed": {"stroke__type": "intracerebral_haemorrhage", "infarct": None},
    "child": {"patient__age": 12},
    "not studied": {"severity__nihss": 2},
    "hardly anything known": {"severity": None, "infarct": None, "safety_others": None, "rehab": None},
    "rehabilitation ended": {"rehab": "ended"},
    "rehabilitation arranged": {"rehab": "arranged"},
}


def sheet(**changes: Any) -> Handout:
    case = known(**changes)
    return program().sheet(case, program().assess(case))


def text(handout: Handout) -> str:
    return " ".join(sentence.text for section in handout.sections for sentence in section.sentences)


def section(handout: Handout, name: str) -> str:
    return " ".join(s.text for part in handout.sections if part.id == name for s in part.sentences)


def sheet_sentences() -> list[tuple[str, str]]:
    wording = program().content.wording("en")
    return [
        (key, re.sub(r"\{\w+\}", "4", body))
        for key, body in wording.sentences.items()
        if key.startswith("sheet.")
        and not key.startswith(("sheet.footer", "sheet.section", "sheet.stage", "sheet.time"))
    ]


@pytest.mark.parametrize(("key", "body"), sheet_sentences(), ids=lambda value: value.split(" ")[0])
def test_every_sentence_is_short_plain_and_without_forbidden_words(key: str, body: str) -> None:
    assert not FORBIDDEN.search(body), FORBIDDEN.search(body)
    assert not NUMBER_WORDS.search(body)
    if key.startswith(("sheet.where.picture", "sheet.help.signs", "sheet.check")):
        return  # a list or the text of a picture, not sentences to be read through
    for sentence in sentences(body):
        assert len(words(sentence)) <= 20, sentence


@pytest.mark.parametrize("name", CHANGES)
def test_every_sheet_reads_at_grade_six_or_below(name: str) -> None:
    assert grade(text(sheet(**CHANGES[name]))) <= 6.0


@pytest.mark.parametrize("name", CHANGES)
def test_every_sheet_says_what_every_sheet_must_say(name: str) -> None:
    handout = sheet(**CHANGES[name])
    said = text(handout)
    assert "Call the emergency number" in said
    assert "not a referral" in said
    assert "not yet reviewed by a clinician · not yet tested with patients" in handout.footer
    assert "written by stroke-counsel contributors · who paid is not stated" in handout.footer
    assert "21 November 2026" in handout.footer[0]
    assert program().content.rulebase.hash in handout.footer[0]
    assert "{" not in said


@pytest.mark.parametrize("name", CHANGES)
def test_every_sentence_comes_from_a_rule_that_names_its_evidence(name: str) -> None:
    content = program().content
    for part in sheet(**CHANGES[name]).sections:
        for sentence in part.sentences:
            if sentence.rule in ("missing", "content-age", "review-state"):
                continue
            rule = content.rules.rule(sentence.rule)
            assert rule.evidence == sentence.evidence
            assert all(source in content.evidence for source in rule.evidence)


def test_the_sections_stand_in_the_order_of_the_voice() -> None:
    names = [part.id for part in sheet().sections]
    assert names == [
        "answer", "now", "where", "studied", "unknown", "options", "harm", "ask", "help", "notes", "close"
    ]  # fmt: skip


def test_an_emergency_sheet_is_about_help_and_says_nothing_of_studies() -> None:
    handout = sheet(**CHANGES["first day"])
    assert [part.id for part in handout.sections] == ["now", "why", "answer", "help", "close"]
    assert handout.picture is None
    assert "fair test" not in text(handout)
    assert section(handout, "now").startswith("Call the emergency number")
    assert "Fast care" in section(handout, "why")


def test_a_benefit_number_stands_beside_the_group_without_cells() -> None:
    studied = section(sheet(**CHANGES["first week"]), "studied")
    assert "12 of 100 people with cells did very well, 88 did not" in studied
    assert "Without cells it was 10 of 100, and 90 did not" in studied
    assert "After 90 days" in studied
    assert "This gap can be chance" in studied


def test_a_private_reason_is_not_named_unless_the_physician_ticks_it() -> None:
    reason = section(sheet(safety={"active-malignancy": "yes"}), "first")
    assert "cancer" not in reason
    assert "another health reason, which we will talk about" in reason
    ticked = section(sheet(safety={"active-malignancy": "yes"}, print_private=["active-malignancy"]), "first")
    assert "cancer" in ticked


def test_two_private_reasons_are_said_once() -> None:
    reason = section(sheet(safety={"pregnancy": "yes", "consent": "yes"}), "first")
    assert reason.count("another health reason") == 1


def test_another_kind_of_stroke_gets_no_word_on_what_was_studied() -> None:
    handout = sheet(**CHANGES["bleed"])
    assert "a bleed in the brain" in section(handout, "first")
    assert not section(handout, "studied")


def test_what_is_open_is_asked_first_and_nothing_that_depends_on_it_is_said() -> None:
    handout = sheet(**CHANGES["no date"])
    assert handout.sections[0].id == "check"
    assert "the day when your stroke began" in section(handout, "check")
    assert "at your stage" not in section(handout, "studied")
    assert handout.picture is None


def test_content_past_its_review_date_is_marked_and_a_year_later_it_is_out_of_date() -> None:
    review_by = program().content.review_by
    for days, words_said in ((0, ""), (1, "review of this sheet is due"), (366, "OUT OF DATE")):
        day = review_by + timedelta(days=days)
        handout = sheet(assessed_on=day.isoformat(), stroke__onset=(day - timedelta(days=72)).isoformat())
        assert words_said in text(handout)
        assert ("OUT OF DATE" in text(handout)) is (days == 366)


@pytest.mark.parametrize(
    ("onset", "said"),
    [("2026-11-15", "6 days ago"), ("2026-09-10", "about 2 months ago"), ("2025-01-10", "about 22 months ago"),
     ("2024-11-20", "more than 2 years ago"), ("2026-10", "21 to 51 days ago"), ("2022", "between 3 and 5 years ago")],
)  # fmt: skip
def test_the_time_since_the_stroke_is_said_as_people_count(onset: str, said: str) -> None:
    assert said in section(sheet(stroke__onset=onset), "where")


def test_the_picture_carries_its_meaning_as_text() -> None:
    picture = sheet().picture
    assert picture is not None
    assert "You are here: 1 week to 3 months." in picture.alt
    assert picture.svg.startswith("<svg")


def test_today_is_the_day_of_the_tests() -> None:
    assert program().today() == NOON.date()
