"""Reading a case: every form is taken, all else is refused with path, value, reason and what is allowed."""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from counsel.case import scale_limits as scales
from counsel.case.document import Asker, Communication, Infarct, Patient, Severity, Stroke
from counsel.case.entry_paths import words_at
from counsel.case.offer import Offer, ProductDetails, Treated
from counsel.case.parse import Case, parse_case, with_value
from counsel.errors import InputError, Problem
from counsel.form.declarations import ALL_FIELDS
from tests.support.program import program

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.json"))
ITEMS = dict.fromkeys(scales.NIHSS_ITEM_MAXIMA, 0)
PRICE = {"amount": 18000, "currency": "USD", "includes": ["infusions"]}


def case(**sections: Any) -> dict[str, Any]:
    return {"format": 1, "assessed_on": "2026-11-21", **sections}


def problem(document: Any) -> Problem:
    with pytest.raises(InputError) as refusal:
        parse_case(document, program().content.measures)
    return refusal.value.problems[0]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_named_case_comes_back_as_it_was(path: Path) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    assert parse_case(path.read_bytes()).to_document() == document
    assert parse_case(path.read_text(encoding="utf-8")) == parse_case(document)


@pytest.mark.parametrize(
    "sections",
    [
        {"patient": {"born": "1962-03-01", "label": "A. B. 17"}},
        {"patient": {"born": "1962", "age": 64}},
        {"patient": {"age": {"low": 60, "high": 64}}},
        {"assessed_on": "2026-11-21T12:00"},
        {"stroke": {"onset": "2026-09-10T14:30"}},
        {"stroke": {"onset": {"earliest": "2026-08-01", "latest": "2026-09-10"}}},
        {"stroke": {"last_known_well": "2026-11-20T22:00", "found_at": "2026-11-21T07:00"}},
        {"stroke": {"previous": [{"onset": "2021-05", "type": "ischaemic", "disabling": "yes"}]}},
        {"stroke": {"type": {"one_of": ["ischaemic", "tia"]}, "territory": {"one_of": ["mca", "aca"]}}},
        {"stroke": {"location": {"one_of": ["lacunar", "subcortical"]}, "side": "left"}},
        {"severity": {"nihss": {"low": 6, "high": 12}}},
        {"severity": {"nihss": {"items": ITEMS | {"5a": "UN", "7": "UN", "10": "UN"}}}},
        {"infarct": {"abc_mm": [60, 40, 30.5]}},
        {"infarct": {"size": "not_large", "volume_ml": 35}},
        {"infarct": {"aspects": 7, "max_diameter_mm": 18, "subventricular": "unknown"}},
        {"communication": {"aphasia": "yes", "vision": "no", "language": "pt-BR"}},
        {"goals": ["walking", {"own": "hold my grandchild"}]},
        {"treated": {}},
        {
            "treated": {
                "product": "cord cells",
                "route": "intrathecal",
                "sites": ["lower back"],
                "first_date": "2026-01",
                "last_date": "2026-03-02",
                "doses": 2,
                "symptoms": [],
            }
        },
        {"asker": {"who_asks": "family", "who_decides": "together", "carer_strain": "yes"}},
        {"offer": {"registry_number": None, "price": PRICE, "follow_up_months": 12, "claims": None}},
        {"offer": {"price": "unknown", "follow_up_months": "no", "product_details": {"sterility": "yes"}}},
        {"print_private": ["active-malignancy"], "safety": {"seizures": "unknown"}, "safety_others": "no"},
    ],
)
def test_every_form_is_taken_and_comes_back(sections: dict[str, Any]) -> None:
    document = case(**sections)
    assert parse_case(document).to_document() == document
    assert parse_case(json.dumps(document)).to_document() == document


