"""One study in full: each criterion beside this person, then every field of the record, to read and copy."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.evidence.strip import StripWidget
from ui.labels import word
from ui.look.marks import paint_verdict
from ui.look.theme import GRID, SMALL_PX, colour, font

if TYPE_CHECKING:
    from counsel.physician.study_record import CriterionRow, StudyRecord

MARK = 14


class VerdictMark(QWidget):
    """The mark of a verdict; its word stands beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verdict = ""
        self.setFixedSize(MARK, MARK + 4)

    def show_verdict(self, verdict: str) -> None:
        self._verdict = verdict
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_verdict(painter, self._verdict, QRectF(0, 3, MARK, MARK))


class CriterionItem(QWidget):
    """One criterion: mark, label and verdict, the drawing where there is one, and the reason in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = VerdictMark(self)
        self._label, self._verdict, self.reason = QLabel(self), QLabel(self), QLabel(self)
        self._label.setFont(font(13, strong=True))
        self._verdict.setFont(font(13))
        self.reason.setProperty("role", "note")
        self.reason.setWordWrap(True)
        self.strip = StripWidget(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 0, 4)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(0)
        grid.addWidget(self._mark, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._label, 0, 1)
        grid.addWidget(self._verdict, 0, 2, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.strip, 1, 1, 1, 2)
        grid.addWidget(self.reason, 2, 1, 1, 2)
        grid.setColumnStretch(1, 1)

    def show_criterion(self, row: CriterionRow) -> None:
        self._mark.show_verdict(row.verdict)
        self._label.setText(row.label)
        self._verdict.setText(row.verdict_words)
        self.reason.setText(row.reason)
        self.strip.setVisible(row.strip is not None)
        if row.strip is not None:
            self.strip.show_strip(row.strip)
        self.setAccessibleName(f"{row.label}: {row.reason}")


class RecordPanel(QScrollArea):
    """Shows one record at a time; its words can be selected and copied."""

    closed = Signal()
    asked_for = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._record: StudyRecord | None = None
        self._pool: list[CriterionItem] = []
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(word("studies.record"))
        self.back = QPushButton(word("studies.overview"))
        self.back.setFlat(True)
        self.title, self.reason, self.notes = QLabel(), QLabel(), QLabel()
        self.title.setFont(font(18, strong=True))
        for words in (self.title, self.reason, self.notes):
            words.setWordWrap(True)
        self.notes.setProperty("role", "note")
        self.again = QPushButton(word("studies.again"))
        self.fields = QLabel()
        self.fields.setWordWrap(True)
        self.fields.setTextFormat(Qt.TextFormat.RichText)
        self.fields.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._lay_out()
        self.back.clicked.connect(self.closed)
        self.again.clicked.connect(self._on_again)

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.title, self.reason, self.again):
            column.addWidget(widget)
        self._criteria = QVBoxLayout()
        self._criteria.setSpacing(2)
        for part in (self._heading("studies.criteria"), self.notes):
            column.addWidget(part)
        column.addLayout(self._criteria)
        column.addWidget(self._heading("studies.record"))
        column.addWidget(self.fields)
        column.addStretch(1)
        self.setWidget(page)

    def _heading(self, key: str) -> QLabel:
        heading = QLabel(word(key))
        heading.setProperty("role", "heading")
        return heading

    def sizeHint(self) -> QSize:
        return QSize(376, 480)

    @property
    def study(self) -> str | None:
        """The id of the study that is shown."""
        return self._record.study if self._record else None

    def show_record(self, record: StudyRecord) -> None:
        """Shows another record, from its top."""
        is_new = self.study != record.study
        self._record = record
        self.title.setText(record.name)
        self.reason.setText(f"{record.verdict_words}. {record.reason}")
        self.notes.setText("\n".join(record.notes))
        self.notes.setVisible(bool(record.notes))
        self.again.setVisible(record.tested_again is not None)
        while len(self._pool) < len(record.criteria):
            item = CriterionItem(self)
            self._criteria.addWidget(item)
            self._pool.append(item)
        for at, item in enumerate(self._pool):
            item.setVisible(at < len(record.criteria))
            if at < len(record.criteria):
                item.show_criterion(record.criteria[at])
        self.fields.setText(_html(record))
        if is_new:
            self.verticalScrollBar().setValue(0)

    def text(self) -> str:
        """The whole record as plain text, for the clipboard."""
        if self._record is None:
            return ""
        record = self._record
        lines = [record.name, f"{record.verdict_words}. {record.reason}", *record.notes, ""]
        lines += [f"{row.label}: {row.reason}" for row in record.criteria]
        lines += ["", *(f"{field.label}: {'; '.join(field.lines)}" for field in record.fields)]
        return "\n".join(lines)

    def _on_again(self) -> None:
        if self._record is not None and self._record.tested_again is not None:
            self.asked_for.emit(self._record.tested_again)


def _html(record: StudyRecord) -> str:
    """Labels over values; every text is escaped, since it was typed by people."""
    ink = colour("muted").name()
    return "".join(
        f"<p style='margin:0 0 8px 0'><span style='color:{ink};font-size:{SMALL_PX}px'>{escape(field.label)}"
        f"</span><br>{'<br>'.join(map(escape, field.lines))}</p>"
        for field in record.fields
    )
