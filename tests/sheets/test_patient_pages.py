"""The sheet as pages: the same sentences and pictures, few at a time; an emergency alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from counsel.sheets.handout import Handout
from counsel.sheets.patient_pages import patient_pages
from tests.support.program import CASES, known, program

PAPER_ONLY = {"notes", "close"}


def _sheet(name: str) -> Handout:
    case = program().open_case(CASES / f"{name}.json")
    return program().sheet(case, program().assess(case))


@pytest.mark.parametrize("path", sorted(CASES.glob("*.json")), ids=lambda path: path.stem)
def test_every_sentence_of_the_sheet_is_shown_once_and_no_other(path: Path) -> None:
    sheet = _sheet(path.stem)
    shown = [one.id for page in patient_pages(sheet) for one in page.sentences]
    wanted = [
        one.id
        for part in sheet.sections
        if part.id not in ({"notes", "close"} if sheet.urgent else {"notes"})
        for one in part.sentences
        if one.kind != "choice"
    ]
    assert shown == wanted


def test_no_page_holds_more_than_three_sentences() -> None:
    pages = patient_pages(_sheet("typical-early-subacute"))
    assert max(len(page.sentences) for page in pages) == 3
    assert all(page.sentences for page in pages)


def test_the_pictures_are_those_of_the_sheet_beside_what_they_show() -> None:
    sheet = _sheet("typical-early-subacute")
    pages = patient_pages(sheet)
    pictures = [picture for part in sheet.sections for picture in part.pictures]
    assert [page.picture for page in pages if page.picture] == pictures
    arrays = next(page for page in pages if page.picture is pictures[-1])
    assert all(one.mark == "figure" for one in arrays.sentences)


def test_choices_have_a_page_each_and_equal_detail() -> None:
    pages = [page for page in patient_pages(_sheet("typical-early-subacute")) if page.subheading]
    assert len(pages) == 3
    assert {len(page.sentences) for page in pages} == {2}


def test_an_emergency_is_one_page_and_says_nothing_of_studies() -> None:
    pages = patient_pages(_sheet("first-hours"))
    assert len(pages) == 1
    assert pages[0].tone == "emergency"
    assert pages[0].picture is None


def test_the_last_page_says_who_has_not_reviewed_it() -> None:
    pages = patient_pages(_sheet("typical-early-subacute"))
    assert any("not yet reviewed" in line for line in pages[-1].small)
    assert not any(page.small for page in pages[:-1])


def test_a_private_reason_stays_unnamed() -> None:
    case = known(safety={"active-malignancy": "yes"})
    pages = program().patient_pages(case, program().assess(case))
    text = " ".join(one.text for page in pages for one in page.sentences)
    assert "another health reason" in text
    assert "cancer" not in text.casefold().replace("cause cancer", "")
