"""What the rules say of a person beside the main result: flags, stages, options, treatment, offer, screen."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from counsel.assess.assessment import Assessment
from counsel.physician.result import ScreenView
from rules.engine import evaluate
from rules.values import Choices, Flag, Value
from tests.support.program import NOON, assessed, known, missing, program

TODAY = NOON.date()


def days_ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


def rules(assessment: Assessment) -> set[str]:
    return {finding.rule for finding in assessment.findings}


def caveats(**changes: Any) -> set[str]:
    return {caveat.key for caveat in assessed(**changes).caveats}


def view(**changes: Any) -> ScreenView:
    return program().screen(assessed(**changes))


def negrct(**changes: Any) -> list[str]:
    return [caveat.rule for caveat in assessed(**changes).caveats if caveat.key == "NEGRCT"]


# --- flags


def test_each_flag_is_named_and_stands_beside_the_standing_that_it_caused() -> None:
    shown = view(safety={"seizures": "yes", "hepatic": "yes"})
    assert any(line.text.startswith("Uncontrolled seizures") for line in shown.standing_lines)
    assert any(line.text.startswith("Liver disease") for line in shown.findings)
    assert not any(line.text.startswith("Uncontrolled seizures") for line in shown.findings)


def test_flags_stay_listed_where_the_evidence_does_not_apply() -> None:
    result = assessed(stroke__type="intracerebral_haemorrhage", safety={"active-malignancy": "yes"})
    assert result.standing.id == "evidence_does_not_apply"
    assert "flag-active-malignancy" in rules(result)


def test_a_very_large_old_infarct_speaks_against_the_brain_as_a_route() -> None:
    for volume, days, against in ((150.1, 183, True), (150, 183, False), (150.1, 182, False)):
        result = assessed(stroke__onset=days_ago(days), infarct__volume_ml=volume)
        assert (("intracerebral", ("very-large-infarct",)) in [(r.route, r.flags) for r in result.routes]) is against


def test_an_open_route_flag_is_asked_for() -> None:
    rows = missing(safety={"renal": "unknown"})
    assert rows["safety.renal"] == ("routes",)


def test_the_second_stroke_says_until_which_day_to_wait() -> None:
    previous = [{"onset": days_ago(400), "type": "ischaemic", "disabling": "yes"}]
    result = assessed(stroke={"type": "ischaemic", "onset": days_ago(100), "previous": previous})
    assert result.standing.id == "wait"
    assert result.standing.until == TODAY + timedelta(days=83) == date(2027, 2, 12)
    assert any("wait until 12 Feb 2027" in line.text for line in program().screen(result).standing_lines)


@pytest.mark.parametrize(
    ("symptom", "rule"),
    [("limb_swelling", "emergency-swelling-after-cells"), ("fever", "emergency-fever-after-cells")],
)
def test_what_follows_cells_within_30_days_is_told_in_its_own_words(symptom: str, rule: str) -> None:
    for days, urgent in ((30, True), (31, False)):
        result = assessed(treated={"last_date": days_ago(days), "symptoms": [symptom]})
        assert result.urgent is urgent
        assert (rule in result.standing.rules) is urgent


# --- stage


def test_the_caveat_on_trials_is_told_in_the_words_of_the_stage() -> None:
    for days, name in ((3, "acute"), (7, "early-subacute"), (91, "late-subacute"), (183, "chronic")):
        assert negrct(stroke__onset=days_ago(days)) == [f"caveat-negrct-{name}"]
    assert negrct(stroke__onset="2026-08") == ["caveat-negrct"]
    assert negrct(stroke__onset=None) == ["caveat-negrct"]
    assert negrct(stroke__onset=days_ago(0)) == []


def test_what_would_settle_an_open_stage_is_told() -> None:
    assert "phase-open-days" in rules(assessed(stroke__onset="2026-08"))
    assert "phase-open-hours" in rules(assessed(stroke__onset=days_ago(1)))
    assert not {"phase-open-days", "phase-open-hours"} & rules(assessed())
    assert not {"phase-open-days", "phase-open-hours"} & rules(assessed(stroke__onset=None))


def test_near_a_boundary_the_lines_of_both_stages_are_shown() -> None:
    def stages(days: int) -> list[str]:
        texts = [line.text for line in view(stroke__onset=days_ago(days)).phase_lines]
        return [text.split(":")[0] for text in texts if text.startswith(("Day", "From", "First"))]

    assert stages(76) == ["Day 7 to 90"]
    assert stages(77) == stages(104) == ["Day 7 to 90", "Day 91 to 182"]
    assert stages(169) == ["Day 91 to 182", "From day 183"]


def test_what_guidelines_recommend_is_told_for_the_stage() -> None:
    found = {days: assessed(stroke__onset=days_ago(days)).rehabilitation for days in (2, 7, 91, 183)}
    assert [one.rule for days in found for one in found[days]] == [
        "rehab-acute", "rehab-early-subacute", "rehab-late-subacute", "rehab-chronic",
    ]  # fmt: skip


# --- expectation


@pytest.mark.parametrize(
    ("changes", "cells"),
    [({"severity__nihss": {"low": 18, "high": 24}}, "marked_gain_very_unlikely"),
     ({"infarct": {"volume_ml": {"low": 60}}}, "marked_gain_very_unlikely"),
     ({}, "small_effect_not_excluded")],
)  # fmt: skip
def test_a_range_over_both_kinds_of_reason_is_settled(changes: dict[str, Any], cells: str) -> None:
    assert assessed(stroke__onset=days_ago(200), **changes).expectation.cells == cells


def test_a_narrow_deep_infarct_without_a_volume_is_lacunar() -> None:
    result = assessed(stroke__location=["subcortical"], infarct={"max_diameter_mm": 15})
    assert result.bands.infarct == ("lacunar",)


def test_tested_options_are_those_of_the_goals() -> None:
    def options(*goals: str, **changes: Any) -> list[str]:
        return [one.rule for one in assessed(goals=list(goals), **changes).options]

    assert options() == []
    assert options("arm_and_hand") == ["option-arm-practice"]
    for days, offered in ((273, False), (274, True), (3652, True), (3653, False)):
        found = options("arm_and_hand", stroke__onset=days_ago(days))
        assert ("option-arm-vagus-nerve" in found) is offered
    assert options("walking", stroke__onset=days_ago(183))[1:] == ["option-walking-intensity"]
    assert options("fatigue") == ["option-none-recorded"]
    parts = {part.title for part in view(goals=["walking"]).expectation}
    assert "Tested options for this person's goals" in parts


QUIET: dict[str, Any] = {
    "stroke__onset": days_ago(120), "patient__age": 64, "severity__nihss": 17, "rehab": "arranged",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "side", "rule"),
    [({"stroke__onset": days_ago(7)}, "for", "for-early-weeks"), ({"stroke__onset": days_ago(90)}, "for", "for-early-weeks"),
     ({"severity__nihss": 5}, "for", "for-moderate"), ({"severity__nihss": 15}, "for", "for-moderate"),
     ({"patient__age": 59}, "for", "for-under-60"), ({"rehab": "active"}, "for", "for-rehabilitation"),
     ({"stroke__onset": days_ago(183)}, "against", "against-six-months"), ({"severity__nihss": 21}, "against", "against-severe"),
     ({"infarct__volume_ml": 50}, "against", "against-large-infarct"), ({"patient__age": 80}, "against", "against-age-80"),
     ({"rehab": "ended"}, "against", "against-no-rehabilitation"),
     ({"rehab": "not_available"}, "against", "against-no-rehabilitation")],
)  # fmt: skip
def test_each_argument_stands_on_its_side_from_its_limit_on(change: dict[str, Any], side: str, rule: str) -> None:
    assert [(one.side, one.rule) for one in assessed(**{**QUIET, **change}).arguments] == [(side, rule)]


@pytest.mark.parametrize(
    "change",
    [{"stroke__onset": days_ago(6)}, {"stroke__onset": days_ago(91)}, {"stroke__onset": days_ago(182)},
     {"severity__nihss": 4}, {"severity__nihss": 16}, {"severity__nihss": 20}, {"patient__age": 60}, {"patient__age": 79},
     {"infarct__volume_ml": 49.9}],
)  # fmt: skip
def test_short_of_a_limit_there_is_no_argument(change: dict[str, Any]) -> None:
    assert assessed(**{**QUIET, **change}).arguments == ()


def test_years_since_the_stroke_come_on_top_of_six_months() -> None:
    for days, years in ((730, False), (731, True)):
        found = {one.rule for one in assessed(**{**QUIET, "stroke__onset": days_ago(days)}).arguments}
        assert ("against-years" in found) is years


def test_every_argument_carries_the_verdicts_of_the_founding_claims() -> None:
    founding = {one.rule: one.founding for one in assessed(patient__age=55).arguments}
    assert [(claim.claim, claim.verdict) for claim in founding["for-under-60"]] == [("002-35", "unverified")]
    assert all(founding.values())


def test_the_course_without_cells_is_told_with_its_figures_and_its_warning() -> None:
    course = view().course
    assert course is not None
    texts = [line.text for line in course.lines]
    assert texts[0] == "Mild at first: best function within 8.5 weeks (95% interval 8 to 9)."
    assert len(texts) == 7
    assert "do not read them as NIHSS bands" in texts[-1]


# --- caveats


def test_the_interest_of_the_clinic_page_is_shown_wherever_it_is_quoted() -> None:
    quiet = {**QUIET, "stroke__onset": days_ago(3)}
    assert assessed(**quiet).arguments == ()
    assert "COI" not in caveats(**quiet)
    cases: list[dict[str, Any]] = [
        {"patient__age": 59}, {"patient__age": 80}, {"severity__nihss": 15}, {"severity__nihss": 21},
        {"infarct__volume_ml": 50}, {"rehab": "active"}, {"rehab": "ended"}, {"stroke__onset": days_ago(7)},
        {"stroke__onset": days_ago(91)}, {"stroke__onset": days_ago(183)}, {"stroke__onset": "2026-08"},
    ]  # fmt: skip
    for change in cases:
        assert "COI" in caveats(**{**quiet, **change}), change
    assert "COI" not in caveats(stroke__onset=days_ago(0), patient__age=50)


EARLY: dict[str, Any] = {
    "assessed_on": "2026-11-21T12:00",
    "stroke": {"type": "ischaemic", "onset": "2026-11-20T08:00", "location": ["cortical"]},
}
STUDIED = {"cells": "ad_msc", "route": "intravenous"}


def test_general_is_left_out_only_for_cells_and_a_route_that_were_studied() -> None:
    inside = {study.study for study in assessed(**EARLY).coverage.studies if study.verdict == "inside"}
    assert "amascis-2022" in inside
    assert "GENERAL" not in caveats(**EARLY, offer=STUDIED)
    for change in ({"cells": "uc_msc"}, {"cells": "nsc"}, {"route": "intracerebral"}, {"route": "unknown"}):
        assert "GENERAL" in caveats(**EARLY, offer={**STUDIED, **change}), change
    assert "GENERAL" in caveats(offer={})
    assert "GENERAL" not in caveats()


def test_a_fact_that_decides_whether_such_people_were_studied_can_change_a_caveat() -> None:
    def changed(offer: dict[str, Any]) -> tuple[str, ...]:
        rows = missing(**EARLY, patient={}, offer=offer)
        return tuple(what for what in rows["patient.age"] if what == "caveats")

    # The interest of the clinic's page is settled without the age, so only the studies can ask for it.
    assert "COI" in caveats(**EARLY, patient={}, offer=STUDIED)
    assert changed(STUDIED) == ("caveats",)
    assert changed({**STUDIED, "cells": "uc_msc"}) == ()


@pytest.mark.parametrize(
    ("cells", "studied", "route_studied", "general"),
    [("mapc", "yes", "yes", False), ("mapc", "no", "yes", True), ("mapc", "yes", "no", True),
     ("mapc", "yes", "unknown", True), ("uc_msc", "yes", "yes", True)],
)  # fmt: skip
def test_general_hangs_on_the_cells_and_on_the_route(
    cells: str, studied: str, route_studied: str, general: bool
) -> None:
    facts: dict[str, Value] = {
        "offer.present": Flag.YES,
        "offer.cells": Choices.exact(cells),
        "offer.cells_studied": Flag(studied),
        "offer.route_studied": Flag(route_studied),
    }
    found = evaluate(program().content.rules, facts).decisions["caveats"].possible
    assert ("GENERAL" in found) is general


def test_a_mechanism_is_never_described_without_its_caveat() -> None:
    block = view().mechanisms
    assert block is not None
    assert block.lines[0].text.startswith("A mechanism comes from animals or the laboratory")
    assert len(block.lines) == 11
    assert "MECH" in caveats(offer={})
    assert view(stroke__onset=days_ago(0)).mechanisms is None


# --- findings


@pytest.mark.parametrize(
    ("changes", "rule"),
    [({"infarct": {"aspects": 7}}, "aspects"), ({"infarct": {"abc_mm": [60, 40, 30]}}, "abc2"),
     ({"stroke__location": ["brainstem"]}, "lacunar-or-brainstem"), ({"stroke__territory": "vertebrobasilar"}, "posterior-nihss"),
     ({"communication": {"aphasia": "yes"}}, "aphasia"), ({"asker": {"pressure_from_others": "yes"}}, "asker-pressure"),
     ({"asker": {"who_decides": "legal_representative"}}, "asker-representative"),
     ({"infarct": {"volume_ml": 35, "measured_on": "2026-09-24"}}, "infarct-measured-early"),
     ({"stroke__onset": days_ago(120), "infarct": {"volume_ml": 35, "measured_on": days_ago(29)}}, "infarct-measured-late")],
)  # fmt: skip
def test_single_facts_bring_their_note(changes: dict[str, Any], rule: str) -> None:
    assert rule in rules(assessed(**changes))
    assert rule not in rules(assessed())


def test_the_days_of_a_scan_are_counted_from_the_onset() -> None:
    for day, early in (("2026-09-24", True), ("2026-09-25", False)):
        found = rules(assessed(infarct={"volume_ml": 35, "measured_on": day}))
        assert ("infarct-measured-early" in found) is early


# --- offer and earlier treatment


def test_every_item_of_an_offer_stands_with_its_question_and_state() -> None:
    offer = {"cells": "uc_msc", "registry_number": None, "claims": ["cure"], "product_details": {"tissue": "cord"}}
    items = {item.item: item for item in assessed(offer=offer).offer.items}
    assert len(items) == 35
    assert items["cells"].state == items["product.tissue"].state == "answered"
    assert items["registered"].red_flags == ("red-no-registration",)
    assert (items["claim.cure"].state, items["claim.no_risk"].state) == ("red_flag", "answered")
    assert (items["complications_paid_by"].state, items["product.sterility"].state) == ("not_answered",) * 2
    rows = {row.item: row for row in view(offer=offer).offer_items}
    assert rows["registered"].question.text == "What is the registry number of the study?"
    assert rows["registered"].state == "red flag"
    assert assessed().offer.items == ()


def test_a_proper_trial_brings_the_questions_for_its_team() -> None:
    shown = view(offer={"legal_basis": "proper_trial"})
    assert shown.trial_questions is not None
    assert len(shown.trial_questions.lines) == 8
    assert "proper-trial" in rules(assessed(offer={"legal_basis": "proper_trial"}))
    assert view(offer={}).trial_questions is None


@pytest.mark.parametrize(
    ("offer", "rule"),
    [({"sessions": 2}, "offer-sessions"), ({"cells": "exosomes"}, "offer-exosomes"),
     ({"legal_basis": "national_plan_number"}, "offer-national-plan"),
     ({"legal_basis": "hospital_exemption_or_expanded_access"}, "offer-exemption"),
     ({"legal_basis": "authorised_for_other_disease"}, "offer-other-disease"),
     ({"route": "intrathecal"}, "offer-outside-trial-open")],
)  # fmt: skip
def test_an_item_of_an_offer_brings_its_note(offer: dict[str, Any], rule: str) -> None:
    assert rule in rules(assessed(offer=offer))
    assert rule not in rules(assessed(offer={"sessions": 1, "legal_basis": "none"}))


def test_an_earlier_treatment_brings_what_to_record_ask_follow_and_report() -> None:
    bare = assessed(treated={})
    assert {one.kind for one in bare.treated} == {"record", "symptoms", "follow_up", "report"}
    asks = {"treated-ask-product", "treated-ask-dose", "treated-ask-route", "treated-ask-dates"}
    assert asks <= {one.rule for one in bare.treated}
    full = assessed(treated={"product": "UC-MSC", "route": "intrathecal", "last_date": "2023-11", "doses": 3, "symptoms": []})
    assert not asks & {one.rule for one in full.treated}
    assert "treated-spinal" in {one.rule for one in full.treated}
    assert assessed().treated == ()


@pytest.mark.parametrize(
    ("treated", "rule"),
    [({"last_date": days_ago(31), "symptoms": ["fever"]}, "treated-late-fever"),
     ({"last_date": days_ago(31), "symptoms": ["limb_swelling"]}, "treated-late-swelling"),
     ({"last_date": "2023-11-01", "symptoms": ["fever"]}, "treated-late-fever"),
     ({"symptoms": ["headache"]}, "treated-headache"),
     ({"route": "intravenous", "symptoms": ["back_pain"]}, "treated-legs-without-spinal")],
)  # fmt: skip
def test_a_symptom_that_is_no_emergency_still_has_its_advice(treated: dict[str, Any], rule: str) -> None:
    result = assessed(treated=treated)
    assert result.standing.id == "trial_only"
    assert rule in {one.rule for one in result.treated}


def test_symptoms_that_are_not_named_are_asked_for() -> None:
    result = assessed(treated={"route": "intravenous", "last_date": "2026-11-01"}, safety={"after-infusion-symptoms": "yes"})
    assert "treated-symptoms-unnamed" in {one.rule for one in result.treated}
    assert "emergency_first" in result.standing.possible


def test_the_note_tells_the_earlier_treatment() -> None:
    case = known(treated={"route": "intrathecal"})
    words = program().note(case, program().assess(case))
    assert "Cells were injected into the spine" in words


# --- screen


def test_the_screen_shows_what_the_founding_documents_claim_with_the_verdict() -> None:
    shown = view().claims
    assert shown is not None
    texts = [line.text for line in shown.lines]
    assert any(text.startswith("Claim 002-34 (the clinic's page, which sells the treatment)") for text in texts)
    assert sum(text.startswith("Contradiction x-0") for text in texts) == 4


def test_an_emergency_shows_no_arguments_and_no_claims() -> None:
    shown = view(stroke__onset=days_ago(0))
    assert (shown.arguments_for, shown.arguments_against, shown.claims, shown.course) == ((), (), None, None)


def test_the_bands_are_told_in_words() -> None:
    assert [line.text for line in view().bands] == [
        "Moderate: NIHSS 5 to 15", "Infarct not large: below 50 mL", "60 to 75",
    ]  # fmt: skip


def test_a_reason_tells_what_has_to_be_decided_and_what_is_claimed() -> None:
    assessment = assessed(goals=["fatigue"])
    option = program().reason(assessment, program().screen(assessment).expectation[-1].lines[0])
    assert "To be decided: the evidence holds no tested option" in option
    argument = next(line for line in view().arguments_for if line.text.startswith("NIHSS 5 to 15"))
    assert "Claim 002-34" in program().reason(assessed(), argument)
