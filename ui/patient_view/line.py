"""A sentence of the patient view that may be an item of a list: broken lines begin below its words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

# Room for the dot, and its size, as shares of the letters' size.
ROOM, RADIUS, MIDDLE = 0.85, 0.14, 0.56


class PageLine(QLabel):
    """Breaks its words; an item has a dot before them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_item = False
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_words(self, words: str, *, is_item: bool = False) -> None:
        """Shows these words; hidden without any."""
        self.is_item = is_item
        self.setText(words)
        self.setVisible(bool(words))

    def set_pixels(self, font_pixels: int) -> None:
        """Moves the words beside the dot as their size asks for."""
        self.setContentsMargins(round(ROOM * font_pixels) if self.is_item else 0, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.is_item:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(QPalette.ColorRole.WindowText))
        pixels = self.font().pixelSize()
        middle = QPointF(2 * RADIUS * pixels, self.fontMetrics().lineSpacing() * MIDDLE)
        painter.drawEllipse(middle, RADIUS * pixels, RADIUS * pixels)
