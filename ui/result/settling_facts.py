"""What would settle an open standing: links to the fields, in one row that wraps; it weighs nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from ui.labels import sentence_case
from ui.look.theme import GRID, SMALL_PX, font

if TYPE_CHECKING:
    from counsel.physician.result import MissingRow

ROW, MOST = 30, 4


class SettlingFacts(QWidget):
    """A label and the first few links; not there where the standing is settled."""

    asked_for = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[MissingRow, ...] = ()
        self.label = QLabel(self)
        self.label.setFont(font(SMALL_PX))
        self._pool: list[QPushButton] = []
        self.hide()

    def links(self) -> list[QPushButton]:
        """The links in use, in reading order."""
        return self._pool[: len(self._rows)]

    def show_rows(self, title: str, rows: Sequence[MissingRow]) -> None:
        """Shows these facts; nothing changes where they are there already."""
        wanted = tuple(rows[:MOST])
        if [row.fact for row in wanted] == [row.fact for row in self._rows] and self.label.text() == title:
            return
        self._rows = wanted
        self.label.setText(title)
        while len(self._pool) < len(wanted):
            self._pool.append(self._link(len(self._pool)))
        for at, link in enumerate(self._pool):
            if at < len(wanted):
                link.setAccessibleDescription(wanted[at].could_change)
            link.setVisible(at < len(wanted))
        self.setVisible(bool(wanted))
        self._arrange()

    def _link(self, at: int) -> QPushButton:
        link = QPushButton(self)
        link.setProperty("chip", True)
        link.clicked.connect(lambda: self.asked_for.emit(self._rows[at].fact))
        return link

    def _fit(self, link: QPushButton) -> None:
        """Shortens words that are longer than the whole row; the list of missing facts has them in full."""
        words = sentence_case(self._rows[self._pool.index(link)].label)
        room = max(0, self.width() - 4 * GRID)
        shown = link.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room).replace("&", "&&")
        if shown != link.text():
            link.setText(shown)
            link.setAccessibleName(words)
            link.setToolTip(words if shown != words else "")

    def _arrange(self) -> None:
        width = self.label.sizeHint().width()
        self.label.setGeometry(0, 0, width, ROW)
        left, top = width + GRID, 0
        for link in self.links():
            self._fit(link)
            need = link.sizeHint().width()
            if left + need > self.width() and left > 0:
                left, top = 0, top + ROW + 2
            link.setGeometry(left, top + 2, min(need, self.width()), ROW - 4)
            left += need + 6
        if self.minimumHeight() != top + ROW:
            self.setFixedHeight(top + ROW)

    def sizeHint(self) -> QSize:
        return QSize(320, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
