"""A section of the form: a heading with what is always in sight, and a fold built when opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from counsel.form.field import FormField
from ui.form.fold import FoldHeader, answered
from ui.form.row import FieldRow
from ui.labels import word
from ui.look.theme import GRID

# What an offer or an earlier treatment consists of is asked only where there is one.
PRESENCE = {"offer": "offer", "product": "offer", "treated": "treated"}


class SectionBox(QFrame):
    """`fields` are the folded ones, told by a function because most are never opened; `make` builds a row."""

    built = Signal(object)
    toggled = Signal()

    def __init__(
        self,
        name: str,
        fields: Callable[[], Sequence[FormField]],
        make: Callable[[FormField, QWidget], FieldRow],
    ) -> None:
        super().__init__()
        self.name = name
        self._fields = fields
        self._make = make
        self.core: list[FieldRow] = []
        self.folded: list[FieldRow] = []
        self.body: QWidget | None = None
        self.header: FoldHeader | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)

    def add_heading(self) -> None:
        """Puts the title at the top."""
        heading = QLabel(word(f"section.{self.name}"), self)
        heading.setProperty("role", "heading")
        heading.setContentsMargins(0, GRID, 0, 0)
        self._column.addWidget(heading)

    def add_core(self, row: FieldRow) -> None:
        """Puts one more row in sight."""
        self.core.append(row)
        self._column.addWidget(row)

    def add_body(self, body: QWidget) -> None:
        """Puts in the rows that are no declared fields."""
        self.body = body
        self._column.addWidget(body)

    def add_fold(self, note: str) -> None:
        """Puts in the line that opens the rest; without rows above it, it carries the section's title."""
        is_whole = not self.core
        title = word(f"section.{self.name}" if is_whole else "fold.more")
        self.header = FoldHeader(title, note, self, is_heading=is_whole)
        self.header.setObjectName(f"fold.{self.name}")
        if not is_whole:
            self.header.setAccessibleName(f"{word(f'section.{self.name}')}: {title}")
        self._column.addWidget(self.header)
        self.header.clicked.connect(self._on_clicked)

    @property
    def is_open(self) -> bool:
        return self.header is not None and self.header.isChecked()

    def paths(self) -> list[str]:
        """Every path that the folded rows enter."""
        return [path for field in self._fields() for path in (field.path, *field.also)]

    def open(self, *, is_open: bool = True) -> None:
        """Opens or closes the fold."""
        if self.header is None:
            return
        if is_open and not self.folded:
            self._build()
        self.header.setChecked(is_open)
        self._show_folded(self._is_wanted)
        self.toggled.emit()

    _is_wanted = True

    def _build(self) -> None:
        for field in self._fields():
            row = self._make(field, self)
            self._column.addWidget(row)
            self.folded.append(row)
        self.built.emit(self.folded)

    def show_document(self, document: Mapping[str, Any], held: Callable[[str], Any]) -> None:
        """Brings the pill, and what depends on there being an offer, up to date."""
        if self.header is None:
            return
        key = PRESENCE.get(self.name)
        if key is not None:
            self._is_wanted = key in document
            self.setVisible(self.name != "product" or self._is_wanted)
            self._show_folded(self._is_wanted)
        # A section that nobody opened and no file filled costs nothing.
        is_there = self.folded or any(path.partition(".")[0] in document for path in self._roots())
        known = (path for path in self.paths() if path not in PRESENCE and held(path) is not None)
        count = sum(1 for _ in known) if is_there else 0
        errors = 0 if self.is_open else sum(1 for row in self.folded if row.error)
        text, is_warning = answered(count, errors)
        self.header.set_count(text, is_warning=is_warning)

    def _roots(self) -> list[str]:
        return [PRESENCE[self.name]] if self.name in PRESENCE else self.paths()

    def _show_folded(self, is_wanted: bool) -> None:
        for row in self.folded:
            always = row.field.kind == "presence" or self.name not in PRESENCE
            row.setVisible(self.is_open and (always or is_wanted))

    def inputs(self) -> list[QWidget]:
        """Every input from top to bottom that can take the focus now."""
        inputs = [one for row in self.core for one in row.inputs()]
        body = getattr(self.body, "inputs", None)
        inputs += body() if body else []
        if self.header is not None:
            inputs.append(self.header)
        return inputs + [one for row in self.folded if not row.isHidden() for one in row.inputs()]

    def _on_clicked(self) -> None:
        assert self.header is not None
        self.open(is_open=self.header.isChecked())
        shown = [row for row in self.folded if not row.isHidden()]
        if shown and self.header.hasFocus():
            shown[0].inputs()[0].setFocus(Qt.FocusReason.TabFocusReason)
