"""The words of the window in one language, by id; what is said of a person comes from the program.

Set once, before the first widget is made, and the same for the whole process: why they are no argument of
every widget stands in docs/adr/0012-words-of-the-window.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counsel.wording.sentences import Wording

PREFIX = "window."

_words: Wording | None = None


def use(words: Wording) -> None:
    """Takes the sentences of one language; each widget made from now on speaks them."""
    global _words  # the one place where the language of this process is kept
    _words = words


def word(key: str, /, **gaps: object) -> str:
    """The sentence `window.<key>`, its gaps filled; WordingError for an id or a gap that is not there."""
    if _words is None:
        raise RuntimeError("the window has no words yet")
    return _words.say(f"{PREFIX}{key}", gaps)


def sentence_case(text: str) -> str:
    """The text with a capital first letter, unless its first word has its own capitals (mRS, NIHSS)."""
    first = text.split(" ", 1)[0]
    return text if first != first.lower() else text[:1].upper() + text[1:]
