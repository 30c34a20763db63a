"""The sheet on paper: pages, tags, fonts, equal bytes, and what stands in the text of the PDF."""

from __future__ import annotations

import io
import re
import subprocess
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from typing import Any

import pypdf
import pytest

from counsel.errors import InputError
from counsel.sheets.kinds import KINDS
from counsel.shell.printing.pdf import Print, Printer
from tests.sheets.test_handout import CHANGES
from tests.support.program import CASES, known, ordered, program


def pdf(paper: str = "a4", size: int = 14, **changes: Any) -> bytes:
    case = known(**changes)
    return program().pdf(ordered(case, size=size, paper=paper))


def read(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data))


def text(data: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in read(data).pages))


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", CHANGES)
def test_the_standard_sheet_has_at_most_two_pages(name: str, paper: str) -> None:
    assert len(read(pdf(paper, **CHANGES[name])).pages) <= 2


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("path", sorted(CASES.glob("*.json")), ids=lambda path: path.stem)
def test_every_example_has_at_most_two_pages(path: Any, paper: str) -> None:
    case = program().open_case(path)
    assert 1 <= len(read(program().pdf(ordered(case, paper=paper))).pages) <= 2


def test_an_emergency_sheet_has_one_page() -> None:
    assert len(read(pdf(**CHANGES["first day"])).pages) == 1


@pytest.mark.parametrize(("paper", "width"), [("a4", 595), ("letter", 612)])
def test_the_paper_is_the_one_asked_for(paper: str, width: int) -> None:
    assert round(float(read(pdf(paper)).pages[0].mediabox.width)) == width


@pytest.mark.parametrize(("size", "pages"), [(14, 2), (16, 3), (18, 4), (22, 6)])
def test_larger_type_stays_within_its_pages(size: int, pages: int) -> None:
    assert len(read(pdf(size=size)).pages) <= pages


def test_the_text_can_be_read_back_with_the_date_on_each_page() -> None:
    data = pdf()
    assert "You did nothing wrong by asking" in text(data)
    assert "about 2 months ago" in text(data)
    for number, page in enumerate(read(data).pages, start=1):
        words = re.sub(r"\s+", " ", page.extract_text())
        assert "21 November 2026" in words
        assert f"Page {number} of 2" in words
        assert "not yet reviewed by a clinician" in words


def test_the_pdf_is_tagged_has_a_language_a_title_and_alternative_text() -> None:
    reader = read(pdf())
    catalogue: Any = reader.root_object
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == "Stem cells after your stroke: what we know today"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "pdfuaid:part" in catalogue["/Metadata"].get_data().decode()


def test_all_fonts_are_embedded_and_bundled(tmp_path: Any) -> None:
    file = tmp_path / "sheet.pdf"
    file.write_bytes(pdf())
    listed = subprocess.run(
        ["pdffonts", file], capture_output=True, text=True, check=True
    ).stdout.splitlines()[2:]
    assert listed
    assert all("AtkinsonHyperlegible" in line for line in listed)


def test_the_same_case_gives_the_same_bytes() -> None:
    assert pdf() == pdf()


def test_threads_that_print_at_once_wait_for_each_other() -> None:
    sheet = program().sheet(known(), program().assess(known()))
    printer, day = Printer(program().resources), date(2026, 11, 21)
    with ThreadPoolExecutor(4) as pool:
        made = [pool.submit(printer.pdf, [Print(sheet, copy=str(turn % 3))], day) for turn in range(24)]
        warmed = [pool.submit(printer.warm) for _ in range(8)]
        jobs: list[Future[Any]] = [*made, *warmed]
        assert not [one.exception() for one in jobs if one.exception()]
    assert len({one.result() for one in made}) == 3


def test_what_was_printed_before_changes_no_byte() -> None:
    everything = known(offer={}, treated={"product": "cells from fat"})
    sheets = [program().sheet(everything, program().assess(everything), kind) for kind in KINDS]
    day, used, new = date(2026, 11, 21), Printer(program().resources), Printer(program().resources)
    for sheet in sheets:
        used.pdf([Print(sheet, clinic="Clinic", copy="Copy 1")], day, "letter")
    assert used.pdf([Print(sheet) for sheet in sheets], day) == new.pdf([Print(sheet) for sheet in sheets], day)


def test_a_label_is_printed_as_typed_and_is_no_markup() -> None:
    assert "For #strong[A] {page} $x$" in text(pdf(patient__label="#strong[A] {page} $x$"))


@pytest.mark.parametrize("label", ["患者", "😀", "Ω1"])
def test_a_label_with_a_character_that_no_font_has_is_refused_by_name(label: str) -> None:
    with pytest.raises(InputError, match=r"patient\.label"):
        pdf(patient__label=label)


@pytest.mark.parametrize("label", ["A\u202eB", "A\u0007B"])
def test_marks_that_turn_or_break_a_line_are_left_out_of_a_label(label: str) -> None:
    assert "For AB" in text(pdf(patient__label=label))


def test_no_line_is_longer_than_the_eye_can_follow(tmp_path: Any) -> None:
    file = tmp_path / "sheet.pdf"
    file.write_bytes(pdf())
    laid_out = subprocess.run(
        ["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True
    ).stdout
    # Columns stand apart by blanks; the foot of the page is no text to be read through.
    body = [
        column.strip(" •") for line in laid_out.splitlines() if "·" not in line for column in line.split("   ")
    ]
    assert max(map(len, body)) <= 70
