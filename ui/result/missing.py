"""The facts still missing, as links that lead to their field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget

from ui.labels import sentence_case, word
from ui.look.theme import BODY_PX, RADIUS, SMALL_PX, colour, font

if TYPE_CHECKING:
    from counsel.physician.result import MissingRow

ROW = 40
AT_ONCE = 6
LEFT, TOP, BOTTOM = 4, 2, 4
WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class MissingLink(QAbstractButton):
    """One missing fact and what it could still change."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.fact = ""
        self._could = ""
        self._shown = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._link = font(BODY_PX)
        self._link.setUnderline(True)

    def show_row(self, row: MissingRow) -> None:
        label = sentence_case(row.label).replace("&", "&&")
        if (row.fact, label, row.could_change) == (self.fact, self.text(), self._could):
            return
        self.fact, self._could = row.fact, row.could_change
        self._shown = row.first_changes or row.could_change
        self.setText(label)
        self.setAccessibleName(sentence_case(row.label))
        self.setAccessibleDescription(row.could_change)
        self.setToolTip(row.could_change)
        self.update()

    def height_at(self, width: int) -> int:
        """The height in pixels at which no word is cut."""
        return TOP + sum(self._box(*part, width, 0).height() for part in self._parts()) + BOTTOM

    def _parts(self) -> tuple[tuple[str, QFont, str], ...]:
        """What is written from top to bottom: the words, their font and their colour."""
        label = self.text().replace("&&", "&")
        return (label, self._link, "accent"), (self._shown, font(SMALL_PX), "muted")

    def _box(self, text: str, face: QFont, _ink: str, width: int, top: int) -> QRect:
        room = QRect(LEFT, top, width - 2 * LEFT, 10_000)
        return QFontMetrics(face).boundingRect(room, WRAPPED, text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent_soft"))
            painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)
        top = TOP
        for text, face, ink in self._parts():
            box = self._box(text, face, ink, self.width(), top)
            painter.setFont(face)
            painter.setPen(colour(ink))
            painter.drawText(box.adjusted(0, 0, 2, 0), WRAPPED, text)
            top = box.bottom() + 1
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), RADIUS, RADIUS)


class MissingList(QWidget):
    """The links in the order of what they change, the first few at once; rows are reused."""

    asked_for = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[MissingRow, ...] = ()
        self._none = QLabel(self)
        self._none.setWordWrap(True)
        self._none.setProperty("role", "note")
        self._pool: list[MissingLink] = []
        self._count = 0
        self._more = QPushButton(self)
        self._more.setFlat(True)
        self._more.setObjectName("result.missing.more")
        self._more.clicked.connect(self._on_more)
        # The list comes a moment after the rest; until then there is nothing more.
        self._more.hide()
        self._shows_all = False

    def links(self) -> list[MissingLink]:
        """The links in use, from top to bottom."""
        return self._pool[: self._count]

    def show_rows(self, rows: Sequence[MissingRow], nothing: str) -> None:
        """Shows these facts, beyond the first few behind a button; `nothing` is said where there is none."""
        self._rows = tuple(rows)
        self._none.setText(nothing)
        self._none.setVisible(not rows)
        shown = self._rows if self._shows_all or len(rows) <= AT_ONCE + 1 else self._rows[:AT_ONCE]
        while len(self._pool) < len(shown):
            link = MissingLink(self)
            link.clicked.connect(lambda _checked=False, link=link: self.asked_for.emit(link.fact))
            self._pool.append(link)
        for link, row in zip(self._pool, shown, strict=False):
            link.show_row(row)
        for at, link in enumerate(self._pool):
            if link.isHidden() == (at < len(shown)):
                link.setVisible(at < len(shown))
        self._count = len(shown)
        hidden = len(rows) - len(shown)
        if hidden:
            self._more.setText(word("result.missing.all", n=len(rows)))
            self._more.setAccessibleDescription(word("result.missing.hidden", n=hidden))
        self._more.setVisible(bool(hidden))
        self._arrange()

    def _on_more(self) -> None:
        self._shows_all = True
        self.show_rows(self._rows, self._none.text())
        self._pool[AT_ONCE].setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        height = 0
        for link in self.links():
            needed = link.height_at(self.width())
            link.setGeometry(0, height, self.width(), needed)
            height += needed
        if not self._count:
            height = max(ROW // 2, self._none.heightForWidth(self.width()))
            self._none.setGeometry(0, 0, self.width(), height)
        if not self._more.isHidden():
            self._more.setGeometry(0, height + 4, self._more.sizeHint().width(), ROW - 8)
            height += ROW
        if self.minimumHeight() != height or self.maximumHeight() != height:
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
