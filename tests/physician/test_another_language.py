"""A language of which every sentence is marked: note, terminal and document say nothing that is not from it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from counsel.assess.json_document import document_of
from counsel.physician.claim_table import claim_table, in_words
from counsel.shell.machine.settings import Settings
from counsel.shell.program import Program
from counsel.wording.sentences import Wording
from tests.support.program import CASES, program

MARKED = "qps"
NAMES = [path.stem for path in sorted(CASES.glob("*.json"))]
WORD = re.compile(r"[^\W\d_]{2,}")


@cache
def marked() -> Program:
    """The program that speaks the marked language, because its settings say so."""
    content = program().content
    words = content.reference
    sentences = {key: f"‹{text}›" for key, text in words.sentences.items()}
    spoken = Wording(MARKED, sentences, words.rules)
    wordings = {**content.wordings, MARKED: spoken}
    return replace(
        program(), content=replace(content, wordings=wordings), settings=Settings(language=MARKED)
    )


def outside(text: str) -> list[str]:
    """The words that stand outside of every mark; marks may stand within one another."""
    depth, left = 0, []
    for sign in text:
        depth += (sign == "‹") - (sign == "›")
        left.append(" " if depth else sign)
    return WORD.findall("".join(left))


def entered(document: Any) -> set[str]:
    """The words of a case document: the note shows entries as they were made."""
    return set(WORD.findall(json.dumps(document, ensure_ascii=False)))


@pytest.mark.parametrize("name", NAMES)
def test_the_note_says_no_word_of_its_own(name: str) -> None:
    using = marked()
    case = using.open_case(CASES / f"{name}.json")
    told = using.note(case, using.assess(case))
    strange = [
        (line, word)
        for line in told.splitlines()
        for word in outside(line)
        if word not in entered(case.to_document())
    ]
    assert not strange
    assert outside("‹Onset›: somewhere") == ["somewhere"]


@pytest.mark.parametrize("name", NAMES)
def test_the_words_for_the_terminal_are_from_the_wording(name: str) -> None:
    using = marked()
    told = using.in_words(using.assess(using.open_case(CASES / f"{name}.json")))
    # The questions of the safety register are records of the evidence, in English.
    labels = {flag.label for flag in using.content.evidence.flags}
    strange = [line for line in told.splitlines() if outside(line) and not any(one in line for one in labels)]
    assert not strange


@pytest.mark.parametrize("name", NAMES)
def test_the_sentences_of_the_document_are_those_of_the_language(name: str) -> None:
    using = marked()
    assessment = using.assess(using.open_case(CASES / f"{name}.json"))
    plain = [document_of(one.assessor, assessment, one.wording).model_dump(mode="json") for one in (program(), using)]
    same = sorted(set(texts(plain[0])) & set(texts(plain[1])))
    # A text that is the same in both languages is an id, a record's own words, or a figure.
    sentences = set(program().content.reference.sentences.values())
    assert not [text for text in same if text in sentences and " " in text]


def texts(value: Any, key: str = "") -> list[str]:
    """Every sentence of a document: what stands under the keys that hold words."""
    if isinstance(value, dict):
        return [text for name, inner in value.items() for text in texts(inner, name)]
    if isinstance(value, list):
        return [text for inner in value for text in texts(inner, key)]
    return [value] if key in ("because", "words", "answer", "patient", "asked") and isinstance(value, str) else []


def test_the_claims_are_told_in_the_language() -> None:
    using = marked()
    heads = [line.partition(":")[0].strip() for line in in_words(claim_table(using.content), using.wording).splitlines()]
    assert {"‹verdict›", "‹rules›", "‹literature›", "‹worth›", "‹interest›", "‹between›"} <= set(heads)
