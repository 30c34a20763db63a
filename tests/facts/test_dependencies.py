"""Facts hang together as the links say: every case that exists has a place in them, and no other has."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counsel.case.parse import parse_case
from counsel.errors import InputError
from counsel.facts.case_facts import facts_of
from counsel.facts.dependencies import DECIDED, linked
from counsel.form.declarations import ENTERED
from rules.cells import CellGroup, groups
from rules.values import Flag, Interval, Value
from tests.assess.test_any_case import documents
from tests.support.program import program

TIMES, INFARCTS = "stroke.days_since_onset", "infarct.volume_ml"


def variables() -> tuple[CellGroup, ...]:
    rules = program().content.rules
    return groups(
        rules, [rule.condition for table in rules.tables for rule in table.rules], linked(rules)
    )


def group_of(fact: str) -> CellGroup:
    return next(group for group in variables() if fact in group.facts)


def facts(document: dict[str, Any]) -> dict[str, Value]:
    whole = {"format": 1, "assessed_on": "2026-11-21T12:00", **document}
    return facts_of(parse_case(whole), program().content.evidence.asked_flags, ENTERED, program().content.measures)


def states(group: CellGroup, document: dict[str, Any]) -> list[dict[str, Value]]:
    mask = group.possible(facts(document))
    return [dict(group.exact[at]) for at in range(group.size) if mask >> at & 1]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(), st.sampled_from([None, "2025-02", "2026-11-01"]), st.sampled_from(["yes", "no", None]))
def test_every_case_has_a_place(document: dict[str, Any], earlier: str | None, disabling: str | None) -> None:
    if earlier:
        before = {"onset": earlier, **({"disabling": disabling} if disabling else {})}
        document.setdefault("stroke", {})["previous"] = [before]
    try:
        found = facts_of(parse_case(document), program().content.evidence.asked_flags, ENTERED, program().content.measures)
    except InputError:
        return
    for group in variables():
        assert group.possible(found), group.facts
    assert all(found[fact] is not Flag.UNKNOWN for fact in DECIDED)


@pytest.mark.parametrize(
    ("stroke", "exact"),
    [
        ({"onset": "2026-11-21T06:00"}, True),
        ({"onset": "2026-11-20T18:00"}, True),
        ({"onset": "2026-11-20"}, False),
        ({"onset": "2026-11-10"}, True),
        ({"onset": "2026", "previous": [{"onset": "2020", "disabling": "yes"}]}, False),
    ],
)
def test_an_exact_onset_leaves_one_place_apart_from_when_the_person_was_found(
    stroke: dict[str, Any], exact: bool
) -> None:
    places = {
        tuple(sorted((k, str(v)) for k, v in one.items() if k != "stroke.hours_since_found"))
        for one in states(group_of(TIMES), {"stroke": stroke})
    }
    assert (len(places) == 1) is exact


def test_without_an_earlier_stroke_the_disability_counts_from_the_onset() -> None:
    for one in states(group_of(TIMES), {"stroke": {"onset": "2026"}}):
        assert one["stroke.disabling_days"] == one["stroke.days_since_onset"]


def test_a_lacunar_infarct_stands_alone_and_is_small() -> None:
    lacunar = [one for one in states(group_of(INFARCTS), {}) if one["stroke.location.lacunar"] is Flag.YES]
    assert lacunar
    for one in lacunar:
        assert one["stroke.location.cortical"] is Flag.NO
        volume = one["infarct.volume_ml"]
        assert isinstance(volume, Interval)
        assert volume.high is not None
        assert volume.high <= 4.2
    assert not [
        one
        for one in states(group_of(INFARCTS), {"infarct": {"volume_ml": 30}})
        if one["stroke.location.lacunar"] is Flag.YES
    ]


def test_nobody_is_found_before_the_onset() -> None:
    for one in states(group_of(TIMES), {}):
        found, onset = one["stroke.hours_since_found"], one["stroke.hours_since_onset"]
        assert isinstance(found, Interval)
        assert isinstance(onset, Interval)
        assert (found.low or 0) <= (onset.low or 0)
