"""The kinds of sheets as boxes to tick, each with Alt and a letter; it decides not which make sense."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from counsel.sheets.kinds import KINDS
from ui.form.painted_buttons import TickBox
from ui.labels import word
from ui.look.theme import GRID

if TYPE_CHECKING:
    from ui.handout.print_order import HandoutDesk

# The letter of each kind, underlined in its label.
LETTERS = {
    "standard": "s",
    "long": "l",
    "large-print": "r",
    "aphasia": "a",
    "carer": "f",
    "offer": "o",
    "treated": "t",
}
LINE = 28
BETWEEN = GRID


class KindsBar(QWidget):
    """One box for each kind, in as many lines as the width asks for; `refused` carries why one cannot be."""

    refused = Signal(str)

    def __init__(self, desk: HandoutDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.boxes = {kind: self._box(kind) for kind in KINDS}
        self.show_kinds()

    def _box(self, kind: str) -> TickBox:
        letter = LETTERS[kind]
        box = TickBox(word(f"kind.{kind}"), letter, self)
        box.setObjectName(f"kind.{kind}")
        box.setAccessibleName(word("kind.name", kind=word(f"kind.{kind}")))
        box.clicked.connect(lambda checked, kind=kind: self._want(kind, checked))
        keys = QShortcut(QKeySequence(f"Alt+{letter.upper()}"), self)
        keys.activated.connect(lambda kind=kind: self._want(kind, kind not in self._desk.kinds))
        return box

    def show_kinds(self) -> None:
        """Ticks what the next job holds; what this case has no use for is off and says why."""
        chosen = self._desk.kinds
        for kind, box in self.boxes.items():
            reason = self._desk.unfit(kind)
            box.setEnabled(not reason)
            box.setChecked(kind in chosen)
            told = word(f"kind.unfit.{reason}") if reason else word(f"kind.{kind}.help")
            box.setToolTip(f"{told} (Alt+{LETTERS[kind].upper()})" if not reason else told)
            box.setAccessibleDescription(told)

    def _want(self, kind: str, is_wanted: bool) -> None:
        reason = self._desk.unfit(kind)
        if reason:
            self.refused.emit(word(f"kind.unfit.{reason}"))
        elif not self._desk.want(kind, is_wanted):
            self.refused.emit(word("kind.least"))
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
