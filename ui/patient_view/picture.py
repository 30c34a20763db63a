"""One figure of the sheet, drawn from the sheet's own SVG on paper white; it draws nothing of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look.theme import GRID, LIGHT

if TYPE_CHECKING:
    from counsel.sheets.handout import Picture

PAPER = 2 * GRID


class PictureView(QWidget):
    """Keeps the proportions of the figure; its meaning in words is told to a screen reader."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._renderer = QSvgRenderer(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_picture(self, picture: Picture) -> None:
        self._renderer.load(QByteArray(picture.svg.encode()))
        self.setAccessibleName(picture.alt)
        self.update()

    def heightForWidth(self, width: int) -> int:
        box = self._renderer.viewBoxF()
        if not box.width():
            return 0
        return round((width - 2 * PAPER) * box.height() / box.width()) + 2 * PAPER

    def sizeHint(self) -> QSize:
        return QSize(800, self.heightForWidth(800))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        # The figure's inks are made for paper: in a dark window it stands on a light card.
        painter.setBrush(QColor(LIGHT.card))
        painter.drawRoundedRect(self.rect(), GRID, GRID)
        self._renderer.render(painter, QRectF(self.rect()).adjusted(PAPER, PAPER, -PAPER, -PAPER))
