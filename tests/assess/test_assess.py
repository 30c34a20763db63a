"""What the rule base says of a person, at every limit of policy sections 3 to 8."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from counsel.assess.json_document import document_of
from counsel.assess.result_words import ResultWords
from tests.support.program import CASES, NOON, assessed, example, known, missing, program

TODAY = NOON.date()
MANDATORY = {"CERT", "NOGUIDE", "NEGRCT", "NATHIST", "REHAB", "SAFETYLIMIT", "PRODUCT", "EMERG"}


def days_ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


@pytest.mark.parametrize(
    ("days", "stage"),
    [(0, "hyperacute"), (2, "acute"), (6, "acute"), (7, "early_subacute"), (90, "early_subacute"),
     (91, "late_subacute"), (182, "late_subacute"), (183, "chronic"), (731, "chronic"), (9000, "chronic")],
)  # fmt: skip
def test_each_stage_begins_and_ends_on_its_day(days: int, stage: str) -> None:
    assert assessed(stroke__onset=days_ago(days)).phase.id == stage


def test_yesterday_without_times_is_one_of_two_stages_and_is_treated_as_an_emergency() -> None:
    result = assessed(stroke__onset=days_ago(1))
    assert result.phase.possible == ("hyperacute", "acute")
    assert result.standing.id == "emergency_first"
    assert set(result.standing.possible) == {"emergency_first", "trial_only"}
    assert result.expectation.cells == "not_assessed"
    assert [caveat.key for caveat in result.caveats] == ["WINDOWGAP", "EMERG"]


@pytest.mark.parametrize(
    ("hours", "standing"), [(23, "emergency_first"), (24, "trial_only"), (25, "trial_only")]
)
def test_with_both_times_the_hours_decide(hours: int, standing: str) -> None:
    onset = (NOON - timedelta(hours=hours)).isoformat(timespec="minutes")
    result = assessed(assessed_on="2026-11-21T12:00", stroke__onset=onset)
    assert result.standing.id == standing


def test_the_dates_of_a_stage_are_counted_from_the_onset() -> None:
    phase = assessed(stroke__onset="2026-09-10").phase
    assert (phase.begins, phase.ends) == (date(2026, 9, 17), date(2026, 12, 9))
    assert phase.days_since_onset.low == phase.days_since_onset.high == 72


def test_the_first_and_last_days_of_the_stages_are_those_of_their_conditions() -> None:
    for rule in program().content.rules.table("phase").rules[2:]:
        first = int(rule.record.fields["first_day"])
        assert assessed(stroke__onset=days_ago(first)).phase.id == rule.record.gives
        if "last_day" in rule.record.fields:
            last = int(rule.record.fields["last_day"])
            assert assessed(stroke__onset=days_ago(last)).phase.id == rule.record.gives


def test_a_month_of_onset_leaves_stages_open_and_asks_for_the_date() -> None:
    result = assessed(stroke__onset="2026-08")
    assert result.phase.id is None
    assert result.phase.possible == ("early_subacute", "late_subacute")
    assert "stroke.onset" in {row.fact for row in program().assessor.missing(result)}


@pytest.mark.parametrize(
    ("nihss", "band"),
    [(0, "none"), (1, "minor"), (4, "minor"), (5, "moderate"), (15, "moderate"), (16, "moderate_to_severe"),
     (20, "moderate_to_severe"), (21, "severe"), (42, "severe")],
)  # fmt: skip
def test_the_bands_of_the_nihss(nihss: int, band: str) -> None:
    assert assessed(severity__nihss=nihss).bands.severity == (band,)


@pytest.mark.parametrize(
    ("volume", "band"),
    [(0, "not_large"), (49.9, "not_large"), (50, "large"), (150, "large"), (150.1, "very_large")],
)
def test_the_bands_of_the_infarct(volume: float, band: str) -> None:
    assert assessed(infarct__volume_ml=volume).bands.infarct == (band,)


@pytest.mark.parametrize(
    ("age", "band"),
    [(17, "under-18"), (18, "18-39"), (39, "18-39"), (40, "40-59"), (59, "40-59"), (60, "60-75"), (75, "60-75"),
     (76, "76-83"), (83, "76-83"), (84, "84-and-over"), (120, "84-and-over")],
)  # fmt: skip
def test_the_bands_of_age(age: int, band: str) -> None:
    assert assessed(patient__age=age).bands.age == (band,)


@pytest.mark.parametrize(
    ("diameter", "days", "is_lacunar"),
    [(15, 100, True), (16, 100, False), (20, 90, True), (20, 91, False), (21, 90, False)],
)
def test_a_small_deep_infarct_is_lacunar_by_its_width(diameter: int, days: int, is_lacunar: bool) -> None:
    result = assessed(
        stroke__onset=days_ago(days),
        stroke__location=["subcortical"],
        infarct={"volume_ml": 2, "max_diameter_mm": diameter},
    )
    assert (result.bands.infarct == ("lacunar",)) is is_lacunar
    assert (result.expectation.cells == "not_studied") is is_lacunar


def test_everybody_else_may_only_be_considered_inside_a_proper_trial() -> None:
    result = assessed()
    assert (result.standing.id, result.expectation.cells) == ("trial_only", "small_effect_not_excluded")
    # The lines of her stage show what the clinic page claims, so its interest is shown with them.
    assert {caveat.key for caveat in result.caveats} == {*MANDATORY, "COI"}


@pytest.mark.parametrize(
    ("flag", "standing"),
    [("new-deficit", "emergency_first"), ("active-malignancy", "stop"), ("coma", "stop"), ("immunosuppression", "stop"),
     ("life-expectancy", "stop"), ("seizures", "wait"), ("pregnancy", "wait"), ("consent", "wait"), ("distress", "wait"),
     ("organ-transplant", "trial_only"), ("bleeding-disorder", "trial_only"), ("ia-vessel", "trial_only")],
)  # fmt: skip
def test_a_flag_answered_yes_sets_the_standing_by_its_scope_and_action(flag: str, standing: str) -> None:
    assert assessed(safety={flag: "yes"}).standing.id == standing


def test_a_route_flag_speaks_against_the_route_only() -> None:
    routes = {route.route: route.flags for route in assessed(safety={"bleeding-disorder": "yes"}).routes}
    assert routes == dict.fromkeys(("intra_arterial", "intracerebral", "marrow-harvest"), ("bleeding-disorder",))


def test_a_plan_to_end_life_is_an_emergency_of_its_own() -> None:
    result = assessed(safety={"distress": "yes", "suicide-plan": "yes"})
    assert result.standing.rules == ("emergency-intent-to-die",)


@pytest.mark.parametrize(("days", "standing"), [(6, "emergency_first"), (7, "trial_only")])
def test_swelling_is_an_emergency_in_the_first_week(days: int, standing: str) -> None:
    result = assessed(stroke__onset=days_ago(days), safety={"malignant-mca": "yes"})
    assert result.standing.id == standing


@pytest.mark.parametrize(
    ("treated", "standing"),
    [({"symptoms": ["chest_pain"]}, "emergency_first"),
     ({"symptoms": ["fever"], "last_date": "2026-10-22"}, "emergency_first"),
     ({"symptoms": ["fever"], "last_date": "2026-10-21"}, "trial_only"),
     ({"symptoms": ["fever"], "last_date": "2023-10-21"}, "trial_only"),
     ({"symptoms": ["leg_weakness"], "route": "intrathecal", "last_date": "2020"}, "emergency_first"),
     ({"symptoms": ["leg_weakness"], "route": "intravenous", "last_date": "2020"}, "trial_only"),
     ({"symptoms": []}, "trial_only")],
)  # fmt: skip
def test_warning_symptoms_after_an_earlier_treatment(treated: dict[str, object], standing: str) -> None:
    assert assessed(treated=treated).standing.id == standing


@pytest.mark.parametrize(("days", "standing"), [(182, "wait"), (183, "trial_only")])
def test_another_stroke_less_than_six_months_ago_means_waiting(days: int, standing: str) -> None:
    previous = [{"onset": days_ago(days), "type": "ischaemic", "disabling": "no"}]
    assert assessed(stroke__previous=previous).standing.id == standing


def test_expectation_counts_from_the_stroke_that_caused_the_disability() -> None:
    previous = [{"onset": days_ago(800), "type": "ischaemic", "disabling": "yes"}]
    result = assessed(stroke__previous=previous)
    assert result.phase.id == "early_subacute"
    assert result.expectation.cells == "marked_gain_very_unlikely"


@pytest.mark.parametrize(
    ("changes", "cells"),
    [({"severity__nihss": 3}, "not_studied"), ({"severity__nihss": 4}, "small_effect_not_excluded"),
     ({"severity__nihss": 20}, "small_effect_not_excluded"), ({"severity__nihss": 21}, "marked_gain_very_unlikely"),
     ({"infarct__volume_ml": 151}, "marked_gain_very_unlikely"), ({"infarct__volume_ml": 150}, "small_effect_not_excluded"),
     ({"stroke__onset": days_ago(730)}, "small_effect_not_excluded"),
     ({"stroke__onset": days_ago(731)}, "marked_gain_very_unlikely"),
     ({"patient__age": 80, "infarct__volume_ml": 50}, "marked_gain_very_unlikely"),
     ({"patient__age": 79, "infarct__volume_ml": 50}, "small_effect_not_excluded"),
     ({"patient__age": 80, "severity__nihss": 16}, "marked_gain_very_unlikely"),
     ({"patient__age": 80, "severity__nihss": 15}, "small_effect_not_excluded"),
     ({"stroke__location": ["brainstem", "cerebellar"]}, "not_studied"),
     ({"stroke__location": ["brainstem", "cortical"]}, "small_effect_not_excluded"),
     ({"stroke__onset": days_ago(183), "severity__nihss": 3, "severity__mrs": 2}, "small_effect_not_excluded"),
     ({"stroke__onset": days_ago(183), "severity__nihss": 3, "severity__mrs": 1}, "not_studied")],
)  # fmt: skip
def test_what_may_be_expected_of_cells(changes: dict[str, object], cells: str) -> None:
    assert assessed(**changes).expectation.cells == cells


@pytest.mark.parametrize(
    "kind", ["intracerebral_haemorrhage", "subarachnoid_haemorrhage", "tia", "cerebral_venous_thrombosis",
             "hypoxic_brain_injury", "other_or_mimic"],
)  # fmt: skip
def test_the_evidence_does_not_apply_to_another_kind_of_stroke(kind: str) -> None:
    result = assessed(stroke__type=kind, infarct=None)
    assert (result.standing.id, result.expectation.cells) == ("evidence_does_not_apply", "not_studied")


def test_a_transient_attack_not_yet_seen_is_an_emergency_for_a_week() -> None:
    assert assessed(stroke={"type": "tia", "onset": days_ago(7)}, safety={"tia-recent": "yes"}).urgent
    later = assessed(stroke={"type": "tia", "onset": days_ago(8)}, safety={"tia-recent": "yes"})
    assert later.standing.id == "evidence_does_not_apply"
    assert "tia-not-seen" in {finding.rule for finding in later.findings}


@pytest.mark.parametrize(
    ("stroke", "standing"),
    [({"last_known_well": "2026-11-19T22:00", "found_at": "2026-11-21T06:00"}, "emergency_first"),
     ({"last_known_well": "2026-11-19T22:00", "found_at": "2026-11-20T06:00"}, "trial_only"),
     ({"last_known_well": "2026-11-20"}, "emergency_first"),
     ({"last_known_well": "2026-11-01", "found_at": "2026-11-02"}, "trial_only")],
)  # fmt: skip
def test_an_onset_that_nobody_saw_is_urgent_from_when_the_person_was_found(
    stroke: dict[str, str], standing: str
) -> None:
    result = assessed(
        assessed_on="2026-11-21T12:00", stroke={"type": "ischaemic", "location": ["cortical"], **stroke}
    )
    assert result.standing.id == standing


def test_without_any_time_nothing_is_settled_and_the_first_question_is_about_today() -> None:
    result = assessed(stroke__onset=None)
    assert result.standing.id is None
    assert program().screen(result).standing_lines[0].text == "Did it begin today or yesterday?"


def test_counts_come_from_the_trial_records() -> None:
    words = program().in_words(assessed())
    assert "0 of 6 blinded, placebo- or sham-controlled trials" in words
    assert "of 10 registered randomised trials, 1 did" in words


def test_an_offer_brings_its_caveats_and_red_flags() -> None:
    result = example("asks-years-later-with-an-offer")
    keys = {caveat.key for caveat in result.caveats}
    assert {"GENERAL", "COI", "CLOT", "COST", "SEIZ", "INFECT", "RECORD"} <= keys
    assert "TUMOUR" not in keys
    assert set(result.offer.red_flags) == {
        "red-claims-testimonials", "red-claims-many-diseases", "red-no-registration",
    }  # fmt: skip
    assert "cells" in result.offer.answered
    assert "legal_basis" in result.offer.not_answered


def test_a_missing_fact_is_listed_with_what_it_could_change() -> None:
    rows = missing(severity__nihss=None, safety_others=None)
    assert {"expectation", "bands"} <= set(rows["severity.nihss"])
    assert rows["safety"][0] == "standing"
    assert "patient.age" not in rows


def test_an_untouched_flag_shares_one_row_and_a_touched_one_has_its_own() -> None:
    rows = {row.fact for row in program().assessor.missing(example("plateau-at-four-to-five-months"))}
    assert "safety.seizures" in rows
    assert "safety" not in rows


def test_coverage_never_counts_a_criterion_that_is_not_reported_as_met() -> None:
    for study in assessed().coverage.studies:
        verdicts = {criterion.verdict for criterion in study.criteria}
        if "outside" in verdicts:
            assert study.verdict == "outside"
        if study.verdict == "inside":
            assert verdicts <= {"inside", "not_reported"}


def test_the_trial_that_missed_is_outside_for_a_person_at_72_days() -> None:
    studies = {study.study: study for study in assessed().coverage.studies}
    window = next(c for c in studies["treasure-2024"].criteria if c.name == "window")
    assert (studies["treasure-2024"].verdict, window.verdict, window.fact) == (
        "outside",
        "outside",
        "stroke.hours_since_onset",
    )


@pytest.mark.parametrize("path", sorted(CASES.glob("*.json")), ids=lambda path: path.stem)
def test_every_example_gives_a_whole_document(path: Path) -> None:
    document = document_of(program().assessor, program().assess(program().open_case(path)), program().wording).model_dump(mode="json")
    assert {"phase", "bands", "standing", "expectation", "arguments", "caveats", "findings", "missing", "coverage",
            "offer", "routes", "trace", "provenance", "assessed_on", "format"} <= set(document)  # fmt: skip
    assert len(document["trace"]) == sum(len(table.rules) for table in program().content.rules.tables)
    assert None not in document.values()
    assert "EMERG" in {caveat["key"] for caveat in document["caveats"]}


def test_the_trace_shows_the_days_behind_the_stage() -> None:
    words = ResultWords(program().assessor, assessed(), program().wording)
    because = words.because("sheet-answer-early-subacute")
    assert "time since the stroke 72 days (asked: 7 to 90 days)" in because


def test_the_safest_reading_of_partial_facts_is_kept() -> None:
    nothing = program().assess(
        known(patient=None, stroke=None, severity=None, infarct=None, safety_others=None, rehab=None)
    )
    assert nothing.standing.id is None
    assert nothing.expectation.cells is None
    assert {caveat.key for caveat in nothing.caveats} == MANDATORY


@pytest.mark.parametrize(
    ("scored", "days", "again"),
    [("2026-10-22", 72, False), ("2026-10-21", 72, True), ("2026-11-21", 72, False), ("2026-11-10", 14, True),
     ("2026-11-14", 14, False), ("2026-11-10", 93, True), ("2026-11-21", 93, False)],
)  # fmt: skip
def test_an_old_score_or_one_of_an_earlier_stage_is_to_be_taken_again(scored: str, days: int, again: bool) -> None:
    result = assessed(stroke__onset=days_ago(days), severity__nihss_scored_on=scored)
    assert ("score-again" in {finding.rule for finding in result.findings}) is again


def test_content_past_its_review_date_is_said_on_screen() -> None:
    day = program().content.review_by + timedelta(days=1)
    result = assessed(assessed_on=day.isoformat())
    assert program().screen(result).caveats[0].text.startswith("The content was to be reviewed by")
    assert "reviewed by" not in program().screen(assessed()).caveats[0].text
