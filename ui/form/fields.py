"""The inputs that are typed: text, number, date; those that choose are in `choice_rows`."""

from __future__ import annotations

import re

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from counsel.errors import InputError
from counsel.form.field import FormField
from ui.form.row import FieldRow, RowContext
from ui.form.typed_text import without_unseen_signs
from ui.labels import sentence_case, word

NUMBER_WIDTH = 104
# An example of a range has to lie on the scale.
LONG_SCALE = 12
_NUMBER = r"(\d+(?:[.,]\d+)?)"
_ONE = re.compile(rf"^{_NUMBER}$")
_UNIT = re.compile(r"^(?P<number>.*\d)\s*(?P<unit>[^\W\d_]+)$")
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
    """One number, or a range typed as `6-12`; a comma is read as the decimal point, and the unit left out."""

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
        stripped = self._bare(text)
        if not stripped or stripped[-1] in "-–—.,":
            self.enter(None)
            return
        self._read(stripped)

    def _on_editing_finished(self) -> None:
        stripped = self._bare(self.line.text())
        if stripped and stripped[-1] in "-–—.,":
            self._read(stripped)

    def units(self) -> tuple[str, ...]:
        """What may stand behind the number, in small letters; a part of it too, while it is typed."""
        return (self.field.unit.casefold(),)

    def _bare(self, text: str) -> str:
        """What was typed without its unit."""
        plain = without_unseen_signs(text)
        found = _UNIT.match(plain)
        if found and any(unit.startswith(found["unit"].casefold()) for unit in self.units()):
            return found["number"]
        return plain

    def _example(self) -> str:
        high = self.field.high
        return "3-4" if high is not None and high < LONG_SCALE else "6-12"

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
            self.refuse(word("number.refused", text=text, example=self._example()))


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

    def __init__(self, field: FormField, context: RowContext, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._context = context
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
        self._read(without_unseen_signs(text))

    def _on_editing_finished(self) -> None:
        if self._held_back:
            self.show_error(self._held_back)

    def _read(self, text: str) -> None:
        if not text:
            self.enter(None)
            return
        # The core's reading of dates is not needed for the first paint, and is imported after it.
        from counsel.case.typed_dates import understood

        try:
            meaning = understood(text, self._context.today(), self._day_first, self._context.date_words())
        except InputError as refusal:
            # A date is unreadable until it is whole: the reason waits until the field is left.
            reason = sentence_case(refusal.problems[0].reason)
            self._held_back = word("date.refused", reason=reason)
            self.enter(None)
            return
        self.show_echo(meaning.words)
        self.enter(meaning.value)


def _date_text(value: object | None) -> str:
    if isinstance(value, dict):
        return f"{value.get('earliest', '')} - {value.get('latest', '')}"
    return "" if value is None else str(value).replace("T", " ")
