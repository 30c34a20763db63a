"""Whether the offered cells and route were used in a study of people like this one."""

from __future__ import annotations

import pytest

from counsel.assess.assessment import Coverage, StudyMatch
from counsel.assess.offer_studied import studied_facts
from counsel.evidence.library import Evidence
from rules.values import Choices, Flag
from tests.support.program import program

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


def test_an_item_that_is_not_answered_stays_open() -> None:
    assert studied(ALL_CELLS, IV, masters_2017="inside") == (Flag.UNKNOWN, Flag.YES)
    assert studied(Choices(frozenset({"mapc", "ucb"})), IV, masters_2017="inside", cobis_2_2024="inside") == (
        Flag.YES,
        Flag.YES,
    )
