"""Makes the handout of the present case once, and gives the same bytes to preview, file and printer."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from ui.session import Session

SIZES = (14, 16, 18, 22)
PAPERS = ("a4", "letter")


@dataclass(frozen=True, slots=True)
class Order:
    """What a handout is made from; equal orders give equal bytes."""

    case: Any
    assessment: Any
    kind: str
    size: int
    paper: str


class HandoutDesk(QObject):
    """Keeps the last handout made; size in points, paper `a4` or `letter`."""

    options_changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._size = SIZES[0]
        self._paper = PAPERS[0]
        self._made: tuple[Order, bytes] | None = None
        self._lock = Lock()

    @property
    def size(self) -> int:
        return self._size

    @property
    def paper(self) -> str:
        return self._paper

    def choose(self, *, size: int | None = None, paper: str | None = None) -> None:
        """Changes the size of the text or the paper of all handouts to come."""
        wanted = (size or self._size, paper or self._paper)
        if wanted != (self._size, self._paper):
            self._size, self._paper = wanted
            self.options_changed.emit()

    def order(self) -> Order:
        """The order that fits the present case and options."""
        return Order(self._session.case, self._session.assessment, "standard", self._size, self._paper)

    def pdf(self, order: Order | None = None) -> bytes:
        """The handout as PDF; may be called from a worker's thread. CounselError where it cannot be made."""
        order = order or self.order()
        with self._lock:
            if self._made is None or self._made[0] != order:
                program = self._session.program
                made = program.handout_pdf(
                    order.case, order.assessment, kind=order.kind, size=order.size, paper=order.paper
                )
                self._made = (order, made)
            return self._made[1]
