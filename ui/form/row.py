"""One row of the form: label, input, and a line for echo or error; it knows no case."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from counsel.form.field import FormField
from ui.labels import word
from ui.look.marks import NoteLabel
from ui.look.theme import FORM_WIDTH, GRID

if TYPE_CHECKING:
    from counsel.case.measures import Measures
    from counsel.shell.bootstrap import DateWords, NihssItem

LABEL_WIDTH = 124
INPUT_WIDTH = FORM_WIDTH - LABEL_WIDTH - 7 * GRID


class RowContext(NamedTuple):
    """What rows ask of the program, once there is one: the day, the NIHSS, words of dates, conversions."""

    today: Callable[[], date]
    nihss_items: Callable[[], Sequence[NihssItem]]
    date_words: Callable[[], DateWords]
    measures: Callable[[], Measures]


class FieldRow(QWidget):
    """Label left, input right, echo or error below; subclasses bring the input.

    `values_entered` carries the entries by path, None for one that is taken out.
    """

    values_entered = Signal(object)
    text_refused = Signal(str)
    inputs_changed = Signal()

    def __init__(self, field: FormField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._silent = False
        self._error = ""
        self._echo = ""
        self._holds_more = False
        self._label = QLabel(field.label, self)
        self._label.setWordWrap(True)
        self.note: NoteLabel | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self._label.setFixedWidth(LABEL_WIDTH)
        self._grid.addWidget(self._label, 0, 0, Qt.AlignmentFlag.AlignTop)
        self._label.setContentsMargins(0, 6, 0, 0)

    def place_beside(self, widget: QWidget) -> None:
        """Puts a button at the right of the input and its unit."""
        self._place.addWidget(widget)

    def place_below(self, widget: QWidget) -> None:
        """Puts a wider part under label and input, over the whole width."""
        self._grid.addWidget(widget, 2, 0, 1, 2)

    def place_input(self, control: QWidget, unit: str | None = None) -> None:
        """Puts the input into the row and gives it its name, its role's label and its unit."""
        self.control = control
        control.setObjectName(self.field.path)
        control.setAccessibleName(f"{self.field.label}, {unit}" if unit else self.field.label)
        if self.field.help:
            control.setToolTip(self.field.help)
            control.setAccessibleDescription(self.field.help)
        self._label.setBuddy(control)
        place = QHBoxLayout()
        place.setSpacing(GRID)
        place.addWidget(control)
        if unit:
            note = QLabel(unit, self)
            note.setProperty("role", "note")
            place.addWidget(note)
        self._place = place
        if control.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Fixed:
            place.addStretch(1)
        self._grid.addLayout(place, 0, 1)

    @property
    def paths(self) -> tuple[str, ...]:
        """Every path of the case document that this row shows and enters."""
        return (self.field.path, *self.field.also)

    def inputs(self) -> list[QWidget]:
        """What can take the focus, from top to bottom."""
        return [self.control]

    @property
    def error(self) -> str:
        """What is wrong with the entry, in words; empty where nothing is."""
        return self._error

    def show_values(self, values: Mapping[str, object | None]) -> None:
        """Shows the values of the case at this row's paths; a row with one path shows that."""
        self.show_value(values.get(self.field.path))

    def show_value(self, value: object | None) -> None:
        """Shows a value of the case without announcing it as an entry."""
        self._silent = True
        try:
            is_shown = self.set_shown(value)
        finally:
            self._silent = False
        self.show_error("")
        if not is_shown:
            self.show_echo(word("field.held", value=_in_short(value)))
        elif self._holds_more:
            self.show_echo("")
        self._holds_more = not is_shown

    def set_shown(self, value: object | None) -> bool:
        """Puts a value into the input; False where the input has no form for it."""
        raise NotImplementedError

    def show_echo(self, text: str) -> None:
        self._echo = text
        self._refresh_below()

    def show_error(self, text: str) -> None:
        """Marks the input and says why below it; an empty text takes the mark away."""
        if text == self._error:
            return
        self._error = text
        self.control.setProperty("refused", bool(text))
        self.control.style().polish(self.control)
        self.control.setAccessibleDescription(text or self.field.help or "")
        self._refresh_below()

    def enter(self, value: object | None) -> None:
        """Announces an entry of the user; silent while a value is only being shown."""
        self.enter_all({self.field.path: value})

    def enter_all(self, values: Mapping[str, object | None]) -> None:
        """The same for a row with more than one path."""
        if self._silent:
            return
        if self._holds_more:
            self._holds_more = False
            self.show_echo("")
        self.values_entered.emit(values)

    def refuse(self, text: str) -> None:
        """Takes the value out of the case and says why the text was not understood."""
        self.enter(None)
        self.show_error(text)
        if not self._silent:
            self.text_refused.emit(self.field.path)

    def _refresh_below(self) -> None:
        text = self._error or self._echo
        if self.note is None:
            if not text:
                return
            self.note = NoteLabel(self)
            self.note.setWordWrap(True)
            self._grid.addWidget(self.note, 1, 1)
        self.note.show_note(text, is_error=bool(self._error))


def _in_short(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(_in_short(one) for one in value)
    if isinstance(value, dict):
        if isinstance(value.get("one_of"), list | tuple):
            return " / ".join(str(one) for one in value["one_of"])
        return ", ".join(f"{key} {_in_short(one)}" for key, one in value.items() if one is not None)
    return str(value)
