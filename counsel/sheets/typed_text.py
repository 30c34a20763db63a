"""Typed text as a sheet may print it: no marks that turn or break a line, and never wider than its place."""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate

LONGEST_LABEL, LONGEST_GOAL, LONGEST_HEADING = 24, 62, 200
# A goal is printed in the size of the text, three of them on a sheet whose pages are counted: there a wide
# letter takes the room of more than one.
_WIDE, _WIDER = frozenset("mwœæ@%&—…"), 1.4
# A run of signs without a blank may be broken, because nothing may leave the page; a word of a language is
# shorter than this and stays whole, unless its place is narrow.
_BREAK, _LONG_RUN, _RUN, _PIECE = (
    "\u200b", re.compile(r"\S{21,}"), re.compile(r"\S{13,}"), re.compile(r"(\S{12})(?=\S)"),
)  # fmt: skip
_NUMBER = re.compile(r"[+(]?\d[\d ()/.-]{5,}\d")
# Where the address of a mailbox or a page is best broken.
_JOINT = re.compile(r"(?<=\w)(?=@\w|\.[^\W\d])")


def printable(text: str, longest: int) -> str:
    """The text on one line: no control characters and bidirectional marks, blanks single, its end cut.

    It is cut between words, with an ellipsis; inside a word only where that fills most of the room.
    """
    line = one_line(text)
    if len(line) <= longest:
        return line
    begun = line[:longest]
    words = begun[: begun.rfind(" ")] if begun.rfind(" ") >= longest / 2 else begun[: longest - 1]
    return words.rstrip(" ,;:-–·") + "…"


def printable_goal(text: str) -> str:
    """A goal in the person's own words as a sheet prints it, at most as wide as 62 usual letters."""
    line = one_line(text)
    ends = accumulate(_WIDER if sign.isupper() or sign in _WIDE else 1 for sign in line)
    room = sum(1 for end in ends if end <= LONGEST_GOAL)
    return line if room >= len(line) else printable(line, room)


def one_line(text: str) -> str:
    """The whole text on one line: no control characters and bidirectional marks, blanks single."""
    kept = "".join(" " if sign.isspace() else sign for sign in text if _stays(sign))
    return " ".join(kept.split())


def unbroken(text: str) -> str:
    """The same text with the groups of digits of each longer number on one line."""
    return _NUMBER.sub(lambda number: number.group().replace(" ", "\u00a0"), text)


def breakable(text: str, narrow: bool = False) -> str:
    """The same text, with places where a line may end inside a long run of signs."""
    return (_RUN if narrow else _LONG_RUN).sub(lambda run: _in_pieces(run.group()), text)


def _in_pieces(run: str) -> str:
    return _BREAK.join(_PIECE.sub(rf"\1{_BREAK}", part) for part in _JOINT.split(run))


def _stays(sign: str) -> bool:
    return sign.isspace() or not unicodedata.category(sign).startswith("C")
