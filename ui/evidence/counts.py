"""Counts of studies, each of which opens the studies behind it; nothing is counted here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.evidence.model import Index
from ui.labels import word
from ui.look.theme import GRID, RADIUS, colour, font

if TYPE_CHECKING:
    from counsel.physician.study_table import TallyView, Word

ROW, LABEL, HEAD = 36, 140, 40
PIXELS = 13
WRAPPED = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap


class CountLine(QAbstractButton):
    """A sentence as a link to the studies behind its counts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.trials: tuple[str, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_count(self, text: str, trials: tuple[str, ...]) -> None:
        """Shows a sentence, as a link where there are studies behind it."""
        self.trials = trials
        self.setText(text.replace("&", "&&"))
        is_link = bool(trials)
        self.setEnabled(is_link)
        shape = Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        self.setAccessibleName(word("studies.open", text=text) if is_link else text)
        self._fit()

    def _words(self) -> str:
        return self.text().replace("&&", "&")

    def _fit(self) -> None:
        wrap = Qt.TextFlag.TextWordWrap
        room = QRect(0, 0, max(80, self.width() - 3 * GRID), 10_000)
        self.setFont(font(PIXELS))
        height = self.fontMetrics().boundingRect(room, wrap, self._words()).height() + GRID
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(240, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isEnabled() and self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent_soft"))
            painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)
        painter.setPen(colour("text"))
        painter.setFont(font(PIXELS))
        words = self.rect().adjusted(4, 4, -2 * GRID - 4, -4)
        painter.drawText(words, Qt.TextFlag.TextWordWrap, self._words())
        if self.isEnabled():
            painter.setPen(QPen(colour("accent"), 1.6))
            x, y = self.width() - 12.0, 13.0
            painter.drawPolyline(QPolygonF([QPointF(x, y - 4), QPointF(x + 4, y), QPointF(x, y + 4)]))
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), RADIUS, RADIUS)


class TallyModel(QAbstractTableModel):
    """Designs or stages down, verdicts across, and in each cell how many studies there are."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[TallyView, ...] = ()
        self._verdicts: tuple[Word, ...] = ()

    def show_tallies(self, rows: Sequence[TallyView], verdicts: tuple[Word, ...]) -> None:
        self.beginResetModel()
        self._rows, self._verdicts = tuple(rows), verdicts
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._verdicts)

    def behind(self, index: Index) -> tuple[str, tuple[str, ...]]:
        """The count in words, and the studies behind it."""
        row, verdict = self._rows[index.row()], self._verdicts[index.column()]
        return f"{row.label}, {verdict.text}", row.trials[verdict.id]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self._verdicts[section].text
        return self._rows[section].label

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        words, trials = self.behind(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return str(len(trials))
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{words}: {len(trials)}"
        if role == Qt.ItemDataRole.ForegroundRole:
            return colour("accent" if trials else "muted")
        return Qt.AlignmentFlag.AlignCenter if role == Qt.ItemDataRole.TextAlignmentRole else None


class TallyTable(QTableView):
    """Counts in a grid; Enter or a press on one asks for its studies."""

    asked_for = Signal(str, object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("quiet", True)
        self._model = TallyModel()
        self.setModel(self._model)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(24)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setFixedWidth(LABEL)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | WRAPPED)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignHCenter | WRAPPED)
        self.horizontalHeader().setFixedHeight(HEAD)
        self.clicked.connect(self._on_asked)

    def show_tallies(self, rows: Sequence[TallyView], verdicts: tuple[Word, ...]) -> None:
        self._model.show_tallies(rows, verdicts)
        self.setFixedHeight(ROW * len(rows) + HEAD + 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._on_asked(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _on_asked(self, index: Index) -> None:
        if index.isValid():
            words, trials = self._model.behind(index)
            if trials:
                self.asked_for.emit(words, trials)
