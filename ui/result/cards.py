"""Titled boxes for the parts of the result; they lay out ready words and keep their widgets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from ui.look.theme import BODY_PX, GRID, HEADING_PX, RADIUS, SMALL_PX, colour, font
from ui.result.lines import LineList

if TYPE_CHECKING:
    from counsel.physician.lines import Line
    from counsel.physician.result import TitledLines


class Titled(Protocol):
    """Lines under a title: a part of the result, or a way in which cells are given."""

    @property
    def title(self) -> str: ...

    @property
    def lines(self) -> tuple[Line, ...]: ...


# The labels of parts stand beside their lines where both have room.
LABEL, BESIDE = 116, 420


def show_if(widget: QWidget, wanted: bool) -> None:
    """Shows or hides a widget; Qt lays out anew even when nothing changes, so nothing is asked then."""
    if widget.isHidden() == wanted:
        widget.setVisible(wanted)


def set_text(words: QLabel, text: str) -> None:
    """Sets a text that may be there already, which then costs nothing."""
    if words.text() != text:
        words.setText(text)


class Card(QFrame):
    """A titled box for one part of the result."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(2 * GRID, GRID, 12, GRID)
        self.column.setSpacing(2)
        self.heading = QLabel(title, self)
        self.heading.setProperty("role", "heading")
        self.heading.setWordWrap(True)
        self.column.addWidget(self.heading)


class LinesCard(Card):
    """A titled list; without lines it is not there."""

    def __init__(self, title: str, parent: QWidget | None = None, *, pixels: int = BODY_PX) -> None:
        super().__init__(title, parent)
        self.lines = LineList(self, pixels=pixels)
        self.column.addWidget(self.lines)
        self.hide()

    def show_lines(self, lines: Sequence[Line]) -> None:
        self.lines.show_lines(lines)
        show_if(self, bool(lines))

    def show_part(self, part: TitledLines | None) -> None:
        if part is not None:
            set_text(self.heading, part.title)
        self.show_lines(part.lines if part is not None else ())


class PartsCard(Card):
    """Several labels, each beside its lines, or above them in a thin card; labels and lists are reused."""

    def __init__(self, title: str, parent: QWidget | None = None, *, has_marks: bool = False) -> None:
        super().__init__(title, parent)
        self._has_marks = has_marks
        self._pool: list[tuple[QLabel, LineList]] = []
        self._count = 0
        self._is_beside = True
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GRID)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, LABEL)
        self.column.addLayout(self._grid)
        self.column.addStretch(1)

    def lists(self) -> list[LineList]:
        return [lines for _label, lines in self._pool[: self._count]]

    def titles(self) -> list[QLabel]:
        """The labels in use, from top to bottom."""
        return [title for title, _lines in self._pool[: self._count]]

    def show_parts(self, parts: Sequence[Titled]) -> None:
        while len(self._pool) < len(parts):
            self._grow()
        for (title, lines), part in zip(self._pool, parts, strict=False):
            set_text(title, part.title)
            lines.show_lines(part.lines)
        if len(parts) != self._count:
            self._count = len(parts)
            for at, pair in enumerate(self._pool):
                for widget in pair:
                    show_if(widget, at < self._count)

    def _grow(self) -> None:
        title = QLabel(self)
        title.setFont(font(SMALL_PX))
        title.setProperty("role", "note")
        title.setWordWrap(True)
        title.setContentsMargins(0, 4, 0, 0)
        title.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        lines = LineList(self)
        lines.set_ink("text", has_mark=self._has_marks)
        self._pool.append((title, lines))
        self._place(len(self._pool) - 1)

    def _place(self, at: int) -> None:
        title, lines = self._pool[at]
        if self._is_beside:
            self._grid.addWidget(title, 2 * at, 0)
            self._grid.addWidget(lines, 2 * at, 1)
        else:
            self._grid.addWidget(title, 2 * at, 0, 1, 2)
            self._grid.addWidget(lines, 2 * at + 1, 0, 1, 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (self.width() >= BESIDE) != self._is_beside:
            self._is_beside = not self._is_beside
            self._grid.setColumnMinimumWidth(0, LABEL if self._is_beside else 0)
            for at in range(len(self._pool)):
                self._place(at)


class FoldButton(QAbstractButton):
    """A heading that opens and closes what stands below it."""

    def __init__(self, parent: QWidget | None = None, *, pixels: int = HEADING_PX) -> None:
        super().__init__(parent)
        self._pixels = pixels
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def _flags(self) -> Qt.TextFlag:
        return Qt.TextFlag.TextWordWrap

    def heightForWidth(self, width: int) -> int:
        self.setFont(font(self._pixels, strong=True))
        box = self.fontMetrics().boundingRect(0, 0, width - 28, 10_000, self._flags(), self.text())
        return max(28, box.height() + 10)

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(max(320, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        height = self.heightForWidth(self.width())
        if self.minimumHeight() != height:
            self.setMinimumHeight(height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(self._pixels, strong=True))
        painter.setPen(colour("accent" if self.underMouse() else "text"))
        words = self.rect().adjusted(20, 5, -8, -5)
        painter.drawText(words, self._flags(), self.text().replace("&&", "&"))
        painter.setPen(QPen(colour("accent"), 2))
        x, y = 7.0, 14.0
        turned = [(x - 4, y - 2), (x, y + 2), (x + 4, y - 2)]
        straight = [(x - 2, y - 4), (x + 2, y), (x - 2, y + 4)]
        corners = turned if self.isChecked() else straight
        painter.drawPolyline(QPolygonF([QPointF(*corner) for corner in corners]))
        if self.hasFocus():
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)


class FoldedCard(QFrame):
    """A part that stays closed until it is asked for; its lines are made when it opens."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part: TitledLines | None = None
        self.setProperty("role", "card")
        self.heading = FoldButton(self)
        self.lines = LineList(self, pixels=BODY_PX)
        self.lines.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, 4, 12, 4)
        column.setSpacing(2)
        column.addWidget(self.heading)
        column.addWidget(self.lines)
        self.heading.toggled.connect(self._on_toggled)
        self.hide()

    def show_part(self, part: TitledLines | None) -> None:
        """Takes another part; what is closed is not laid out."""
        self._part = part
        show_if(self, part is not None)
        if part is None:
            return
        if self.heading.text() != part.title:
            self.heading.setText(part.title)
            self.heading.setAccessibleName(part.title)
        if self.heading.isChecked():
            self.lines.show_lines(part.lines)

    def _on_toggled(self, is_open: bool) -> None:
        self.lines.show_lines(self._part.lines if is_open and self._part is not None else ())
        self.lines.setVisible(is_open)
