"""Rows for what a clinic told or did not tell: presence, answers with a name, a price; no verdict."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from counsel.form.field import FormField
from ui.form.row import FieldRow
from ui.form.segmented import Segmented
from ui.labels import word
from ui.look.theme import GRID

ANSWERS = ("yes", "no", "unknown")
_NUMBER = re.compile(r"^\d+(?:[.,]\d+)?$")


class PresenceRow(FieldRow):
    """Whether a whole section applies; No takes its entries out, and Yes brings them back."""

    def __init__(self, field: FormField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.buttons = Segmented([word("flag.yes"), word("flag.no")], "yn", self, even=True)
        self.place_input(self.buttons)
        self._kept: object = {}
        self.buttons.activated.connect(self._on_activated)
        self.buttons.answered.connect(self.focusNextChild)

    def set_shown(self, value: object | None) -> bool:
        self.buttons.setCurrentIndex(1 if value is None else 0)
        return True

    def keep(self, value: object | None) -> None:
        """Remembers what a No is about to take out."""
        self._kept = {} if value is None else value

    def _on_activated(self, index: int) -> None:
        self.enter(self._kept if index == 0 else None)


class AnswerRow(FieldRow):
    """Yes, no or not told, and a line for the name or number behind a yes."""

    IS_NUMBER = False

    def __init__(self, field: FormField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.buttons = Segmented([word(f"flag.{answer}") for answer in ANSWERS], "ynu", self, even=True)
        self.line = QLineEdit(self)
        self.place_input(self.buttons)
        self.place_beside(self.line)
        self.line.setObjectName(f"{field.path}.text")
        told = field.unit or word("answer.text")
        self.line.setPlaceholderText(told)
        self.line.setAccessibleName(f"{field.label}: {told}")
        self.buttons.activated.connect(self._on_activated)
        self.line.textEdited.connect(self._on_text_edited)

    def inputs(self) -> list[QWidget]:
        return [self.buttons, self.line]

    def set_shown(self, value: object | None) -> bool:
        if value is None or value in ANSWERS:
            self.buttons.setCurrentIndex(ANSWERS.index(str(value)) if value else -1)
            self.line.setText("")
        else:
            self.buttons.setCurrentIndex(0)
            self.line.setText(f"{value:g}" if isinstance(value, int | float) else str(value))
        return True

    def _on_activated(self, index: int) -> None:
        self.show_error("")
        self.line.setText("")
        self.enter(ANSWERS[index] if index >= 0 else None)

    def _on_text_edited(self, text: str) -> None:
        self.show_error("")
        stripped = text.strip()
        if not stripped:
            self.enter("yes" if self.buttons.currentIndex() == 0 else None)
        elif self.IS_NUMBER and not _NUMBER.match(stripped):
            self.refuse(word("number.refused.single", text=stripped, example="12"))
        else:
            self.buttons.setCurrentIndex(0)
            self.enter(float(stripped.replace(",", ".")) if self.IS_NUMBER else stripped)


class AnswerNumberRow(AnswerRow):
    """The same with a number behind the yes."""

    IS_NUMBER = True


class PriceRow(FieldRow):
    """Whether there is a price, how much, in which currency, and what it includes."""

    def __init__(self, field: FormField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.buttons = Segmented([word(f"flag.{answer}") for answer in ANSWERS], "ynu", self, even=True)
        self.place_input(self.buttons)
        self.amount = self._line("price.amount", 104)
        self.currency = self._line("price.currency", 64)
        self.includes = self._line("price.includes", None)
        self.nothing = Segmented([word("price.told"), word("price.nothing")], "ln", self)
        self.nothing.setObjectName(f"{field.path}.nothing")
        self.nothing.setAccessibleName(f"{field.label}: {word('price.includes')}")
        self._lay_out()
        self.buttons.activated.connect(self._on_activated)
        self.nothing.activated.connect(self._on_nothing_activated)
        for line in (self.amount, self.currency, self.includes):
            line.textEdited.connect(self._on_text_edited)

    def _line(self, name: str, width: int | None) -> QLineEdit:
        line = QLineEdit(self)
        line.setObjectName(f"offer.{name}")
        line.setAccessibleName(f"{self.field.label}: {word(name)}")
        line.setPlaceholderText(word(name))
        if width:
            line.setFixedWidth(width)
        return line

    def _lay_out(self) -> None:
        self._more = QWidget(self)
        column = QVBoxLayout(self._more)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        first = QHBoxLayout()
        first.setSpacing(GRID)
        first.addWidget(self.amount)
        first.addWidget(self.currency)
        first.addStretch(1)
        column.addLayout(first)
        label = QLabel(word("price.includes.label"), self._more)
        label.setProperty("role", "note")
        column.addWidget(label)
        column.addWidget(self.nothing, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.includes)
        self._grid.addWidget(self._more, 2, 1)
        self._more.hide()

    def inputs(self) -> list[QWidget]:
        if self._more.isHidden():
            return [self.buttons]
        listed = [] if self.includes.isHidden() else [self.includes]
        return [self.buttons, self.amount, self.currency, self.nothing, *listed]

    def set_shown(self, value: object | None) -> bool:
        price = value if isinstance(value, dict) else {}
        answer = "yes" if isinstance(value, dict) else value
        self.buttons.setCurrentIndex(ANSWERS.index(str(answer)) if answer in ANSWERS else -1)
        amount = price.get("amount")
        self.amount.setText(f"{amount:.12g}" if isinstance(amount, int | float) else "")
        self.currency.setText(price.get("currency") or "")
        includes = price.get("includes") or []
        self.includes.setText("; ".join(includes))
        told = -1 if "includes" not in price else 0 if includes else 1
        self.nothing.setCurrentIndex(told)
        self._show_more()
        return True

    def _show_more(self) -> None:
        is_priced = self.buttons.currentIndex() == 0
        self._more.setVisible(is_priced)
        self.includes.setVisible(self.nothing.currentIndex() == 0)

    def _on_activated(self, index: int) -> None:
        self._show_more()
        self.inputs_changed.emit()
        self._tell() if index == 0 else self.enter(ANSWERS[index] if index > 0 else None)

    def _on_nothing_activated(self, index: int) -> None:
        if index != 0:
            self.includes.setText("")
        self._show_more()
        self.inputs_changed.emit()
        self._tell()

    def _on_text_edited(self) -> None:
        amount = self.amount.text().strip()
        self.show_error("")
        if amount and not _NUMBER.match(amount):
            self.refuse(word("number.refused.single", text=amount, example="12000"))
            return
        self._tell()

    def _tell(self) -> None:
        price: dict[str, object] = {}
        if amount := self.amount.text().strip():
            price["amount"] = float(amount.replace(",", "."))
        if currency := self.currency.text().strip().upper():
            price["currency"] = currency
        named = [text.strip() for text in self.includes.text().split(";") if text.strip()]
        if named or self.nothing.currentIndex() == 1:
            price["includes"] = named
        self.enter(price or "yes")


ROWS: dict[str, type[FieldRow]] = {
    "presence": PresenceRow,
    "answer": AnswerRow,
    "answer-number": AnswerNumberRow,
    "price": PriceRow,
}
