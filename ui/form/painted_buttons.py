"""A drop-down list and a check box in the window's look; they hold no value of the case."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from ui.look.theme import GRID, RADIUS, colour

BOX = 18
# More than frame, arrow and gaps of a list take of its width, in any style.
SURELY_BESIDE = 80


class PlainCombo(QComboBox):
    """A drop-down list that a passing wheel does not change, with a painted arrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("plain", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def is_cut(self) -> bool:
        """Whether what is chosen is longer than the field."""
        words = self.fontMetrics().horizontalAdvance(self.currentText())
        if words <= self.width() - SURELY_BESIDE:
            return False
        # Naming the styles takes 6 ms, which the first paint need not wait for.
        from PySide6.QtWidgets import QStyle, QStyleOptionComboBox

        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        return words > room.width()

    def showPopup(self) -> None:
        # The list may be wider than the field; without this it would be cut like it.
        margins = 3 * GRID
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + margins)
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("muted"), 1.6))
        x, y = self.width() - 18.0, self.height() / 2 - 2
        painter.drawPolyline(QPolygonF([QPointF(x, y), QPointF(x + 4.5, y + 4.5), QPointF(x + 9, y)]))


class TickBox(QCheckBox):
    """A check box whose edge keeps its contrast in both schemes.

    `letter` is underlined in the label; a ranked box shows its `rank`, from 1, in place of the tick.
    """

    def __init__(self, text: str, letter: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.letter = letter
        self.is_ranked = False
        self.rank = 0

    def sizeHint(self) -> QSize:
        return QSize(BOX + GRID + self.fontMetrics().horizontalAdvance(self.text()) + GRID, BOX + 6)

    def hitButton(self, at: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = (self.height() - BOX) / 2
        box = QRectF(1, top + 0.5, BOX - 1, BOX - 1)
        edge = "accent" if self.isChecked() else "edge" if self.isEnabled() else "hairline"
        painter.setPen(QPen(colour(edge), 1))
        painter.setBrush(colour("accent" if self.isChecked() else "card" if self.isEnabled() else "canvas"))
        painter.drawRoundedRect(box, 3, 3)
        if self.isChecked():
            self._paint_tick(painter, box)
        self._paint_words(painter)
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().toRectF().adjusted(-1, 1, -1, -1), RADIUS, RADIUS)

    def _paint_tick(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(colour("on_accent"), 2))
        if self.is_ranked and self.rank:
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self.rank))
            return
        top = box.top() - 0.5
        painter.drawPolyline(QPolygonF([QPointF(5, top + 9), QPointF(8.5, top + 12.5), QPointF(14, top + 6)]))

    def _paint_words(self, painter: QPainter) -> None:
        painter.setPen(colour("text" if self.isEnabled() else "muted"))
        words = self.rect().adjusted(BOX + GRID, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        at = self.text().lower().find(self.letter) if self.letter else -1
        if at >= 0:
            metrics = self.fontMetrics()
            left = words.left() + metrics.horizontalAdvance(self.text()[:at])
            right = words.left() + metrics.horizontalAdvance(self.text()[: at + 1])
            y = words.center().y() + metrics.ascent() // 2 + 2
            painter.setPen(QPen(colour("muted"), 1))
            painter.drawLine(left, y, right - 1, y)
