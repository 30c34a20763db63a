"""Age in years or a date of birth, in one line; what the date means is left to the core."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtWidgets import QLineEdit, QWidget

from counsel.errors import InputError
from counsel.form.field import FormField
from ui.form.fields import NumberRow, day_comes_first
from ui.form.row import RowContext
from ui.labels import word

_YEARS = re.compile(r"^\d{1,3}(\s*(?:-|–|—|to)\s*\d{1,3})?$")


class AgeRow(NumberRow):
    """Up to three digits are years, anything else is a date of birth; only one of the two is kept."""

    line: QLineEdit

    def __init__(self, field: FormField, context: RowContext, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._context = context
        self._held_back = ""
        self.line.setPlaceholderText(word("age.placeholder"))
        self.line.setFixedWidth(160)
        self.line.editingFinished.connect(self._on_left)

    def show_values(self, values: Mapping[str, object | None]) -> None:
        years, born = (values.get(path) for path in self.paths)
        self.show_echo("")
        if born is None:
            self.show_value(years)
            return
        self.show_value(None)
        self.line.setText(str(born))
        self._silent = True
        self._read(str(born))
        self._silent = False

    def enter(self, value: object | None) -> None:
        self.enter_all({self.field.path: value, self.field.also[0]: None})

    def units(self) -> tuple[str, ...]:
        return ("years", "yrs")

    def _on_text_edited(self, text: str) -> None:
        self.show_echo("")
        self._held_back = ""
        super()._on_text_edited(text)

    def _read(self, text: str) -> None:
        if _YEARS.match(text):
            super()._read(text)
        else:
            self._read_birth(text)

    def _read_birth(self, text: str) -> None:
        from counsel.case.partial_dates import parse, whole_years
        from counsel.case.typed_dates import understood

        today = self._context.today()
        try:
            meaning = understood(
                text, today, day_comes_first(), self._context.date_words(), self.field.path
            )
            if not isinstance(meaning.value, str):
                raise ValueError
        except (InputError, ValueError):
            # Half a date is no mistake yet: the reason waits until the field is left.
            self._held_back = word("age.refused", text=text)
            self.enter(None)
            return
        years = whole_years(parse(meaning.value), parse(today.isoformat()))
        low, high = f"{years.low:g}", f"{years.high:g}"
        spoken = low if low == high else word("age.range", low=low, high=high)
        self.show_echo(word("age.echo", born=meaning.date, years=spoken))
        self.enter_all({self.field.path: None, self.field.also[0]: meaning.value})

    def _on_left(self) -> None:
        if self._held_back:
            self.show_error(self._held_back)
