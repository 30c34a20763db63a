"""The chapter of the book on sentences that no rule brings: headings, names, frames; it judges none."""

from __future__ import annotations

from counsel.rulebook.book import Chapter, Grid, Section
from counsel.rulebook.writer import ChapterWriter
from counsel.wording.conditions import sentence_in_words

_READERS = ("sheet", "dr", "talk")
# Names of months, labels of the window and the words of this book say nothing about a person.
LEFT_OUT = ("book", "date", "form", "option", "window", "kind")


def words_chapter(at: ChapterWriter) -> Chapter:
    """Every sentence that no rule says, by reader, its counts filled in and its gaps named."""
    said = at.content.rules.sentence_ids()
    kept = [key for key in at.wording.sentences if key not in said and _reader(key) not in LEFT_OUT]
    readers = {key: _reader(key) if _reader(key) in _READERS else "other" for key in kept}
    sections = tuple(
        _section(at, reader, [key for key in kept if readers[key] == reader])
        for reader in (*_READERS, "other")
        if reader in readers.values()
    )
    return Chapter(at.say("words.title"), (at.say("words.intro"),), sections)


def _reader(sentence_id: str) -> str:
    return sentence_id.partition(".")[0]


def _section(at: ChapterWriter, reader: str, keys: list[str]) -> Section:
    title = at.say(f"words.{reader}")
    rows = tuple((key, sentence_in_words(at.wording.sentences[key], at.wording, at.counts)) for key in keys)
    columns = (at.say("column.id"), at.say("column.text"))
    return Section(title, (), (), (Grid(title, columns, (34, 66), rows, at.say("column.agree")),))