@pytest.mark.parametrize(
    ("sections", "path"),
    [
        ({"format": 2}, "format"),
        ({"format": True}, "format"),
        ({"surprise": 1}, "surprise"),
        ({"stroke": {"surprise": 1}}, "stroke.surprise"),
        ({"assessed_on": "2026-11"}, "assessed_on"),
        ({"patient": {"age": 121}}, "patient.age"),
        ({"patient": {"age": -1}}, "patient.age"),
        ({"patient": {"age": 64.5}}, "patient.age"),
        ({"patient": {"age": "64"}}, "patient.age"),
        ({"patient": {"born": "1900-01-01"}}, "patient.born"),
        ({"patient": {"born": "2027"}}, "patient.born"),
        ({"patient": {"born": "1962-03-01", "age": 60}}, "patient.age"),
        ({"stroke": {"type": "ischemic"}}, "stroke.type"),
        ({"stroke": {"type": ["ischaemic"]}}, "stroke.type"),
        ({"stroke": {"type": {"one_of": []}}}, "stroke.type.one_of"),
        ({"stroke": {"territory": {"one_of": ["mca", "mca"]}}}, "stroke.territory.one_of"),
        ({"stroke": {"location": "cortical"}}, "stroke.location"),
        ({"stroke": {"location": []}}, "stroke.location"),
        ({"stroke": {"location": ["cortical", "cortical"]}}, "stroke.location"),
        ({"stroke": {"location": ["cortical", "lacunar"]}}, "stroke.location"),
        ({"stroke": {"onset": "2026-11-22"}}, "stroke.onset"),
        ({"stroke": {"onset": "2026-13-01"}}, "stroke.onset"),
        ({"stroke": {"onset": 2026}}, "stroke.onset"),
        ({"stroke": {"onset": "1906-11-20"}}, "stroke.onset"),
        ({"stroke": {"onset": "2010"}, "patient": {"born": "2011"}}, "stroke.onset"),
        ({"stroke": {"onset": "2010"}, "patient": {"age": 10}}, "stroke.onset"),
        ({"stroke": {"onset": {"earliest": "2026-09-11", "latest": "2026-09-10"}}}, "stroke.onset"),
        ({"stroke": {"onset": {"earliest": "2026-09-11", "latest": "2026-12-10"}}}, "stroke.onset.latest"),
        ({"stroke": {"onset": {"earliest": "2026-09-11"}}}, "stroke.onset.latest"),
        (
            {"stroke": {"last_known_well": "2026-11-21T08:00", "found_at": "2026-11-21T07:00"}},
            "stroke.last_known_well",
        ),
        ({"stroke": {"onset": "2026-11-01", "last_known_well": "2026-11-05"}}, "stroke.onset"),
        ({"stroke": {"onset": "2026-11-05", "found_at": "2026-11-01"}}, "stroke.onset"),
        ({"stroke": {"onset": "2020", "previous": [{"onset": "2021"}]}}, "stroke.previous.0.onset"),
        ({"severity": {"nihss": 43}}, "severity.nihss"),
        ({"severity": {"nihss": True}}, "severity.nihss"),
        ({"severity": {"nihss": "9"}}, "severity.nihss"),
        ({"severity": {"nihss": None}}, "severity.nihss"),
        ({"severity": {"nihss": {"low": 12, "high": 6}}}, "severity.nihss"),
        ({"severity": {"nihss": {"low": 12, "high": 60}}}, "severity.nihss.high"),
        ({"severity": {"nihss": {"low": 3, "high": 6, "middle": 4}}}, "severity.nihss.middle"),
        ({"severity": {"nihss": {"items": {"1a": 0}}}}, "severity.nihss.items"),
        ({"severity": {"nihss": {"items": ITEMS | {"12": 0}}}}, "severity.nihss.items"),
        ({"severity": {"nihss": {"items": ITEMS | {"1b": 3}}}}, "severity.nihss.items.1b"),
        ({"severity": {"nihss": {"items": ITEMS | {"9": "UN"}}}}, "severity.nihss.items.9"),
        ({"severity": {"nihss": {"items": ITEMS | {"5a": "un"}}}}, "severity.nihss.items.5a"),
        ({"severity": {"nihss": {"items": ITEMS | {"5a": False}}}}, "severity.nihss.items.5a"),
        ({"severity": {"nihss": 9, "nihss_scored_on": "2026-11-22"}}, "severity.nihss_scored_on"),
        ({"severity": {"mrs": 6}}, "severity.mrs"),
        ({"severity": {"pre_stroke_mrs": 6}}, "severity.pre_stroke_mrs"),
        ({"severity": {"barthel": 72}}, "severity.barthel"),
        ({"severity": {"barthel": 105}}, "severity.barthel"),
        ({"infarct": {"volume_ml": -1}}, "infarct.volume_ml"),
        ({"infarct": {"volume_ml": float("nan")}}, "infarct.volume_ml"),
        ({"infarct": {"volume_ml": 35, "size": "large"}}, "infarct.size"),
        ({"infarct": {"volume_ml": 50, "size": "not_large"}}, "infarct.size"),
        ({"infarct": {"volume_ml": 150, "size": "very_large"}}, "infarct.size"),
        ({"infarct": {"abc_mm": [60, 40, 30], "volume_ml": 40}}, "infarct.abc_mm"),
        ({"infarct": {"abc_mm": [60, 40]}}, "infarct.abc_mm.2"),
        ({"infarct": {"abc_mm": [60, 40, 0]}}, "infarct.abc_mm.2"),
        ({"infarct": {"abc_mm": [250, 250, 250]}}, "infarct.abc_mm"),
        ({"infarct": {"aspects": 11}}, "infarct.aspects"),
        ({"infarct": {"aspects": 5, "volume_ml": 20}, "stroke": {"onset": "2026-11-20"}}, "infarct.aspects"),
        ({"infarct": {"volume_ml": 4.3}, "stroke": {"location": ["lacunar"]}}, "infarct.volume_ml"),
        ({"infarct": {"size": "lacunar"}, "stroke": {"location": ["cortical"]}}, "infarct.size"),
        ({"infarct": {"size": "lacunar", "volume_ml": 10}}, "infarct.size"),
        ({"safety": {"seizures": True}}, "safety.seizures"),
        ({"safety_others": "none"}, "safety_others"),
        ({"rehab": "yes"}, "rehab"),
        ({"communication": {"language": "English, please"}}, "communication.language"),
        ({"goals": ["walking", "speech", "mood", "pain"]}, "goals"),
        ({"goals": ["walking", "walking"]}, "goals"),
        ({"goals": [{"own": " "}]}, "goals.0.own"),
        ({"treated": {"doses": 0}}, "treated.doses"),
        ({"treated": {"symptoms": ["cough"]}}, "treated.symptoms.0"),
        ({"treated": {"first_date": "2026-03", "last_date": "2026-01"}}, "treated.last_date"),
        ({"treated": {"last_date": "2026-12-01"}}, "treated.last_date"),
        ({"treated": None}, "treated"),
        ({"offer": {"cells": "mystery"}}, "offer.cells"),
        ({"offer": {"price": {"amount": -1}}}, "offer.price.amount"),
        ({"offer": {"price": {"currency": "dollars"}}}, "offer.price.currency"),
        ({"offer": {"claims": ["wonders"]}}, "offer.claims.0"),
    ],
)
def test_what_is_refused_is_named_with_what_is_allowed(sections: dict[str, Any], path: str) -> None:
    found = problem(case(**sections))
    assert found.path == path
    assert found.reason
    assert found.allowed
    assert found.path in str(found)


