"""The drop-down filters of the table of studies; what they keep is the model's business."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from ui.form.painted_buttons import PlainCombo
from ui.labels import word
from ui.look.theme import GRID

if TYPE_CHECKING:
    from counsel.physician.study_table import StudyRow, StudyTable, Word

FILTERS = ("verdict", "stage", "design", "result", "cells")


class FilterBar(QWidget):
    """One list for each filter, filled with the values that the studies have."""

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.combos: dict[str, QComboBox] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        for name in FILTERS:
            combo = PlainCombo(self)
            combo.setObjectName(f"studies.{name}")
            combo.setAccessibleName(word(f"studies.any.{name}"))
            combo.setMinimumWidth(60)
            combo.currentIndexChanged.connect(lambda _at, name=name: self._on_chosen(name))
            self.combos[name] = combo
            row.addWidget(combo, 1)

    def fill(self, table: StudyTable) -> None:
        """Takes the values of these studies; a choice that still exists stays."""
        for name, combo in self.combos.items():
            words = {one.id: one.text for row in table.rows for one in _words_of(row, name)}
            items = {"": word(f"studies.any.{name}"), **words}
            if [combo.itemData(at) for at in range(combo.count())] == list(items):
                continue
            chosen = combo.currentData()
            combo.blockSignals(True)
            combo.clear()
            for value, text in items.items():
                combo.addItem(text, value)
            combo.setCurrentIndex(max(0, combo.findData(chosen)))
            combo.blockSignals(False)
            if combo.currentData() != chosen:
                self._on_chosen(name)

    def reset(self) -> None:
        """Chooses nothing in particular."""
        for combo in self.combos.values():
            combo.setCurrentIndex(0)

    def _on_chosen(self, name: str) -> None:
        self.chosen.emit(name, str(self.combos[name].currentData() or ""))


def _words_of(row: StudyRow, name: str) -> tuple[Word, ...]:
    return row.cells if name == "cells" else (getattr(row, name),)
