"""The chapter of the book on what changed since an older rule base; it compares nothing itself."""

from __future__ import annotations

from collections.abc import Iterator

from counsel.rulebook.book import Chapter, Entry, Row, Section
from counsel.rulebook.compare import Change, ChangeGroup, Detail
from counsel.rulebook.writer import ChapterWriter


def changes_chapter(at: ChapterWriter, groups: tuple[ChangeGroup, ...]) -> Chapter:
    """A section for each kind of record that changed; says so where nothing did."""
    nothing = () if groups else (at.say("compare.nothing"),)
    sections = tuple(
        Section(group.title, (), tuple(_entry(at, change) for change in group.changes)) for group in groups
    )
    return Chapter(at.say("compare.title"), nothing, sections)


def _entry(at: ChapterWriter, change: Change) -> Entry:
    rows = tuple(row for detail in change.details for row in _rows(at, detail))
    return Entry(change.name, rows, at.say(f"compare.mark.{change.kind}"), change.kind != "changed")


def _rows(at: ChapterWriter, detail: Detail) -> Iterator[Row]:
    both = detail.before is not None and detail.after is not None
    for name, said in (("before", detail.before), ("after", detail.after)):
        if said is not None:
            label = at.say(f"compare.row.{name}", label=detail.label) if both else detail.label
            yield Row(label, tuple((_depth(line), line.strip()) for line in said))


def _depth(line: str) -> int:
    # Conditions come as lines of text, two blanks for each step inwards.
    return (len(line) - len(line.lstrip())) // 2
