"""The clinic's entries on the sheets: one a line, large enough, numbers whole, in a room that has an end."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

import pytest

from counsel.shell.machine.settings import Settings
from counsel.shell.printing.letterhead import letterhead
from counsel.shell.program import Program
from tests.gates.paper import Page, pages_of
from tests.support.program import known, ordered, program

USUAL = Settings(
    clinic="Stroke Clinic, North Hospital",
    address="12 High Street, Anytown AB1 2CD",
    contacts="Tel 01234 567 890 · stroke.clinic@hospital.example",
)
MM = 72 / 25.4


def using(settings: Settings) -> Program:
    return replace(program(), settings=settings)


def first_page(settings: Settings, size: int, paper: str) -> Page:
    case = known()
    made = using(settings)
    return pages_of(made.pdf(ordered(case, size=size, paper=paper)))[0]


def head_of(page: Page, size: int) -> list[tuple[float, str]]:
    """The lines of the letterhead from the top: size of the type in points, and text."""
    title = next(word for word in page.words if word.text == "Stem")
    height = (title.bottom - title.top) / (size * 1.24)
    beside = size == 14
    inside = (
        word for word in page.words
        if (word.left > 165 * MM and word.top < page.height / 2 if beside else word.top < title.top - 1)
    )  # fmt: skip
    lines = groupby(sorted(inside, key=lambda word: (round(word.top), word.left)), key=lambda word: round(word.top))
    told = [[*words] for _, words in lines]
    return [((line[0].bottom - line[0].top) / height, " ".join(word.text for word in line)) for line in told]


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("size", [14, 16, 18, 22])
def test_each_entry_has_its_line_and_each_number_is_whole(size: int, paper: str) -> None:
    lines = [text.replace("\u00a0", " ") for _, text in head_of(first_page(USUAL, size, paper), size)]
    assert any("01234 567 890" in line for line in lines)
    assert not [line for line in lines if line.startswith("·")]
    assert any(line.startswith("12 High Street") for line in lines)
    assert any(line.startswith("Tel") for line in lines)
    assert "AB1 2CD" in " ".join(lines)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("size", [14, 16, 18])
def test_it_is_large_enough_to_be_read(size: int, paper: str) -> None:
    assert min(points for points, _ in head_of(first_page(USUAL, size, paper), size)) >= 10.9
    full = USUAL.model_copy(update={"clinic": "Universitätsklinikum " * 5, "contacts": "Telefon 0123 456789 " * 9})
    assert min(points for points, _ in head_of(first_page(full, size, paper), size)) >= 9.9


def test_in_html_each_entry_has_its_line_and_each_number_is_whole() -> None:
    case = known()
    made = using(USUAL)
    html = made.html(ordered(case))
    assert (
        '<p class="clinic">Stroke Clinic, North Hospital<br>12 High Street, Anytown AB1 2CD<br>'
        "Tel 01234\u00a0567\u00a0890 · stroke.clinic@hospital.example</p>"
    ) in html


def test_what_is_not_set_takes_no_line_and_all_of_it_has_an_end() -> None:
    assert letterhead(Settings(), None, program().wording).line == ""
    assert letterhead(Settings(clinic="A", contacts="C"), None, program().wording).line == "A\nC"
    full = Settings(clinic="a" * 120, address="b" * 200, contacts="c" * 200)
    assert len(letterhead(full, None, program().wording).line.replace("\n", "")) == 200
