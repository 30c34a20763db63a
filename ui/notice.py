"""A line above the form that says what was done; it takes no focus and blocks nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ui.look.theme import GRID

NOTICE_MS = 8000


class Notice(QFrame):
    """Can offer to undo what was done; without an offer it goes by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._text = QLabel(self)
        self._button = QPushButton(self)
        self._button.setObjectName("notice.action")
        self._undo: Callable[[], None] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, 6, 2 * GRID, 6)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(NOTICE_MS)
        self._timer.timeout.connect(self.hide)
        self._button.clicked.connect(self._on_clicked)
        self.hide()

    def tell(
        self, text: str, action: str = "", keys: str = "", slot: Callable[[], None] | None = None
    ) -> None:
        """Shows a text; with an action the line stays until the next notice or the action."""
        self._text.setText(text)
        self._undo = slot
        self._button.setVisible(bool(action))
        self._button.setText(f"{action} ({keys})" if keys else action)
        self._button.setShortcut(QKeySequence(keys))
        self.setAccessibleName(text)
        self.show()
        if action:
            self._timer.stop()
        else:
            self._timer.start()

    def _on_clicked(self) -> None:
        if self._undo is not None:
            self._undo()
