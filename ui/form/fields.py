"""The inputs, one class per kind of declared field; what a date means is left to the core."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QSizePolicy, QWidget

from counsel.errors import InputError
from counsel.form import FormField
from ui.form.painted import PlainCombo, TickBox
from ui.form.row import LABEL_WIDTH, FieldRow
from ui.form.segmented import Segmented, natural_width
from ui.theme import FORM_WIDTH, GRID
from ui.words import sentence_case, word

INPUT_WIDTH = FORM_WIDTH - LABEL_WIDTH - 6 * GRID
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
    """Several at once, as check boxes; none ticked means not known."""

    def __init__(self, field: FormField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        holder = QWidget(self)
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setVerticalSpacing(4)
        self._boxes = {option.value: TickBox(sentence_case(option.label), holder) for option in field.options}
        columns = 2 if max(len(option.label) for option in field.options) <= LONGEST_IN_PAIRS else 1
        for at, box in enumerate(self._boxes.values()):
            grid.addWidget(box, at // columns, at % columns)
            box.setAccessibleName(f"{field.label}: {box.text()}")
            box.clicked.connect(lambda _checked=False, box=box: self._on_clicked(box))
        self.place_input(holder, field.unit)
        holder.setFocusProxy(next(iter(self._boxes.values())))

    def set_shown(self, value: object | None) -> bool:
        ticked = value if isinstance(value, list | tuple) else ()
        for name, box in self._boxes.items():
            box.setChecked(name in ticked)
        return value is None or (isinstance(value, list | tuple) and all(one in self._boxes for one in value))

    def _on_clicked(self, clicked: TickBox) -> None:
        ticked = [name for name, box in self._boxes.items() if box.isChecked()]
        if self.field.most is not None and len(ticked) > self.field.most:
            clicked.setChecked(False)
            self.show_error(self.field.help)
            return
        self.show_error("")
        self.enter(ticked or None)


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


def row_for(field: FormField, today: Callable[[], date], parent: QWidget | None = None) -> FieldRow:
    """The row that fits the declared kind; KeyError where the kind is not one of the six."""
    if field.kind == "date":
        return DateRow(field, today, parent)
    kinds: dict[str, type[FieldRow]] = {
        "number": NumberRow,
        "choice": ChoiceRow,
        "choices": ChoicesRow,
        "flag": FlagChoiceRow,
        "text": TextRow,
    }
    return kinds[field.kind](field, parent)
