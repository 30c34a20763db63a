"""The standing, in words and tone, at the head of the result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.labels import word
from ui.look.marks import paint_mark
from ui.look.theme import GRID, SMALL_PX, TITLE_PX, colour, font
from ui.result.lines import LineList
from ui.result.settling_facts import SettlingFacts

if TYPE_CHECKING:
    from counsel.physician.lines import Line

MARK = 26
INKS = {"plain": "text", "caution": "on_caution_soft", "emergency": "on_emergency"}
GROUNDS = {"plain": "card", "caution": "caution_soft", "emergency": "emergency"}


class Banner(QWidget):
    """Title and lines on the ground of their tone; the mark repeats what the colour says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = "plain"
        self._question = QLabel(word("result.standing"), self)
        self._question.setFont(font(SMALL_PX))
        self._title = QLabel(self)
        self._title.setFont(font(TITLE_PX, strong=True))
        self._title.setWordWrap(True)
        self._title.setObjectName("result.standing")
        self.lines = LineList(self)
        self.settling = SettlingFacts(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        self._column.setSpacing(2)
        self._head = QHBoxLayout()
        self._head.setSpacing(12)
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._question, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(self._head)
        for widget in (self.lines, self.settling):
            self._column.addWidget(widget)
        self._colour_words()

    @property
    def title(self) -> str:
        return self._title.text()

    def show_standing(self, title: str, lines: Sequence[Line]) -> None:
        """The gravest tone of the lines is the tone of the banner."""
        tones = {line.tone for line in lines}
        tone = next((name for name in ("emergency", "caution") if name in tones), "plain")
        if title != self._title.text():
            self._title.setText(title)
            self._turn_head()
        if tone != self._tone:
            self._tone = tone
            self.refresh_colours()
        self.lines.show_lines(lines)

    def _turn_head(self) -> None:
        """The question stands beside a title that leaves it room, and above any other."""
        room = self.width() - 8 * GRID - MARK
        needed = self._title.fontMetrics().horizontalAdvance(self.title) + self._question.sizeHint().width()
        is_above = needed > room
        way = QBoxLayout.Direction.BottomToTop if is_above else QBoxLayout.Direction.LeftToRight
        if self._head.direction() != way:
            self._head.setDirection(way)
            self._head.setSpacing(2 if is_above else 12)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn_head()

    def refresh_colours(self) -> None:
        """Takes the colours of the present tone and scheme."""
        left = 2 * GRID + (0 if self._tone == "plain" else MARK + 12)
        self._column.setContentsMargins(left, GRID, 2 * GRID, GRID)
        self._colour_words()
        self.update()

    def _colour_words(self) -> None:
        ink = INKS[self._tone]
        self.lines.set_ink(ink, has_mark=False)
        for label in (self._question, self._title):
            palette = label.palette()
            palette.setColor(label.foregroundRole(), colour(ink))
            label.setPalette(palette)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "hairline" if self._tone == "plain" else self._tone
        painter.setPen(QPen(colour(edge), 1))
        painter.setBrush(colour(GROUNDS[self._tone]))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        box = QRectF(2 * GRID, 10, MARK, MARK)
        if self._tone == "caution":
            paint_mark(painter, self._tone, box)
        elif self._tone == "emergency":
            self._paint_white_mark(painter, box)

    def _paint_white_mark(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(colour("on_emergency"), 2.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        painter.setFont(font(18, strong=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "!")
