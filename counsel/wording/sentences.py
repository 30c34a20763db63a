"""Sentences by id in one language, their named gaps filled; it glues and translates nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from counsel.errors import CounselError
from counsel.wording.language import LanguageRules
from counsel.wording.plurals import OTHER

# Of a language that has one plural form and refuses nothing.
NO_RULES = LanguageRules()
_GAP = re.compile(r"\{(\w+)\}")


class WordingError(CounselError):
    """A sentence id that does not exist, or a gap that was not filled or not asked for."""


class Wording:
    """All sentences of one language; `language` is a BCP 47 code, `rules` tell its plural forms and
    what its sentences must not say.

    A sentence with plural forms stands there once for each, as `<id>.one`, `<id>.other`; its gap `n` chooses.
    """

    # Written out, since the window says words before anything has needed dataclasses.
    def __init__(
        self, language: str, sentences: Mapping[str, str], rules: LanguageRules = NO_RULES
    ) -> None:
        self.language = language
        self.sentences = sentences
        self.rules = rules

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Wording):
            return NotImplemented
        mine = self.language, self.sentences, self.rules
        return mine == (other.language, other.sentences, other.rules)

    @cached_property
    def _gaps(self) -> dict[str, frozenset[str]]:
        return {key: frozenset(_GAP.findall(text)) for key, text in self.sentences.items() if "{" in text}

    def has(self, sentence_id: str) -> bool:
        """Whether the sentence exists."""
        return sentence_id in self.sentences or f"{sentence_id}.{OTHER}" in self.sentences

    def gaps(self, sentence_id: str) -> frozenset[str]:
        """The names of the gaps in a sentence; empty for one without gaps."""
        own = self._gaps.get(sentence_id)
        return self._gaps.get(f"{sentence_id}.{OTHER}", frozenset()) if own is None else own

    def say(self, sentence_id: str, values: Mapping[str, object] | None = None) -> str:
        """The sentence with its gaps filled from `values`, which may hold more than the sentence needs.

        Raises WordingError for an unknown sentence and for a gap without a value.
        """
        text = self.sentences.get(sentence_id)
        if text is None:
            return self.say(self._form(sentence_id, values or {}), values)
        needed = self._gaps.get(sentence_id)
        if not needed:
            return text
        given = values or {}
        lacking = sorted(name for name in needed if given.get(name) is None)
        if lacking:
            raise WordingError(
                f"The sentence {sentence_id!r} has no value for {', '.join(lacking)}.",
                "Restore the wording files.",
            )
        return _GAP.sub(lambda gap: str(given[gap.group(1)]), text)

    def _form(self, sentence_id: str, values: Mapping[str, object]) -> str:
        """The sentence in the plural form that its number takes."""
        number = values.get("n")
        if isinstance(number, int):
            form = f"{sentence_id}.{self.rules.plurals.category(number)}"
            if form in self.sentences:
                return form
        raise WordingError(f"The sentence {sentence_id!r} does not exist.", "Restore the wording files.")
