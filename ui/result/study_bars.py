"""Draws the studies above the line of stages, one bar each, and finds the one under a point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.look.theme import SMALL_PX, colour, font

if TYPE_CHECKING:
    from counsel.physician.result import StudyBar

LANE, BAR, LEAST = 6, 4, 6
SAMPLE = 22


def height_of(bars: Sequence[StudyBar]) -> int:
    """The height in pixels that the lanes need."""
    return LANE * (1 + max((bar.lane for bar in bars), default=-1))


def box_of(bar: StudyBar, width: float, top: float) -> QRectF:
    """Where a bar is drawn; a very short one keeps a width that can be seen and met."""
    low, high = bar.low * width, bar.high * width
    return QRectF(low, top + bar.lane * LANE + 1, max(LEAST, high - low), BAR)


def paint_bars(
    painter: QPainter, bars: Sequence[StudyBar], width: float, top: float, chosen: str = ""
) -> None:
    """All bars in one ink and height, whatever they found; the shape tells the main result."""
    for bar in bars:
        box = box_of(bar, width, top)
        paint_bar(painter, bar.kind, box)
        if bar.study == chosen:
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(-2, -2, 2, 2))


def paint_bar(painter: QPainter, kind: str, box: QRectF) -> None:
    """Neutral is full, met has a gap with a dot, negative is crossed out, safety alone is hollow."""
    painter.setPen(QPen(colour("text"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush if kind == "safety" else colour("text"))
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    middle = box.center()
    if kind == "positive":
        painter.setBrush(colour("card"))
        painter.drawEllipse(middle, 3.5, 3.5)
    elif kind == "negative":
        painter.setPen(QPen(colour("card"), 1.5))
        painter.drawLine(middle + QPointF(-3, 3), middle + QPointF(3, -3))


def paint_legend(painter: QPainter, kinds: Sequence[tuple[str, str]], left: float, top: float) -> float:
    """A sample of each kind with its words; returns where the next words can begin."""
    painter.setFont(font(SMALL_PX - 1))
    for kind, words in kinds:
        paint_bar(painter, kind, QRectF(left, top + 6, SAMPLE, BAR))
        width = painter.fontMetrics().horizontalAdvance(words)
        painter.setPen(colour("muted"))
        painter.drawText(QRectF(left + SAMPLE + 5, top, width + 2, 16), Qt.AlignmentFlag.AlignVCenter, words)
        left += SAMPLE + width + 18
    return left
