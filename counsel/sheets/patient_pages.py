"""The take-home sheet as pages for the screen, one idea a page, in its own sentences; it draws nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counsel.sheets.handout import Handout, Picture, Sentence, SheetSection

# More than three sentences are more than one idea.
_MOST = 3
# Room to write has no place on a screen; an emergency says nothing about the sheet itself.
_ON_PAPER_ONLY = frozenset({"notes", "sources", "marks", "scale", "cost", "record", "sure", "clear", "steps"})
_NOT_URGENT = frozenset({"close", "notes"})
_FIGURE = "figure"


@dataclass(frozen=True)
class PatientPage:
    """A page: its heading, what stands above the sentences, and the picture that goes with them.

    `tone` is emergency where help must be called; `small` are the lines at the foot of the last page.
    """

    heading: str
    sentences: tuple[Sentence, ...]
    picture: Picture | None = None
    subheading: str = ""
    tone: str = "plain"
    small: tuple[str, ...] = ()


def patient_pages(sheet: Handout) -> tuple[PatientPage, ...]:
    """The pages of a sheet in its order; an emergency is one page, and there is no other."""
    if sheet.urgent:
        return (_emergency(sheet),)
    pages = [page for part in sheet.sections if part.id not in _ON_PAPER_ONLY for page in _pages(part, sheet)]
    return (*pages[:-1], _with_footer(pages[-1], sheet)) if pages else ()


def _emergency(sheet: Handout) -> PatientPage:
    said = [one for part in sheet.sections if part.id not in _NOT_URGENT for one in part.sentences]
    return PatientPage(sheet.title, tuple(said), tone="emergency")


def _with_footer(page: PatientPage, sheet: Handout) -> PatientPage:
    return PatientPage(
        page.heading, page.sentences, page.picture, page.subheading, page.tone, small=sheet.footer
    )


def _pages(part: SheetSection, sheet: Handout) -> Iterator[PatientPage]:
    said = [one for one in part.sentences if one.kind not in ("choice", "line")]
    tone = "emergency" if part.form in ("danger", "box") else "plain"
    if part.form == "options":
        yield from _options(part, sheet)
    elif part.pictures:
        yield from _with_pictures(part, said)
    else:
        for few in _few(said):
            yield PatientPage(part.heading, tuple(few), tone=tone)


def _options(part: SheetSection, sheet: Handout) -> Iterator[PatientPage]:
    """A page for each choice, in equal detail."""
    for mark in dict.fromkeys(one.mark for one in part.sentences):
        said = tuple(one for one in part.sentences if one.mark == mark)
        yield PatientPage(part.heading, said, subheading=sheet.words.get(mark, ""))


def _with_pictures(part: SheetSection, said: Sequence[Sentence]) -> Iterator[PatientPage]:
    """The picture stands with the sentences that it shows; without such a mark with all of them."""
    shown = [at for at, one in enumerate(said) if one.mark == _FIGURE]
    first, last = (shown[0], shown[-1] + 1) if shown else (0, len(said))
    for few in _few(said[:first]):
        yield PatientPage(part.heading, tuple(few))
    for picture in part.pictures:
        yield PatientPage(part.heading, tuple(said[first:last]), picture)
    for few in _few(said[last:]):
        yield PatientPage(part.heading, tuple(few))


def _few(said: Sequence[Sentence]) -> Iterator[Sequence[Sentence]]:
    """At most three sentences at a time, shared out evenly, so that no page holds a left-over one."""
    pages = -(-len(said) // _MOST)
    done = 0
    for left in range(pages, 0, -1):
        count = -(-(len(said) - done) // left)
        yield said[done : done + count]
        done += count
