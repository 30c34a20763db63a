"""The book holds all that the program can say: every rule, sentence, question, verdict, trial and source."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from counsel.assess.sentence_values import GAPS, counts
from counsel.content import Content
from counsel.rulebook.book import QUESTIONS, Book, Chapter, Entry
from counsel.rulebook.rulebook import rulebook
from counsel.rulebook.wording_chapter import LEFT_OUT
from rules.load import RuleBase
from tests.support.program import program

DAY = date(2026, 11, 21)


@cache
def book() -> Book:
    return rulebook(program().content, DAY)


def chapter(title: str, of: Book | None = None) -> Chapter:
    return next(one for one in (of or book()).chapters if one.title == title)


def entries(of: Book | Chapter) -> list[Entry]:
    chapters = of.chapters if isinstance(of, Book) else (of,)
    return [entry for one in chapters for section in one.sections for entry in section.entries]


def entry(title: str, of: Book | None = None) -> dict[str, list[str]]:
    found = next(one for one in entries(of or book()) if one.title == title)
    return {row.label: [text for _, text in row.lines] for row in found.rows}


def with_rule(rule_id: str, **changes: object) -> Content:
    """The shipped content with one rule changed."""
    content = program().content
    document = content.rules.document()
    rules = [rule for one in document["tables"] for rule in one["table"]["rules"]]
    next(rule for rule in rules if rule["id"] == rule_id).update(changes)
    return replace(content, rules=RuleBase.from_document(document))


def test_every_rule_stands_in_the_book_in_the_order_in_which_it_is_read() -> None:
    tables = [table for table in program().content.rules.tables if table.topic != QUESTIONS]
    ids = [rule.record.id for table in tables for rule in table.rules]
    assert [one.title for one in entries(book()) if one.title in ids][: len(ids)] == ids


def test_a_rule_says_condition_outcome_sentence_sources_and_origin() -> None:
    said = entry("emergency-first-day")
    assert said["When"] == ["time since the stroke by the clock below 24 hours"]
    assert said["Gives"] == ["emergency first", "section “Why now”, as an item of a list"]
    wording = program().content.wording("en")
    assert said["Physician reads"] == [wording.say("dr.emergency.first_day")]
    assert said["Patient reads"] == [wording.say("sheet.emergency.first_day")]
    assert said["Sources"] == ["aha-2026-summary, aha-2026-press"]
    origin = next(one.origin for one in entries(book()) if one.title == "emergency-first-day")
    assert origin == "policy, section 5, 1 · last reviewed 21 November 2026"


def test_a_threshold_in_the_book_is_the_one_in_the_rule() -> None:
    changed = rulebook(with_rule("severity-minor", when={"fact": "severity.nihss", "from": 1, "to": 6}), DAY)
    assert entry("severity-minor")["When"] == ["NIHSS 1 to 4"]
    assert entry("severity-minor", changed)["When"] == ["NIHSS 1 to 6"]


def test_counts_in_sentences_are_those_of_the_trial_records_and_named() -> None:
    said = entry("caveat-negrct")
    found = counts(program().content)
    assert f"{found['blinded_met']} of {found['blinded_total']} blinded" in said["Physician reads"][0]
    assert len(said["Counted"]) == 4


@pytest.mark.parametrize(
    ("name", "title"), [("flags", "Safety questions"), ("claims", "Verdicts on the founding claims")]
)
def test_every_record_stands_in_the_book(name: str, title: str) -> None:
    evidence = program().content.evidence
    titles = [one.title.split(" · ")[0] for one in entries(chapter(title))]
    wanted = {
        "flags": [flag.id for flag in evidence.flags],
        "claims": [*evidence.claims, *(one.id for one in evidence.claim_file.contradictions_between_seeds)],
    }[name]
    assert len(wanted) >= 60
    assert [one for one in wanted if titles.count(one) != 1] == []


def test_every_trial_stands_in_the_table_with_its_reason() -> None:
    grids = [
        grid for section in chapter("Trial records and how they count").sections for grid in section.grids
    ]
    rows = [row for grid in grids for row in grid.rows]
    trials = program().content.evidence.trials
    assert sorted(row[0] for row in rows) == sorted(f"{t.short_name} ({t.id})" for t in trials.values())
    assert {row[-1] for row in rows} == {trial.counted.reason for trial in trials.values()}


def test_every_key_has_its_full_citation_at_the_end_of_the_chapter() -> None:
    for one in book().chapters:
        cited = {key for key, _ in one.sources}
        rows = [row for part in entries(one) for row in part.rows if row.label == "Sources"]
        named = {key for row in rows for key in row.lines[0][1].split(", ")} - {"none named"}
        assert named <= cited, one.title
        assert all(citation and citation != key for key, citation in one.sources)


def test_a_proposal_is_marked_and_listed_again_with_what_has_to_be_decided() -> None:
    content = with_rule("severity-minor", status="proposal", note="Is 4 the right upper end?")
    changed = rulebook(content, DAY)
    marks = [one.mark for one in entries(changed) if one.title == "severity-minor"]
    assert marks == ["proposal, needs sign-off"] * 2
    listed = entries(chapter("Open proposals", changed))
    row = next(one for one in listed if one.title == "severity-minor").rows[0]
    assert (row.label, row.lines[0][1]) == ("To decide", "Is 4 the right upper end?")


def test_the_title_page_names_versions_hashes_dates_and_reviewers() -> None:
    content = program().content
    about = dict(book().about)
    assert content.rulebase.hash in about["Rules and sentences"]
    assert content.evidence_part.hash in about["Evidence"]
    assert about["Printed"] == "21 November 2026"
    assert about["Reviewed by"] == "not yet reviewed by a clinician"
    reviewed = rulebook(replace(content, reviewers=("Dr A", "Dr B")), DAY)
    assert dict(reviewed.about)["Reviewed by"] == "Dr A, Dr B"
    assert "not yet reviewed" not in reviewed.footer


def test_every_sentence_stands_in_the_book_at_its_rule_or_among_the_other_words() -> None:
    content = program().content
    rows = [
        row[0]
        for section in chapter("Words that no rule brings").sections
        for grid in section.grids
        for row in grid.rows
    ]
    wanted = {key for key in content.wording("en").sentences if key.partition(".")[0] not in LEFT_OUT}
    assert set(rows) | content.rules.sentence_ids() == wanted
    assert len(rows) == len(set(rows)) > 50


def test_a_count_names_the_trials_behind_it() -> None:
    said = entry("phase-early-subacute")["Counted"]
    assert any("invest-2014" in line and line.startswith("registered randomised") for line in said)


def test_every_gap_that_a_rule_can_bring_has_a_name() -> None:
    wording = program().content.wording("en")
    assert [gap for gap in sorted(GAPS) if not wording.has(f"book.gap.{gap}")] == []


def test_no_label_and_no_sentence_is_empty_or_has_an_open_brace() -> None:
    texts = [text for one in entries(book()) for row in one.rows for _, text in row.lines]
    assert all(text.strip() for text in texts)
    assert [text for text in texts if "{" in text] == []
