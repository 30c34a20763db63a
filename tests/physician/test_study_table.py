"""The table of studies as view data: a row for each study, words, strips on one scale, counts with studies."""

from __future__ import annotations

from pathlib import Path

import pytest

from counsel.physician.study_table import VERDICTS, StudyTable, study_table
from tests.support.program import CASES, assessed, example, program

CONTENT = program().content


def _table(**changes: object) -> StudyTable:
    return study_table(program().assessor, assessed(**changes), program().wording)


@pytest.mark.parametrize("path", sorted(CASES.glob("*.json")), ids=lambda path: path.stem)
def test_every_study_has_a_row_and_a_record_in_words(path: Path) -> None:
    assessment = example(path.stem)
    table = study_table(program().assessor, assessment, program().wording)
    assert [row.study for row in table.rows] == list(CONTENT.evidence.trials)
    for row in table.rows:
        assert row.name.casefold() in row.search
        record = program().study_record(assessment, row.study)
        assert record.verdict == row.verdict.id
        assert all(field.lines and all(field.lines) for field in record.fields)


def test_strips_of_one_column_share_a_scale() -> None:
    rows = {row.study: row for row in _table().rows}
    here = {row.strips["nihss"].here_low for row in rows.values() if row.strips["nihss"].has_range}
    assert here == {9 / 42}
    starting = rows["starting-2-2021"].strips["nihss"]
    assert (starting.low, starting.high, starting.verdict) == (6 / 42, 21 / 42, "inside")


def test_days_and_hours_lie_on_the_line_of_stages() -> None:
    strips = {row.study: row.strips["window"] for row in _table().rows}
    in_days, in_hours = strips["starting-2-2021"], strips["treasure-2024"]
    assert in_days.low is None
    assert in_days.here_low is not None
    assert in_days.high is not None
    assert in_hours.high is not None
    assert in_hours.high < in_days.here_low < in_days.high
    assert in_hours.verdict == "outside"


def test_numbers_are_drawn_where_a_record_asks_in_numbers_and_in_words() -> None:
    strip = next(row for row in _table().rows if row.study == "treasure-2024").strips["nihss"]
    assert strip.has_range
    assert strip.words.count("This person: ") >= 2


def test_without_numbers_there_is_no_range_and_the_words_say_why() -> None:
    strips = [row.strips["age"] for row in _table().rows if row.strips["age"].verdict == "not_reported"]
    assert strips
    assert not any(strip.has_range for strip in strips)
    assert {strip.words for strip in strips} == {"Not reported, which does not mean that there was no limit."}


def test_counts_by_design_and_by_stage_each_hold_every_study_once() -> None:
    table = _table()
    for by in ("design", "stage"):
        lists = [tally.trials[v] for tally in table.tallies if tally.by == by for v in VERDICTS]
        assert sorted(sum(lists, ())) == sorted(CONTENT.evidence.trials)


def test_what_is_said_of_all_studies_is_kept_apart() -> None:
    table = _table()
    assert table.summary[0].trials == ("starting-2-2021",)
    assert len(table.pairs) == len(assessed().coverage.pairs)
    assert all(len(pair.trials) == 2 for pair in table.pairs)
    assert all("NCT" in one.text or "record last checked" in one.text for one in table.ongoing)


def test_an_unknown_field_is_said_to_be_unknown() -> None:
    fields = {f.label: f.lines for f in program().study_record(assessed(), "actissima-sb623").fields}
    assert fields["Deaths"] == ("not seen",)
    assert fields["Record last checked"] == ("21 Nov 2026",)


def test_a_study_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError):
        program().study_record(assessed(), "no-such-study")
