"""The whole rule base as a book for review: frozen chapters of plain text; no layout, no markup, no file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from counsel import __version__
from counsel.content import Content
from counsel.counting import evidence_counts
from counsel.rule_words import RuleWords, Words, gap_name, sentence_in_words
from counsel.spoken import counts, day_in_words
from counsel.wording import Wording

if TYPE_CHECKING:
    from counsel.rulebook_compare import Group

# Which question a safety flag is asked under stands at the flag, not in a chapter of its own.
QUESTIONS = "questions"
_NAMED_TRIALS = 12


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled part of an entry: lines with their depth. `kind` is text, condition, sentence or small."""

    label: str
    lines: tuple[tuple[int, str], ...]
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to agree with or not: its id or title, rows, a mark such as its status, where it is from."""

    title: str
    rows: tuple[Row, ...]
    mark: str = ""
    raised: bool = False
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: columns with their share of the width, rows of cells; `ticks` heads a column of boxes."""

    caption: str
    columns: tuple[str, ...]
    shares: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    ticks: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a chapter: paragraphs, then entries, then tables."""

    title: str
    paragraphs: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    grids: tuple[Grid, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter with the full citations of the sources that its entries name, by key."""

    title: str
    paragraphs: tuple[str, ...]
    sections: tuple[Section, ...]
    sources: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """The book: title page, chapters, choices and lines to sign; `labels` are the printer's words."""

    language: str
    title: str
    subtitle: str
    purpose: tuple[str, ...]
    about: tuple[tuple[str, str], ...]
    footer: str
    chapters: tuple[Chapter, ...]
    choices: tuple[str, ...]
    sign: tuple[str, ...]
    labels: Mapping[str, str]


@dataclass(frozen=True)
class Desk:
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
        count = evidence_counts(self.content.evidence)[gap]
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


def desk(content: Content, language: str = "en") -> Desk:
    """The desk for one language; raises KeyError for a language that is not there."""
    wording = content.wording(language)
    labels = {flag.id: flag.label for flag in content.evidence.flags}
    return Desk(content, wording, RuleWords(wording, content.rules.facts, labels), counts(content))


def rulebook(
    content: Content, printed: date, language: str = "en", changes: tuple[Group, ...] | None = None
) -> Book:
    """The book of all content, printed on the day given, with the changes since an older rule base if given.

    Raises KeyError for an unknown language.
    """
    from counsel.rulebook_changes import changes_chapter
    from counsel.rulebook_evidence import claims_chapter, flags_chapter, trials_chapter
    from counsel.rulebook_rules import proposals_chapter, topic_chapters
    from counsel.rulebook_scales import scales_chapter
    from counsel.rulebook_words import words_chapter

    at = desk(content, language)
    return Book(
        language=language,
        title=at.say("title"),
        subtitle=at.say("subtitle"),
        purpose=(at.say("purpose"), at.say("not_device")),
        about=_about(at, printed),
        footer=_footer(at),
        chapters=(
            _how_to_read(at),
            *(() if changes is None else (changes_chapter(at, changes),)),
            *topic_chapters(at),
            flags_chapter(at),
            claims_chapter(at),
            trials_chapter(at),
            scales_chapter(at),
            words_chapter(at),
            proposals_chapter(at),
        ),
        choices=tuple(at.say(f"sign.{name}") for name in ("agreed", "except", "refused")),
        sign=tuple(at.say(f"sign.{name}") for name in ("name", "role", "date", "signature", "comments")),
        labels=_labels(at),
    )


def _about(at: Desk, printed: date) -> tuple[tuple[str, str], ...]:
    content = at.content
    tables = [table for table in content.rules.tables if table.topic != QUESTIONS]
    rules = [rule for table in tables for rule in table.rules]
    holds = at.say(
        "about.holds_value",
        rules=len(rules),
        tables=len(tables),
        flags=len(content.evidence.flags),
        claims=len(content.evidence.claims),
        trials=len(content.evidence.trials),
        proposals=sum(rule.record.status == "proposal" for rule in rules),
    )
    values = {
        "rules": at.say("about.version", version=content.rulebase.version, hash=content.rulebase.hash),
        "evidence": at.say(
            "about.version", version=content.evidence_part.version, hash=content.evidence_part.hash
        ),
        "program": at.say("about.program_value", version=__version__),
        "printed": at.day(printed),
        "review_by": at.day(content.review_by),
        "reviewers": _reviewed(at),
        "holds": holds,
    }
    return tuple((at.say(f"about.{name}"), value) for name, value in values.items())


def _reviewed(at: Desk) -> str:
    return ", ".join(at.content.reviewers) or at.say("about.unreviewed")


def _footer(at: Desk) -> str:
    content = at.content
    return at.say(
        "footer",
        rules=content.rulebase.version,
        rules_hash=content.rulebase.hash,
        evidence=content.evidence_part.version,
        evidence_hash=content.evidence_part.hash,
        review=_reviewed(at),
    )


def _how_to_read(at: Desk) -> Chapter:
    names = ("words", "open", "maybe", "hits", "gaps", "status", "sources", "ticks")
    return Chapter(at.say("read.title"), tuple(at.say(f"read.{name}") for name in names), ())


def _labels(at: Desk) -> Mapping[str, str]:
    named = {name: at.say(f"label.{name}") for name in ("agree", "disagree", "comment")}
    others = {
        "contents": "contents",
        "running": "running",
        "sources": "chapter_sources",
        "sign_title": "sign.title",
        "sign_words": "sign.words",
    }
    page = at.wording.sentences["book.page"]
    return {**named, **{key: at.say(sentence) for key, sentence in others.items()}, "page": page}
