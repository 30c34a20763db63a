"""The line under the result that names what stands further down and leads there; it owns no part of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QWidget

from ui.labels import word
from ui.look.theme import GRID, SMALL_PX, font
from ui.result.cards import Card, FoldedCard, PartsCard

HEIGHT = 22
# A heading of which less can be seen counts as not in sight.
IN_SIGHT = 20


class Heading(NamedTuple):
    """A title on the page, and how far down it stands."""

    title: str
    top: int


class MoreBelow(QPushButton):
    """Names the headings that are out of sight, first to last; a press scrolls to the first of them."""

    def __init__(self, area: QScrollArea, headings: Callable[[], Iterable[Heading]]) -> None:
        super().__init__(area)
        self._area = area
        self._headings = headings
        self._target = 0
        self.setObjectName("result.below")
        self.setProperty("below", True)
        self.setFont(font(SMALL_PX))
        # By keyboard each line comes into sight with the focus.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # Places are known once all that changed has been laid out.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.refresh)
        bar = area.verticalScrollBar()
        bar.valueChanged.connect(lambda _value: self._later.start())
        bar.rangeChanged.connect(lambda _low, _high: self._later.start())
        self.clicked.connect(lambda: bar.setValue(self._target))
        self.hide()

    def place(self) -> None:
        """Takes the lower edge of the pane, left of the scroll bar."""
        width = self._area.width() - self._area.verticalScrollBar().width()
        self.setGeometry(0, self._area.height() - HEIGHT, width, HEIGHT)
        self._later.start()

    def refresh(self) -> None:
        """Names what is out of sight now; at the end it leads back to the top."""
        bar = self._area.verticalScrollBar()
        end = bar.value() + self._area.viewport().height()
        hidden = [one for one in self._headings() if one.top + IN_SIGHT > end]
        if hidden:
            words = word("result.below", titles="  ·  ".join(one.title for one in hidden))
            self._target = hidden[0].top - GRID
        else:
            words, self._target = word("result.top"), 0
        room = self.width() - 4 * GRID
        fitting = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        self.setText(fitting.replace("&", "&&"))
        self.setAccessibleName(words)
        self.setToolTip(words if hidden else "")
        self.setVisible(bar.maximum() > 0)


def headings_of(page: QWidget, cards: Iterable[QWidget]) -> Iterable[Heading]:
    """The titles of these cards that are there, and of their parts where these have some."""
    for card in cards:
        if card.isHidden():
            continue
        if isinstance(card, PartsCard):
            for label in card.titles() or [card.heading]:
                yield _heading(page, label)
        elif isinstance(card, Card | FoldedCard):
            yield _heading(page, card.heading)


def _heading(page: QWidget, title: QWidget) -> Heading:
    text = title.text() if isinstance(title, QLabel) else title.property("text")
    # A heading may be a sentence or two; here the first names it.
    return Heading(text.partition(". ")[0].replace("&&", "&"), title.mapTo(page, QPoint(0, 0)).y())
