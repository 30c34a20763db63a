"""The inputs that choose: one of several, several at once, yes or no; which row a field gets is in `rows`."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from counsel.form.field import FormField
from ui.form.painted_buttons import PlainCombo, TickBox
from ui.form.row import INPUT_WIDTH, FieldRow
from ui.form.segmented import Segmented, natural_width
from ui.labels import sentence_case, word

LONGEST_IN_PAIRS = 14


class ChoiceRow(FieldRow):
    """One of several: buttons side by side where they fit, a drop-down list otherwise."""

    def __init__(self, field: FormField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._values = [option.value for option in field.options]
        labels = [sentence_case(option.label) for option in field.options]
        self._offset = 0
        self._told = ""
        self.combo: QComboBox
        if natural_width(labels) <= INPUT_WIDTH:
            self.combo = Segmented(labels, _first_letters(labels), self)
        else:
            self.combo = PlainCombo(self)
            self.combo.addItems([word("choice.unset"), *labels])
            self.combo.setCurrentIndex(0)
            self._offset = 1
        self.place_input(self.combo, field.unit)
        self.combo.activated.connect(self._on_activated)

    def set_shown(self, value: object | None) -> bool:
        at = self._values.index(value) if value in self._values else -1
        self.combo.setCurrentIndex(at + self._offset)
        # A row that was never laid out has no width yet; its first resize asks.
        if not self.testAttribute(Qt.WidgetAttribute.WA_PendingResizeEvent):
            self._tell_cut()
        return at >= 0 or value is None

    def _tell_cut(self) -> None:
        """Says below what the field is too narrow to show."""
        is_cut = isinstance(self.combo, PlainCombo) and self.combo.is_cut()
        told = self.combo.currentText() if is_cut else ""
        if told != self._told:
            self._told = told
            self.show_echo(told)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_cut()

    def _on_activated(self, index: int) -> None:
        self._tell_cut()
        at = index - self._offset
        self.enter(self._values[at] if at >= 0 else None)


def _first_letters(labels: list[str]) -> str:
    letters = "".join(label[:1].lower() for label in labels)
    return letters if len(set(letters)) == len(letters) else ""


class ChoicesRow(FieldRow):
    """Several at once, as check boxes in the order of ticking; none ticked means not known.

    Where the field names a `none`, ticking that is an answer too: an empty list. A letter ticks the box
    whose underlined letter it is.
    """

    def __init__(self, field: FormField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._holder = QWidget(self)
        self._grid_of_boxes = QGridLayout(self._holder)
        self._grid_of_boxes.setContentsMargins(0, 4, 0, 4)
        self._grid_of_boxes.setVerticalSpacing(4)
        labels = {option.value: sentence_case(option.label) for option in field.options}
        letters = _letters([*labels.values()])
        self._boxes = {
            value: self._box(label, letter)
            for (value, label), letter in zip(labels.items(), letters, strict=True)
        }
        self._none = self._box(sentence_case(field.none), "") if field.none else None
        self._order: list[str] = []
        columns = 2 if max(map(len, labels.values())) <= LONGEST_IN_PAIRS else 1
        for at, box in enumerate(self._ticks()):
            self._grid_of_boxes.addWidget(box, at // columns, at % columns)
        self.place_input(self._holder, field.unit)
        self._holder.setFocusProxy(next(iter(self._boxes.values())))

    def _box(self, label: str, letter: str) -> TickBox:
        box = TickBox(label, letter, self._holder)
        box.setObjectName(f"{self.field.path}.{label}")
        box.setAccessibleName(f"{self.field.label}: {label}")
        box.clicked.connect(lambda _checked=False, box=box: self._on_clicked(box))
        return box

    def _ticks(self) -> list[TickBox]:
        return [*self._boxes.values(), *([self._none] if self._none else [])]

    def inputs(self) -> list[QWidget]:
        return list(self._ticks())

    def set_shown(self, value: object | None) -> bool:
        is_list = isinstance(value, list | tuple)
        self._order = [one for one in value if one in self._boxes] if isinstance(value, list | tuple) else []
        self._mark()
        if self._none:
            self._none.setChecked(is_list and not value)
        return value is None or (is_list and len(self._order) == len(list(value)))  # type: ignore[call-overload]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text().lower()
        box = next((box for box in self._ticks() if typed and box.letter == typed), None)
        if box is None or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
            return
        box.setFocus(Qt.FocusReason.OtherFocusReason)
        box.click()

    def chosen(self) -> list[object]:
        """The choices in the order of ticking."""
        return list(self._order)

    def _mark(self) -> None:
        for name, box in self._boxes.items():
            box.setChecked(name in self._order)

    def _on_clicked(self, clicked: TickBox) -> None:
        self.show_error("")
        if clicked is self._none:
            self._order = []
            self._mark()
            self.enter([] if clicked.isChecked() else None)
            return
        name = next(name for name, box in self._boxes.items() if box is clicked)
        self._order = [one for one in self._order if one != name] + ([name] if clicked.isChecked() else [])
        if self.field.most is not None and len(self.chosen()) > self.field.most:
            self._order.remove(name)
            self._mark()
            self.show_error(self.field.help)
            return
        if self._none:
            self._none.setChecked(False)
        self._mark()
        self.enter(self.chosen() or None)


def _letters(labels: list[str]) -> list[str]:
    """A letter for each label: the first in it that no earlier one took."""
    taken: list[str] = []
    for label in labels:
        free = (letter for letter in label.lower() if letter.isalpha() and letter not in taken)
        taken.append(next(free, ""))
    return taken


class FlagChoiceRow(FieldRow):
    """Yes, no or not known, as a field of the case."""

    VALUES = ("yes", "no", "unknown")

    def __init__(self, field: FormField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        labels = [word(f"flag.{value}") for value in self.VALUES]
        self.buttons = Segmented(labels, "ynu", self, even=True)
        self.place_input(self.buttons)
        self.buttons.activated.connect(self._on_activated)
        self.buttons.answered.connect(self.focusNextChild)

    def set_shown(self, value: object | None) -> bool:
        self.buttons.setCurrentIndex(self.VALUES.index(str(value)) if value in self.VALUES else -1)
        return True

    def _on_activated(self, index: int) -> None:
        self.enter(self.VALUES[index] if index >= 0 else None)
