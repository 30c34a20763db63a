"""The page of all studies: a table to sort, search and filter, and beside it one record or all together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.evidence.delegates import RowDelegate, StripDelegate, VerdictDelegate
from ui.evidence.model import COLUMNS, STRIPS, StudyFilter, StudyModel
from ui.evidence.overview import Overview
from ui.evidence.record import RecordPanel
from ui.form.painted import PlainCombo
from ui.labels import label
from ui.theme import GRID, TITLE_PX, font

if TYPE_CHECKING:
    from counsel.assessment import Assessment
    from counsel.screen_studies import StudyRow, StudyTable, Word
    from counsel.shell.bootstrap import Program

FILTERS = ("verdict", "stage", "design", "result", "cells")
WIDTHS = {
    "name": 166, "verdict": 102, "window": 66, "age": 56, "nihss": 60, "lesion": 60, "days": 66,
    "cells": 102, "design": 108, "people": 58, "result": 96,
}  # fmt: skip
PERSON = ("stroke.days_since_onset", "patient.age", "severity.nihss", "infarct.volume_ml")
SIDE, NARROW, ROW = 412, 1000, 36


class StudiesView(QWidget):
    """Follows the assessment it is given; its rows stay where they are while the person changes."""

    closed = Signal()
    told = Signal(str)

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self._assessment: Assessment | None = None
        self.model, self.filter = StudyModel(), StudyFilter()
        self.filter.setSourceModel(self.model)
        self.table = QTableView()
        self.search = QLineEdit()
        self.combos: dict[str, QComboBox] = {}
        self.shown, self.person = QLabel(), QLabel()
        self.everything = QPushButton(label("studies.all"))
        self.overview, self.record = Overview(), RecordPanel()
        self.side = QStackedWidget()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.back = QPushButton(label("view.back"))
        self._build()
        self._lay_out()
        self._connect()

    def _build(self) -> None:
        table = self.table
        table.setModel(self.filter)
        table.setSortingEnabled(True)
        table.horizontalHeader().setStretchLastSection(True)
        table.sortByColumn(COLUMNS.index("verdict"), Qt.SortOrder.AscendingOrder)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setAccessibleName(label("studies.table"))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(40)
        plain, verdict, strip = RowDelegate(table), VerdictDelegate(table), StripDelegate(table)
        table.setItemDelegate(plain)
        for at, name in enumerate(COLUMNS):
            table.setColumnWidth(at, WIDTHS[name])
            if name in STRIPS or name == "verdict":
                table.setItemDelegateForColumn(at, verdict if name == "verdict" else strip)
        self.search.setPlaceholderText(label("studies.search"))
        self.search.setAccessibleName(label("studies.search.name"))
        self.search.setClearButtonEnabled(True)

    def _lay_out(self) -> None:
        title = QLabel(label("studies.title"))
        title.setFont(font(TITLE_PX, strong=True))
        self.back.setToolTip(label("view.back.help"))
        self.person.setProperty("role", "note")
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        for widget in (self.back, title, self.person):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.shown)
        head.addWidget(self.everything)
        filters = QHBoxLayout()
        filters.setSpacing(GRID)
        filters.addWidget(self.search, 2)
        for name in FILTERS:
            combo = PlainCombo(self)
            combo.setObjectName(f"studies.{name}")
            combo.setAccessibleName(label(f"studies.any.{name}"))
            combo.setMinimumWidth(60)
            self.combos[name] = combo
            filters.addWidget(combo, 1)
        self.side.addWidget(self.overview)
        self.side.addWidget(self.record)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.side)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 12, 2 * GRID, 12)
        column.setSpacing(GRID)
        column.addLayout(head)
        column.addLayout(filters)
        column.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_searched)
        for name, combo in self.combos.items():
            combo.currentIndexChanged.connect(lambda _at, name=name: self._on_chosen(name))
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.everything.clicked.connect(self.show_everything)
        self.overview.asked_for.connect(self._on_count_asked_for)
        self.record.closed.connect(self.show_overview)
        self.record.asked_for.connect(self.open_study)
        self.back.clicked.connect(self.closed)

    # What it shows

    def show_assessment(self, assessment: Assessment) -> None:
        """Shows all studies beside this person; a record that is open stays open."""
        if assessment is self._assessment:
            return
        self._assessment = assessment
        table = self._program.study_table(assessment)
        self.model.show_rows(table.rows)
        self.overview.show_table(table)
        self._fill_combos(table)
        known = {one.fact: one.words for one in assessment.coverage.person if one.low is not None}
        words = [known[fact] for fact in PERSON if fact in known]
        self.person.setText(label("studies.person", words=", ".join(words)) if words else "")
        if self.record.study is not None:
            self.record.show_record(self._program.study_record(assessment, self.record.study))
        self._tell_shown()

    def show_overview(self) -> None:
        """What the studies say together, in place of a record."""
        self.side.setCurrentWidget(self.overview)
        self.table.clearSelection()

    def open_study(self, study: str) -> None:
        """Opens the record of this study, shown in the table or not."""
        assert self._assessment is not None
        at = self.filter.row_of(study)
        if at >= 0:
            self.table.selectRow(at)
        self.record.show_record(self._program.study_record(self._assessment, study))
        self.side.setCurrentWidget(self.record)

    def show_trials(self, trials: tuple[str, ...], words: str) -> None:
        """Shows the studies behind a count alone."""
        self._reset_choices()
        self.filter.keep(trials)
        self._tell_shown(words)
        self.table.scrollToTop()

    def show_everything(self) -> None:
        """Takes away every filter."""
        self._reset_choices()
        self.filter.keep(None)
        self._tell_shown()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reset_choices(self) -> None:
        self.search.clear()
        for combo in self.combos.values():
            combo.setCurrentIndex(0)

    def _fill_combos(self, table: StudyTable) -> None:
        for name, combo in self.combos.items():
            words = {word.id: word.text for row in table.rows for word in _words_of(row, name)}
            if combo.count() == len(words) + 1 and name != "verdict":
                continue
            chosen = combo.currentData()
            combo.blockSignals(True)
            combo.clear()
            combo.addItem(label(f"studies.any.{name}"), "")
            for value, text in words.items():
                combo.addItem(text, value)
            combo.setCurrentIndex(max(0, combo.findData(chosen)))
            combo.blockSignals(False)

    def _tell_shown(self, behind: str = "") -> None:
        shown, total = self.filter.rowCount(), len(self.model.rows)
        words = label("studies.shown", shown=shown, total=total) if shown else label("studies.none")
        self.shown.setText(words)
        self.shown.setToolTip(label("studies.behind", label=behind) if behind else "")
        self.everything.setVisible(shown != total)

    # Slots

    def _on_searched(self, text: str) -> None:
        self.filter.search(text)
        self._tell_shown()

    def _on_chosen(self, name: str) -> None:
        self.filter.choose(name, str(self.combos[name].currentData() or ""))
        self._tell_shown()

    def _on_count_asked_for(self, words: str, trials: tuple[str, ...]) -> None:
        self.show_trials(trials, words)

    def _on_row_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid() and self._assessment is not None:
            study = self.filter.row(now).study
            self.record.show_record(self._program.study_record(self._assessment, study))
            self.side.setCurrentWidget(self.record)

    # Qt's own calls

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < NARROW
        way = Qt.Orientation.Vertical if is_narrow else Qt.Orientation.Horizontal
        self.splitter.setOrientation(way)
        self.person.setVisible(not is_narrow)
        if not is_narrow:
            self.splitter.setSizes([self.width() - SIDE, SIDE])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.side.currentWidget() is self.record:
                self.show_overview()
            else:
                self.closed.emit()
        elif event.matches(QKeySequence.StandardKey.Find):
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif event.matches(QKeySequence.StandardKey.Copy) and self.side.currentWidget() is self.record:
            QGuiApplication.clipboard().setText(self.record.text())
            self.told.emit(label("studies.copied"))
        else:
            super().keyPressEvent(event)


def _words_of(row: StudyRow, name: str) -> tuple[Word, ...]:
    return row.cells if name == "cells" else (getattr(row, name),)
