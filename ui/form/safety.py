"""The safety questions: the urgent ones singly, the rest in groups with a search and `none of these`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.form.flag_rows import PRINT_PRIVATE, FlagGroup, FlagRow, flag_path
from ui.form.fold import answered
from ui.labels import word
from ui.look.theme import GRID

if TYPE_CHECKING:
    from counsel.shell.bootstrap import FlagInfo

OTHERS = "safety_others"
ONE_BY_ONE = "one-by-one"
NONE_KEYS = "Alt+N"


class FindLine(QLineEdit):
    """A search; Enter goes to the first question found, Escape empties it."""

    chosen = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.chosen.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
        else:
            super().keyPressEvent(event)


class SafetyRows(QWidget):
    """All questions; what is not named singly is answered by `none of these`, as `safety_others` says."""

    values_entered = Signal(object)
    inputs_changed = Signal()
    about_to_move = Signal()
    finished = Signal()

    def __init__(self, flags: Sequence[FlagInfo], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answers: Mapping[str, str] = {}
        self._others: str | None = None
        self._printed: tuple[str, ...] = ()
        self._asked: frozenset[str] | None = None
        self._unbuilt = [flag for flag in flags if flag.answered == ONE_BY_ONE]
        self.single: list[FlagRow] = []
        self.groups: list[FlagGroup] = []
        self._grouped = list(_grouped(flags).items())
        self._build_head()
        self._lay_out()

    def build_next(self, most: int) -> bool:
        """Builds so many more questions, after the last of them groups; False where all are there."""
        if self._unbuilt:
            flags, self._unbuilt = self._unbuilt[:most], self._unbuilt[most:]
            self._add_questions([FlagRow(flag, self) for flag in flags])
            return True
        grouped, self._grouped = self._grouped[:most], self._grouped[most:]
        for title, members in grouped:
            group = FlagGroup(title, members, self)
            group.built.connect(self._on_group_built)
            group.toggled.connect(self.inputs_changed)
            self._column.addWidget(group)
            self.groups.append(group)
        return bool(grouped)

    def _build_all(self) -> None:
        while self.build_next(len(self._unbuilt) or len(self._grouped)):
            pass

    def _add_questions(self, rows: Sequence[FlagRow]) -> None:
        for row in rows:
            self._connect_row(row)
            # Above them stand the keys.
            self._column.insertWidget(1 + len(self.single), row)
            self.single.append(row)
            row.setVisible(self._asked is None or row.flag.id in self._asked)
        self._show_rows(rows)

    def _build_head(self) -> None:
        self.none_button = QPushButton(word("safety.none"), self)
        self.none_button.setObjectName("safety.none")
        self.none_button.setCheckable(True)
        self.none_button.setAccessibleDescription(word("safety.none.help"))
        self.none_button.setToolTip(word("with-keys", text=word("safety.none.help"), keys=NONE_KEYS))
        self.none_button.setShortcut(QKeySequence(NONE_KEYS))
        self.none_button.clicked.connect(self._on_none_clicked)
        self.find_line = FindLine(self)
        self.find_line.setObjectName("safety.find")
        self.find_line.setPlaceholderText(word("safety.find"))
        self.find_line.setAccessibleName(word("safety.find"))
        self.find_line.setClearButtonEnabled(True)
        self.find_line.textEdited.connect(self._on_find_edited)
        self.find_line.chosen.connect(self._on_found_chosen)
        self._none_found = QLabel(word("safety.find.none"), self)
        self._none_found.setProperty("role", "note")
        self._none_found.hide()

    def _lay_out(self) -> None:
        keys = QLabel(word("safety.keys"), self)
        keys.setProperty("role", "note")
        question = QLabel(word("safety.listed"), self)
        head = QHBoxLayout()
        head.setContentsMargins(0, GRID, 0, 0)
        head.addWidget(question, 1)
        head.addWidget(self.none_button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(keys)
        self._column.addLayout(head)
        self._column.addWidget(self.find_line)
        self._column.addWidget(self._none_found)

    @property
    def rows(self) -> list[FlagRow]:
        """Every question that is built, in reading order."""
        return [*self.single, *(row for group in self.groups for row in group.rows)]

    def row(self, path: str) -> FlagRow | None:
        """The question at a path, its group opened; None where there is none."""
        self._build_all()
        for group in self.groups:
            if any(flag_path(flag.id) == path for flag in group.flags) and not group.header.isChecked():
                group.open()
        return next((row for row in self.rows if row.path == path), None)

    def next_open(self) -> QWidget:
        """The first question asked singly that has no answer, else `none of these`."""
        unanswered = (row for row in self.single if not row.isHidden() and not row.is_answered)
        first = next(unanswered, None)
        return first.buttons if first else self.none_button

    def inputs(self) -> list[QWidget]:
        """Every input from top to bottom."""
        single = [one for row in self.single if not row.isHidden() for one in row.inputs()]
        grouped = [one for group in self.groups if not group.isHidden() for one in group.inputs()]
        return [*single, self.none_button, self.find_line, *grouped]

    def show_case(self, document: Mapping[str, Any]) -> None:
        """Shows the answers of a case document; a flag that is not named has the answer of the others."""
        self._answers = document.get("safety", {})
        self._others = document.get(OTHERS)
        self._printed = tuple(document.get(PRINT_PRIVATE, ()))
        self.none_button.setChecked(self._others == "no")
        self._show_rows(self.rows)
        for group in self.groups:
            yes = sum(1 for flag in group.flags if self._answer(flag.id) == "yes")
            known = sum(1 for flag in group.flags if self._answer(flag.id) in ("yes", "no"))
            if yes:
                group.header.set_count(word("safety.group.yes", n=yes), is_warning=True)
            else:
                group.header.set_count(
                    word("safety.group.none") if known == len(group.flags) else answered(known)[0]
                )

    def show_asked(self, asked: frozenset[str]) -> None:
        """Shows or hides the questions that depend on other facts."""
        self._asked = asked
        changed = [row for row in self.single if row.isHidden() is (row.flag.id in asked)]
        for row in changed:
            row.setVisible(row.isHidden())
        if changed:
            self.inputs_changed.emit()

    def _answer(self, flag_id: str) -> str | None:
        return self._answers.get(flag_id, self._others)

    def _show_rows(self, rows: Sequence[FlagRow]) -> None:
        for row in rows:
            before = len(row.inputs())
            row.show_answer(self._answer(row.flag.id), may_print=row.flag.id in self._printed)
            if len(row.inputs()) != before:
                self.inputs_changed.emit()

    def _connect_row(self, row: FlagRow) -> None:
        row.answer_entered.connect(self._on_answer_entered)
        row.print_allowed.connect(self._on_print_allowed)
        row.answered.connect(self._on_answered)

    def _on_group_built(self, rows: list[FlagRow]) -> None:
        for row in rows:
            self._connect_row(row)
        self._show_rows(rows)

    def _on_answer_entered(self, path: str, answer: str | None) -> None:
        # Where the others are answered, taking one answer back must not leave it to them.
        self.values_entered.emit({path: "unknown" if answer is None and self._others else answer})

    def _on_print_allowed(self, flag_id: str, is_allowed: bool) -> None:
        kept = [name for name in self._printed if name != flag_id]
        self.values_entered.emit({PRINT_PRIVATE: [*kept, flag_id] if is_allowed else kept or None})

    def _on_none_clicked(self) -> None:
        if self._others == "no":
            self.values_entered.emit({OTHERS: None})
            return
        # The singly asked are never answered by the others: each without an answer is named as not known,
        # also one that the form has not come to yet.
        self._build_all()
        open_ones = (row for row in self.single if row.flag.id not in self._answers)
        self.values_entered.emit({**{row.path: "unknown" for row in open_ones}, OTHERS: "no"})
        self.finished.emit()

    def _on_answered(self, row: FlagRow) -> None:
        self.about_to_move.emit()
        order = self.inputs()
        at = order.index(row.inputs()[-1]) + 1
        if at < len(order):
            order[at].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.finished.emit()

    def _on_find_edited(self, text: str) -> None:
        self._build_all()
        found = [group.narrow(text.strip().lower()) for group in self.groups]
        self._none_found.setVisible(not any(found))
        self.inputs_changed.emit()

    def _on_found_chosen(self) -> None:
        order = self.inputs()
        rest = order[order.index(self.find_line) + 1 :]
        target = next(
            (
                one
                for one in rest
                if one.objectName().startswith("safety.") and one.objectName().count(".") == 1
            ),
            None,
        )
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)


def _grouped(flags: Sequence[FlagInfo]) -> dict[str, list[FlagInfo]]:
    groups: dict[str, list[FlagInfo]] = {}
    for flag in flags:
        if flag.answered != ONE_BY_ONE:
            groups.setdefault(flag.group, []).append(flag)
    return groups
