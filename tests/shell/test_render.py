"""The HTML copy of the sheet: the same sentences, nothing loaded from outside, typed text never markup."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.counsel.program import known, program
from tests.counsel.test_handout import CHANGES


def html(**changes: object) -> str:
    case = known(**changes)
    return program().handout_html(case, program().assess(case))


@pytest.mark.parametrize("name", CHANGES)
def test_it_says_every_sentence_of_the_sheet(name: str) -> None:
    case = known(**CHANGES[name])
    sheet = program().handout(case, program().assess(case))
    said = unescape(re.sub(r"<[^>]+>", "", html(**CHANGES[name])))
    for section in sheet.sections:
        assert section.heading in said
        assert all(sentence.text in said for sentence in section.sentences)
    assert all(line in said for line in sheet.footer)


def test_nothing_is_loaded_and_nothing_runs() -> None:
    made = html().replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"<script|<link|src=|href=|url\(|https?:", made, re.IGNORECASE)
    assert '<html lang="en">' in made


def test_headings_are_one_title_and_its_sections() -> None:
    made = html()
    assert made.count("<h1>") == 1
    assert made.count("<h2>") == made.count("<section")


def test_a_typed_label_is_no_markup() -> None:
    assert "For &lt;b&gt;A&lt;/b&gt; {{ 1 }}" in html(patient__label="<b>A</b> {{ 1 }}")
