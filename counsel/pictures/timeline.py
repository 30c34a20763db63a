"""The pictures of the handout as SVG, one source for screen, paper and HTML; it says no sentence."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

FONT = "Atkinson Hyperlegible Next"
WIDTH = 520.0
_BAR_TOP, _BAR_HEIGHT, _LABEL_SIZE = 38.0, 16.0, 16.0
_LABEL_TOP, _LINE_HEIGHT = _BAR_TOP + _BAR_HEIGHT + 18, 18.0
# Mean width of a character of the labels, in their size.
_CHARACTER = 0.56
# Widths of the stages in the picture: wide enough for their names, not to scale.
_SHARES = (0.13, 0.14, 0.25, 0.23, 0.25)
# How slowly the mark moves to the right in the last stage, in days.
_LATE_SCALE = 700.0


class Stage(NamedTuple):
    """One stage of the line: its name, the first day, and whether the person is or may be in it."""

    id: str
    name: str
    first_day: int
    here: bool


def share(index: int) -> float:
    """The width of a stage as a share of the line."""
    return _SHARES[index]


def position(days: float, first_days: Sequence[int]) -> float:
    """Where a day lies on the line, 0 to 1."""
    index = max(i for i, first in enumerate(first_days) if days >= first)
    left = sum(_SHARES[:index])
    if index + 1 < len(first_days):
        inside = (days - first_days[index] + 0.5) / (first_days[index + 1] - first_days[index])
    else:
        inside = (days - first_days[index]) / (days - first_days[index] + _LATE_SCALE)
    return left + _SHARES[index] * min(max(inside, 0.04), 0.96)


def timeline(stages: Sequence[Stage], low: float | None, high: float | None, here: str) -> str:
    """The line of stages with the mark `here`: a triangle, or a bar where the date is a range. SVG text.

    `low` and `high` are days since onset, None where the onset is not known (then there is no mark).
    """
    parts = [_stage(stages, index) for index in range(len(stages))]
    if low is not None and high is not None:
        first_days = [stage.first_day for stage in stages]
        parts.append(_mark(position(low, first_days) * WIDTH, position(high, first_days) * WIDTH, here))
    body = "".join(parts)
    box = f'viewBox="0 0 {WIDTH:g} 95" font-family="{FONT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{body}</svg>'


def _stage(stages: Sequence[Stage], index: int) -> str:
    stage, left, width = stages[index], sum(_SHARES[:index]) * WIDTH, _SHARES[index] * WIDTH
    fill, weight = ("#1f4e79", "bold") if stage.here else ("#d9dee4", "normal")
    bar = (
        f'<rect x="{left + 1:.1f}" y="{_BAR_TOP}" width="{width - 2:.1f}" height="{_BAR_HEIGHT}" '
        f'fill="{fill}" stroke="#3b4652" stroke-width="1"/>'
    )
    lines = "".join(
        f'<text x="{left + 3:.1f}" y="{_LABEL_TOP + row * _LINE_HEIGHT:.1f}" font-size="{_LABEL_SIZE}" '
        f'font-weight="{weight}" fill="#111111">{escape(line)}</text>'
        for row, line in enumerate(_lines(stage.name, width - 6))
    )
    return bar + lines


def _lines(name: str, width: float) -> list[str]:
    """The name on one line where it fits, else broken at the blank nearest to its middle."""
    if len(name) * _CHARACTER * _LABEL_SIZE <= width or " " not in name:
        return [name]
    middle = min((i for i, c in enumerate(name) if c == " "), key=lambda i: abs(i - len(name) / 2))
    return [name[:middle], name[middle + 1 :]]


def _mark(left: float, right: float, here: str) -> str:
    centre = (left + right) / 2
    anchor, x = (
        ("start", left) if centre < 60 else ("end", right) if centre > WIDTH - 60 else ("middle", centre)
    )
    label = (
        f'<text x="{x:.1f}" y="15" font-size="16" font-weight="bold" text-anchor="{anchor}" '
        f'fill="#111111">{escape(here)}</text>'
    )
    if right - left < 8:
        return label + (
            f'<path d="M {centre - 8:.1f} 21 L {centre + 8:.1f} 21 L {centre:.1f} 36 Z" fill="#111111"/>'
        )
    return label + (
        f'<path d="M {left:.1f} 22 V 34 M {left:.1f} 28 H {right:.1f} M {right:.1f} 22 V 34" '
        f'stroke="#111111" stroke-width="3" fill="none"/>'
    )
