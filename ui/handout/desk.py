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
    settings: Any


class HandoutDesk(QObject):
    """Keeps the last handout made; size in points, paper `a4` or `letter`."""

    options_changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._size: int = session.program.settings.size
        self._paper: str = session.program.settings.paper
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

    def take_settings(self) -> None:
        """Goes back to the paper and size of the settings, for all handouts to come."""
        settings = self._session.program.settings
        self._size, self._paper = settings.size, settings.paper
        self.options_changed.emit()

    def order(self) -> Order:
        """The order that fits the present case and options."""
        session = self._session
        settings = session.program.settings
        return Order(session.case, session.assessment, "standard", self._size, self._paper, settings)

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
