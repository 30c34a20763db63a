"""Typed text as a sheet may print it: no marks that turn or break a line, and never longer than its place."""

from __future__ import annotations

import unicodedata

LONGEST_LABEL, LONGEST_GOAL, LONGEST_HEADING = 40, 48, 150
# A run of signs without a blank is cut here, because nothing may leave the page.
LONGEST_RUN = 24


def printable(text: str, longest: int) -> str:
    """The text on one line: no control characters and bidirectional marks, blanks single, its end cut."""
    kept = "".join(" " if sign.isspace() else sign for sign in text if _stays(sign))
    words = [piece for word in kept.split() for piece in _pieces(word)]
    line = " ".join(words)
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def _stays(sign: str) -> bool:
    return sign.isspace() or not unicodedata.category(sign).startswith("C")


def _pieces(word: str) -> list[str]:
    return [word[start : start + LONGEST_RUN] for start in range(0, len(word), LONGEST_RUN)]
