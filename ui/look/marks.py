"""The marks that go with a tone, a verdict or a result, painted, so that colour never stands alone."""

from __future__ import annotations

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QLabel

from ui.look.theme import colour, font


def paint_mark(painter: QPainter, tone: str, box: QRectF) -> None:
    """Draws the mark of a tone into a square box; a plain tone has a small dot."""
    painter.setPen(Qt.PenStyle.NoPen)
    if tone == "plain":
        painter.setBrush(colour("muted"))
        radius = box.width() / 6.5
        painter.drawEllipse(box.center(), radius, radius)
        return
    painter.setBrush(colour(tone))
    painter.drawPolygon(_triangle(box) if tone == "caution" else _octagon(box))
    painter.setPen(colour("card" if tone == "caution" else "on_emergency"))
    painter.setFont(font(round(box.height() * 0.72), strong=True))
    shift = box.height() * 0.1 if tone == "caution" else 0.0
    painter.drawText(box.translated(0, shift), Qt.AlignmentFlag.AlignCenter, "!")


def paint_verdict(painter: QPainter, verdict: str, box: QRectF) -> None:
    """Inside is a full disc, outside a crossed ring, open a half disc, others a ring (dotted, or with ?)."""
    ring = box.adjusted(1.5, 1.5, -1.5, -1.5)
    dotted = verdict in ("registered", "not_reported")
    painter.setPen(QPen(colour("text"), 1.6, Qt.PenStyle.DotLine if dotted else Qt.PenStyle.SolidLine))
    painter.setBrush(colour("text") if verdict == "inside" else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(ring)
    if verdict == "open":
        painter.setBrush(colour("text"))
        painter.drawPie(ring, 90 * 16, 180 * 16)
    elif verdict == "outside":
        inner = ring.adjusted(1.5, 1.5, -1.5, -1.5)
        painter.drawLine(inner.bottomLeft(), inner.topRight())
    elif verdict == "cannot_tell":
        painter.setFont(font(round(box.height() * 0.7), strong=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "?")


def _triangle(box: QRectF) -> QPolygonF:
    return QPolygonF([QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft()])


def _octagon(box: QRectF) -> QPolygonF:
    radius = box.width() / 2
    corners = (pi / 8 + step * pi / 4 for step in range(8))
    return QPolygonF([box.center() + QPointF(radius * cos(turn), radius * sin(turn)) for turn in corners])


class NoteLabel(QLabel):
    """A small note under an input; as an error it carries the emergency mark in its margin."""

    MARK = 14

    def show_note(self, text: str, *, is_error: bool) -> None:
        """Shows an echo or an error; an empty text hides the label."""
        role = "error" if is_error else "echo"
        if self.property("role") != role:
            self.setProperty("role", role)
            self.setContentsMargins(self.MARK + 6 if is_error else 0, 0, 0, 0)
            self.style().polish(self)
        self.setText(text)
        self.setVisible(bool(text))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.property("role") == "error":
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_mark(painter, "emergency", QRectF(1, 1, self.MARK, self.MARK))
