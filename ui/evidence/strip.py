"""One criterion drawn: the study's range as a bar, this person as a mark on the same scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look.theme import SMALL_PX, colour, font

if TYPE_CHECKING:
    from counsel.physician.range_strips import StripView

BAR = 12
MARK = 5
LEAST = 3
HEIGHT = 26


def paint_strip(painter: QPainter, strip: StripView, box: QRectF) -> None:
    """Draws into the box; outside is a hollow mark with a cross stroke, so that colour is never alone."""
    middle = box.center().y()
    painter.setPen(QPen(colour("edge"), 1, Qt.PenStyle.SolidLine if strip.has_range else Qt.PenStyle.DotLine))
    painter.drawLine(QPointF(box.left(), middle), QPointF(box.right(), middle))
    if not strip.has_range:
        return
    _paint_range(painter, strip, box)
    if strip.here_low is not None and strip.here_high is not None:
        _paint_person(painter, strip, box)
    else:
        painter.setFont(font(SMALL_PX, strong=True))
        painter.setPen(colour("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "?")


def _paint_range(painter: QPainter, strip: StripView, box: QRectF) -> None:
    low, high = _x(box, strip.low or 0.0), _x(box, 1.0 if strip.high is None else strip.high)
    bar = QRectF(low, box.center().y() - BAR / 2, max(LEAST, high - low), BAR)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("accent_soft"))
    painter.drawRect(bar)
    painter.setPen(QPen(colour("accent"), 1))
    painter.drawLine(bar.topLeft(), bar.topRight())
    painter.drawLine(bar.bottomLeft(), bar.bottomRight())
    painter.setPen(QPen(colour("accent"), 2))
    # An end without a limit has no edge.
    for end, x in ((strip.low, bar.left()), (strip.high, bar.right())):
        if end is not None:
            painter.drawLine(QPointF(x, bar.top() - 1), QPointF(x, bar.bottom() + 1))


def _paint_person(painter: QPainter, strip: StripView, box: QRectF) -> None:
    assert strip.here_low is not None
    assert strip.here_high is not None
    low, high, middle = _x(box, strip.here_low), _x(box, strip.here_high), box.center().y()
    painter.setPen(QPen(colour("text"), 2))
    if high - low > 2 * MARK:
        painter.drawLine(QPointF(low, middle), QPointF(high, middle))
        for x in (low, high):
            painter.drawLine(QPointF(x, middle - MARK), QPointF(x, middle + MARK))
        return
    x = (low + high) / 2
    if strip.verdict == "outside":
        for tilt in (-1, 1):
            painter.drawLine(QPointF(x - MARK, middle - tilt * MARK), QPointF(x + MARK, middle + tilt * MARK))
        return
    painter.setBrush(colour("text"))
    painter.setPen(QPen(colour("card"), 1))
    corners = [(x, middle - MARK - 1), (x + MARK + 1, middle), (x, middle + MARK + 1), (x - MARK - 1, middle)]
    painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))


def _x(box: QRectF, place: float) -> float:
    return box.left() + place * box.width()


class StripWidget(QWidget):
    """A strip of its own, as the record shows it; its words are told to a screen reader."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strip: StripView | None = None
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(240, HEIGHT)

    def show_strip(self, strip: StripView) -> None:
        self._strip = strip
        self.setAccessibleName(strip.words)
        self.setToolTip(strip.words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._strip is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_strip(painter, self._strip, self.rect().toRectF().adjusted(8, 2, -8, -2))