def test_death_on_the_rankin_scale_is_named_as_the_reason() -> None:
    assert "died" in problem(case(severity={"mrs": 6})).reason


def test_the_reasons_of_impossible_onsets_are_told_apart() -> None:
    assert "future" in problem(case(stroke={"onset": "2027"})).reason
    assert "over 120 years ago" in problem(case(stroke={"onset": "1900"})).reason
    assert "born" in problem(case(stroke={"onset": "1950"}, patient={"born": "1962"})).reason


def test_a_month_that_has_begun_is_no_future() -> None:
    begun = parse_case(case(stroke={"onset": "2026-11"}))
    with_birth = parse_case(case(stroke={"onset": "1962"}, patient={"born": "1962-03-01"}))
    assert begun.stroke is not None
    assert begun.stroke.onset is not None
    assert with_birth.stroke is not None
    assert with_birth.stroke.onset is not None


def test_every_problem_is_named_at_once() -> None:
    with pytest.raises(InputError) as refusal:
        parse_case(case(severity={"mrs": 9, "nihss": 99}, rehab="maybe"))
    assert [found.path for found in refusal.value.problems] == ["severity.nihss", "severity.mrs", "rehab"]
    assert all(found.path in str(refusal.value) for found in refusal.value.problems)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "3", "null", '"x"', '{"format": 1, "format": 1}', '{"format": NaN}', '{"format": 1e999}',
     "{" * 100_000, "[" * 100_000, '{"format": ' + "9" * 5000 + "}", b"\xff\xfe\x00", b'{"format": "\xff"}',
     '{"format": 1, "patient": {"label": "\\ud800"}}', '{"format": 1, "\\ud800": 1}'],
    ids=range(16),
)  # fmt: skip
def test_what_is_no_case_is_refused(text: str | bytes) -> None:
    with pytest.raises(InputError):
        parse_case(text)


