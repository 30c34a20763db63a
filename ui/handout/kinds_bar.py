"""The kinds of sheets as boxes to tick, each with Alt and a letter; it decides not which make sense."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from counsel.sheets.kinds import KINDS
from ui.form.painted_buttons import TickBox
from ui.look.theme import GRID

if TYPE_CHECKING:
    from ui.handout.print_job import PrintJob

LINE = 28
BETWEEN = GRID


class KindsBar(QWidget):
    """One box for each kind, in as many lines as the width asks for; `refused` carries why one cannot be."""

    refused = Signal(str)

    def __init__(self, job: PrintJob, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job = job
        self.boxes = {kind: self._box(kind) for kind in KINDS}
        self.show_kinds()

    def _box(self, kind: str) -> TickBox:
        before, _mark, after = self._job.say(f"kind.{kind}.label").partition("&")
        box = TickBox(before + after, after[:1].lower(), self)
        box.setObjectName(f"kind.{kind}")
        box.setAccessibleName(self._job.say("kind.box", kind=before + after))
        box.clicked.connect(lambda checked, kind=kind: self._want(kind, checked))
        if box.letter:
            keys = QShortcut(QKeySequence(_keys(box)), self)
            keys.activated.connect(lambda kind=kind: self._want(kind, kind not in self._job.kinds))
        return box

    def show_kinds(self) -> None:
        """Ticks what the next job holds; what this case has no use for is off and says why."""
        chosen = self._job.kinds
        for kind, box in self.boxes.items():
            reason = self._job.unfit(kind)
            box.setEnabled(not reason)
            box.setChecked(kind in chosen)
            told = self._job.say(f"kind.unfit.{reason}" if reason else f"kind.{kind}.help")
            box.setToolTip(f"{told} ({_keys(box)})" if box.letter and not reason else told)
            box.setAccessibleDescription(told)

    def _want(self, kind: str, is_wanted: bool) -> None:
        reason = self._job.unfit(kind)
        if reason:
            self.refused.emit(self._job.say(f"kind.unfit.{reason}"))
        elif not self._job.want(kind, is_wanted):
            self.refused.emit(self._job.say("kind.least"))
        self.show_kinds()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(width, is_moved=False)

    def sizeHint(self) -> QSize:
        return QSize(0, self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self.width(), is_moved=True)

    def _place(self, width: int, *, is_moved: bool) -> int:
        """Puts the boxes side by side, and into the next line where the width ends; the height of all."""
        left = top = 0
        for box in self.boxes.values():
            needed = box.sizeHint().width()
            if left and left + needed > width:
                left, top = 0, top + LINE
            if is_moved:
                box.setGeometry(left, top, needed, LINE)
            left += needed + BETWEEN
        return top + LINE


def _keys(box: TickBox) -> str:
    return f"Alt+{box.letter.upper()}"
