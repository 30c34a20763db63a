"""The plain inputs: text, number, date, one or several choices, yes or no; composite ones are in `parts`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QSizePolicy, QWidget

from counsel.errors import InputError
from counsel.form_fields import FormField
from ui.form.painted import PlainCombo, TickBox
from ui.form.row import INPUT_WIDTH, FieldRow
from ui.form.segmented import Segmented, natural_width
from ui.words import sentence_case, word

NUMBER_WIDTH = 104
LONGEST_IN_PAIRS = 14
_NUMBER = r"(\d+(?:[.,]\d+)?)"
_ONE = re.compile(rf"^{_NUMBER}$")
_RANGE = re.compile(rf"^{_NUMBER}\s*(?:-|–|—|\bto\b)\s*{_NUMBER}$")


def day_comes_first() -> bool:
    """Whether the system writes the day before the month."""
    order = QLocale.system().dateFormat(QLocale.FormatType.ShortFormat)
    return order.find("d") < order.find("M")


class TextRow(FieldRow):
    """A line of free text."""

    def __init__(self, field: FormField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.line = QLineEdit(self)
        self.place_input(self.line, field.unit)
        self.line.textEdited.connect(self._on_text_edited)

    def set_shown(self, value: object | None) -> bool:
        self.line.setText("" if value is None else str(value))
        return True

    def _on_text_edited(self, text: str) -> None:
        self.show_error("")
        self.enter(text.strip() or None)


class NumberRow(FieldRow):
    """One number, or a range typed as `6-12`; a comma is read as the decimal point."""

    def __init__(self, field: FormField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.line = QLineEdit(self)
        self.line.setFixedWidth(NUMBER_WIDTH)
        self.line.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.place_input(self.line, field.unit)
        self.line.textEdited.connect(self._on_text_edited)
        self.line.editingFinished.connect(self._on_editing_finished)

    def set_shown(self, value: object | None) -> bool:
        text = _number_text(value)
        self.line.setText(text)
        return bool(text) or value is None

    def _on_text_edited(self, text: str) -> None:
        self.show_error("")
        stripped = text.strip()
        if not stripped or stripped[-1] in "-–—.,":
            self.enter(None)
            return
        self._read(stripped)

    def _on_editing_finished(self) -> None:
        stripped = self.line.text().strip()
        if stripped and stripped[-1] in "-–—.,":
            self._read(stripped)

    def _read(self, text: str) -> None:
        if one := _ONE.match(text):
            self.enter(_number(one[1]))
        elif two := _RANGE.match(text):
            low, high = _number(two[1]), _number(two[2])
            if low > high:
                self.refuse(word("number.order", example=f"{_plain(high)}-{_plain(low)}"))
            else:
                self.enter({"low": low, "high": high})
        else:
            self.refuse(word("number.not-a-number", text=text, example="6-12"))


def _number(text: str) -> int | float:
    clean = text.replace(",", ".")
    return float(clean) if "." in clean else int(clean)


def _plain(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else str(value)


def _number_text(value: object | None) -> str:
    if isinstance(value, dict):
        low, high = value.get("low"), value.get("high")
        return "" if low is None or high is None else f"{_plain(low)}-{_plain(high)}"
    return _plain(value) if isinstance(value, int | float) else ""


class DateRow(FieldRow):
    """A date in any usual writing; the words below it tell what was understood."""

    def __init__(self, field: FormField, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._today = today
        self._day_first = day_comes_first()
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(word("date.placeholder"))
        self.place_input(self.line, field.unit)
        self.line.textEdited.connect(self._on_text_edited)
        self.line.editingFinished.connect(self._on_editing_finished)
        self._held_back = ""

    def set_shown(self, value: object | None) -> bool:
        text = _date_text(value)
        self.line.setText(text)
        self._held_back = ""
        self.show_echo("")
        if text:
            self._read(text)
        return True

    def _on_text_edited(self, text: str) -> None:
        self.show_error("")
        self._held_back = ""
        self.show_echo("")
        self._read(text.strip())

    def _on_editing_finished(self) -> None:
        if self._held_back:
            self.show_error(self._held_back)

    def _read(self, text: str) -> None:
        if not text:
            self.enter(None)
            return
        # The core's reading of dates is not needed for the first paint, and is imported after it.
        from counsel.dates import understood

        try:
            meaning = understood(text, self._today(), self._day_first)
        except InputError as refusal:
            # A date is unreadable until it is whole: the reason waits until the field is left.
            self._held_back = refusal.problems[0].reason
            self.enter(None)
            return
        self.show_echo(meaning.words)
        self.enter(meaning.value)


def _date_text(value: object | None) -> str:
    if isinstance(value, dict):
        return f"{value.get('earliest', '')} - {value.get('latest', '')}"
    return "" if value is None else str(value).replace("T", " ")


class ChoiceRow(FieldRow):
    """One of several: buttons side by side where they fit, a drop-down list otherwise."""

    def __init__(self, field: FormField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._values = [option.value for option in field.options]
        labels = [sentence_case(option.label) for option in field.options]
        self._offset = 0
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
        return at >= 0 or value is None

    def _on_activated(self, index: int) -> None:
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