def test_the_maxima_of_the_items_add_up_to_the_total() -> None:
    assert len(scales.NIHSS_ITEM_MAXIMA) == 15
    assert sum(scales.NIHSS_ITEM_MAXIMA.values()) == scales.NIHSS_TOTAL[1]


def test_control_characters_are_taken_out_of_typed_text() -> None:
    document = case(patient={"label": "\u202eA.\tB.\x07 "})
    assert parse_case(document).to_document()["patient"]["label"] == "A. B."


def test_a_case_cannot_be_changed_in_place() -> None:
    made = parse_case(case())
    with pytest.raises(ValueError, match="frozen"):
        made.rehab = "active"  # type: ignore[misc]


def test_the_schema_lists_every_section_and_names_no_null_for_facts() -> None:
    schema = Case.model_json_schema()
    assert {"format", "stroke", "offer", "print_private"} <= set(schema["properties"])
    stroke = json.dumps(schema["$defs"]["Stroke"]["properties"])
    assert '"type": "null"' not in stroke


EXAMPLE = {
    "assessed_on": ["2026-11-20", "2026-11-20T10:00"],
    "severity.nihss_scored_on": ["2026-11-20"],
    "infarct.measured_on": ["2026-11-20"],
    "infarct.max_diameter_mm": [18, {"low": 10, "high": 18}],
    "communication.language": ["en", "pt-BR"],
    "offer.product_details.viability_percent": [90],
    "date": ["2026-09", "2026-11-20T10:00", {"earliest": "2026-08", "latest": "2026-09-02"}],
    "text": ["A. B."],
    "age": [0, 64, {"low": 60, "high": 64}],
    "nihss": [9, {"low": 6, "high": 12}],
    "diameters": [[60, 40, 30]],
    "strokes": [[{}], [{"onset": "2021", "type": "ischaemic", "disabling": "yes"}]],
    "goals": [["walking", {"own": "to fish"}]],
    "presence": [{}],
    "answer": ["yes", "no", "unknown", "somebody"],
    "answer-number": ["yes", "no", 12],
    "price": ["no", {"amount": 18000, "currency": "USD", "includes": ["infusions"]}, {"includes": []}],
}


def test_every_field_of_the_form_can_be_put_in_and_taken_out() -> None:
    for field in ALL_FIELDS:
        before = parse_case(case(offer={}, treated={}) if "." in field.path else case())
        for value in _values(field):
            made = with_value(before, field.path, value)
            assert _at(made.to_document(), field.path) == value
            assert with_value(made, field.path, None) == with_value(before, field.path, None)


def _values(field: Any) -> list[Any]:
    known = EXAMPLE.get(field.path) or EXAMPLE.get(field.kind)
    if isinstance(known, list) and known:
        return known
    if field.kind == "number":
        return [field.low, field.high, {"low": field.low, "high": field.high}]
    if field.kind == "choices":
        return [[word] for word in words_at(field.path) if word not in ("yes", "no", "unknown")]
    return list(words_at(field.path))


def test_every_entry_of_the_case_has_a_field_in_the_form() -> None:
    entered = {path for field in ALL_FIELDS for path in (field.path, *field.also)}
    window_s_own = {"format", "safety", "safety_others", "print_private"}
    missing = [path for path in _entries(Case) if path not in entered | window_s_own]
    assert not missing


SECTIONS: dict[str, type[BaseModel]] = {
    "patient": Patient,
    "stroke": Stroke,
    "severity": Severity,
    "infarct": Infarct,
    "communication": Communication,
    "asker": Asker,
    "treated": Treated,
    "offer": Offer,
    "product_details": ProductDetails,
}


def _entries(model: type[BaseModel], before: str = "") -> Iterator[str]:
    for name in model.model_fields:
        if name in SECTIONS:
            yield from _entries(SECTIONS[name], f"{before}{name}.")
        else:
            yield before + name


