"""The book on paper: tags, outline, fonts, equal bytes, header and footer, and nothing clipped or left alone."""

from __future__ import annotations

import io
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdf
import pytest

from counsel.rulebook.rulebook import rulebook
from counsel.shell.printing.pdf import Printer
from counsel.shell.printing.rulebook_pdf import rulebook_pdf
from tests.support.program import program

DAY = date(2026, 11, 21)
PAPERS = ("a4", "letter")


def made(paper: str) -> bytes:
    book = rulebook(program().content, DAY)
    return rulebook_pdf(book, Printer(program().resources), DAY, paper)


@cache
def pdf(paper: str) -> bytes:
    return made(paper)


@cache
def reader(paper: str) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf(paper)))


@cache
def layout(paper: str) -> tuple[tuple[float, float, tuple[tuple[float, float, float, float, str], ...]], ...]:
    """For each page its width, its height, and its words with left, top, right, bottom, in points."""
    run = ["pdftotext", "-bbox", "-", "-"]
    told = subprocess.run(run, input=pdf(paper), capture_output=True, check=True).stdout.decode()
    number = r'="([\d.]+)"'
    word = rf"<word xMin{number} yMin{number} xMax{number} yMax{number}>(.*?)</word>"
    pages = re.findall(rf"<page width{number} height{number}>(.*?)</page>", told, flags=re.DOTALL)
    return tuple(
        (
            float(width),
            float(height),
            tuple(
                (float(a), float(b), float(c), float(d), text) for a, b, c, d, text in re.findall(word, body)
            ),
        )
        for width, height, body in pages
    )


def tags(node: Any) -> Iterator[str]:
    """The structure types of a tree, depth first."""
    node = node.get_object()
    if isinstance(node, list):
        for one in node:
            yield from tags(one)
    elif isinstance(node, dict):
        if "/S" in node:
            yield str(node["/S"])
        if "/K" in node:
            yield from tags(node["/K"])


@cache
def counted_tags() -> Counter[str]:
    return Counter(tags(reader("a4").root_object["/StructTreeRoot"]))


def test_it_is_tagged_and_has_a_language_a_title_and_the_mark_of_pdf_ua() -> None:
    catalogue: Any = reader("a4").root_object
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "pdfuaid:part" in catalogue["/Metadata"].get_data().decode()
    metadata = reader("a4").metadata
    assert metadata is not None
    assert metadata.title == "The rule base, for review and signature"


def test_headings_contents_and_tables_with_header_cells_are_tagged() -> None:
    found = counted_tags()
    content = program().content
    assert found["/H1"] == len(rulebook(content, DAY).chapters) + 1
    assert found["/H3"] > 193 + 60 + 99
    assert found["/TOC"] >= 1
    grids = [g for c in rulebook(content, DAY).chapters for s in c.sections for g in s.grids]
    assert found["/Table"] == len(grids)
    assert found["/TH"] == sum(len(grid.columns) + bool(grid.ticks) for grid in grids)
    assert found["/TBody"] == len(grids)


def test_no_heading_level_is_skipped() -> None:
    levels = [
        int(tag[2])
        for tag in tags(reader("a4").root_object["/StructTreeRoot"])
        if re.fullmatch(r"/H\d", tag)
    ]
    assert levels[0] == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_the_outline_leads_to_every_chapter_section_and_entry() -> None:
    outline = reader("a4").outline
    chapters = [one for one in outline if not isinstance(one, list)]
    titles = [str(one["/Title"]) for one in chapters]
    assert [title.split(maxsplit=1)[-1] for title in titles] == [
        *(chapter.title for chapter in rulebook(program().content, DAY).chapters),
        "Signature",
    ]


@pytest.mark.parametrize("paper", PAPERS)
def test_all_fonts_are_embedded_and_bundled(paper: str, tmp_path: Path) -> None:
    file = tmp_path / "book.pdf"
    file.write_bytes(pdf(paper))
    run = subprocess.run(["pdffonts", file], capture_output=True, text=True, check=True)
    listed = run.stdout.splitlines()[2:]
    assert listed
    assert all("AtkinsonHyperlegible" in line and " yes yes " in line for line in listed)


def test_the_same_content_and_day_give_the_same_bytes() -> None:
    assert made("a4") == pdf("a4")


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_the_paper_is_the_one_asked_for(paper: str, size: tuple[int, int]) -> None:
    assert {(round(width), round(height)) for width, height, _ in layout(paper)} == {size}


@pytest.mark.parametrize("paper", PAPERS)
def test_each_page_names_its_number_versions_and_hashes(paper: str) -> None:
    pages = layout(paper)
    content = program().content
    for number, (_, height, words) in enumerate(pages, start=1):
        foot = " ".join(word[4] for word in words if word[1] > height - 62)
        assert f"Page {number} of {len(pages)}" in foot
        assert content.rulebase.hash in foot
        assert content.evidence_part.hash in foot


@pytest.mark.parametrize("paper", PAPERS)
def test_no_word_runs_out_of_the_text(paper: str) -> None:
    margin = 62
    out = [
        (number, word[4])
        for number, (width, height, words) in enumerate(layout(paper), start=1)
        for word in words
        if word[0] < margin or word[2] > width - margin or word[1] < 20 or word[3] > height - 20
    ]
    assert out == []


@pytest.mark.parametrize("paper", PAPERS)
def test_no_word_is_printed_over_another(paper: str) -> None:
    over = []
    for number, (_, _, words) in enumerate(layout(paper), start=1):
        line = sorted(words, key=lambda word: (round(word[3]), word[0]))
        for left, right in pairwise(line):
            if round(left[3]) == round(right[3]) and right[0] < left[2] - 1:
                over.append((number, left[4], right[4]))
    assert over == []


@pytest.mark.parametrize("paper", PAPERS)
def test_no_heading_stands_alone_at_the_end_of_a_page(paper: str) -> None:
    """Headings are 10.5 points and more and bold; below each one of them stands text on the same page."""
    titles = {
        title.split()[-1]
        for chapter in rulebook(program().content, DAY).chapters
        for section in chapter.sections
        for title in (chapter.title, section.title, *(entry.title for entry in section.entries))
    }
    alone = []
    for number, (_, height, words) in enumerate(layout(paper), start=1):
        body = [word for word in words if 60 < word[1] < height - 62]
        last = max((word[3] for word in body), default=0)
        line = [word for word in body if word[3] > last - 3]
        if line and line[-1][4] in titles and line[0][0] < 64 and line[0][3] - line[0][1] > 11.5:
            alone.append((number, " ".join(word[4] for word in line)))
    assert alone == []


def test_the_text_can_be_read_back() -> None:
    text = " ".join(word[4] for _, _, words in layout("a4") for word in words)
    for words in (
        "NIHSS above 20",
        "not yet reviewed by a clinician",
        "Sources of this chapter",
        "Signature",
    ):
        assert words in text
