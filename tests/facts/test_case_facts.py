"""Cases as facts: every form of an entry gives the values that it leaves possible, and none is guessed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from counsel.case import scale_limits as scales
from counsel.case.parse import parse_case
from counsel.errors import InputError
from counsel.facts.case_facts import facts_of
from counsel.form.declarations import ENTERED, with_entered
from rules.values import Choices, Flag, Interval, Value
from tests.support.program import program

ROOT = Path(__file__).parents[2]
CASES = sorted((ROOT / "tests" / "cases").glob("*.json"))
WRITTEN = yaml.safe_load((ROOT / "rules" / "data" / "facts.yaml").read_text(encoding="utf-8"))["facts"]
DECLARED = with_entered(WRITTEN)
ITEMS: dict[str, int | str] = dict.fromkeys(scales.NIHSS_ITEM_MAXIMA, 1)


@dataclass(frozen=True)
class AskedFlag:
    scope: str = "person"
    answered: str = "listed"
    asked_when: dict[str, str] | None = None


MEASURES = program().content.measures
FLAGS = {
    "seizures": AskedFlag(),
    "active-malignancy": AskedFlag(),
    "consent": AskedFlag(answered="one-by-one"),
    "distress": AskedFlag(answered="one-by-one"),
    "suicide-plan": AskedFlag(asked_when={"fact": "safety.distress", "is": "yes"}),
    "renal": AskedFlag(scope="route"),
    "after-infusion-symptoms": AskedFlag(answered="one-by-one"),
    "tia": AskedFlag(answered="derived"),
    "exosome-offer": AskedFlag(scope="offer"),
}
ASKED = {name for name, asked in FLAGS.items() if asked.answered != "derived" and asked.scope != "offer"}


def facts(assessed_on: str = "2026-11-21", **sections: Any) -> dict[str, Value]:
    return facts_of(parse_case({"format": 1, "assessed_on": assessed_on, **sections}, MEASURES), FLAGS, ENTERED, MEASURES)


def at_most(high: float) -> Interval:
    return Interval(0, high)


def test_the_names_are_those_that_the_rules_declare() -> None:
    kinds = {"number": Interval, "choice": Choices, "flag": Flag}
    expected = {fact["name"]: kinds[fact["kind"]] for fact in DECLARED}
    expected |= {f"safety.{name}": Flag for name in ASKED}
    assert {name: type(value) for name, value in facts().items()} == expected


def test_choices_left_out_are_every_declared_choice() -> None:
    given_nothing = facts()
    for fact in DECLARED:
        if fact["kind"] == "choice":
            assert given_nothing[fact["name"]] == Choices(frozenset(fact["choices"]))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_named_cases_give_every_fact(path: Path) -> None:
    assert facts_of(parse_case(path.read_bytes(), MEASURES), FLAGS, ENTERED, MEASURES).keys() == facts().keys()


def test_the_day_of_assessment_is_required() -> None:
    with pytest.raises(InputError) as refusal:
        facts_of(parse_case({"format": 1}), FLAGS, ENTERED, MEASURES)
    assert refusal.value.problems[0].path == "assessed_on"


def test_nothing_known_is_nothing_guessed() -> None:
    known = {name: value for name, value in facts().items() if value is Flag.NO or value is Flag.YES}
    sections = {
        "offer.present",
        "treated.present",
        "stroke.onset_given",
        "stroke.onset_unseen",
        "stroke.other_stroke",
        "severity.nihss_untestable",
        "infarct.from_diameters",
        "treated.product_named",
    }
    listed = {name for name in facts() if name.startswith(("treated.symptom.", "goal."))}
    assert set(known) == sections | listed | {"safety.after-infusion-symptoms"}
    assert set(known.values()) == {Flag.NO}


def test_an_onset_seen() -> None:
    found = facts(stroke={"onset": "2026-09"})
    assert found["stroke.days_since_onset"] == Interval(52, 81)
    assert found["stroke.latest_possible_days"] == Interval(52, 81)
    assert found["stroke.disabling_days"] == Interval(52, 81)
    assert (found["stroke.onset_given"], found["stroke.onset_unseen"]) == (Flag.YES, Flag.NO)


def test_a_month_not_yet_over_ends_on_the_day_of_assessment() -> None:
    assert facts(stroke={"onset": "2026-11"})["stroke.days_since_onset"] == Interval(0, 20)


def test_an_onset_that_nobody_saw_lies_between_well_and_found() -> None:
    stroke = {"last_known_well": "2026-11-20T22:00", "found_at": "2026-11-21T07:00"}
    found = facts("2026-11-21T12:00", stroke=stroke)
    assert found["stroke.hours_since_onset"] == Interval(5, 14)
    assert found["stroke.days_since_onset"] == Interval(0, 1)
    assert found["stroke.hours_since_found"] == Interval.exact(5)
    assert found["stroke.latest_possible_days"] == Interval.exact(1)
    assert (found["stroke.onset_given"], found["stroke.onset_unseen"]) == (Flag.YES, Flag.YES)


def test_found_at_an_unknown_time() -> None:
    found = facts("2026-11-21T12:00", stroke={"last_known_well": "2026-11-20T22:00"})
    assert found["stroke.hours_since_found"] == Interval(0, 14)
    assert found["stroke.days_since_onset"] == Interval(0, 1)


def test_found_without_a_time_last_known_well() -> None:
    found = facts(stroke={"found_at": "2026-11-11"})
    assert found["stroke.days_since_onset"] == Interval(10, None)
    assert found["stroke.hours_since_found"] == Interval(216, 264, low_open=True, high_open=True)


def test_onset_well_and_found_narrow_each_other() -> None:
    stroke = {"onset": "2026-11", "last_known_well": "2026-11-05", "found_at": "2026-11-08"}
    assert facts(stroke=stroke)["stroke.days_since_onset"] == Interval(13, 16)


@pytest.mark.parametrize(
    ("previous", "disabling", "other", "other_days"),
    [
        ([], 40, Flag.NO, None),
        ([{"onset": "2026-05-01", "disabling": "no"}], 40, Flag.YES, (204, 204)),
        ([{"onset": "2026-05-01", "disabling": "yes"}], 204, Flag.YES, (40, 40)),
        ([{"onset": "2026-05-01"}], (40, 204), Flag.YES, (40, 204)),
        (
            [{"onset": "2026-05-01", "disabling": "yes"}, {"onset": "2020-05-01", "disabling": "no"}],
            204,
            Flag.YES,
            (40, 40),
        ),
        (
            [{"onset": "2026-05-01", "disabling": "no"}, {"onset": "2020-05-01", "disabling": "no"}],
            40,
            Flag.YES,
            (204, 204),
        ),
        ([{"disabling": "no"}], 40, Flag.YES, (40, None)),
    ],
)
def test_earlier_strokes(previous: list[Any], disabling: Any, other: Flag, other_days: Any) -> None:
    found = facts(stroke={"onset": "2026-10-12", "previous": previous})
    ends = disabling if isinstance(disabling, tuple) else (disabling, disabling)
    assert found["stroke.disabling_days"] == Interval(*ends)
    assert found["stroke.other_stroke"] is other
    assert found["stroke.other_stroke_days"] == Interval(*(other_days or (None, None)))


def test_one_of_leaves_each_of_them_possible() -> None:
    stroke = {"type": {"one_of": ["ischaemic", "tia"]}, "location": {"one_of": ["cortical", "brainstem"]}}
    found = facts(stroke=stroke)
    assert found["stroke.type"] == Choices(frozenset({"ischaemic", "tia"}))
    assert found["stroke.location.cortical"] is Flag.UNKNOWN
    assert found["stroke.location.lacunar"] is Flag.NO


def test_locations_not_listed_are_absent() -> None:
    found = facts(stroke={"location": ["cortical", "cerebellar"]})
    places = [
        found[f"stroke.location.{place}"] for place in ("cortical", "subcortical", "cerebellar", "lacunar")
    ]
    assert places == [Flag.YES, Flag.NO, Flag.YES, Flag.NO]


@pytest.mark.parametrize(
    ("infarct", "volume", "lacunar"),
    [
        ({"volume_ml": 35}, Interval.exact(35), Flag.NO),
        ({"volume_ml": 4.2}, Interval.exact(4.2), Flag.UNKNOWN),
        ({"volume_ml": 4.21}, Interval.exact(4.21), Flag.NO),
        ({"volume_ml": {"low": 3, "high": 60}}, Interval(3, 60), Flag.UNKNOWN),
        ({"abc_mm": [60, 40, 30]}, Interval(14.4, 36), Flag.NO),
        ({"size": "not_large"}, Interval(0, 50, high_open=True), Flag.UNKNOWN),
        ({"size": "large"}, Interval(50, 150), Flag.NO),
        ({"size": "very_large"}, Interval(150, None, low_open=True), Flag.NO),
        ({"size": "lacunar"}, at_most(4.2), Flag.YES),
        ({"size": "large", "volume_ml": {"low": 20, "high": 60}}, Interval(50, 60), Flag.NO),
        ({"abc_mm": [60, 40, 30], "volume_ml": {"low": 20}}, Interval(20, 36), Flag.NO),
        ({"aspects": 5}, Interval.unknown(), Flag.UNKNOWN),
    ],
)
def test_infarct_forms(infarct: dict[str, Any], volume: Interval, lacunar: Flag) -> None:
    found = facts(infarct=infarct)
    assert found["infarct.volume_ml"] == volume
    assert found["stroke.location.lacunar"] is lacunar


@pytest.mark.parametrize(
    ("onset", "aspects", "volume"),
    [
        ("2026-11-20", 5, Interval(50, None)),
        ("2026-11-21", {"low": 3, "high": 5}, Interval(50, None)),
        ("2026-11-20", 6, Interval.unknown()),
        ("2026-11-20", {"low": 4, "high": 6}, Interval.unknown()),
        ("2026-11-19", 5, Interval.unknown()),
        ("2026-11", 5, Interval.unknown()),
    ],
)
def test_a_low_aspects_is_a_volume_on_the_first_two_days_only(
    onset: str, aspects: Any, volume: Interval
) -> None:
    assert facts(stroke={"onset": onset}, infarct={"aspects": aspects})["infarct.volume_ml"] == volume


def test_a_lacunar_location_is_a_small_volume() -> None:
    found = facts(stroke={"location": ["lacunar"]}, infarct={"volume_ml": {"low": 2, "high": 9}})
    assert found["infarct.volume_ml"] == Interval(2, 4.2)


def test_the_size_word_lacunar_settles_an_open_location() -> None:
    found = facts(stroke={"location": {"one_of": ["lacunar", "subcortical"]}}, infarct={"size": "lacunar"})
    assert (found["stroke.location.lacunar"], found["stroke.location.subcortical"]) == (Flag.YES, Flag.NO)


def test_untestable_items_add_nothing_to_their_maximum() -> None:
    found = facts(severity={"nihss": {"items": ITEMS | {"5a": "UN", "10": "UN"}}})
    assert found["severity.nihss"] == Interval(13, 19)


def test_ranges_with_one_end_reach_to_the_end_of_the_scale() -> None:
    found = facts(severity={"nihss": {"low": 6}, "barthel": {"high": 40}})
    assert (found["severity.nihss"], found["severity.barthel"]) == (Interval(6, 42), at_most(40))


def test_age_and_birth_are_intersected() -> None:
    assert facts(patient={"born": "1962"})["patient.age"] == Interval(63, 64)
    assert facts(patient={"born": "1962", "age": 64})["patient.age"] == Interval.exact(64)


def test_others_answer_the_flags_that_are_not_named() -> None:
    found = facts(safety={"seizures": "unknown", "renal": "yes"}, safety_others="no")
    answers = {name: found[f"safety.{name}"] for name in ASKED}
    assert answers == dict.fromkeys(ASKED, Flag.NO) | {"seizures": Flag.UNKNOWN, "renal": Flag.YES}


@pytest.mark.parametrize("name", ["no-such-flag", "tia", "exosome-offer"])
def test_flags_that_are_not_asked_cannot_be_answered(name: str) -> None:
    for sections, path in (
        ({"safety": {name: "no"}}, f"safety.{name}"),
        ({"print_private": [name]}, "print_private.0"),
    ):
        with pytest.raises(InputError) as refusal:
            facts(**sections)
        assert refusal.value.problems[0].path == path


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        ({}, Flag.NO),
        ({"treated": {}}, Flag.UNKNOWN),
        ({"treated": {}, "safety_others": "no"}, Flag.UNKNOWN),
        ({"treated": {"symptoms": []}}, Flag.NO),
        ({"treated": {"symptoms": ["fever"]}, "safety_others": "no"}, Flag.YES),
        ({"treated": {}, "safety": {"after-infusion-symptoms": "no"}}, Flag.NO),
    ],
)
def test_the_flag_of_symptoms_follows_from_the_treatment(sections: dict[str, Any], expected: Flag) -> None:
    assert facts(**sections)["safety.after-infusion-symptoms"] is expected


def test_symptoms_and_their_flag_must_agree() -> None:
    with pytest.raises(InputError, match="symptoms"):
        facts(treated={"symptoms": ["fever"]}, safety={"after-infusion-symptoms": "no"})


def test_symptoms_after_cells_need_the_treatment() -> None:
    with pytest.raises(InputError, match="no earlier treatment"):
        facts(safety={"after-infusion-symptoms": "yes"})


def test_a_question_that_falls_away_is_answered_no_unless_it_was_answered() -> None:
    assert facts(safety={"distress": "no"})["safety.suicide-plan"] is Flag.NO
    assert facts(safety={"distress": "no", "suicide-plan": "yes"})["safety.suicide-plan"] is Flag.YES
    assert facts(safety={"distress": "yes"})["safety.suicide-plan"] is Flag.UNKNOWN


def test_an_earlier_treatment() -> None:
    treated = {
        "route": "intrathecal",
        "last_date": "2026-11",
        "first_date": "2026-11-10",
        "symptoms": ["fever"],
    }
    found = facts(treated=treated)
    assert found["treated.present"] is Flag.YES
    assert found["treated.route"] == Choices.exact("intrathecal")
    assert found["treated.days_since_last"] == Interval(0, 11)
    assert (found["treated.symptom.fever"], found["treated.symptom.headache"]) == (Flag.YES, Flag.NO)
    assert facts(treated={})["treated.symptom.fever"] is Flag.UNKNOWN


@pytest.mark.parametrize(
    ("offer", "fact", "expected"),
    [
        ({}, "present", Flag.YES),
        ({}, "registered", Flag.UNKNOWN),
        ({"registry_number": None}, "registered", Flag.NO),
        ({"registry_number": "NCT00000000"}, "registered", Flag.YES),
        ({"registry_number": "unknown"}, "registered", Flag.UNKNOWN),
        ({"follow_up_months": 0}, "follow_up", Flag.NO),
        ({"follow_up_months": 6}, "follow_up", Flag.YES),
        ({"follow_up_months": None}, "follow_up", Flag.NO),
        ({"price": None}, "priced", Flag.NO),
        ({"price": {"amount": 0}}, "priced", Flag.NO),
        ({"price": {"amount": 9}}, "priced", Flag.YES),
        ({"price": {"amount": 9}}, "price_includes", Flag.UNKNOWN),
        ({"price": {"amount": 9, "includes": []}}, "price_includes", Flag.NO),
        ({"price": {"amount": 9, "includes": ["flights"]}}, "price_includes", Flag.YES),
        ({"claims": ["cure"]}, "claim.cure", Flag.YES),
        ({"claims": ["cure"]}, "claim.no_risk", Flag.NO),
        ({"claims": None}, "claim.cure", Flag.NO),
        ({"claims": "unknown"}, "claim.cure", Flag.UNKNOWN),
        ({"cells": "exosomes"}, "cells", Choices.exact("exosomes")),
        ({"donor": "unknown"}, "donor", Choices(frozenset({"autologous", "allogeneic"}))),
        ({"legal_basis": None}, "legal_basis", Choices.exact("none")),
        ({"sessions": {"low": 2}}, "sessions", Interval(2, None)),
        ({"sessions": "unknown"}, "sessions", Interval.unknown()),
        ({"named_stroke_doctor": "Dr A"}, "named_stroke_doctor", Flag.YES),
        ({"stop_medicines": "no"}, "stop_medicines", Flag.NO),
        ({"ethics_approval": None}, "ethics_approval", Flag.NO),
    ],
)
def test_offer_items(offer: dict[str, Any], fact: str, expected: Value) -> None:
    assert facts(offer=offer)[f"offer.{fact}"] == expected


DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2026, 11, 21))
FORMS = DAYS.flatmap(lambda day: st.sampled_from([day.isoformat()[:size] for size in (4, 7, 10)]))
FLAG_WORDS = st.sampled_from(["yes", "no", "unknown"])


def some(**entries: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=entries)


def ranged(low: int, high: int) -> st.SearchStrategy[Any]:
    ends = st.tuples(st.integers(low, high), st.integers(low, high)).map(sorted)
    return st.integers(low, high) | ends.map(lambda pair: {"low": pair[0], "high": pair[1]})


DOCUMENTS = some(
    patient=some(age=ranged(10, 120)),
    stroke=some(
        type=st.sampled_from(["ischaemic", "tia"]),
        onset=FORMS,
        last_known_well=FORMS,
        found_at=FORMS,
        location=st.lists(st.sampled_from(["cortical", "brainstem", "subcortical"]), min_size=1, unique=True)
        | st.just(["lacunar"])
        | st.just({"one_of": ["lacunar", "subcortical"]}),
        previous=st.lists(some(onset=FORMS, disabling=FLAG_WORDS), max_size=2),
    ),
    severity=some(nihss=ranged(0, 42), mrs=ranged(0, 5)),
    infarct=some(
        volume_ml=ranged(0, 200),
        size=st.sampled_from(["lacunar", "not_large", "large", "very_large"]),
        abc_mm=st.lists(st.integers(1, 100), min_size=3, max_size=3),
        aspects=ranged(0, 10),
    ),
    safety=some(seizures=FLAG_WORDS, consent=FLAG_WORDS),
    safety_others=FLAG_WORDS,
    treated=some(last_date=FORMS, symptoms=st.lists(st.sampled_from(["fever", "headache"]), unique=True)),
    offer=some(price=st.none() | FLAG_WORDS | some(amount=st.integers(0, 9)), claims=st.none() | FLAG_WORDS),
)


@given(DOCUMENTS)
def test_any_case_that_is_taken_gives_a_value_for_every_fact(sections: dict[str, Any]) -> None:
    try:
        found = facts(**sections)
    except InputError:
        assume(False)
    assert found.keys() == facts().keys()
    for fact in DECLARED:
        value = found[fact["name"]]
        if isinstance(value, Interval) and not value.is_unknown:
            assert value.inside(Interval(*fact["range"]))
        if isinstance(value, Choices):
            assert value.possible <= set(fact["choices"])


@given(DAYS, st.sampled_from([4, 7]))
def test_a_more_exact_onset_only_narrows(day: Any, size: int) -> None:
    exact, partial = facts(stroke={"onset": day.isoformat()}), facts(stroke={"onset": day.isoformat()[:size]})
    for name, value in exact.items():
        wider = partial[name]
        if isinstance(value, Interval) and isinstance(wider, Interval):
            assert value.inside(wider), name


def test_an_untestable_item_is_a_fact_of_its_own() -> None:
    items = dict.fromkeys(scales.NIHSS_ITEM_MAXIMA, 0)
    assert facts(severity={"nihss": {"items": items}})["severity.nihss_untestable"] is Flag.NO
    found = facts(severity={"nihss": {"items": {**items, "5a": "UN"}}})
    assert found["severity.nihss_untestable"] is Flag.YES


def test_the_day_of_a_scan_is_counted_from_the_onset() -> None:
    found = facts(stroke={"onset": "2026-09-10"}, infarct={"volume_ml": 35, "measured_on": "2026-09-24"})
    assert found["infarct.measured_day"] == Interval.exact(14)
    assert facts(infarct={"volume_ml": 35})["infarct.measured_day"].is_unknown  # type: ignore[union-attr]
    assert facts(infarct={"abc_mm": [60, 40, 30]})["infarct.from_diameters"] is Flag.YES


def test_a_narrow_infarct_is_small_and_a_large_volume_does_not_go_with_it() -> None:
    assert facts(infarct={"max_diameter_mm": 20})["infarct.volume_ml"] == Interval(0, 4.2)
    assert facts(infarct={"max_diameter_mm": 21})["infarct.volume_ml"].is_unknown  # type: ignore[union-attr]
    with pytest.raises(InputError, match="a width of at most 20 mm"):
        facts(infarct={"max_diameter_mm": 12, "volume_ml": 10})


def test_goals_left_out_are_none() -> None:
    found = facts(goals=["walking", {"own": "to fish again"}])
    assert (found["goal.walking"], found["goal.speech"]) == (Flag.YES, Flag.NO)


def test_who_decides_and_with_whose_pressure() -> None:
    found = facts(asker={"who_decides": "family", "pressure_from_others": "yes"})
    assert found["asker.who_decides"] == Choices.exact("family")
    assert (found["asker.pressure_from_others"], found["asker.carer_strain"]) == (Flag.YES, Flag.UNKNOWN)


def test_the_details_of_a_product_are_told_asked_or_unknown() -> None:
    found = facts(offer={"product_details": {"tissue": "cord", "sterility": "no", "potency": None}})
    assert found["offer.product.tissue"] is Flag.YES
    assert found["offer.product.sterility"] is found["offer.product.potency"] is Flag.NO
    assert found["offer.product.identity"] is Flag.UNKNOWN
    assert facts(offer={"complications_paid_by": "nobody"})["offer.complications_paid_by"] is Flag.YES
