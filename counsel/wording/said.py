"""A sentence that is said later: its id and the values of its gaps, in no language yet."""

from __future__ import annotations

from dataclasses import dataclass

from counsel.wording.sentences import Wording


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence by id with what fills its gaps by name: numbers, words of a record, or other sentences."""

    sentence: str
    gaps: tuple[tuple[str, object], ...] = ()

    def text(self, wording: Wording) -> str:
        """The sentence in the words of a language; raises WordingError for one that does not exist."""
        values = {
            name: value.text(wording) if isinstance(value, Said) else value for name, value in self.gaps
        }
        return wording.say(self.sentence, values)


def said(sentence: str, **gaps: object) -> Said:
    """The sentence with these gaps."""
    return Said(sentence, tuple(gaps.items()))
