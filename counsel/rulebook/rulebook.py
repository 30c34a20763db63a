"""The whole rule base as a book for review: frozen chapters of plain text; no layout, no markup, no file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from counsel import __version__
from counsel.content import Content
from counsel.rulebook.book import QUESTIONS, Book, Chapter
from counsel.rulebook.writer import ChapterWriter, desk

if TYPE_CHECKING:
    from counsel.rulebook.compare import ChangeGroup


def rulebook(
    content: Content,
    printed: date,
    language: str | None = None,
    changes: tuple[ChangeGroup, ...] | None = None,
) -> Book:
    """The book of all content, printed on the day given, with the changes since an older rule base if given.

    Raises KeyError for an unknown language.
    """
    from counsel.rulebook.changes_chapter import changes_chapter
    from counsel.rulebook.evidence_chapters import claims_chapter, flags_chapter, trials_chapter
    from counsel.rulebook.limits_chapter import limits_chapter
    from counsel.rulebook.rule_chapters import proposals_chapter, topic_chapters
    from counsel.rulebook.scales_chapter import scales_chapter
    from counsel.rulebook.wording_chapter import words_chapter

    at = desk(content, language)
    return Book(
        language=at.wording.language,
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
            limits_chapter(at),
            words_chapter(at),
            proposals_chapter(at),
        ),
        choices=tuple(at.say(f"sign.{name}") for name in ("agreed", "except", "refused")),
        sign=tuple(at.say(f"sign.{name}") for name in ("name", "role", "date", "signature", "comments")),
        labels=_labels(at),
    )


def _about(at: ChapterWriter, printed: date) -> tuple[tuple[str, str], ...]:
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


def _reviewed(at: ChapterWriter) -> str:
    return ", ".join(at.content.reviewers) or at.say("about.unreviewed")


def _footer(at: ChapterWriter) -> str:
    content = at.content
    return at.say(
        "footer",
        rules=content.rulebase.version,
        rules_hash=content.rulebase.hash,
        evidence=content.evidence_part.version,
        evidence_hash=content.evidence_part.hash,
        review=_reviewed(at),
    )


def _how_to_read(at: ChapterWriter) -> Chapter:
    names = ("words", "open", "maybe", "hits", "gaps", "status", "sources", "ticks")
    return Chapter(at.say("read.title"), tuple(at.say(f"read.{name}") for name in names), ())


def _labels(at: ChapterWriter) -> Mapping[str, str]:
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
