"""A line above the form that says what was done or found; it takes no focus and blocks nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ui.labels import word
from ui.look.theme import GRID

NOTICE_MS = 8000
# Below this many pixels the buttons stand under the words.
NARROW = 860


class NoticeAction(NamedTuple):
    """What a notice offers to do: the words of its button, its keys, and the doing."""

    words: str
    keys: str
    do: Callable[[], None]


class Notice(QFrame):
    """Can offer to do something about what it tells; without an offer it goes by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self.buttons: list[QPushButton] = []
        self._offers: tuple[NoticeAction, ...] = ()
        self._offered = QHBoxLayout()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(2 * GRID, 6, 2 * GRID, 6)
        self._row.addWidget(self._text, 1)
        self._row.addLayout(self._offered)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(NOTICE_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def tell(self, text: str, *offers: NoticeAction) -> None:
        """Shows a text; with an offer the line stays until the next notice or until it is taken."""
        self._text.setText(text)
        self._offers = offers
        while len(self.buttons) < len(offers):
            self._add_button(len(self.buttons))
        for at, button in enumerate(self.buttons):
            button.setVisible(at < len(offers))
            # The keys of an offer that is over belong to nobody.
            button.setShortcut(QKeySequence())
        for button, offer in zip(self.buttons, offers, strict=False):
            button.setText(word("with-keys", text=offer.words, keys=offer.keys))
            button.setShortcut(QKeySequence(offer.keys))
        self.setAccessibleName(text)
        self.show()
        if offers:
            self._timer.stop()
        else:
            self._timer.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < NARROW
        way = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != way:
            self._row.setDirection(way)

    def _add_button(self, at: int) -> None:
        button = QPushButton(self)
        button.setObjectName(f"notice.offer.{at}")
        button.clicked.connect(lambda: self._offers[at].do())
        self._offered.addWidget(button)
        self.buttons.append(button)
