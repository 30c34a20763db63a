"""Coverage: verdicts by criterion and by study, and what is drawn from the studies that are inside."""

from __future__ import annotations

from typing import Any

import pytest

from counsel.assess.result_words import person_in_words
from tests.support.program import assessed, program


def _verdicts(study: str, name: str, **changes: Any) -> list[str]:
    match = next(one for one in assessed(**changes).coverage.studies if one.study == study)
    return [criterion.verdict for criterion in match.criteria if criterion.name == name]


def _verdict(study: str, **changes: Any) -> str:
    return next(one.verdict for one in assessed(**changes).coverage.studies if one.study == study)


@pytest.mark.parametrize(
    ("mrs", "expected"),
    [
        (1, "outside"),
        (2, "inside"),
        (4, "inside"),
        (5, "outside"),
        ({"low": 1, "high": 3}, "open"),
        (None, "open"),
    ],
)
def test_a_severity_scale_in_numbers_is_compared(mrs: object, expected: str) -> None:
    assert _verdicts("actissima-sb623", "other_severity", severity__mrs=mrs) == [expected]


def test_words_beside_a_measured_severity_decide_nothing_and_are_listed() -> None:
    study = next(one for one in assessed().coverage.studies if one.study == "starting-2-2021")
    assert study.verdict == "inside"
    assert "severe deficit" in study.also_asked


def test_a_severity_in_words_only_stays_open() -> None:
    assert _verdicts("isis-hermes-2020", "nihss") == ["open"]
    assert _verdicts("rainbow-phase1", "other_severity") == ["open"]
    study = next(one for one in assessed().coverage.studies if one.study == "isis-hermes-2020")
    assert "moderate to severe" not in study.also_asked
    assert all(not one.facts for one in study.criteria if one.verdict == "open" and one.name == "nihss")


@pytest.mark.parametrize(
    ("side", "nihss", "expected"),
    [
        ("right", 15, "inside"), ("right", 16, "outside"), ("left", 16, "inside"), ("both", 16, "open"),
        (None, 16, "open"), (None, 15, "inside"), ("right", {"low": 14, "high": 16}, "open"),
    ],
)  # fmt: skip
def test_a_limit_for_one_side_of_the_brain_holds_there_only(side: str, nihss: object, expected: str) -> None:
    found = _verdicts("cobis-2-2024", "nihss", stroke__side=side, severity__nihss=nihss)
    assert found == ["inside", expected]


@pytest.mark.parametrize(
    ("territory", "expected"),
    [
        ("mca", "inside"),
        ("pca", "outside"),
        ("other", "open"),
        (None, "open"),
        ({"one_of": ["mca", "aca"]}, "inside"),
    ],
)
def test_a_territory_is_compared_and_another_artery_may_be_meant(territory: object, expected: str) -> None:
    assert _verdicts("isis-hermes-2020", "territory", stroke__territory=territory) == [expected]


@pytest.mark.parametrize(
    ("places", "expected"),
    [(["cortical"], "outside"), (["subcortical", "cortical"], "inside"), (["lacunar"], "open")],
)
def test_a_place_is_compared_and_a_lacunar_infarct_may_be_subcortical(
    places: list[str], expected: str
) -> None:
    changes = {"stroke__location": places, "infarct": None}
    assert _verdicts("sb623-phase1-2a", "location", **changes) == [expected]


@pytest.mark.parametrize(("answer", "expected"), [("yes", "outside"), ("no", "inside"), ("unknown", "open")])
def test_an_exclusion_that_a_flag_says_decides(answer: str, expected: str) -> None:
    study = next(
        one
        for one in assessed(safety={"splenectomy": answer}).coverage.studies
        if one.study == "masters-2017"
    )
    (found,) = [one for one in study.criteria if one.fact == "safety.splenectomy"]
    assert (found.verdict, found.facts) == (expected, ("safety.splenectomy",))
    assert study.also_asked == ("substantial comorbidity",)


def test_a_flag_that_is_wider_than_the_words_never_puts_outside() -> None:
    for study in assessed(safety={"cancer-history": "yes", "pregnancy": "yes"}).coverage.studies:
        for one in study.criteria:
            if one.facts and one.facts[0] in ("safety.cancer-history", "safety.pregnancy"):
                assert one.verdict == "open", study.study


def test_an_infarct_in_the_right_artery_alone_does_not_make_a_study_inside() -> None:
    # Bhatia asked for day 8 to 15 and the middle cerebral artery: nothing tells how severe the strokes were.
    assert _verdict("bhatia-2018-ia", stroke__onset="2026-11-10") == "cannot_tell"


def test_studies_with_hours_are_compared_in_hours_and_said_in_days() -> None:
    treasure = next(one for one in assessed().coverage.studies if one.study == "treasure-2024")
    window = treasure.criteria[0]
    assert window.name == "window"
    assert person_in_words(window.fact, assessed().facts, program().wording) == "72 days"
    timed = {"assessed_on": "2026-11-21T12:00", "stroke__onset": "2026-11-20T08:00"}
    assert _verdicts("treasure-2024", "window", **timed) == ["inside"]
    early = {"assessed_on": "2026-11-21T12:00", "stroke__onset": "2026-11-20T19:00"}
    assert _verdicts("treasure-2024", "window", **early) == ["outside"]


def test_every_severity_and_infarct_in_words_is_read_into_a_condition_or_a_number() -> None:
    for trial in program().content.evidence.trials.values():
        said = " ".join(one.words for one in trial.conditions)
        for text in (trial.other_severity, trial.lesion.text):
            assert not text or any(one.words in text for one in trial.conditions), trial.id
        if trial.nihss.text and trial.nihss.min is None and trial.nihss.max is None:
            assert trial.nihss.text in said, trial.id


@pytest.mark.parametrize(
    ("onset", "expected"),
    [
        ("2026-11-12", ["inside", "inside"]),
        ("2026-11-11", ["inside", "outside"]),
        ("2026-11-06", ["inside", "inside"]),
    ],
)
def test_days_that_a_window_leaves_out_are_outside(onset: str, expected: list[str]) -> None:
    assert _verdicts("stroke34", "window", stroke__onset=onset) == expected


def test_a_severity_that_may_be_no_criterion_never_puts_outside() -> None:
    # Bang: the range may be what was observed; SAMCIS: lower with aphasia or loss of vision.
    assert _verdicts("bang-2005", "nihss", severity__nihss=20) == ["open"]
    assert _verdicts("samcis", "nihss", severity__nihss=4) == ["open"]
    assert _verdicts("bang-2005", "nihss", severity__nihss=9) == ["inside"]
