"""The frame of a page that takes the place of form and result: a way back, a title, a search field."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.labels import word
from ui.look.theme import GRID, TITLE_PX, font


class SearchPage(QWidget):
    """Escape goes back, Ctrl+F goes to the search field; what is below is the page's own."""

    closed = Signal()

    def __init__(self, title: str, search: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = QPushButton(word("view.back"))
        self.back.setToolTip(word("view.back.help"))
        self.title = QLabel(title)
        self.title.setFont(font(TITLE_PX, strong=True))
        self.shown = QLabel()
        self.shown.setProperty("role", "note")
        self.search = QLineEdit()
        self.search.setPlaceholderText(search)
        self.search.setAccessibleName(search)
        self.search.setClearButtonEnabled(True)
        self.setFocusProxy(self.search)
        self.head = QHBoxLayout()
        self.head.setSpacing(2 * GRID)
        for widget in (self.back, self.title):
            self.head.addWidget(widget)
        self.head.addStretch(1)
        self.head.addWidget(self.shown)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(2 * GRID, 12, 2 * GRID, 12)
        self.column.setSpacing(GRID)
        self.column.addLayout(self.head)
        self.back.clicked.connect(self.closed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.matches(QKeySequence.StandardKey.Find):
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)
