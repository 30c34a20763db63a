"""Any valid case gives an assessment and a sheet, any other one a clean refusal, none anything else."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counsel.case.parse import parse_case
from counsel.errors import InputError
from counsel.form import case_form
from tests.support.program import program

DATES = st.sampled_from(
    ["2026-11-21", "2026-11-20T08:00", "2026-11", "2026", "2019-02", "1999", "2031-01-01", "soon"]
)
FLAGS = st.sampled_from(["yes", "no", "unknown", "perhaps"])


def values(field: Any) -> st.SearchStrategy[Any]:
    if field.kind == "date":
        return DATES
    if field.kind == "strokes":
        return st.lists(st.fixed_dictionaries({}, optional={"onset": DATES, "disabling": FLAGS}), max_size=2)
    if field.kind == "diameters":
        return st.lists(st.integers(0, 300), min_size=3, max_size=3)
    if field.kind in ("number", "nihss", "age"):
        top = int(field.high or 400)
        return st.integers(int(field.low or 0) - 1, top + 1) | st.fixed_dictionaries(
            {"low": st.integers(0, top), "high": st.integers(0, top)}
        )
    names = [option.value for option in field.options] or ["yes"]
    if field.kind in ("choices", "goals"):
        return st.lists(st.sampled_from(names), unique=True, max_size=3)
    return st.sampled_from([*names, "nonsense"])


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    document: dict[str, Any] = {"format": 1, "assessed_on": "2026-11-21"}
    for field in case_form(program().wording):
        if field.path != "assessed_on" and draw(st.booleans()):
            node, (*sections, last) = document, field.path.split(".")
            for section in sections:
                node = node.setdefault(section, {})
            node[last] = draw(values(field))
    ids = st.sampled_from([flag.id for flag in program().flags])
    document["safety"] = draw(st.dictionaries(ids, FLAGS, max_size=4))
    if draw(st.booleans()):
        document["safety_others"] = draw(FLAGS)
    if draw(st.booleans()):
        document["treated"] = {"symptoms": ["fever"], "last_date": draw(DATES)}
    if draw(st.booleans()):
        document["offer"] = {"cells": draw(st.sampled_from(["uc_msc", "nsc", "unknown", "magic"]))}
    return document


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_a_case_is_assessed_and_printed_or_refused_with_a_reason(document: dict[str, Any]) -> None:
    try:
        case = parse_case(document)
        assessment = program().assess(case)
    except InputError as refusal:
        assert refusal.problems[0].reason  # noqa: PT017  # a refusal is one of two good ends
        return
    assert assessment.phase.possible
    assert assessment.standing.possible
    assert assessment.expectation.possible
    assert "EMERG" in {caveat.key for caveat in assessment.caveats}
    handout = program().sheet(case, assessment)
    assert any(section.id == "help" for section in handout.sections)
    assert program().screen(assessment).standing_title
