"""The table of studies: every study, every criterion with a sentence that exists, numbers to draw, and fast."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from counsel.assess.assessment import Assessment
from counsel.assess.result_words import ResultWords
from counsel.physician.study_comparison import Strip, StudyView, coverage_lines, study_views
from tests.support.program import CASES, assessed, example, program

CONTENT = program().content
WORDING = CONTENT.wording("en")


def _views(assessment: Assessment) -> tuple[StudyView, ...]:
    person = ResultWords(program().assessor, assessment, WORDING).person
    return study_views(CONTENT.evidence, assessment.coverage, person)


def _view(study: str, **changes: object) -> StudyView:
    views = _views(assessed(**changes))
    return next(view for view in views if view.study == study)


@pytest.mark.parametrize("path", sorted(CASES.glob("*.json")), ids=lambda path: path.stem)
def test_every_study_says_every_criterion(path: Path) -> None:
    views = _views(example(path.stem))
    assert len(views) == len(CONTENT.evidence.trials)
    for view in views:
        assert view.reason.text(WORDING)
        labels = [view.control, view.result, *(row.label for row in view.criteria)]
        assert all(WORDING.say(label) for label in labels)
        assert view.window_note is None or WORDING.say(view.window_note)
        assert view.citation
        for row in view.criteria:
            assert row.reason.text(WORDING)


def test_a_row_carries_the_words_and_the_numbers_of_both_sides() -> None:
    rows = {row.name: row for row in _view("starting-2-2021").criteria}
    assert rows["nihss"].strip == Strip("NIHSS", 6, 21, 9, 9)
    assert rows["age"].strip == Strip("years", 30, 75, 64, 64)
    assert rows["window"].strip == Strip("days", None, 90, 72, 72)
    assert rows["territory"].strip is None
    assert rows["nihss"].reason.text(WORDING) == "Asked: 6-21 (review table). This person: NIHSS 9. Inside."


def test_a_window_in_hours_is_drawn_in_hours() -> None:
    window = _view(
        "treasure-2024", assessed_on="2026-11-21T12:00", stroke__onset="2026-11-20T08:00"
    ).criteria[0]
    assert window.strip == Strip("hours", 18, 36, 28, 28)
    assert "This person: 28 hours." in window.reason.text(WORDING)


def test_a_day_of_enrolment_is_said_to_be_one() -> None:
    assert _view("starting-2-2021").window_note == "dr.study.window.enrolment"
    assert _view("invest-2014").window_note == "dr.study.window.unclear"
    assert _view("treasure-2024").window_note is None


def test_a_severity_in_words_says_that_a_reader_compares() -> None:
    row = next(row for row in _view("rainbow-phase1").criteria if row.name == "other_severity")
    assert row.reason.text(WORDING).startswith("Asked in words only: moderate to severe deficit.")


def test_a_result_that_was_not_seen_shows_no_verdict() -> None:
    assert WORDING.say(_view("ibis-2023").result) == "Result not seen: no verdict"


def test_the_summary_counts_with_the_studies_one_step_away() -> None:
    lines = coverage_lines(CONTENT.evidence, assessed().coverage, WORDING)
    assert lines[0].text(WORDING) == (
        "1 of 68 studies treated people like this, with a control group; its main result was neutral."
    )
    assert lines[0].trials == ("starting-2-2021",)
    said = [line.text(WORDING) for line in lines]
    assert any("NCT04811651" in text and "21 Nov 2026" in text for text in said)
    assert any(text.startswith("CoBIS phase 1") and "CoBIS 2" in text for text in said)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"stroke__type": "intracerebral_haemorrhage"}, "dr.coverage.none"),
        (
            {"stroke__onset": "2024-10-01", "stroke__location": ["cortical", "subcortical"]},
            "dr.coverage.several",
        ),
        ({"stroke__onset": "2016-05-01"}, "dr.coverage.one.without_control"),
        ({"stroke__onset": "2026-07-14"}, "dr.coverage.one.control_unclear"),
    ],
)
def test_the_summary_fits_the_number_of_studies(changes: dict[str, object], sentence: str) -> None:
    coverage = assessed(**changes).coverage
    line = coverage_lines(CONTENT.evidence, coverage, WORDING)[0]
    assert line.said.sentence == sentence
    assert line.text(WORDING).startswith(f"{coverage.inside} of 68 studies")


def test_an_outcome_met_without_a_blinded_control_is_never_said_alone() -> None:
    coverage = assessed(stroke__onset="2025-11-01").coverage
    lines = coverage_lines(CONTENT.evidence, coverage, WORDING)
    assert "with another control group met in 1, missed in 0" in lines[1].text(WORDING)
    assert lines[2].said.sentence == "dr.coverage.met_unblinded"
    assert lines[1].trials == lines[2].trials == ("pbsc-taichung-2014",)
    assert "0 of 6 trials" in lines[2].text(WORDING)


def test_inside_says_less_for_a_lacunar_infarct() -> None:
    changes = {"stroke__onset": "2022-05-01", "stroke__location": ["lacunar"], "infarct": None}
    coverage = assessed(**changes).coverage
    note = [line for line in coverage_lines(CONTENT.evidence, coverage, WORDING) if "place" in line.said.sentence]
    assert [dict(line.said.gaps)["place_not_reported"] for line in note] == [2]
    assert {"levy-2019", "pisces-1-2016"} == set(note[0].trials)
    cortical = assessed(stroke__onset="2022-05-01").coverage
    assert not any("place" in line.said.sentence for line in coverage_lines(CONTENT.evidence, cortical, WORDING))


def test_all_views_take_less_than_20_ms() -> None:
    assessment = assessed()
    times = []
    for _ in range(10):
        begin = time.process_time()
        _views(assessment)
        times.append(time.process_time() - begin)
    assert min(times) < 0.020
