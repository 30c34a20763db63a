"""The trace: every rule in order, to search and to copy, and the full reason of the chosen one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTableView,
    QTextBrowser,
    QWidget,
)

from ui.form.painted_buttons import PlainCombo
from ui.labels import word
from ui.look.theme import GRID
from ui.result.page import SearchPage
from ui.result.reasons import marked_up

if TYPE_CHECKING:
    from counsel.assess.assessment import Assessment
    from counsel.physician.trace import Trace, TraceRow
    from counsel.shell.bootstrap import Program

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("table", "rule", "truth_words", "gives", "because")
WIDTHS = (116, 214, 112, 140)
HIDDEN_WHERE_NARROW = (0, 3)
SIDE, ROW, NARROW = 400, 28, 900


class TraceModel(QAbstractTableModel):
    """The rows that the search left, in the order of evaluation."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[TraceRow, ...] = ()

    def show_rows(self, rows: tuple[TraceRow, ...]) -> None:
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
        is_title = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return word(f"trace.column.{COLUMNS[section]}") if is_title else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return getattr(self.rows[index.row()], COLUMNS[index.column()])
        return None


class TraceView(SearchPage):
    """Searches all fields at once; what is shown is copied as lines with tabs."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(word("trace.title"), word("trace.search"), parent)
        self._program = program
        self._trace: Trace | None = None
        self.model = TraceModel()
        self.table = QTableView()
        self.truth = PlainCombo(self)
        self.copy = QPushButton(word("trace.copy"))
        self.why = QTextBrowser()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._build()
        self._lay_out()
        self.search.textChanged.connect(self._filter)
        self.truth.currentIndexChanged.connect(self._filter)
        self.copy.clicked.connect(self.copy_shown)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)

    def _build(self) -> None:
        self.table.setModel(self.model)
        self.table.setAccessibleName(word("trace.table"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(ROW)
        header = self.table.horizontalHeader()
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for at, width in enumerate(WIDTHS):
            self.table.setColumnWidth(at, width)
        self.truth.setAccessibleName(word("trace.any"))
        self.why.setAccessibleName(word("trace.why"))
        self.why.setOpenLinks(False)

    def _lay_out(self) -> None:
        note = QLabel(word("trace.help"))
        note.setProperty("role", "note")
        self.head.insertWidget(2, note)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.search, 3)
        row.addWidget(self.truth, 1)
        row.addWidget(self.copy)
        self.column.addLayout(row)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.why)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setChildrenCollapsible(False)
        self.column.addWidget(self.splitter, 1)

    def show_assessment(self, assessment: Assessment) -> None:
        """Shows the rules of this assessment; the search stays."""
        self._trace = self._program.trace(assessment)
        self._fill_truths()
        self._filter()

    def _fill_truths(self) -> None:
        if self._trace is None or self.truth.count():
            return
        self.truth.addItem(word("trace.any"), "")
        for truth, words in {row.truth: row.truth_words for row in self._trace.rows}.items():
            self.truth.addItem(words, truth)

    def _filter(self) -> None:
        if self._trace is None:
            return
        words, truth = self.search.text().casefold().split(), self.truth.currentData()
        kept = tuple(
            row
            for row in self._trace.rows
            if truth in ("", row.truth) and all(one in row.text.casefold() for one in words)
        )
        self.model.show_rows(kept)
        self.why.clear()
        self.shown.setText(word("trace.shown", shown=len(kept), n=len(self._trace.rows)))

    def copy_shown(self) -> None:
        """Puts the rows that are shown on the clipboard."""
        QGuiApplication.clipboard().setText("\n".join(row.text for row in self.model.rows))
        self.shown.setText(word("trace.copied", n=len(self.model.rows)))

    def _on_row_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid() and self._trace is not None:
            self.why.setHtml(marked_up(self._trace.why(self.model.rows[now.row()].rule)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < NARROW
        self.splitter.setOrientation(Qt.Orientation.Vertical if is_narrow else Qt.Orientation.Horizontal)
        for at in HIDDEN_WHERE_NARROW:
            self.table.setColumnHidden(at, is_narrow)
        least = 2 * ROW if is_narrow else 0
        self.table.setMinimumHeight(least)
        self.why.setMinimumHeight(least)
        room = self.splitter.height()
        self.splitter.setSizes([2 * room // 3, room // 3] if is_narrow else [self.width() - SIDE, SIDE])
