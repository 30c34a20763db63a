"""Two groups of 100 people side by side as SVG, for screen, paper and HTML; it says no sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from counsel.pictures.timeline import FONT

PEOPLE = 100
INK, FULL, EMPTY, PAPER = "#111111", "#1f4e79", "#5b6570", "#ffffff"


@dataclass(frozen=True)
class PeopleGroup:
    """One group of people: its name, the line under it, and how many of 100; None where nobody knows."""

    name: str
    line: str
    of_100: int | None


@dataclass(frozen=True)
class _Shape:
    """How 100 people stand: cells across, sizes of a cell, of the gap and of the text, lines of each label.

    `after` is the room to the right of the second group.
    """

    across: int
    cell: float
    gap: float
    text: float
    lines: int
    after: float

    @property
    def width(self) -> float:
        return self.across * self.cell

    @property
    def height(self) -> float:
        return PEOPLE / self.across * self.cell

    @property
    def top(self) -> float:
        """Where the people begin, below the name and the number."""
        return self.text * (2 * self.lines * _PITCH + 0.35)


# From one line of a label to the next, in its size.
_PITCH = 1.15
# As wide as the text, or in the margin beside it: there sizes are points of paper, and the longest word of
# a label is as wide as its group.
_WIDE, _TALL = _Shape(20, 12.3, 28, 15.5, 1, 17), _Shape(5, 7.3, 8.5, 10.3, 2, 0)


# The pairs of a program's evidence are few, and each has 200 people to draw.
@lru_cache(maxsize=64)
def icon_pair(left: PeopleGroup, right: PeopleGroup, tall: bool = False) -> str:
    """Both groups on the same grid, filled from the bottom, row by row from the left. SVG text.

    A full shape is a person counted, an empty ring one who was not; a group without a number shows only
    rings with a question mark.
    """
    shape = _TALL if tall else _WIDE
    body = _group(left, shape, 0) + _group(right, shape, shape.width + shape.gap)
    width, height = (
        shape.width * 2 + shape.gap + shape.after,
        shape.top + shape.height + shape.cell * 0.2,
    )
    box = f'viewBox="0 0 {width:g} {height:g}" font-family="{FONT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{body}</svg>'


def _group(group: PeopleGroup, shape: _Shape, left: float) -> str:
    number = 0 if group.of_100 is None else group.of_100
    middles = [_middle(shape, place, left) for place in range(PEOPLE)]
    return (
        _labels(group, shape, left)
        + _people(shape, middles[:number])
        + _rings(shape, middles[number:])
        + (_mystery(shape, left) if group.of_100 is None else "")
    )


def _labels(group: PeopleGroup, shape: _Shape, left: float) -> str:
    """The name and the number below, each on as many lines as the shape has for it."""
    most = shape.lines - 1
    lines = [(part, "bold") for part in group.name.split(" ", most)]
    lines += [(part, "normal") for part in group.line.rsplit(" ", most)]
    return "".join(
        _text(line, left, shape.text * (0.85 + _PITCH * row), shape.text, weight)
        for row, (line, weight) in enumerate(lines)
    )


def _middle(shape: _Shape, place: int, left: float) -> tuple[float, float]:
    row, column = divmod(place, shape.across)
    return left + (column + 0.5) * shape.cell, shape.top + shape.height - (row + 0.5) * shape.cell


def _people(shape: _Shape, middles: Sequence[tuple[float, float]]) -> str:
    """A head above shoulders for each."""
    cell = shape.cell
    # Closer to each other than to the next row, so that no head is taken for that of another.
    heads = [(x, y - cell * 0.22) for x, y in middles]
    shoulders = [(x - cell * 0.13, y + cell * 0.16) for x, y in middles]
    return _dots(heads, cell * 0.34, FULL) + _dots(shoulders, cell * 0.4, FULL, cell * 0.26)


def _rings(shape: _Shape, middles: Sequence[tuple[float, float]]) -> str:
    """A white dot on a grey one for each."""
    return _dots(middles, shape.cell * 0.61, EMPTY) + _dots(middles, shape.cell * 0.43, PAPER)


def _dots(starts: Sequence[tuple[float, float]], width: float, colour: str, length: float = 0.01) -> str:
    """Short lines with round ends: a third of the size of circles, which counts with 200 of them."""
    # Without any length Qt draws only the last of them.
    path = "".join(f"M{x:.1f} {y:.1f}h{length:.2f}" for x, y in starts)
    stroke = f'stroke="{colour}" stroke-width="{width:.2f}" stroke-linecap="round"'
    return f'<path d="{path}" {stroke}/>' if path else ""


def _text(words: str, left: float, base: float, size: float, weight: str) -> str:
    return (
        f'<text x="{left:.1f}" y="{base:.1f}" font-size="{size}" font-weight="{weight}" fill="{INK}">'
        f"{escape(words)}</text>"
    )


def _mystery(shape: _Shape, left: float) -> str:
    """A question mark on a white ground over the middle of the grid."""
    x, y, r = left + shape.width / 2, shape.top + shape.height / 2, min(shape.width, shape.height) * 0.34
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="#ffffff" '
        f'stroke="{INK}" stroke-width="{r * 0.08:.1f}"/>'
        f'<text x="{x:.1f}" y="{y + r * 0.52:.1f}" font-size="{r * 1.5:.1f}" font-weight="bold" '
        f'text-anchor="middle" fill="{INK}">?</text>'
    )
