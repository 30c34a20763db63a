"""The page of all studies: a table to sort, search and filter, and beside it one record or all together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.evidence.choices import FilterBar
from ui.evidence.model import StudyFilter, StudyModel
from ui.evidence.overview import Overview
from ui.evidence.record import RecordPanel
from ui.evidence.table import StudyTableView
from ui.labels import word
from ui.look.theme import GRID, TITLE_PX, font

if TYPE_CHECKING:
    from counsel.assess.assessment import Assessment
    from counsel.shell.bootstrap import Program

SIDE, NARROW = 388, 1000


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
        self.table = StudyTableView(self.filter)
        self.search = QLineEdit()
        self.choices = FilterBar()
        self.combos = self.choices.combos
        self.shown, self.person = QLabel(), QLabel()
        self.everything = QPushButton(word("studies.all"))
        self.overview, self.record = Overview(), RecordPanel()
        self.side = QStackedWidget()
        self.filters = QPushButton(word("studies.filters"))
        self.together = QPushButton(word("studies.together"))
        self._is_narrow = False
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.back = QPushButton(word("view.back"))
        self._lay_out()
        self._connect()
        self._arrange()

    def _lay_out(self) -> None:
        self.search.setPlaceholderText(word("studies.search"))
        self.search.setAccessibleName(word("studies.search.name"))
        self.search.setClearButtonEnabled(True)
        title = QLabel(word("studies.title"))
        title.setFont(font(TITLE_PX, strong=True))
        self.back.setToolTip(word("view.back.help"))
        self.person.setProperty("role", "note")
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        for widget in (self.back, title, self.person):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.shown)
        head.addWidget(self.everything)
        self._row = QHBoxLayout()
        self._row.setSpacing(GRID)
        self._row.addWidget(self.search, 2)
        for button in (self.filters, self.together):
            button.setCheckable(True)
            self._row.addWidget(button)
        self._row.addWidget(self.choices, 5)
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
        column.addLayout(self._row)
        self._column = column
        column.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_searched)
        self.choices.chosen.connect(self._on_chosen)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.table.clicked.connect(self._on_opened)
        self.table.activated.connect(self._on_opened)
        self.filters.toggled.connect(self._arrange)
        self.together.toggled.connect(self._arrange)
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
        self.choices.fill(table)
        self.person.setText(word("studies.person", words=", ".join(table.person)) if table.person else "")
        if self.record.study is not None:
            self.record.show_record(self._program.study_record(assessment, self.record.study))
        self._tell_shown()

    def show_overview(self) -> None:
        """What the studies say together, in place of a record; a narrow page shows the table then."""
        self.side.setCurrentWidget(self.overview)
        self.table.clearSelection()
        self._arrange()
        if self._is_narrow:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_study(self, study: str) -> None:
        """Opens the record of this study, shown in the table or not."""
        assert self._assessment is not None
        at = self.filter.row_of(study)
        if at >= 0:
            self.table.selectRow(at)
        self._open_record(study)

    def _open_record(self, study: str) -> None:
        assert self._assessment is not None
        self.record.show_record(self._program.study_record(self._assessment, study))
        self.side.setCurrentWidget(self.record)
        self._arrange()

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
        self.choices.reset()

    def _tell_shown(self, behind: str = "") -> None:
        shown, total = self.filter.rowCount(), len(self.model.rows)
        words = word("studies.shown", shown=shown, n=total) if shown else word("studies.none")
        self.shown.setText(words)
        self.shown.setToolTip(word("studies.behind", label=behind) if behind else "")
        self.everything.setVisible(shown != total)

    # Slots

    def _on_searched(self, text: str) -> None:
        self.filter.search(text)
        self._tell_shown()

    def _on_chosen(self, name: str, value: str) -> None:
        self.filter.choose(name, value)
        self._tell_shown()

    def _on_count_asked_for(self, words: str, trials: tuple[str, ...]) -> None:
        self.together.setChecked(False)
        self.show_trials(trials, words)

    def _on_row_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        # A narrow page has no room for both: there the record waits for Enter.
        if now.isValid() and not self._is_narrow:
            self._open_record(self.filter.row(now).study)

    def _on_opened(self, index: QModelIndex) -> None:
        if index.isValid():
            self._open_record(self.filter.row(index).study)

    # How it lies

    def _arrange(self) -> None:
        """Side by side, or in a narrow page one at a time: the table, all together, or a record."""
        has_record = self.side.currentWidget() is self.record
        shows_side = not self._is_narrow or has_record or self.together.isChecked()
        self.side.setVisible(shows_side)
        self.table.setVisible(not self._is_narrow or not shows_side)
        self.choices.setVisible(not self._is_narrow or self.filters.isChecked())
        self.together.setHidden(not self._is_narrow)
        self.filters.setHidden(not self._is_narrow)
        self.person.setVisible(not self._is_narrow)
        self.record.back.setText(word("studies.table.back" if self._is_narrow else "studies.overview"))

    # Qt's own calls

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (self.width() < NARROW) != self._is_narrow:
            self._is_narrow = not self._is_narrow
            if self._is_narrow:
                self._column.insertWidget(2, self.choices)
            else:
                self._row.addWidget(self.choices, 5)
            self._arrange()
        if not self._is_narrow:
            self.splitter.setSizes([self.width() - SIDE, SIDE])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.side.currentWidget() is self.record:
                self.show_overview()
            elif self._is_narrow and self.together.isChecked():
                self.together.setChecked(False)
            else:
                self.closed.emit()
        elif event.matches(QKeySequence.StandardKey.Find):
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif event.matches(QKeySequence.StandardKey.Copy) and self.side.currentWidget() is self.record:
            QGuiApplication.clipboard().setText(self.record.text())
            self.told.emit(word("studies.copied"))
        else:
            super().keyPressEvent(event)
