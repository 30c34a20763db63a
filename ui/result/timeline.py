"""The time line of stages with "you are here", painted from ready words and positions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import BODY_PX, SMALL_PX, colour, font
from ui.words import word

if TYPE_CHECKING:
    from counsel.screen import Stage

BAR_TOP = 26
BAR_HEIGHT = 18
GAP = 2
HEIGHT = BAR_TOP + BAR_HEIGHT + 56


class Timeline(QWidget):
    """Five bars side by side; the stage that holds is filled, one that may hold is hatched."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stages: tuple[Stage, ...] = ()
        self._low: float | None = None
        self._high: float | None = None
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(word("timeline.name"))

    def sizeHint(self) -> QSize:
        return QSize(640, HEIGHT)

    def show_stages(self, stages: Sequence[Stage], low: float | None, high: float | None) -> None:
        """Positions run from 0 (left end) to 1 (right end); None where no date is known."""
        shown = (tuple(stages), low, high)
        if shown == (self._stages, self._low, self._high):
            return
        self._stages, self._low, self._high = shown
        here = [stage.name for stage in stages if stage.here]
        self.setAccessibleDescription(", ".join(here) if here else word("timeline.unknown"))
        self.update()

    def _boxes(self) -> list[QRectF]:
        total = sum(stage.share for stage in self._stages) or 1.0
        left, boxes = 0.0, []
        for stage in self._stages:
            width = self.width() * stage.share / total
            boxes.append(QRectF(left + GAP / 2, BAR_TOP, width - GAP, BAR_HEIGHT))
            left += width
        return boxes

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for stage, box in zip(self._stages, self._boxes(), strict=True):
            self._paint_bar(painter, stage, box)
            self._paint_words(painter, stage, box)
        self._paint_here(painter)

    def _paint_bar(self, painter: QPainter, stage: Stage, box: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent_soft" if stage.here else "neutral_bar"))
        painter.drawRoundedRect(box, 3, 3)
        if stage.here == "maybe":
            painter.setBrush(QBrush(colour("accent"), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(box, 3, 3)
        elif stage.here:
            painter.setBrush(colour("accent"))
            painter.drawRoundedRect(box, 3, 3)

    def _paint_words(self, painter: QPainter, stage: Stage, box: QRectF) -> None:
        top = box.bottom() + 6
        painter.setFont(font(BODY_PX, strong=bool(stage.here)))
        painter.setPen(colour("text" if stage.here else "muted"))
        fitting = painter.fontMetrics().elidedText(stage.name, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(QRectF(box.left(), top, box.width(), 18), Qt.AlignmentFlag.AlignVCenter, fitting)
        painter.setPen(colour("muted"))
        ends = word("timeline.to", day=stage.ends) if stage.ends else ""
        for line, words in enumerate((stage.begins, ends)):
            place = QRectF(box.left(), top + 18 + 15 * line, box.width(), 15)
            painter.setFont(font(SMALL_PX))
            if painter.fontMetrics().horizontalAdvance(words) > box.width():
                painter.setFont(font(SMALL_PX - 1))
            fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, fitting)

    def _paint_here(self, painter: QPainter) -> None:
        painter.setFont(font(SMALL_PX, strong=True))
        if self._low is None or self._high is None:
            return
        low, high = self._low * self.width(), self._high * self.width()
        middle = (low + high) / 2
        painter.setPen(QPen(colour("text"), 2))
        if high - low > 6:
            painter.drawLine(QPointF(low + 1, BAR_TOP - 5), QPointF(high - 1, BAR_TOP - 5))
            for end in (low + 1, high - 1):
                painter.drawLine(QPointF(end, BAR_TOP - 8), QPointF(end, BAR_TOP + BAR_HEIGHT + 2))
        else:
            foot, tip = QPointF(middle, BAR_TOP + BAR_HEIGHT + 3), QPointF(middle, BAR_TOP - 4)
            for ink, width in (("card", 5), ("text", 2)):
                painter.setPen(QPen(colour(ink), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
                painter.drawLine(tip, foot)
            painter.setBrush(colour("text"))
            painter.setPen(Qt.PenStyle.NoPen)
            arrow = [(middle, BAR_TOP - 1), (middle - 5, BAR_TOP - 8), (middle + 5, BAR_TOP - 8)]
            painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in arrow]))
        self._paint_here_words(
            painter, middle, word("timeline.here" if high - low <= 6 else "timeline.somewhere")
        )

    def _paint_here_words(self, painter: QPainter, middle: float, words: str) -> None:
        width = painter.fontMetrics().horizontalAdvance(words) + 4
        left = min(max(0.0, middle - width / 2), self.width() - width)
        painter.setPen(colour("text"))
        painter.drawText(QRectF(left, 0, width, 16), Qt.AlignmentFlag.AlignCenter, words)
