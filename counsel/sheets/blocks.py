"""What a sheet is made of: sentences, sections, pictures; it decides none of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Sentence(NamedTuple):
    """One printed sentence with where it comes from.

    `kind` says how it is printed (text, item, after, warning, good, bad, choice, line ...), `mark` to which
    of the options it belongs or `figure` where a picture shows it, `icon` which drawing stands beside it.
    `runs` are its parts, each with whether it is a key word; empty where none is.
    """

    text: str
    id: str
    rule: str
    evidence: tuple[str, ...]
    kind: str
    mark: str = ""
    icon: str = ""
    runs: tuple[tuple[str, bool], ...] = ()


class Picture(NamedTuple):
    """A figure with the text that carries its meaning, and the caption that explains how to read it.

    `svg` is as wide as the text; `tall` is the same picture for the margin beside it, empty where there is
    none.
    """

    svg: str
    alt: str
    caption: str
    tall: str = ""


class SheetSection(NamedTuple):
    """A block with its heading that is never split across pages; `form` names its layout."""

    id: str
    heading: str
    sentences: tuple[Sentence, ...]
    form: str = "plain"
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class Handout:
    """A sheet: sections in order, and what stands on each page.

    `words` are the few words that the layout itself prints (yes, no, names of the options), by name.
    """

    language: str
    kind: str
    title: str
    urgent: bool
    sections: tuple[SheetSection, ...]
    footer: tuple[str, ...]
    page: str
    label: str
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def picture(self) -> Picture | None:
        """The line of stages, where it is shown."""
        return next(
            (part.pictures[0] for part in self.sections if part.id == "where" and part.pictures), None
        )
