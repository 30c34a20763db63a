"""Every word that the window asks for is there, and none is there that it never asks for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from counsel.wording.sentences import Wording, WordingError
from tests.ui.fake_program import words
from ui import labels

UI = Path(labels.__file__).parent
# A sentence with plural forms is asked for by its id alone.
IDS = {
    re.sub(r"\.(one|other)$", "", one).removeprefix(labels.PREFIX)
    for one in words().sentences
    if one.startswith(labels.PREFIX)
}


def trees() -> Iterator[tuple[str, ast.Module]]:
    for file in sorted(UI.rglob("*.py")):
        yield file.relative_to(UI).as_posix(), ast.parse(file.read_text(encoding="utf-8"))


def pattern(node: ast.AST) -> str:
    """A text or f-string of the code as a pattern; empty for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(pattern(part) or r"[\w.-]+" for part in node.values)
    return ""


def asked_for() -> Iterator[tuple[str, str]]:
    """Where a word is asked for by a text, and the text as a pattern."""
    for file, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "word" and pattern(node.args[0]):
                yield f"{file}:{node.lineno}", pattern(node.args[0])


def test_every_word_that_is_asked_for_is_there():
    asked = list(asked_for())
    assert len(asked) > 200
    lost = [f"{place}: {one}" for place, one in asked if not any(re.fullmatch(one, key) for key in IDS)]
    assert not lost


def test_every_word_that_is_there_is_asked_for():
    written = {pattern(node) for _file, tree in trees() for node in ast.walk(tree)} - {""}
    # A gap alone would fit everything.
    patterns = [re.compile(one) for one in written if not one.startswith(r"[\w.-]+")]
    assert not [key for key in sorted(IDS) if not any(one.fullmatch(key) for one in patterns)]


def test_a_word_that_is_not_there_is_an_error():
    with pytest.raises(WordingError, match=r"window\.no-such-word"):
        labels.word("no-such-word")
    with pytest.raises(WordingError, match="name"):
        labels.word("notice.saved")
    with pytest.raises(WordingError, match=r"fold\.answered"):
        labels.word("fold.answered")


def test_what_is_counted_takes_the_form_of_its_number():
    assert [labels.word("preview.pages", n=count) for count in (1, 2)] == ["1 page", "2 pages"]


def test_without_words_nothing_can_be_said(monkeypatch):
    monkeypatch.setattr(labels, "_words", None)
    with pytest.raises(RuntimeError, match="no words"):
        labels.word("title")


def test_another_language_is_spoken_once_it_is_taken(monkeypatch):
    monkeypatch.setattr(labels, "_words", None)
    labels.use(Wording("qps", {"window.title": "‹Stroke counsel›"}))
    assert labels.word("title") == "‹Stroke counsel›"
