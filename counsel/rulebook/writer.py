"""What every chapter is written with: content, words, and the counts of the trial records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from counsel.assess.sentence_values import counts, day_in_words
from counsel.content import Content
from counsel.evidence.counts import study_figures
from counsel.rulebook.book import Row
from counsel.wording.conditions import RuleWords, Words, gap_name, sentence_in_words
from counsel.wording.sentences import Wording

_NAMED_TRIALS = 12


@dataclass(frozen=True)
class ChapterWriter:
    """What every chapter is written with: content, words, and the counts of the trial records."""

    content: Content
    wording: Wording
    words: RuleWords
    counts: Mapping[str, object]

    def say(self, sentence: str, **values: object) -> str:
        """A sentence of the book."""
        return self.wording.say(f"book.{sentence}", values)

    def day(self, day: date) -> str:
        """A date in words."""
        return day_in_words(day, self.wording)

    def label(self, name: str, text: str | Iterable[str] | None, kind: str = "text") -> tuple[Row, ...]:
        """The row of a label, or none where there is nothing to say."""
        texts = (text,) if isinstance(text, str) else tuple(text or ())
        kept = [one for one in texts if one]
        # Several remarks under one label stand as a list.
        depth = int(kind == "text" and len(kept) > 1)
        lines = tuple((depth, one) for one in kept)
        return (Row(self.say(f"label.{name}"), lines, kind),) if lines else ()

    def condition(self, name: str, words: Words) -> Row:
        """The row of a condition."""
        return Row(self.say(f"label.{name}"), words.lines(), "condition")

    def sentence(self, name: str, sentence_id: str | None) -> tuple[Row, ...]:
        """The row of a sentence in full, its counts filled in and named below it."""
        if sentence_id is None:
            return ()
        text = self.wording.sentences[sentence_id]
        said = sentence_in_words(text, self.wording, self.counts)
        counted = sorted(self.wording.gaps(sentence_id) & set(self.counts))
        below = [self._counted(gap) for gap in counted]
        return self.label(name, said, "sentence") + self.label("counted", below, "small")

    def _counted(self, gap: str) -> str:
        """A count with the trials behind it, where they are few enough to name."""
        count = study_figures(self.content.evidence)[gap]
        name = gap_name(gap, self.wording)
        if not 0 < len(count.trials) <= _NAMED_TRIALS:
            return self.say("counted", name=name, value=count.value)
        return self.say("counted.from", name=name, value=count.value, trials=", ".join(count.trials))

    def sources(self, keys: Iterable[str]) -> tuple[Row, ...]:
        """The row of source keys."""
        return self.label("sources", ", ".join(keys) or self.say("no_sources"), "small")

    def citations(self, keys: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """The full citation of each key once, in the order of the keys' names."""
        return tuple((key, self.content.evidence.cite(key)) for key in sorted(set(keys)))


def desk(content: Content, language: str | None = None) -> ChapterWriter:
    """The desk for one language, else for the reference; raises KeyError for one that is not there."""
    wording = content.reference if language is None else content.wording(language)
    labels = {flag.id: flag.label for flag in content.evidence.flags}
    return ChapterWriter(content, wording, RuleWords(wording, content.rules.facts, labels), counts(content))
