"""Missing facts are exact on the shipped rules: what changes something is listed, what is listed changes it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from copy import deepcopy
from time import process_time
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from counsel.assess.assessment import Assessment
from counsel.assess.missing_tables import ORDER
from counsel.case.parse import parse_case
from counsel.errors import InputError
from counsel.facts.case_facts import facts_of
from counsel.facts.dependencies import linked
from counsel.form.declarations import ENTERED
from rules.cells import CellGroup, closure, groups
from rules.engine import evaluate
from rules.values import Flag, Value
from tests.support.program import KNOWN, assessed, known, missing, program

NOTHING = object()
Document = dict[str, Any]
# A failing example is small enough as it is drawn; to shrink it takes minutes.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)

# By row of the missing facts: where it stands in a case, and values on both sides of what rules ask.
ENTRIES: dict[str, tuple[str, tuple[Any, ...]]] = {
    "stroke.onset": ("stroke.onset", (
        "2026-11-21T06:00", "2026-11-20T18:00", "2026-11-20T06:00", "2026-11-19T10:00", "2026-11-17T12:00",
        "2026-11-15T12:00", "2026-11-14T12:00", "2026-09-10T12:00", "2026-08-23T12:00", "2026-08-22T12:00",
        "2026-05-23T12:00", "2026-05-22T12:00", "2024-11-21T12:00", "2024-11-20T12:00", "2019-05-01T12:00")),
    "stroke.type": ("stroke.type", ("ischaemic", "tia", "intracerebral_haemorrhage")),
    "stroke.location": ("stroke.location", (
        ["cortical"], ["subcortical"], ["lacunar"], ["brainstem"], ["cortical", "brainstem"], ["cerebellar"])),
    "patient.age": ("patient.age", (10, 17, 18, 40, 59, 60, 79, 80, 83, 84, 95)),
    "severity.nihss": ("severity.nihss", (0, 3, 4, 5, 7, 12, 15, 16, 20, 21, 30)),
    "severity.mrs": ("severity.mrs", (0, 1, 2, 4)),
    "infarct.volume_ml": ("infarct.volume_ml", (3, 4.2, 30, 50, 150, 160)),
    "infarct.max_diameter_mm": ("infarct.max_diameter_mm", (10, 15, 18, 20, 30)),
    "rehab": ("rehab", ("active", "arranged", "ended")),
    "safety.active-malignancy": ("safety.active-malignancy", ("yes", "no")),
    "safety.pregnancy": ("safety.pregnancy", ("yes", "no")),
    "safety.new-deficit": ("safety.new-deficit", ("yes", "no")),
    "safety.distress": ("safety.distress", ("yes", "no")),
    "safety.suicide-plan": ("safety.suicide-plan", ("yes", "no")),
    "offer.cells": ("offer.cells", ("uc_msc", "bm_msc", "mnc", "nsc", "exosomes")),
    "offer.donor": ("offer.donor", ("autologous", "allogeneic")),
    "offer.route": ("offer.route", ("intravenous", "intra_arterial", "intrathecal")),
    "offer.legal_basis": ("offer.legal_basis", ("proper_trial", "none", "national_plan_number")),
}  # fmt: skip
COARSE: dict[str, list[Any]] = {
    "stroke.onset": ["2026-11-20", "2026-11", "2026", {"earliest": "2026-05-01", "latest": "2026-09-10"}],
    "severity.nihss": [{"low": 3, "high": 5}, {"low": 16, "high": 30}],
    "infarct.volume_ml": [{"low": 3, "high": 30}, {"low": 50, "high": 160}],
    "stroke.type": [{"one_of": ["ischaemic", "tia"]}],
}


def put(document: Document, path: str, value: Any) -> None:
    *sections, last = path.split(".", 1) if path.startswith("safety.") else path.split(".")
    node = document
    for section in sections:
        node = node.setdefault(section, {})
    if value is NOTHING and sections == ["safety"]:
        # Left out, it would be answered by safety_others.
        node[last] = "unknown"
    elif value is NOTHING:
        node.pop(last, None)
    else:
        node[last] = value


def blank() -> Document:
    document = deepcopy(KNOWN)
    document["assessed_on"] = "2026-11-21T12:00"
    for path, _ in ENTRIES.values():
        put(document, path, NOTHING)
    document["offer"]["claims"] = []
    return document


@st.composite
def partial_cases(draw: st.DrawFn) -> tuple[Document, dict[str, tuple[Any, ...]]]:
    """A case of which some entries are unknown or coarse, and by entry the exact values left possible."""
    document = blank()
    left = {}
    for row, (path, values) in ENTRIES.items():
        kind = draw(st.sampled_from(["exact", "exact", "unknown", "coarse"]))
        if kind == "exact":
            values = (draw(st.sampled_from(values)),)
            put(document, path, values[0])
        elif kind == "coarse" and row in COARSE:
            coarse = draw(st.sampled_from(COARSE[row]))
            put(document, path, coarse)
            values = tuple(value for value in values if within(row, value, coarse))
        left[row] = values
    return document, left


def within(row: str, value: Any, coarse: Any) -> bool:
    if row != "stroke.onset":
        return value in coarse["one_of"] if "one_of" in coarse else coarse["low"] <= value <= coarse["high"]
    if isinstance(coarse, str):
        return bool(value.startswith(coarse))
    return bool(coarse["earliest"] <= value[:10] <= coarse["latest"])


def told(assessment: Assessment) -> dict[str, Any]:
    """The results by the names that missing facts use."""
    return {
        "standing": assessment.standing.possible,
        "phase": assessment.phase.possible,
        "expectation": assessment.expectation.possible,
        "bands": assessment.bands,
        "caveats": frozenset(caveat.key for caveat in assessment.caveats),
        "arguments": frozenset(argument.rule for argument in assessment.arguments),
        "offer": assessment.offer.red_flags,
        "coverage": tuple(study.verdict for study in assessment.coverage.studies),
    }


def assessment_of(document: Document) -> Assessment | None:
    """None for entries that contradict each other."""
    try:
        return program().assess(parse_case(document))
    except InputError:
        return None


def denies_dark_thoughts(document: Document) -> bool:
    return bool(document.get("safety", {}).get("distress", document.get("safety_others")) == "no")


@settings(max_examples=30, deadline=None, phases=PHASES, suppress_health_check=[HealthCheck.too_slow])
@given(partial_cases(), st.randoms(use_true_random=False))
def test_whatever_changes_a_result_is_listed(
    made: tuple[Document, dict[str, tuple[Any, ...]]], luck: random.Random
) -> None:
    document, left = made
    whole = assessment_of(document)
    if whole is None or not all(left.values()):
        return
    listed = {row.fact: row.could_change for row in program().assessor.missing(whole)}
    for _ in range(4):
        completed = deepcopy(document)
        for row, (path, _values) in ENTRIES.items():
            put(completed, path, luck.choice(left[row]))
        before = assessment_of(completed)
        if before is None:
            continue
        row = luck.choice(list(left))
        # A plan where dark thoughts were denied is no completion: the question is not put, and yes corrects it.
        if row == "safety.suicide-plan" and denies_dark_thoughts(document):
            continue
        path = ENTRIES[row][0]
        for value in left[row]:
            put(completed, path, value)
            after = assessment_of(completed)
            if after is None:
                continue
            for what, result in told(after).items():
                if result != told(before)[what]:
                    assert what in listed.get(row, ()), f"{row} = {value} changes {what}"


def of_kind(what: str) -> tuple[list[str], tuple[CellGroup, ...]]:
    rules = program().content.rules
    tables = [table.id for table in rules.tables if table.changes == what]
    asked = [rule.condition for table in closure(rules, tables) for rule in table.rules]
    return tables, groups(rules, asked, linked(rules))


def possible_states(group: CellGroup, facts: Mapping[str, Value]) -> list[int]:
    mask = group.possible(facts)
    return [at for at in range(group.size) if mask >> at & 1]


def results(tables: list[str], facts: Mapping[str, Value]) -> list[Any]:
    decisions = evaluate(program().content.rules, facts).decisions
    return [decisions[table].possible for table in tables] + [
        [fired.rule.id for fired in decisions[table].fired]
        for table in tables
        if decisions[table].hit == "collect"
    ]


def alternatives(group: CellGroup, row: str, one: int, states: list[int]) -> Iterator[int]:
    """The states that differ from one in a row, or in the one fact of the group, alone."""
    for other in states:
        rest = [name for name in group.entries[one] if group.entries[one][name] != group.entries[other][name]]
        if rest == [row] or (len(group.facts) == 1 and other != one):
            yield other


def has_witness(row: str, what: str, facts: Mapping[str, Value], luck: random.Random) -> bool:
    """Searches completions, most of them without a flag, for two that differ in this row alone."""
    tables, variables = of_kind(what)
    mine = [group for group in variables if row in group.entries[0] or row in group.facts]
    open_states = {id(group): possible_states(group, facts) for group in variables}
    for _ in range(400):
        chosen = {}
        for group in variables:
            states = open_states[id(group)]
            calm = [at for at in states if all(value is not Flag.YES for value in group.exact[at].values())]
            chosen[id(group)] = luck.choice(calm if calm and luck.random() < 0.93 else states)
        completed = {
            name: value for group in variables for name, value in group.exact[chosen[id(group)]].items()
        }
        before = results(tables, completed)
        for group in mine:
            for other in alternatives(group, row, chosen[id(group)], open_states[id(group)]):
                if results(tables, {**completed, **group.exact[other]}) != before:
                    return True
    return False


@settings(max_examples=10, deadline=None, phases=PHASES, suppress_health_check=[HealthCheck.too_slow])
@given(partial_cases(), st.randoms(use_true_random=False))
def test_whatever_is_listed_changes_the_result_of_the_engine(
    made: tuple[Document, dict[str, tuple[Any, ...]]], luck: random.Random
) -> None:
    document, _ = made
    whole = assessment_of(document)
    if whole is None:
        return
    content = program().content
    facts = facts_of(parse_case(document), content.evidence.asked_flags, ENTERED, content.measures)
    for row in program().assessor.missing(whole):
        names = [row.fact] if row.fact != "safety" else []
        for what in row.could_change:
            if what in ("coverage", "offer"):
                continue
            for name in names:
                assert has_witness(name, what, facts, luck), f"{name} changes no {what}"


def rows(**changes: Any) -> dict[str, tuple[str, ...]]:
    return missing(**changes)


def test_a_fact_that_can_change_nothing_is_not_asked_for() -> None:
    assert rows(stroke__side="left") == {}
    # A study of infarcts on one side leaves out a person with both: nothing else hangs on the side.
    assert rows() == {"stroke.side": ("coverage",)}
    # Whichever the diameter, a cortical infarct is not lacunar.
    assert "infarct.max_diameter_mm" not in rows()
    # A stroke of years ago in somebody with a mild deficit: the mRS decides, and the volume does not.
    mild = rows(stroke__onset="2022-05", severity__nihss=2, severity__mrs=None, infarct__volume_ml=None)
    assert "expectation" in mild["severity.mrs"]


def test_a_date_is_asked_for_its_time_only_in_the_first_days() -> None:
    assert "standing" in rows(stroke__onset="2026-11-20")["stroke.onset"]
    assert "stroke.onset" not in rows(stroke__onset="2026-11-10")


def test_lacunar_and_volume_bound_each_other() -> None:
    # Above 4.2 mL no infarct is lacunar, so that the location changes no band.
    large = rows(stroke__location=None, infarct__volume_ml=35)
    assert "bands" not in large.get("stroke.location", ())
    small = rows(stroke__location=None, infarct__volume_ml=3)
    assert "bands" in small["stroke.location"]


def test_untouched_listed_flags_share_a_row_and_a_touched_one_has_its_own() -> None:
    found = rows(safety_others=None, safety={"seizures": "unknown"})
    # Routes by the flags of a route, coverage by the exclusions that a flag expresses.
    assert found["safety"] == ("standing", "routes", "coverage")
    assert found["safety.seizures"] == ("standing",)
    assert "safety.suicide-plan" in found
    assert "safety.suicide-plan" not in rows(safety_others=None, safety={"distress": "no"})


def test_behind_an_emergency_the_flags_change_no_standing() -> None:
    found = rows(safety_others=None, safety={"new-deficit": "yes"})
    assert all("standing" not in what for what in found.values())


@pytest.mark.parametrize(
    ("cells", "route"), [("ad_msc", "intravenous"), ("mnc", "intra_arterial"), ("exosomes", "intracerebral")]
)
@pytest.mark.parametrize("onset", ["2026-11-10", "2026-09-10", "2022-05-01"])
def test_a_caveat_that_hangs_on_the_studies_is_asked_for_exactly(cells: str, route: str, onset: str) -> None:
    offer = {
        "cells": cells,
        "route": route,
        "donor": "allogeneic",
        "legal_basis": "none",
        "price": "no",
        "claims": [],
    }
    probes = {
        "patient__age": range(18, 100, 3),
        "severity__nihss": range(43),
        "stroke__territory": ("mca", "aca", "pca", "vertebrobasilar", "other"),
    }
    for entry, values in probes.items():
        keys = {
            frozenset(one.key for one in assessed(stroke__onset=onset, offer=offer, **{entry: value}).caveats)
            for value in values
        }
        listed = rows(stroke__onset=onset, offer=offer, **{entry: None}).get(entry.replace("__", "."), ())
        assert ("caveats" in listed) is (len(keys) > 1), entry


def test_rows_are_sorted_by_what_they_change() -> None:
    found = [*missing(patient=None, severity=None, safety_others=None).values()]
    first = [ORDER.index(what[0]) for what in found]
    assert first == sorted(first)
    assert found == [*missing(patient=None, severity=None, safety_others=None).values()]


@pytest.mark.parametrize(
    "changes", [{}, {"safety_others": None, "patient": None, "severity": None, "infarct": None}]
)
def test_asking_is_fast_enough_for_every_key_press(changes: Document) -> None:
    content = program().content
    facts = facts_of(known(**changes), content.evidence.asked_flags, ENTERED, content.measures)
    tables = program().assessor.tables.result
    tables.turning(facts)
    times = []
    for volume in range(30):
        case = known(**{**changes, "infarct": {"volume_ml": 5 + volume * 6}})
        facts = facts_of(case, content.evidence.asked_flags, ENTERED, content.measures)
        begun = process_time()
        tables.turning(facts)
        times.append(process_time() - begun)
    assert sorted(times)[len(times) // 2] < 0.003
