"""Lists of result lines: each a button that opens its reason in place; rows are reused, never rebuilt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QStaticText,
    QTextOption,
    QTransform,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.labels import word
from ui.look.marks import paint_mark
from ui.look.theme import BODY_PX, GRID, RADIUS, SMALL_PX, colour, font
from ui.result.reasons import marked_up

if TYPE_CHECKING:
    from counsel.physician.lines import Line

MARK = 14
LEFT = MARK + GRID
RIGHT = 20
PAD = 3


class Explainer:
    """A view that its lines ask for their reasons, however deep in it they stand."""

    explain: Callable[[Line], str]


class LineRow(QAbstractButton):
    """One sentence with its mark; pressing it shows the reason below it."""

    height_changed = Signal()

    def __init__(self, parent: QWidget, *, pixels: int = BODY_PX, ink: str = "text") -> None:
        super().__init__(parent)
        self._line: Line | None = None
        self._ink = ink
        self._has_mark = True
        self._text = _static(font(pixels))
        self._why = _static(font(SMALL_PX), Qt.TextFormat.RichText)
        self.setFont(font(pixels))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.toggled.connect(self._on_toggled)

    @property
    def why(self) -> str:
        """The reason as it is now; worded when it is asked for, never while typing."""
        if self._line is None:
            return ""
        if self._line.reason:
            return self._line.reason
        holder: QWidget | None = self.parentWidget()
        while holder is not None and not isinstance(holder, Explainer):
            holder = holder.parentWidget()
        assert holder is not None, "a line stands in no view that can explain it"
        return holder.explain(self._line)

    def show_line(self, line: Line) -> bool:
        """Shows another line; True where its height may change. An open reason closes with its sentence."""
        before, self._line = self._line, line
        if before is not None and (before.text, before.tone) == (line.text, line.tone):
            return self.isChecked() and self._read_why()
        if self.isChecked():
            self.blockSignals(True)
            self.setChecked(False)
            self.blockSignals(False)
        self._text.setText(line.text)
        self.setText(line.text.replace("&", "&&"))
        self.setAccessibleName(_spoken(line.tone, line.text))
        self.setAccessibleDescription(self.why if self.hasFocus() else "")
        self.update()
        return True

    def _read_why(self) -> bool:
        why = self.why
        shown = marked_up(why)
        if shown == self._why.text():
            return False
        self._why.setText(shown)
        self.setAccessibleDescription(why)
        self.update()
        return True

    def _on_toggled(self, is_open: bool) -> None:
        if is_open:
            self._read_why()
        self.height_changed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        # A screen reader reads the description with the focus.
        self._read_why()
        super().focusInEvent(event)

    def set_ink(self, ink: str, *, has_mark: bool = True) -> None:
        if (ink, has_mark) != (self._ink, self._has_mark):
            self._ink, self._has_mark = ink, has_mark
            self.update()

    @property
    def left(self) -> int:
        return LEFT if self._has_mark else 0

    def height_at(self, width: int) -> int:
        """The height in pixels that the words need at this width."""
        room = max(40, width - self.left - RIGHT)
        if self._text.textWidth() != room:
            self._text.setTextWidth(room)
            self._why.setTextWidth(room - 2 * GRID)
        height = self._text.size().height() + 2 * PAD
        if self.isChecked():
            height += self._why.size().height() + 2 * GRID + PAD
        return round(height + 0.49)

    def sizeHint(self) -> QSize:
        return QSize(320, self.height_at(320))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(f"{self._text.text()}\n{self.why}")
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() and self._ink == "text":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("canvas"))
            painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)
        if self._has_mark:
            paint_mark(painter, self._line.tone if self._line else "plain", QRectF(1, PAD + 2, MARK, MARK))
        painter.setFont(self.font())
        painter.setPen(colour(self._ink))
        painter.drawStaticText(QPointF(self.left, PAD), self._text)
        self._paint_chevron(painter)
        if self.isChecked():
            self._paint_why(painter)
        if self.hasFocus():
            painter.setPen(QPen(colour("accent" if self._ink == "text" else self._ink), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), RADIUS, RADIUS)

    def _paint_chevron(self, painter: QPainter) -> None:
        painter.setPen(QPen(colour("muted" if self._ink == "text" else self._ink), 1.5))
        x, y = self.width() - 12.0, PAD + 8.0
        points = (
            [QPointF(x - 4, y - 1.5), QPointF(x, y + 2.5), QPointF(x + 4, y - 1.5)]
            if self.isChecked()
            else [QPointF(x - 2, y - 4), QPointF(x + 2, y), QPointF(x - 2, y + 4)]
        )
        painter.drawPolyline(QPolygonF(points))

    def _paint_why(self, painter: QPainter) -> None:
        top = PAD + self._text.size().height() + PAD
        box = QRectF(self.left, top, self.width() - self.left - RIGHT, self._why.size().height() + 2 * GRID)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("canvas"))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        painter.setBrush(colour("accent"))
        painter.drawRect(QRectF(box.left(), box.top() + 4, 3, box.height() - 8))
        painter.setFont(font(SMALL_PX))
        painter.setPen(colour("text"))
        painter.drawStaticText(QPointF(box.left() + 12, box.top() + GRID), self._why)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.setFont(font(self.font().pixelSize()))
            _prepare(self._text, self.font())
            _prepare(self._why, font(SMALL_PX))
            self.height_changed.emit()


def _spoken(tone: str, text: str) -> str:
    """The text with the word for its tone, for who does not see the mark; a plain one says nothing more."""
    return text if tone == "plain" else word(f"tone.{tone}", text=text)


def _static(face: QFont, form: Qt.TextFormat = Qt.TextFormat.PlainText) -> QStaticText:
    text = QStaticText()
    text.setTextFormat(form)
    option = QTextOption()
    # An address in a citation may be longer than a line.
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    text.setTextOption(option)
    _prepare(text, face)
    return text


def _prepare(text: QStaticText, face: QFont) -> None:
    text.prepare(QTransform(), face)


class LineList(QWidget):
    """A column of lines over a pool of rows; its height follows its words."""

    def __init__(self, parent: QWidget | None = None, *, pixels: int = BODY_PX, ink: str = "text") -> None:
        super().__init__(parent)
        self._pixels = pixels
        self._ink = ink
        self._has_mark = True
        self._pool: list[LineRow] = []
        self._count = 0

    def rows(self) -> list[LineRow]:
        """The rows in use, from top to bottom."""
        return self._pool[: self._count]

    def set_ink(self, ink: str, *, has_mark: bool = True) -> None:
        self._ink, self._has_mark = ink, has_mark
        for row in self._pool:
            row.set_ink(ink, has_mark=has_mark)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Shows these lines; rows whose words stay are left alone."""
        changed = len(lines) != self._count
        while len(self._pool) < len(lines):
            row = LineRow(self, pixels=self._pixels, ink=self._ink)
            row.set_ink(self._ink, has_mark=self._has_mark)
            row.height_changed.connect(self.arrange)
            self._pool.append(row)
        for row, line in zip(self._pool, lines, strict=False):
            changed = row.show_line(line) or changed
        if len(lines) != self._count:
            for at, row in enumerate(self._pool):
                row.setVisible(at < len(lines))
        self._count = len(lines)
        if changed:
            self.arrange()

    def arrange(self) -> None:
        """Places the rows below each other and takes the height they need."""
        top = 0
        for row in self.rows():
            height = row.height_at(self.width())
            row.setGeometry(0, top, self.width(), height)
            top += height
        if self.minimumHeight() != top or self.maximumHeight() != top:
            self.setFixedHeight(top)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self.arrange()
