"""What the studies say together: who was studied, counts, gains not repeated, studies still running."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.evidence.counts import CountLine, TallyTable
from ui.labels import word
from ui.look.theme import GRID

if TYPE_CHECKING:
    from counsel.physician.study_table import CountedLine, StudyTable

TALLIES = ("design", "stage")


class CountList(QWidget):
    """A heading over sentences that each open their studies; not there without a sentence."""

    asked_for = Signal(str, object)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, GRID)
        self._column.setSpacing(2)
        self._column.addWidget(_heading(title))
        self.lines: list[CountLine] = []

    def show_counts(self, counted: Sequence[CountedLine]) -> None:
        while len(self.lines) < len(counted):
            line = CountLine(self)
            line.clicked.connect(lambda _on=False, line=line: self._on_clicked(line))
            self._column.addWidget(line)
            self.lines.append(line)
        for at, line in enumerate(self.lines):
            line.setVisible(at < len(counted))
            if at < len(counted):
                line.show_count(*counted[at])
        self.setVisible(bool(counted))

    def _on_clicked(self, line: CountLine) -> None:
        self.asked_for.emit(line.text().replace("&&", "&"), line.trials)


class Overview(QScrollArea):
    """Everything that is said of all studies; each count asks for the studies behind it."""

    asked_for = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(word("studies.together"))
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        self.summary = CountList(word("studies.together"))
        self.tallies = {by: TallyTable(word(f"studies.by.{by}")) for by in TALLIES}
        self.pairs = CountList(word("studies.pairs"))
        self.ongoing = CountList(word("studies.ongoing"))
        column.addWidget(self.summary)
        for by, table in self.tallies.items():
            column.addWidget(_heading(word(f"studies.by.{by}")))
            column.addWidget(table)
            table.asked_for.connect(self.asked_for)
        for part in (self.pairs, self.ongoing):
            column.addWidget(part)
        for part in (self.summary, self.pairs, self.ongoing):
            part.asked_for.connect(self.asked_for)
        column.addStretch(1)
        self.setWidget(page)

    def show_table(self, table: StudyTable) -> None:
        """Shows the counts of one person."""
        self.summary.show_counts(table.summary)
        for by, view in self.tallies.items():
            view.show_tallies([tally for tally in table.tallies if tally.by == by], table.verdicts)
        self.pairs.show_counts(table.pairs)
        self.ongoing.show_counts(table.ongoing)


def _heading(text: str) -> QLabel:
    heading = QLabel(text)
    heading.setProperty("role", "heading")
    heading.setWordWrap(True)
    return heading