def test_what_was_asked_and_is_not_there_gives_way_to_what_is_known() -> None:
    asked = parse_case(case(offer={"product_details": None}))
    made = with_value(asked, "offer.product_details.sterility", "yes")
    assert made.to_document()["offer"] == {"product_details": {"sterility": "yes"}}


def _at(document: Any, path: str) -> Any:
    for key in path.split("."):
        document = document[key]
    return document


def test_with_value_takes_flags_and_their_others() -> None:
    made = with_value(with_value(parse_case(case()), "safety.seizures", "yes"), "safety_others", "no")
    assert made.to_document() == case(safety={"seizures": "yes"}, safety_others="no")


def test_with_value_refuses_and_changes_nothing() -> None:
    before = parse_case(case(rehab="active"))
    for path, value in (
        ("severity.nihss", 99),
        ("rehab.more", 1),
        ("nowhere", 1),
        ("stroke..type", "tia"),
        ("", 1),
    ):
        with pytest.raises(InputError):
            with_value(before, path, value)
    assert before == parse_case(case(rehab="active"))


def test_an_offer_stays_an_offer_when_its_last_item_is_taken_out() -> None:
    made = parse_case(case(offer={"sessions": 3}))
    assert with_value(made, "offer.sessions", None).to_document() == case(offer={})
    assert with_value(made, "offer", None).to_document() == case()
    assert with_value(made, "nowhere.at.all", None) == made


def test_with_value_takes_well_below_a_millisecond_of_typing() -> None:
    made = parse_case(CASES[-1].read_bytes())
    best = min(_seconds(lambda: with_value(made, "severity.nihss", 12)) for _ in range(50))
    assert best < 0.001


def _seconds(action: Any) -> float:
    start = time.process_time()
    action()
    return time.process_time() - start


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
    | st.sampled_from(["yes", "no", "unknown", "2026-09", "UN", "mca"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["low", "high", "items", "one_of", "own", "latest"]) | st.text(max_size=4),
        inner,
        max_size=3,
    ),
    max_leaves=6,
)  # fmt: skip
FULL = case(
    patient={"age": 64, "label": "x"},
    stroke={
        "type": "ischaemic",
        "onset": "2026-09-10",
        "location": ["cortical"],
        "territory": "mca",
        "previous": [{"onset": "2021"}],
    },
    severity={"nihss": {"items": ITEMS}, "mrs": 3, "barthel": 70},
    infarct={"volume_ml": {"low": 20, "high": 60}, "abc_mm": [60, 40, 30]},
    safety={"seizures": "no"},
    communication={"aphasia": "yes", "language": "en"},
    goals=["walking", {"own": "y"}],
    treated={"last_date": "2026-10", "symptoms": ["fever"]},
    offer={"cells": "uc_msc", "price": PRICE, "claims": ["cure"], "product_details": {"serum": None}},
)


def _places(document: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    keys = (
        document if isinstance(document, dict) else range(len(document)) if isinstance(document, list) else ()
    )
    found = [place] if place else []
    for key in keys:
        found += _places(document[key], (*place, key))
    return found


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(_places(FULL)), JSON_VALUES)
def test_any_mutated_document_is_a_case_or_refused(place: tuple[Any, ...], value: Any) -> None:
    document: Any = copy.deepcopy(FULL)
    section = document
    for key in place[:-1]:
        section = section[key]
    section[place[-1]] = value
    made = case_or_refusal(document)
    if isinstance(made, InputError):
        assert all(found.reason and found.allowed for found in made.problems)
        assert str(made).encode()
    else:
        assert parse_case(made.to_document()) == made


def case_or_refusal(document: Any) -> Case | InputError:
    try:
        return parse_case(document)
    except InputError as refusal:
        return refusal


@given(JSON_VALUES)
def test_anything_at_all_is_a_case_or_refused(value: Any) -> None:
    try:
        parse_case(value)
    except InputError:
        return
    pytest.fail("this is no case")


@given(st.binary(max_size=60) | st.text(max_size=60))
def test_any_text_is_refused(text: str | bytes) -> None:
    with pytest.raises(InputError):
        parse_case(text)


def test_the_published_schema_names_the_form_of_an_entry_and_no_module() -> None:
    names = Case.model_json_schema()["$defs"]
    assert {"VolumeRange", "DiameterRange", "OneOfStrokeTypes"} <= set(names)
    assert all(name.isalnum() and names[name].get("title", name) == name for name in names)
