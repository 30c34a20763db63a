"""A choice shown as buttons side by side, driven by single keys; to a screen reader a combo box."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from ui.look.theme import BODY_PX, RADIUS, colour, font

HEIGHT = 30
PADDING = 11


class Segmented(QComboBox):
    """All options visible at once; the current one is filled and underlined.

    A key in `keys` picks its option and emits `answered`; arrows move; Delete takes the answer back.
    """

    answered = Signal()
    # Room at both sides of each label, in pixels.
    padding = PADDING

    def __init__(
        self, labels: Sequence[str], keys: str = "", parent: QWidget | None = None, *, even: bool = False
    ) -> None:
        super().__init__(parent)
        self._keys = keys
        self._even = even
        self._labels = tuple(labels)
        self.addItems(self._labels)
        self.setCurrentIndex(-1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFont(font(BODY_PX))
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(False)
        self._widths = self._natural_widths()

    def _natural_widths(self) -> tuple[int, ...]:
        metrics = QFontMetrics(font(BODY_PX, strong=True))
        widths = tuple(metrics.horizontalAdvance(label) + 2 * self.padding for label in self._labels)
        return (max(widths),) * len(widths) if self._even else widths

    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def showPopup(self) -> None:
        """Nothing pops up: every option is already visible."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        at = self._keys.find(event.text().lower()) if plain and event.text() else -1
        if at >= 0:
            self.pick(at)
            self.answered.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.pick(-1)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            self.pick(max(0, min(self.count() - 1, self.currentIndex() + step)))
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        for at, segment in enumerate(self._segments()):
            if segment.contains(event.position().toPoint()):
                self.pick(-1 if at == self.currentIndex() else at)

    def pick(self, at: int) -> None:
        """Chooses as a user does: `activated` tells it to the form."""
        if at != self.currentIndex():
            self.setCurrentIndex(at)
            self.activated.emit(at)

    def _segments(self) -> list[QRect]:
        spare = 0
        if self._even and self.width() < sum(self._widths):
            spare = (self.width() - sum(self._widths)) // len(self._widths)
        segments, left = [], 0
        for width in self._widths:
            segments.append(QRect(left, 0, width + spare, self.height()))
            left += width + spare
        return segments

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        segments = self._segments()
        whole = segments[0].united(segments[-1]).toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(colour("edge"), 1))
        painter.setBrush(colour("card"))
        painter.drawRoundedRect(whole, RADIUS, RADIUS)
        for at, segment in enumerate(segments):
            self._paint_segment(painter, at, segment)
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(whole.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def _paint_segment(self, painter: QPainter, at: int, segment: QRect) -> None:
        chosen = at == self.currentIndex()
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            painter.drawRoundedRect(segment.adjusted(2, 2, -2, -2), RADIUS - 2, RADIUS - 2)
        elif at and at - 1 != self.currentIndex():
            painter.setPen(QPen(colour("hairline"), 1))
            painter.drawLine(segment.left(), 7, segment.left(), self.height() - 8)
        face = self.font()
        face.setWeight(QFont.Weight.DemiBold if chosen else QFont.Weight.Normal)
        painter.setFont(face)
        painter.setPen(colour("on_accent" if chosen else "text"))
        painter.drawText(segment, Qt.AlignmentFlag.AlignCenter, self._labels[at])


def natural_width(labels: Sequence[str]) -> int:
    """The width in pixels that these labels need side by side."""
    metrics = QFontMetrics(font(BODY_PX, strong=True))
    return sum(metrics.horizontalAdvance(label) + 2 * PADDING for label in labels)
