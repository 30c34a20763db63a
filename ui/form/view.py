"""The form as a whole: rows by section, errors beside their field, and the way to a field by its path."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, cast, get_args

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from counsel.errors import InputError, Problem
from counsel.form import FormField
from counsel.form import Section as SectionName
from ui.form.fields import row_for
from ui.form.row import FieldRow
from ui.theme import FORM_WIDTH, GRID
from ui.words import sentence_case, word

if TYPE_CHECKING:
    from counsel.shell.bootstrap import FlagInfo
    from ui.form.flag_rows import FlagRows
    from ui.session import Session

# As many rows as a small screen shows: the others are built after the first paint.
FIRST_SCREEN = 12
FLAGS_AT_ONCE = 8
RECHECK_AFTER_MS = 150
SAFETY = "safety"


class SectionBox(QFrame):
    """A heading and the rows below it."""

    def __init__(self, title: str, *, is_first: bool) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0 if is_first else GRID, 0, 0)
        self._column.setSpacing(GRID)
        heading = QLabel(title, self)
        heading.setProperty("role", "heading")
        self._column.addWidget(heading)

    def add(self, row: QWidget) -> None:
        """Puts one more row at the end."""
        self._column.addWidget(row)


class FormView(QScrollArea):
    """Shows the case and enters what is typed into the session."""

    def __init__(self, fields: Sequence[FormField], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self.rows: dict[str, FieldRow] = {}
        self._refused: dict[str, object] = {}
        self._sections: dict[str, SectionBox] = {}
        self._unbuilt: list[FlagInfo] = []
        self.flags: FlagRows | None = None
        self._recheck = QTimer(self)
        self._recheck.setSingleShot(True)
        self._recheck.setInterval(RECHECK_AFTER_MS)
        self._recheck.timeout.connect(self._show_flags)
        self.setFixedWidth(FORM_WIDTH)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page = QWidget()
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 3 * GRID)
        self._column.setSpacing(GRID)
        self._below = list(fields[FIRST_SCREEN:])
        self._build(fields[:FIRST_SCREEN])
        self._column.addStretch(1)
        self.setWidget(self._page)

    def attach(self, session: Session) -> None:
        """Connects the form, already visible, to the session it speaks with."""
        self._session = session
        self._build([*self._below], is_last=True)
        self._below.clear()
        self._unbuilt = list(session.program.flags)
        session.case_replaced.connect(self._on_case_replaced)
        session.case_changed.connect(self._on_case_changed)
        cast(QApplication, QApplication.instance()).focusChanged.connect(self._on_focus_changed)
        if not session.is_empty:
            self._on_case_replaced()

    @property
    def session(self) -> Session:
        """The session; a field can be used only once it is attached."""
        if self._session is None:
            raise RuntimeError("the form has no session yet")
        return self._session

    def _today(self) -> date:
        return self.session.program.today()

    def _build(self, fields: Sequence[FormField], *, is_last: bool = False) -> None:
        held = {str(field.section) for field in fields} | ({SAFETY} if is_last else set())
        for name in get_args(SectionName):
            if name in held:
                self._section(name)
        for field in fields:
            section = self._section(field.section)
            row = row_for(field, self._today, self._page)
            row.value_entered.connect(self._on_value_entered)
            row.text_refused.connect(lambda path: self._refused.pop(path, None))
            section.add(row)
            self.rows[field.path] = row

    def _section(self, name: str) -> SectionBox:
        if name not in self._sections:
            self._sections[name] = SectionBox(word(f"section.{name}"), is_first=not self._sections)
            # The stretch stays below the last section.
            self._column.insertWidget(len(self._sections) - 1, self._sections[name])
        return self._sections[name]

    def build_flags(self) -> None:
        """Builds the safety rows in parts, so that a key typed meanwhile is not kept waiting."""
        if self.flags is None:
            from ui.form.flag_rows import FlagRows

            self.flags = FlagRows(self._page)
            self._section(SAFETY).add(self.flags)
            self.flags.values_entered.connect(self._enter)
            self.flags.finished.connect(self._on_flags_finished)
        part, self._unbuilt = self._unbuilt[:FLAGS_AT_ONCE], self._unbuilt[FLAGS_AT_ONCE:]
        self.flags.add(part)
        self._show_flags()
        if self._unbuilt:
            QTimer.singleShot(0, self.build_flags)
        else:
            self._order_tabs()

    @property
    def is_building(self) -> bool:
        """Whether safety rows are still to come."""
        return bool(self._unbuilt)

    @property
    def error_count(self) -> int:
        """How many fields stand with an error and are left out of the case."""
        return sum(1 for row in self.rows.values() if row.error)

    def reading_order(self) -> list[QWidget]:
        """Every input from top to bottom, as the Tab key goes."""
        order: list[QWidget] = []
        for name in self._sections:
            order += [row.control for row in self.rows.values() if row.field.section == name]
            if name == SAFETY and self.flags is not None:
                order += self.flags.reading_order()
        return order

    def focus_path(self, path: str) -> bool:
        """Brings the field of a fact into view and focus; False where the form has none for it."""
        target = self._input_for(path)
        if target is None:
            return False
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def focus_first(self) -> None:
        order = self.reading_order()
        if order:
            order[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._focus_next_section()
        else:
            super().keyPressEvent(event)

    def _input_for(self, path: str) -> QWidget | None:
        if path in self.rows:
            return self.rows[path].control
        if self.flags is not None:
            if path == SAFETY:
                shown = [row for row in self.flags.rows if not row.isHidden() and not row.is_answered]
                single = [row.buttons for row in shown if row.flag.answered == "one-by-one"]
                return single[0] if single else self.flags.none_button
            if row := self.flags.row(path):
                return row.buttons
        near = [name for name in self.rows if name.startswith(f"{path}.") or path.startswith(f"{name}.")]
        if not near and "." in path:
            near = [name for name in self.rows if name.startswith(f"{path.rsplit('.', 1)[0]}.")]
        return self.rows[near[0]].control if near else None

    def _focus_next_section(self) -> None:
        names = list(self._sections)
        focused = self.focusWidget()
        here = next((n for n, box in self._sections.items() if focused and box.isAncestorOf(focused)), None)
        after = names[names.index(here) + 1 :] if here else names
        for name in after:
            inputs = [widget for widget in self.reading_order() if self._sections[name].isAncestorOf(widget)]
            if inputs:
                inputs[0].setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._page.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, 8 * GRID)

    def _on_flags_finished(self) -> None:
        names = list(self._sections)
        rest = names[names.index(SAFETY) + 1 :]
        order = [row.control for row in self.rows.values() if row.field.section in rest]
        if order:
            order[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _order_tabs(self) -> None:
        order = self.reading_order()
        for before, after in itertools.pairwise(order):
            QWidget.setTabOrder(before, after)

    def _on_value_entered(self, path: str, value: object | None) -> None:
        self._enter({path: value})

    def _enter(self, values: Mapping[str, object | None]) -> None:
        for path in values:
            self._refused.pop(path, None)
        try:
            self.session.set_values(values)
        except InputError as refusal:
            self._take_refusal(values, refusal)
        else:
            self._retry_refused()
        if any(path.startswith(f"{SAFETY}.") for path in values):
            self._show_flags()

    def _take_refusal(self, values: Mapping[str, object | None], refusal: InputError) -> None:
        path = next(iter(values))
        self._refused[path] = values[path]
        self.session.set_values(dict.fromkeys(values))
        if path in self.rows:
            self.rows[path].show_error(in_words(refusal.problems[0], self.rows[path].field))

    def _retry_refused(self) -> None:
        """A value refused because of another field is taken as soon as the other is put right."""
        for path, value in tuple(self._refused.items()):
            try:
                self.session.set_value(path, value)
            except InputError:
                continue
            del self._refused[path]
            self.rows[path].show_error("")

    def _on_case_replaced(self) -> None:
        self._refused.clear()
        document = self.session.case.to_document()
        for path, row in self.rows.items():
            row.show_value(value_at(document, path))
        self._show_flags()

    def _on_case_changed(self) -> None:
        # Which questions are asked takes as long as a whole result: it waits until typing rests.
        self._recheck.start()

    def _show_flags(self) -> None:
        self._recheck.stop()
        case = self.session.case
        answers = case.to_document().get(SAFETY, {})
        asked = self.session.program.flags_asked(case)
        for row in self.flags.rows if self.flags else ():
            row.show_value(answers.get(row.flag.id))
            # Only questions asked one by one depend on other facts.
            if row.flag.answered == "one-by-one":
                row.setVisible(row.flag.id in asked)


def value_at(document: Mapping[str, Any], path: str) -> Any:
    """The value at a dotted path of a case document, or None."""
    value: Any = document
    for key in path.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def in_words(problem: Problem, field: FormField) -> str:
    """A problem as one or two sentences: what is wrong, and what is allowed in this field."""
    reason = sentence_case(problem.reason.rstrip(".")) + "."
    allowed = _allowed(field) or problem.allowed.rstrip(".")
    return word("field.refused", reason=reason, allowed=allowed) if allowed else reason


def _allowed(field: FormField) -> str:
    # The core names the forms of the document; who types needs the limits and the way to type them.
    if field.kind != "number" or field.low is None or field.high is None:
        return ""
    return word("number.allowed", low=f"{field.low:g}", high=f"{field.high:g}", unit=field.unit).strip()
