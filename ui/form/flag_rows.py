"""The safety questions: one key answers and moves on, one button answers the listed rest with no."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.form.segmented import Segmented
from ui.theme import GRID
from ui.words import sentence_case, word

if TYPE_CHECKING:
    from counsel.shell.bootstrap import FlagInfo

ANSWERS = ("yes", "no", "unknown")


def flag_path(flag_id: str) -> str:
    """The case path of a flag's answer."""
    return f"safety.{flag_id}"


class FlagRow(QWidget):
    """One question with yes, no and not known beside it."""

    value_entered = Signal(str, object)
    answered = Signal(object)

    def __init__(self, flag: FlagInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.flag = flag
        self.path = flag_path(flag.id)
        text = sentence_case(flag.label)
        label = QLabel(text, self)
        label.setWordWrap(True)
        self.buttons = Segmented([word(f"flag.{answer}") for answer in ANSWERS], "ynu", self, even=True)
        self.buttons.setObjectName(self.path)
        self.buttons.setAccessibleName(text)
        self.buttons.setAccessibleDescription(f"{word('safety.keys')}. {flag.help}")
        label.setBuddy(self.buttons)
        label.setToolTip(flag.help)
        self.buttons.setToolTip(flag.help)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(label, 1)
        row.addWidget(self.buttons, 0, Qt.AlignmentFlag.AlignTop)
        self.buttons.activated.connect(self._on_activated)
        self.buttons.answered.connect(self._on_answered)

    def show_value(self, value: object | None) -> None:
        self.buttons.setCurrentIndex(ANSWERS.index(str(value)) if value in ANSWERS else -1)

    @property
    def is_answered(self) -> bool:
        return self.buttons.currentIndex() >= 0

    def _on_activated(self, index: int) -> None:
        self.value_entered.emit(self.path, ANSWERS[index] if index >= 0 else None)

    def _on_answered(self) -> None:
        self.answered.emit(self)


class FlagRows(QWidget):
    """First the questions that are asked one by one, then the list with `None of these`."""

    values_entered = Signal(object)
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[FlagRow] = []
        self.single = QVBoxLayout()
        self.listed = QVBoxLayout()
        self.none_button = QPushButton(word("safety.none"), self)
        self.none_button.setObjectName("safety.none")
        self.none_button.setAccessibleDescription(word("safety.none.help"))
        self.none_button.setToolTip(word("safety.none.help"))
        self.none_button.setShortcut(QKeySequence("Alt+N"))
        self._question = QLabel(word("safety.listed"), self)
        keys = QLabel(word("safety.keys"), self)
        keys.setProperty("role", "note")
        head = QHBoxLayout()
        head.addWidget(self._question, 1)
        head.addWidget(self.none_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(keys)
        for layout in (self.single, self.listed):
            layout.setSpacing(6)
        column.addLayout(self.single)
        column.addLayout(head)
        column.addLayout(self.listed)
        self.none_button.clicked.connect(self._on_none_clicked)

    def add(self, flags: Sequence[FlagInfo]) -> None:
        """Adds rows for these flags, in their order; call again for the next part of a long list."""
        for flag in flags:
            row = FlagRow(flag, self)
            (self.single if flag.answered == "one-by-one" else self.listed).addWidget(row)
            row.value_entered.connect(lambda path, value: self.values_entered.emit({path: value}))
            row.answered.connect(self._on_answered)
            self.rows.append(row)
        self._order_tabs()

    def row(self, path: str) -> FlagRow | None:
        return next((row for row in self.rows if row.path == path), None)

    def reading_order(self) -> list[QWidget]:
        """Every input from top to bottom."""
        single = [row.buttons for row in self.rows if row.flag.answered == "one-by-one"]
        listed = [row.buttons for row in self.rows if row.flag.answered != "one-by-one"]
        return [*single, self.none_button, *listed]

    def _order_tabs(self) -> None:
        order = self.reading_order()
        for before, after in itertools.pairwise(order):
            QWidget.setTabOrder(before, after)

    def _on_answered(self, row: FlagRow) -> None:
        order = [widget for widget in self.reading_order() if not widget.isHidden() and _shown(widget)]
        at = order.index(row.buttons) + 1
        if at < len(order):
            order[at].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.finished.emit()

    def _on_none_clicked(self) -> None:
        unanswered = (row for row in self.rows if row.flag.answered == "listed" and not row.is_answered)
        answers = {row.path: "no" for row in unanswered if not row.isHidden()}
        if answers:
            self.values_entered.emit(answers)
        self.finished.emit()


def _shown(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return parent is None or not parent.isHidden()
