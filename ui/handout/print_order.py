"""Makes the job of sheets of the present case once, and gives the same bytes to preview, file and printer."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from counsel.sheets.kinds import KINDS, PAPERS, SIZES

if TYPE_CHECKING:
    from ui.session import Session

__all__ = ["PAPERS", "SIZES", "HandoutDesk", "Order"]

STANDARD = "standard"
# What the case has to hold for a kind to have anything to say.
NEEDS = {"offer": "offer", "treated": "treated"}
# In an emergency every sheet says one and the same; these say it in another form.
OTHER_IN_EMERGENCY = frozenset({STANDARD, "large-print", "aphasia"})


@dataclass(frozen=True, slots=True)
class Order:
    """What a job is made from; equal orders give equal bytes. `size` is the least, in points."""

    case: Any
    assessment: Any
    kinds: tuple[str, ...]
    size: int
    paper: str
    settings: Any


class HandoutDesk(QObject):
    """Keeps the last job made, and for this session which kinds of sheets are wanted."""

    options_changed = Signal()
    left_out = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._size: int = session.program.settings.size
        self._paper: str = session.program.settings.paper
        self._wanted = frozenset({STANDARD})
        self._made: tuple[Order, bytes] | None = None
        self._told = ""
        self._lock = Lock()

    @property
    def size(self) -> int:
        return self._size

    @property
    def paper(self) -> str:
        return self._paper

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of the next job, in the order of printing: those wanted that this case has a use for."""
        return tuple(kind for kind in KINDS if kind in self._wanted and not self.unfit(kind)) or (STANDARD,)

    def unfit(self, kind: str) -> str:
        """Why this case has no use for a kind: `offer`, `treated` or `urgent`; empty where it has one."""
        needed = NEEDS.get(kind)
        if needed and getattr(self._session.case, needed) is None:
            return needed
        urgent = self._session.assessment.urgent
        return "urgent" if urgent and kind not in OTHER_IN_EMERGENCY else ""

    def want(self, kind: str, is_wanted: bool) -> bool:
        """Adds a kind to all jobs to come, or takes it out; False where nothing would be left to print."""
        wanted = self._wanted | {kind} if is_wanted else self._wanted - {kind}
        if not is_wanted and not any(not self.unfit(one) for one in wanted):
            return False
        if wanted != self._wanted:
            self._wanted = wanted
            self.options_changed.emit()
        return True

    def choose(self, *, size: int | None = None, paper: str | None = None) -> None:
        """Changes the least size of the text or the paper of all jobs to come."""
        wanted = (size or self._size, paper or self._paper)
        if wanted != (self._size, self._paper):
            self._size, self._paper = wanted
            self.options_changed.emit()

    def take_settings(self) -> None:
        """Goes back to the paper and size of the settings, for all jobs to come."""
        settings = self._session.program.settings
        self._size, self._paper = settings.size, settings.paper
        # Another logo may bear the same name.
        self._made, self._told = None, ""
        self.options_changed.emit()

    def order(self) -> Order:
        """The order that fits the present case and options."""
        session = self._session
        settings = session.program.settings
        return Order(session.case, session.assessment, self.kinds, self._size, self._paper, settings)

    def pdf(self, order: Order | None = None) -> bytes:
        """The job as PDF; may be called from a worker's thread. CounselError where it cannot be made."""
        order = order or self.order()
        with self._lock:
            if self._made is None or self._made[0] != order:
                made = self._session.program.handouts_pdf(
                    order.case, order.assessment, order.kinds, paper=order.paper, least=order.size
                )
                self._made = (order, made)
                self._tell_left_out(order.case)
            return self._made[1]

    def html(self) -> bytes:
        """The same sheets as one HTML file in UTF-8."""
        order = self.order()
        made = self._session.program.handouts_html(
            order.case, order.assessment, order.kinds, least=order.size
        )
        self._tell_left_out(order.case)
        return made.encode("utf-8")

    def _tell_left_out(self, case: Any) -> None:
        """Tells once what is not on the sheets: the clinic's logo, or the end of something typed."""
        program = self._session.program
        missing = " ".join(filter(None, (program.logo_fault(), program.shortened(case))))
        if missing and missing != self._told:
            self.left_out.emit(missing)
        self._told = missing
