"""One safety question with its answer, and a group of them that is built when it is opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from ui.form.fold import FoldHeader
from ui.form.painted_buttons import TickBox
from ui.form.segmented import Segmented
from ui.labels import sentence_case, word
from ui.look.theme import GRID

if TYPE_CHECKING:
    from counsel.shell.bootstrap import FlagInfo

ANSWERS = ("yes", "no", "unknown")
PRINT_PRIVATE = "print_private"


def flag_path(flag_id: str) -> str:
    """The case path of a flag's answer."""
    return f"safety.{flag_id}"


class FlagRow(QWidget):
    """One question with yes, no and not known beside it; a private yes can be allowed on paper."""

    answer_entered = Signal(str, object)
    print_allowed = Signal(str, bool)
    answered = Signal(object)

    def __init__(self, flag: FlagInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.flag = flag
        self.path = flag_path(flag.id)
        self.allow: TickBox | None = None
        text = sentence_case(flag.label)
        label = QLabel(text, self)
        label.setWordWrap(True)
        label.setContentsMargins(0, 5, 0, 0)
        self.buttons = Segmented([word(f"flag.{answer}") for answer in ANSWERS], "ynu", self, even=True)
        self.buttons.setObjectName(self.path)
        self.buttons.setAccessibleName(text)
        self.buttons.setAccessibleDescription(f"{word('safety.keys')}. {flag.help}")
        label.setBuddy(self.buttons)
        label.setToolTip(flag.help)
        self.buttons.setToolTip(flag.help)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(label, 0, 0)
        self._grid.addWidget(self.buttons, 0, 1, Qt.AlignmentFlag.AlignTop)
        self.buttons.activated.connect(self._on_activated)
        self.buttons.answered.connect(self._on_answered)

    def show_answer(self, answer: object | None, *, may_print: bool = False) -> None:
        """Shows an answer of the case, and for a private yes whether it may be printed."""
        self.buttons.setCurrentIndex(ANSWERS.index(str(answer)) if answer in ANSWERS else -1)
        asks = self.flag.private and (answer == "yes" or may_print)
        if asks and self.allow is None:
            self._add_allow()
        if self.allow is not None:
            self.allow.setVisible(asks)
            self.allow.setChecked(may_print)

    def inputs(self) -> list[QWidget]:
        return [self.buttons, *([self.allow] if self.allow and not self.allow.isHidden() else [])]

    @property
    def is_answered(self) -> bool:
        return self.buttons.currentIndex() >= 0

    def _add_allow(self) -> None:
        self.allow = TickBox(word("flag.may-print"), "", self)
        self.allow.setObjectName(f"{PRINT_PRIVATE}.{self.flag.id}")
        self.allow.setAccessibleName(f"{word('flag.may-print')}: {self.flag.label}")
        self.allow.setToolTip(word("flag.may-print.help"))
        self.allow.setAccessibleDescription(word("flag.may-print.help"))
        self._grid.addWidget(self.allow, 1, 0, 1, 2)
        self.allow.clicked.connect(lambda on: self.print_allowed.emit(self.flag.id, on))

    def _on_activated(self, index: int) -> None:
        self.answer_entered.emit(self.path, ANSWERS[index] if index >= 0 else None)

    def _on_answered(self) -> None:
        self.answered.emit(self)


class FlagGroup(QWidget):
    """The listed questions of one heading: read at once in small words, answered singly when opened."""

    built = Signal(object)
    toggled = Signal()

    def __init__(self, title: str, flags: Sequence[FlagInfo], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.flags = tuple(flags)
        self.rows: list[FlagRow] = []
        names = "; ".join(flag.label for flag in flags)
        self.header = FoldHeader(title, names, self, wraps=True)
        self.header.setObjectName(f"safety.group.{title}")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self.header)
        self.header.clicked.connect(self._on_clicked)

    def open(self) -> None:
        """Shows the questions."""
        self._show(True)

    def narrow(self, text: str) -> bool:
        """Leaves only the questions that hold the text; True where there is one. An empty text shows all."""
        found = {flag.id for flag in self.flags if text in flag.label.lower() or text in flag.help.lower()}
        self.setVisible(bool(found))
        if text and found:
            self._show(True)
        for row in self.rows:
            row.setVisible(self.header.isChecked() and row.flag.id in found)
        return bool(found)

    def inputs(self) -> list[QWidget]:
        shown = [one for row in self.rows if not row.isHidden() for one in row.inputs()]
        return [self.header, *shown]

    def _show(self, is_open: bool) -> None:
        if is_open and not self.rows:
            self._build()
        self.header.setChecked(is_open)
        for row in self.rows:
            row.setVisible(is_open)
        self.toggled.emit()

    def _build(self) -> None:
        for flag in self.flags:
            row = FlagRow(flag, self)
            self._column.addWidget(row)
            self.rows.append(row)
        self.built.emit(self.rows)

    def _on_clicked(self) -> None:
        is_open = self.header.isChecked()
        self._show(is_open)
        if is_open and self.header.hasFocus():
            self.rows[0].buttons.setFocus(Qt.FocusReason.TabFocusReason)
