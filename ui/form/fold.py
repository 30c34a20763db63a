"""The line that opens and closes a part of the form by key or click; it holds nothing itself."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.labels import word
from ui.look.theme import BODY_PX, GRID, HEADING_PX, RADIUS, SMALL_PX, colour, font

HEIGHT = 32
CHEVRON = 18
PILL = 18


class FoldHeader(QAbstractButton):
    """A chevron, a title, what lies below in small words, and how much of it is answered.

    Space and Enter open and close; Right opens, Left closes. A note that `wraps` is shown whole below.
    """

    def __init__(
        self,
        title: str,
        note: str = "",
        parent: QWidget | None = None,
        *,
        is_heading: bool = False,
        wraps: bool = False,
    ) -> None:
        super().__init__(parent)
        self._note = note
        self._wraps = wraps
        self._count = ""
        self._is_warning = False
        self._is_heading = is_heading
        self.setText(title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(title)
        self._describe()

    def set_count(self, text: str, *, is_warning: bool = False) -> None:
        """Says at the right how much is answered, or that something is to put right."""
        if (text, is_warning) != (self._count, self._is_warning):
            self._count, self._is_warning = text, is_warning
            self._describe()
            self.update()

    def _describe(self) -> None:
        self.setAccessibleDescription(". ".join(part for part in (self._count, self._note) if part))

    def nextCheckState(self) -> None:
        super().nextCheckState()
        self.updateGeometry()

    def checkStateSet(self) -> None:
        super().checkStateSet()
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if not self._wraps or self.isChecked():
            return HEIGHT
        room = QRectF(0, 0, width - CHEVRON - GRID, 1000)
        flags = int(Qt.TextFlag.TextWordWrap.value)
        words = QFontMetrics(font(SMALL_PX)).boundingRect(room.toRect(), flags, self._note)
        return HEIGHT + words.height() + 4

    def sizeHint(self) -> QSize:
        width = self.width() or 360
        return QSize(360, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        opens = event.key() == Qt.Key.Key_Right and not self.isChecked()
        closes = event.key() == Qt.Key.Key_Left and self.isChecked()
        if opens or closes or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent_soft"))
            painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)
        self._paint_chevron(painter)
        right = self._paint_count(painter)
        self._paint_words(painter, right)
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), RADIUS, RADIUS)

    def _paint_chevron(self, painter: QPainter) -> None:
        painter.setPen(QPen(colour("muted"), 1.6))
        x, y = 5.0, HEIGHT / 2
        if self.isChecked():
            points = [QPointF(x, y - 2), QPointF(x + 4.5, y + 2.5), QPointF(x + 9, y - 2)]
        else:
            points = [QPointF(x + 2, y - 4.5), QPointF(x + 6.5, y), QPointF(x + 2, y + 4.5)]
        painter.drawPolyline(QPolygonF(points))

    def _paint_count(self, painter: QPainter) -> int:
        """Paints the pill at the right; returns where the words have to end."""
        if not self._count:
            return self.width() - GRID
        face = font(SMALL_PX, strong=True)
        width = QFontMetrics(face).horizontalAdvance(self._count) + 2 * GRID
        pill = QRectF(self.width() - width - 4, (HEIGHT - PILL) / 2, width, PILL)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("caution_soft" if self._is_warning else "accent_soft"))
        painter.drawRoundedRect(pill, PILL / 2, PILL / 2)
        painter.setFont(face)
        painter.setPen(colour("on_caution_soft" if self._is_warning else "on_accent_soft"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self._count)
        return int(pill.left()) - GRID

    def _paint_words(self, painter: QPainter, right: int) -> None:
        face = font(HEADING_PX if self._is_heading else BODY_PX, strong=self._is_heading or self._wraps)
        metrics = QFontMetrics(face)
        painter.setFont(face)
        painter.setPen(colour("text"))
        left = CHEVRON + 4
        line = QRectF(left, 0, right - left, HEIGHT)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, _elided(metrics, self.text(), line))
        if not self._note or (self._wraps and self.isChecked()):
            return
        painter.setFont(font(SMALL_PX))
        painter.setPen(colour("muted"))
        if self._wraps:
            below = QRectF(left, HEIGHT - 4, self.width() - left - 4, self.height() - HEIGHT + 4)
            painter.drawText(below, int(Qt.TextFlag.TextWordWrap.value), self._note)
            return
        start = left + metrics.horizontalAdvance(self.text()) + GRID
        room = QRectF(start, 0, max(0, right - start), HEIGHT)
        words = _elided(QFontMetrics(font(SMALL_PX)), self._note, room)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)


def _elided(metrics: QFontMetrics, text: str, room: QRectF) -> str:
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))


def answered(count: int, errors: int = 0) -> tuple[str, bool]:
    """The words of the pill, and whether they are a warning."""
    if errors:
        return word("fold.errors", n=errors), True
    return (word("fold.answered", n=count) if count else ""), False
