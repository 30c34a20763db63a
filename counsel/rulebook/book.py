"""What the book is made of: rows, entries, tables, sections, chapters; plain text without layout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# Which question a safety flag is asked under stands at the flag, not in a chapter of its own.
QUESTIONS = "questions"


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
