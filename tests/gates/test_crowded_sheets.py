"""The sheets with the most blocks: what makes room on them, and that nothing makes room where none is needed."""

from __future__ import annotations

import pytest

from tests.gates.entries import merged
from tests.gates.measured import faults_on_paper
from tests.gates.paper import Printed, printed
from tests.gates.sheets import USUAL, Sheet, large, offers, small

# The place of the damaged area and its size are open, so that there is something to check.
OPEN = {key: value for key, value in USUAL.items() if key not in ("infarct", "severity")}


def on_paper(sheet: Sheet, size: int, paper: str) -> Printed:
    return next(printed([sheet.handout], sheet.head, size, paper))


def figures(sheet: Sheet) -> list[str]:
    return [part.id for part in sheet.handout.sections if part.pictures]


def test_the_line_of_stages_makes_room_only_on_the_fullest_short_sheet() -> None:
    fullest, usual = large(OPEN, "standard"), small(OPEN, "standard")
    assert fullest.handout.sections[0].id == usual.handout.sections[0].id == "check"
    assert "where" not in figures(fullest)
    assert "where" in figures(usual)
    assert "where" in figures(large(OPEN, "long"))
    assert "where" in figures(large(USUAL, "standard"))
    assert any(one.id == "sheet.where.days" for part in fullest.handout.sections for one in part.sentences)


def test_one_question_to_the_reader_is_asked_once() -> None:
    asked = [one.text for part in small(OPEN, "standard").handout.sections if part.id == "check" for one in part.sentences]
    assert "how large the damaged area is on the brain scan" in asked
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_fullest_short_sheet_keeps_to_its_pages(paper: str) -> None:
    for document in (OPEN, merged(OPEN, {"stroke": {"onset": "2025"}}), merged(OPEN, {"safety": {"active-malignancy": "yes"}})):
        assert not list(faults_on_paper(on_paper(large(document, "standard"), 14, paper)))


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_last_page_of_an_offer_is_used(paper: str) -> None:
    for document in offers():
        for sheet in (small(document, "offer"), large(document, "offer")):
            last = on_paper(sheet, 14, paper).pages[-1]
            close = next(part for part in sheet.handout.sections if part.id == "close")
            assert "Yournotes" in last.text
            assert max(word.bottom for word in last.words if word.top < last.height * 0.9) > last.height / 2
            assert "".join(close.heading.split()) in last.text


def test_notes_stay_short_where_they_begin_no_page() -> None:
    page = on_paper(small(merged(USUAL, {"offer": {"legal_basis": "proper_trial"}}), "offer"), 14, "a4").pages
    assert len(page) == 2
