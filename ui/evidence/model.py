"""The studies as an item model over frozen rows, with a filter; it compares nobody and draws nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt

from ui.labels import word

if TYPE_CHECKING:
    from counsel.physician.range_strips import StripView
    from counsel.physician.study_table import StudyRow

Index = QModelIndex | QPersistentModelIndex
COLUMNS = (
    "name", "verdict", "window", "age", "nihss", "lesion", "result", "design", "people", "cells", "days",
)  # fmt: skip
STRIPS = ("window", "age", "nihss", "lesion")
HELPED = (*STRIPS, "verdict", "days")
SORT_ROLE = Qt.ItemDataRole.UserRole
STRIP_ROLE = SORT_ROLE + 1
VERDICT_ROLE = SORT_ROLE + 2
_VERDICT_ORDER = ("inside", "open", "cannot_tell", "registered", "outside", "not_reported")


class StudyModel(QAbstractTableModel):
    """One row for each study; a changed person changes the cells, never the rows."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[StudyRow, ...] = ()

    def show_rows(self, rows: tuple[StudyRow, ...]) -> None:
        """Shows these rows; the same studies keep selection and place."""
        if [row.study for row in rows] == [row.study for row in self.rows]:
            self.rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        name = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return word(f"column.{name}")
        if role == Qt.ItemDataRole.ToolTipRole and name in HELPED:
            return word(f"column.{name}.help")
        return _aligned(name) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, name = self.rows[index.row()], COLUMNS[index.column()]
        if role == SORT_ROLE:
            return _sort_key(row, name)
        if name in STRIPS:
            return _strip_data(row.strips.get(name), name, role)
        if role == VERDICT_ROLE and name == "verdict":
            return row.verdict.id
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return _words(row, name)
        return _aligned(name) if role == Qt.ItemDataRole.TextAlignmentRole else None


def _strip_data(strip: StripView | None, name: str, role: int) -> object:
    if role == STRIP_ROLE:
        return strip
    spoken = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    if role in spoken and strip is not None:
        return word("studies.strip", label=word(f"column.{name}"), words=strip.words)
    return None


def _aligned(name: str) -> object:
    across = Qt.AlignmentFlag.AlignRight if name == "people" else Qt.AlignmentFlag.AlignLeft
    return across | Qt.AlignmentFlag.AlignVCenter


def _words(row: StudyRow, name: str) -> str:
    match name:
        case "name":
            return row.name
        case "days":
            return row.days
        case "cells":
            return row.cell_words
        case "people":
            return word("studies.unknown") if row.people is None else str(row.people)
    words: str = getattr(row, name).text
    return words


def _sort_key(row: StudyRow, name: str) -> object:
    """A number where there is one: what is not known comes last."""
    last = float("inf")
    if name == "days":
        return last if row.low_day is None and row.high_day is None else row.low_day or 0.0
    if name == "people":
        return last if row.people is None else float(row.people)
    if name == "verdict":
        return float(_VERDICT_ORDER.index(row.verdict.id))
    if name in STRIPS:
        return float(_VERDICT_ORDER.index(row.strips[name].verdict)) if name in row.strips else last
    return _words(row, name).casefold()


class StudyFilter(QSortFilterProxyModel):
    """Keeps the rows that hold every word typed, every choice made, and lie behind the count asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._words: tuple[str, ...] = ()
        self._choices: dict[str, str] = {}
        self._trials: frozenset[str] | None = None
        self.setSortRole(SORT_ROLE)
        # Only a press on a header sorts anew: a changed person must not shuffle the rows being read.
        self.setDynamicSortFilter(False)

    @property
    def choices(self) -> dict[str, str]:
        return self._choices

    @property
    def trials(self) -> frozenset[str] | None:
        return self._trials

    def search(self, text: str) -> None:
        """Keeps the rows that hold all these words."""
        self._words = tuple(text.casefold().split())
        self.invalidate()

    def choose(self, name: str, value: str) -> None:
        """Keeps the rows with this value of a column; an empty value keeps all."""
        self._choices = {key: kept for key, kept in self._choices.items() if key != name}
        if value:
            self._choices[name] = value
        self.invalidate()

    def keep(self, trials: Iterable[str] | None) -> None:
        """Keeps the studies behind a count; None keeps all."""
        self._trials = None if trials is None else frozenset(trials)
        self.invalidate()

    def row(self, index: Index) -> StudyRow:
        """The study at an index of the filter."""
        return self._model().rows[self.mapToSource(index).row()]

    def row_of(self, study: str) -> int:
        """Where a study stands now, -1 where it is filtered out."""
        shown = (self.row(self.index(at, 0)).study for at in range(self.rowCount()))
        return next((at for at, name in enumerate(shown) if name == study), -1)

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        row = self._model().rows[source_row]
        if self._trials is not None and row.study not in self._trials:
            return False
        if not all(one in row.search for one in self._words):
            return False
        return all(value in _values(row, name) for name, value in self._choices.items())

    def _model(self) -> StudyModel:
        model = self.sourceModel()
        assert isinstance(model, StudyModel)
        return model


def _values(row: StudyRow, name: str) -> tuple[str, ...]:
    if name == "cells":
        return tuple(kind.id for kind in row.cells)
    return (getattr(row, name).id,)
