"""A language of which every sentence is marked: what is printed without a mark was typed by nobody's wording."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path

import pypdf
import pytest

from counsel.sheets.handout import Handout
from counsel.sheets.kinds import KINDS
from counsel.shell.machine.settings import Settings
from counsel.shell.program import Program
from counsel.wording.sentences import Wording
from tests.sheets.test_handout import CHANGES
from tests.support.program import known, ordered, program
from tests.support.sheets import NEEDED

MARKED = "qps"
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><path d="M0 0h9v9z"/></svg>'
CASES = ("early", "first day", "years")


@cache
def marked() -> Program:
    """The program that speaks the marked language, because its settings say so."""
    content = program().content
    english = content.wording(program().settings.language)
    sentences = {key: f"‹{text}›" for key, text in english.sentences.items()}
    words = Wording(MARKED, sentences, english.rules)
    return replace(
        program(),
        content=replace(content, wordings={**content.wordings, MARKED: words}),
        settings=Settings(language=MARKED, clinic="1234", contacts="5678", logo="logo.svg"),
    )


def unmarked(text: str) -> str:
    """The words that stand outside of every mark; marks may stand within one another."""
    depth, outside = 0, []
    for sign in text:
        depth += (sign == "‹") - (sign == "›")
        outside.append(sign if not depth else " ")
    return " ".join(re.findall(r"[^\W\d_]+", "".join(outside)))


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_word_of_a_sheet_is_from_the_wording(kind: str, name: str, tmp_path: Path) -> None:
    using = with_logo(tmp_path)
    case = known(**{**CHANGES[name], **NEEDED.get(kind, {}), "patient__label": "12"})
    order = ordered(case, kind, using=using)
    sheet = using.sheet(order.case, order.assessment, kind)
    assert sheet.language == MARKED
    assert not [text for text in texts_of(sheet) if unmarked(text)]
    html = re.sub(r'(?s)<style>.*?</style>|<section class="sources.*?</section>', "", using.html(order))
    heard = re.findall(r'(?:alt|aria-label)="([^"]*)"', html)
    assert not [text for text in heard if unmarked(unescape(text))]
    assert not unmarked(unescape(re.sub(r"<[^>]+>", " ", html)))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "long"])
def test_nor_does_the_template_of_the_paper_type_any(kind: str, tmp_path: Path) -> None:
    using = with_logo(tmp_path)
    case = known(**NEEDED.get(kind, {}))
    reader = pypdf.PdfReader(io.BytesIO(using.pdf(ordered(case, kind, using=using))))
    assert not unmarked("\n".join(page.extract_text() for page in reader.pages))


def test_what_is_told_about_printing_is_in_the_language_of_the_settings(tmp_path: Path) -> None:
    using = replace(with_logo(tmp_path), settings_file=tmp_path / "elsewhere" / "settings.json")
    case = known(patient__label="M" * 60)
    assert using.letterhead().fault
    assert not unmarked(using.letterhead().fault.replace("logo.svg", ""))
    assert using.shortened(case)
    assert not unmarked(using.shortened(case))


def test_a_sheet_can_be_asked_for_in_another_language_than_that_of_the_settings(tmp_path: Path) -> None:
    using, case = with_logo(tmp_path), known()
    english = using.html(ordered(case, using=using, language="en"))
    assert '<html lang="en">' in english
    assert "‹" not in english


def test_a_word_outside_is_found() -> None:
    assert unmarked("‹It is ‹12 days› old› and ‹so on›") == "and"


def with_logo(folder: Path) -> Program:
    """The marked program with a logo beside its settings."""
    (folder / "logo.svg").write_bytes(LOGO)
    return replace(marked(), settings_file=folder / "settings.json")


def texts_of(sheet: Handout) -> list[str]:
    """All that a sheet prints or says but its citations, which are of no language."""
    said = [one.text for part in sheet.sections if part.id != "sources" for one in part.sentences]
    shown = [text for part in sheet.sections for one in part.pictures for text in (one.alt, one.caption)]
    drawn = [re.sub(r"<[^>]+>", " ", one.svg) for part in sheet.sections for one in part.pictures]
    headings = [part.heading for part in sheet.sections]
    whole = [sheet.title, sheet.label, *sheet.footer, *sheet.words.values(), sheet.page]
    return [*said, *shown, *headings, *whole, *(unescape(text) for text in drawn)]
