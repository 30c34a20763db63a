"""The HTML copy of the sheet: the same sentences, nothing loaded from outside, typed text never markup."""

from __future__ import annotations

import re
from html import escape, unescape

import pytest

from counsel.sheets.kinds import KINDS
from tests.sheets.test_handout import CHANGES
from tests.support.program import known, ordered, program
from tests.support.sheets import NEEDED


def html(**changes: object) -> str:
    case = known(**changes)
    return program().html(ordered(case))


@pytest.mark.parametrize("name", CHANGES)
def test_it_says_every_sentence_of_the_sheet(name: str) -> None:
    case = known(**CHANGES[name])
    sheet = program().sheet(case, program().assess(case))
    said = unescape(re.sub(r"<[^>]+>", "", html(**CHANGES[name])))
    for section in sheet.sections:
        assert section.heading in said
        assert all(sentence.text in said for sentence in section.sentences)
    assert all(line in said for line in sheet.footer)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_all_its_sentences_and_loads_nothing(kind: str) -> None:
    case = known(**NEEDED.get(kind, {}))
    sheet = program().sheet(case, program().assess(case), kind)
    whole = program().html(ordered(case, kind))
    said = unescape(re.sub(r"<[^>]+>", "", whole))
    for section in sheet.sections:
        assert section.heading in said
        assert all(sentence.text in said for sentence in section.sentences)
        for picture in section.pictures:
            heard = f'<figure>\n<svg role="img" aria-label="{escape(picture.alt)}" '
            assert heard in whole
            assert f"<figcaption>{escape(picture.caption)}</figcaption>" in whole
    named = whole.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"<script|<link|<img|src=|href=|url\(", named, re.IGNORECASE)
    assert not re.search(r"https?:", re.sub(r"(?s)<section class=\"sources.*?</section>", "", named))


def test_each_choice_of_the_sheet_with_pictures_has_its_drawing_and_answers_to_mark() -> None:
    case = known()
    whole = program().html(ordered(case, "aphasia"))
    sheet = program().sheet(case, program().assess(case), "aphasia")
    cards = re.findall(r'(?s)<div class="card">(.*?)</div>', whole)
    choices = next(part for part in sheet.sections if part.id == "options").sentences
    assert len(cards) == 3
    for card, name in zip(cards, ("care", "study", "clinic"), strict=True):
        assert f"<h3>{escape(sheet.words[name])}</h3>" in card
        assert card.count("<svg") == 1
        assert card.count('class="ring"') == 3
        said = unescape(re.sub(r"<[^>]+>", "", card))
        assert all(one.text in said for one in choices if one.mark == name and one.kind in ("good", "bad"))
        assert re.search(rf"{sheet.words['yes']}\s+{sheet.words['no']}\s+{sheet.words['unsure']}", said)
        assert f"{sheet.words['good']}: " in said
        assert f"{sheet.words['bad']}: " in said
    assert "<table" not in whole.split('class="options')[1].split("</section>")[0]


def test_in_an_emergency_each_line_of_the_sheet_with_pictures_has_its_drawing() -> None:
    case = known(**CHANGES["first day"])
    whole = program().html(ordered(case, "aphasia"))
    for name in ("now", "why"):
        lines = re.findall(rf'(?s)<section class="{name} .*?</section>', whole)[0].split('<div class="idea">')[1:]
        assert lines
        assert all(line.count("<svg") == 1 for line in lines)
    assert "<p><strong>Call the emergency number now.</strong></p>" in whole


def test_what_is_pointed_at_is_large() -> None:
    case = known()
    whole = program().html(ordered(case, "aphasia"))
    marks = whole.split('class="marks')[1].split("</section>")[0]
    assert marks.count("<li>") == marks.count("<svg") == 3
    assert re.search(r"\.pointed \.icon svg \{ width: 26mm;", whole)
    scale = whole.split('class="scale')[1].split("</section>")[0]
    sizes = [float(radius) for radius in re.findall(r'<circle [^>]*r="([\d.]+)"', scale)]
    assert len(sizes) == 5
    assert sizes == sorted(set(sizes))


def test_the_size_of_the_text_can_be_chosen() -> None:
    case = known()
    assert "font-size: 22pt" in program().html(ordered(case, "large-print", size=22))


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
