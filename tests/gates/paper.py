"""The gates of what is printed: pages, margins, blocks, lines, foot; it reads the words of a PDF with their places."""

from __future__ import annotations

import html
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from counsel.sheets.handout import Handout, SheetSection
from counsel.sheets.kinds import KINDS, SIZES
from counsel.shell.printing.letterhead import Letterhead
from counsel.shell.printing.pdf import Print, Printer
from tests.gates.entries import ASSESSED
from tests.support.program import program

# A point of rounding; hyphens of the eye, not of the rule.
_HAIR = 1.0
_MM = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 18 * _MM, 14 * _MM, 8 * _MM, 4 * _MM
CHARACTERS = 70
# Several emergencies may need a second page from this size on.
_LARGE = 16
# Two words with more between them than this many letters' heights stand in two columns.
_COLUMN = 1.4
# How much of the height of a word's box may be in that of the line above or below.
_ACCENTS = 0.45
# Blocks that hold smaller blocks, each of which stays whole.
_IN_PIECES = frozenset({"questions", "small", "blocks"})
_WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_BLANK = re.compile(r"[\s\u200b\u00a0]+")


class Word(NamedTuple):
    """A printed word with its box in points, from the upper left corner of the page."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


@dataclass(frozen=True)
class Page:
    """A printed page with its words in the order of the file."""

    width: float
    height: float
    words: tuple[Word, ...]

    @cached_property
    def text(self) -> str:
        """All letters of the page without blanks."""
        return _joined("".join(word.text for word in self.words))


@dataclass(frozen=True)
class Printed:
    """A sheet on paper."""

    sheet: Handout
    size: int
    paper: str
    pages: tuple[Page, ...]

    @property
    def foot_from(self) -> float:
        """How far above the lower edge the foot begins, in points."""
        foot = min(max(9.0, self.size * 0.52), 9.8)
        return 8 * _MM + foot * 3 + _HAIR


PaperGate = Callable[[Printed], Iterator[str]]


@cache
def _printer() -> Printer:
    return Printer(program().resources)


def made(sheets: Sequence[Handout], head: Letterhead, size: int, paper: str) -> bytes:
    """The PDF of sheets in one job, of each one copy."""
    copies = [one.words["copy_2"] if KINDS[one.kind].copies > 1 else "" for one in sheets]
    prints = [Print(one, size, head.line, copy, head.logo) for one, copy in zip(sheets, copies, strict=True)]
    return _printer().pdf(prints, ASSESSED, paper)


def printed(sheets: Sequence[Handout], head: Letterhead, size: int, paper: str) -> Iterator[Printed]:
    """Sheets as they come out of the printer in one job, each with its own pages.

    Raises ValueError where the numbers of the pages do not tell so many sheets.
    """
    leaves = [page for page in pages_of(made(sheets, head, size, paper)) if page.words]
    first = _joined(sheets[0].page.partition("{pages}")[0].replace("{page}", "1"))
    starts = [at for at, page in enumerate(leaves) if first in page.text]
    if len(starts) != len(sheets) or starts[0] != 0:
        raise ValueError(f"{len(starts)} sheets begin on the pages of {len(sheets)}")
    for sheet, start, end in zip(sheets, starts, [*starts[1:], len(leaves)], strict=True):
        yield Printed(sheet, size, paper, tuple(leaves[start:end]))


def pages_of(pdf: bytes) -> tuple[Page, ...]:
    """The pages of a PDF with their words."""
    told = subprocess.run(["pdftotext", "-raw", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True).stdout
    return tuple(
        Page(float(width), float(height), tuple(_word(*found) for found in _WORD.findall(body)))
        for width, height, body in _PAGE.findall(told.decode())
    )


def _word(left: str, top: str, right: str, bottom: str, text: str) -> Word:
    return Word(float(left), float(top), float(right), float(bottom), html.unescape(text))


def _joined(text: str) -> str:
    return _BLANK.sub("", text)


def keeps_to_its_pages(one: Printed) -> Iterator[str]:
    """No more pages than the kind may have in this size; half a page in an emergency."""
    urgent, pictured = one.sheet.urgent, one.sheet.kind == "aphasia"
    most = _most_if_urgent(one, pictured) if urgent else KINDS[one.sheet.kind].pages[one.size]
    if len(one.pages) > most:
        yield f"has {len(one.pages)} pages, more than {most}"
    # Each of several emergencies is named, for none of them may be lost: they share a page.
    if urgent and not pictured and one.size == min(SIZES) and emergencies_on(one.sheet) == 1:
        page = one.pages[0]
        lowest = max(word.bottom for word in page.words if word.top < page.height - one.foot_from)
        if lowest > page.height / 2:
            yield f"an emergency sheet of more than half a page ({lowest / page.height:.0%})"


def _most_if_urgent(one: Printed, pictured: bool) -> int:
    # A warning sign with its picture takes a line of its own.
    grown = one.size >= _LARGE if emergencies_on(one.sheet) > 1 else pictured and one.size == max(SIZES)
    return 2 if grown else 1


def emergencies_on(sheet: Handout) -> int:
    """How many emergencies an emergency sheet names."""
    return sum(one.rule.startswith("emergency-") for part in sheet.sections for one in part.sentences)


def stays_inside_the_margins(one: Printed) -> Iterator[str]:
    """No word is cut off by an edge, and none of the text lies on the foot."""
    for number, page in enumerate(one.pages, 1):
        edges = (LEFT - _HAIR, TOP - _HAIR, page.width - RIGHT + _HAIR, page.height - BOTTOM + _HAIR)
        for word in page.words:
            if word.left < edges[0] or word.top < edges[1] or word.right > edges[2] or word.bottom > edges[3]:
                yield f"page {number}: {word.text!r} leaves the margins at {word.left:.0f}, {word.top:.0f}"


def has_no_words_on_one_another(one: Printed) -> Iterator[str]:
    """No two words share a place."""
    for number, page in enumerate(one.pages, 1):
        standing = sorted(page.words, key=lambda word: word.top)
        for at, word in enumerate(standing):
            # The boxes of lines reach into one another by the height of accents.
            low = word.bottom - _ACCENTS * (word.bottom - word.top)
            for other in standing[at + 1 :]:
                if other.top >= low:
                    break
                if min(word.right, other.right) - max(word.left, other.left) > _HAIR:
                    yield f"page {number}: {word.text!r} lies on {other.text!r}"


def prints_every_sentence(one: Printed) -> Iterator[str]:
    """Every sentence and heading is there, whole, on one page."""
    for part in one.sheet.sections:
        for text in _texts(part):
            if not _pages_with(one, text):
                yield f"is not whole on any page: {text}"


def keeps_blocks_whole(one: Printed) -> Iterator[str]:
    """A block stands on one page with its heading; one of many small blocks begins with the first of them."""
    for part in one.sheet.sections:
        texts = _texts(part)
        pieces = part.form in _IN_PIECES or (one.sheet.kind == "aphasia" and part.form == "box")
        together = texts[:2] if pieces else texts
        shared = set.intersection(*(_pages_with(one, text) for text in together))
        if not shared:
            yield f"the block {part.id} is split"


def _texts(part: SheetSection) -> list[str]:
    captions = [picture.caption for picture in part.pictures]
    return [part.heading, *(sentence.text for sentence in part.sentences), *captions]


def _pages_with(one: Printed, text: str) -> set[int]:
    wanted = _joined(text)
    return {at for at, page in enumerate(one.pages) if wanted in page.text}


def has_short_lines(one: Printed) -> Iterator[str]:
    """At most 70 characters, so that the eye finds the next line; the foot is not read through."""
    for number, page in enumerate(one.pages, 1):
        body = [word for word in page.words if word.top < page.height - one.foot_from]
        for line in _lines(body):
            if len(line) > CHARACTERS:
                yield f"page {number}: {len(line)} characters: {line}"


def _lines(standing: Sequence[Word]) -> Iterator[str]:
    line: list[Word] = []
    for word in standing:
        if line and not _goes_on(line[-1], word):
            yield " ".join(one.text for one in line)
            line = []
        line.append(word)
    if line:
        yield " ".join(one.text for one in line)


def _goes_on(before: Word, word: Word) -> bool:
    height = word.bottom - word.top
    return abs(before.bottom - word.bottom) < height / 3 and -_HAIR < word.left - before.right < _COLUMN * height


def has_its_foot_on_each_page(one: Printed) -> Iterator[str]:
    """Date, content, review, who wrote and paid, and the number of the page stand on each page."""
    for number, page in enumerate(one.pages, 1):
        count = one.sheet.page.replace("{page}", str(number)).replace("{pages}", str(len(one.pages)))
        for text in (*one.sheet.footer, count, one.sheet.label):
            if _joined(text) not in page.text:
                yield f"page {number} does not say: {text}"


PAPER_GATES: Mapping[str, PaperGate] = {
    "pages": keeps_to_its_pages,
    "inside the margins": stays_inside_the_margins,
    "no words on one another": has_no_words_on_one_another,
    "every sentence printed": prints_every_sentence,
    "blocks whole": keeps_blocks_whole,
    "70 characters a line": has_short_lines,
    "foot on each page": has_its_foot_on_each_page,
}
