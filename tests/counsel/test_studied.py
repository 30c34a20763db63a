"""Whether the offered cells and route were used in a study of people like this one."""

from __future__ import annotations

from typing import Any

import pytest

from counsel.assessment import Coverage, Criterion, StudyMatch
from counsel.evidence import Evidence
from counsel.studied import hanging_facts, studied_facts
from rules.values import Choices, Flag
from tests.counsel.program import program

EVIDENCE: Evidence = program().content.evidence
ALL_CELLS = program().content.rules.facts["offer.cells"].everything()


def coverage(**verdicts: str) -> Coverage:
    studies = tuple(
        StudyMatch(study.replace("_", "-"), verdict, (), ())  # type: ignore[arg-type]
        for study, verdict in verdicts.items()
    )
    return Coverage(inside=0, outside=0, open=0, cannot_tell=0, registered=0, studies=studies)


def studied(cells: object, route: object, **verdicts: str) -> tuple[object, object]:
    facts = {"offer.cells": cells, "offer.route": route}
    found = studied_facts(facts, coverage(**verdicts), EVIDENCE)  # type: ignore[arg-type]
    return found["offer.cells_studied"], found["offer.route_studied"]


MAPC, IV, BRAIN = Choices.exact("mapc"), Choices.exact("intravenous"), Choices.exact("intracerebral")


def test_cells_and_route_of_a_study_inside_which_the_person_lies_were_used() -> None:
    assert studied(MAPC, IV, masters_2017="inside") == (Flag.YES, Flag.YES)
    assert studied(MAPC, BRAIN, masters_2017="inside") == (Flag.YES, Flag.NO)


@pytest.mark.parametrize("verdict", ["outside", "open", "cannot_tell", "registered"])
def test_a_study_that_does_not_surely_include_the_person_does_not_count(verdict: str) -> None:
    assert studied(MAPC, IV, masters_2017=verdict) == (Flag.NO, Flag.NO)


def test_a_study_without_a_result_does_not_count() -> None:
    assert studied(MAPC, IV, masters_2="inside") == (Flag.NO, Flag.NO)


def matches(**studies: tuple[str, tuple[tuple[str, ...], ...]]) -> Coverage:
    """Studies by verdict, and for each open criterion the facts that would settle it."""
    found = tuple(
        StudyMatch(
            study.replace("_", "-"),
            verdict,  # type: ignore[arg-type]
            tuple(Criterion("age", "open", "", "", facts) for facts in criteria),
            (),
        )
        for study, (verdict, criteria) in studies.items()
    )
    return Coverage(inside=0, outside=0, open=0, cannot_tell=0, registered=0, studies=found)


AGE, NIHSS = ("patient.age",), ("severity.nihss",)


@pytest.mark.parametrize(
    ("studies", "route", "hanging"),
    [({"masters_2017": ("open", (AGE, NIHSS))}, IV, {"patient.age", "severity.nihss"}),
     ({"masters_2017": ("open", (AGE, ()))}, IV, set()),
     ({"masters_2017": ("outside", (AGE,))}, IV, set()),
     ({"masters_2017": ("open", (AGE,))}, BRAIN, set()),
     ({"masters_2017": ("inside", ())}, IV, set()),
     ({"masters_2017": ("inside", ()), "treasure_2024": ("open", (AGE,))}, IV, set()),
     ({"masters_2017": ("inside", ()), "pisces_1_2016": ("open", (AGE,))}, BRAIN, {"patient.age"})],
)  # fmt: skip
def test_the_facts_on_which_it_hangs(studies: dict[str, Any], route: Choices, hanging: set[str]) -> None:
    facts = {"offer.cells": MAPC, "offer.route": route}
    assert hanging_facts(facts, matches(**studies), EVIDENCE) == hanging


def test_an_item_that_is_not_answered_stays_open() -> None:
    assert studied(ALL_CELLS, IV, masters_2017="inside") == (Flag.UNKNOWN, Flag.YES)
    assert studied(Choices(frozenset({"mapc", "ucb"})), IV, masters_2017="inside", cobis_2_2024="inside") == (
        Flag.YES,
        Flag.YES,
    )
