"""A dialog that is only read: lines of a label and a text, under headings; it asks nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.labels import word
from ui.look.theme import GRID

WIDTH, HEIGHT = 560, 620


class PagePart(NamedTuple):
    """A heading (may be empty), lines of a label and a text, then whole paragraphs."""

    heading: str
    lines: Sequence[tuple[str, str]] = ()
    paragraphs: Sequence[str] = ()


class PageDialog(QDialog):
    """Every text can be selected and copied; Escape closes."""

    def __init__(self, title: str, parts: Iterable[PagePart], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        self._column.setSpacing(GRID)
        for part in parts:
            self._add(part)
        self._column.addStretch(1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(title)
        area.setWidget(page)
        self.buttons = buttons = QDialogButtonBox(self)
        close = buttons.addButton(word("dialog.close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        buttons.setContentsMargins(3 * GRID, 0, 3 * GRID, 2 * GRID)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area, 1)
        whole.addWidget(buttons)
        self.resize(QSize(WIDTH, HEIGHT).boundedTo(self.screen().availableGeometry().size()))

    def texts(self) -> list[str]:
        """Every text on the page, from top to bottom."""
        return [label.text() for label in self.findChildren(QLabel)]

    def _add(self, part: PagePart) -> None:
        if part.heading:
            heading = QLabel(part.heading, self)
            heading.setProperty("role", "heading")
            heading.setContentsMargins(0, GRID, 0, 0)
            self._column.addWidget(heading)
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, 150)
        grid.setColumnStretch(1, 1)
        for at, (label, text) in enumerate(part.lines):
            name = self._label(label)
            name.setProperty("role", "echo")
            grid.addWidget(name, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._label(text), at, 1)
        self._column.addLayout(grid)
        for paragraph in part.paragraphs:
            self._column.addWidget(self._label(paragraph))

    def _label(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label
