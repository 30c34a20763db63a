"""Coverage: verdicts by criterion and by study, and what is drawn from the studies that are inside."""

from __future__ import annotations

from dataclasses import replace

from counsel.assessment import Coverage, StudyMatch
from counsel.coverage import used_by_inside_studies_with_result
from tests.counsel.program import program

NONE_INSIDE = Coverage(inside=0, outside=0, open=0, cannot_tell=0, registered=0, studies=())


def _inside(*ids: str) -> Coverage:
    studies = tuple(StudyMatch(study=name, verdict="inside", criteria=(), also_asked=()) for name in ids)
    return replace(NONE_INSIDE, studies=studies)


def test_cells_and_routes_are_those_of_inside_studies_with_a_result() -> None:
    evidence = program().content.evidence
    assert used_by_inside_studies_with_result(evidence, NONE_INSIDE) == frozenset()
    assert used_by_inside_studies_with_result(evidence, _inside("treasure-2024", "qiao-2014")) == {
        ("mapc", "intravenous"),
        ("nsc_msc", "intravenous"),
        ("nsc_msc", "intrathecal"),
    }


def test_a_study_without_a_seen_result_lends_neither_cells_nor_route() -> None:
    # IBIS is published, its result was not seen; AMASCIS-02 is still running.
    evidence = program().content.evidence
    assert used_by_inside_studies_with_result(evidence, _inside("ibis-2023", "amascis-02")) == frozenset()


def test_a_study_that_is_not_inside_lends_neither() -> None:
    evidence = program().content.evidence
    outside = StudyMatch(study="treasure-2024", verdict="open", criteria=(), also_asked=())
    assert used_by_inside_studies_with_result(evidence, replace(NONE_INSIDE, studies=(outside,))) == frozenset()
