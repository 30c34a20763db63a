"""The table of studies as it is seen: columns, their widths, and what draws them; it holds no study."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.evidence.delegates import RowDelegate, StripDelegate, VerdictDelegate
from ui.evidence.model import COLUMNS, STRIPS, StudyFilter
from ui.labels import word

# In pixels; together they fit beside the record at 1366 pixels.
WIDTHS = {
    "name": 154, "verdict": 104, "window": 60, "age": 50, "nihss": 52, "lesion": 54, "result": 88,
    "design": 106, "people": 54, "cells": 110, "days": 86,
}  # fmt: skip
# Who gets what of the room that a larger screen has; the last column takes the rest.
SHARES = {"name": 0.4, "cells": 0.3, "window": 0.1, "age": 0.04, "nihss": 0.04, "lesion": 0.04}
ROW = 36


class StudyTableView(QTableView):
    """Whole rows are chosen; Tab leaves the table, and the arrow keys move in it."""

    def __init__(self, studies: StudyFilter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(studies)
        self.setSortingEnabled(True)
        self.sortByColumn(COLUMNS.index("verdict"), Qt.SortOrder.AscendingOrder)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(word("studies.table"))
        self._set_headers()
        self._set_columns()

    def _set_headers(self) -> None:
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setDefaultSectionSize(ROW)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setStretchLastSection(True)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setHighlightSections(False)
        columns.setMinimumSectionSize(40)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        spare = max(0, self.viewport().width() - sum(WIDTHS.values()))
        for at, name in enumerate(COLUMNS):
            self.setColumnWidth(at, WIDTHS[name] + int(spare * SHARES.get(name, 0)))

    def _set_columns(self) -> None:
        self.setItemDelegate(RowDelegate(self))
        verdict, strip = VerdictDelegate(self), StripDelegate(self)
        for at, name in enumerate(COLUMNS):
            if name in STRIPS or name == "verdict":
                self.setItemDelegateForColumn(at, verdict if name == "verdict" else strip)
