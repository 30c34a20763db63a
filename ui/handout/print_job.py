"""The next job of sheets: what is wanted of it, and its bytes, made once for preview, file and printer."""

from __future__ import annotations

from datetime import date
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from counsel.sheets.kinds import KINDS, PAPERS, SIZES, STANDARD
from counsel.sheets.print_order import PrintOrder

if TYPE_CHECKING:
    from counsel.case.parse import Case
    from counsel.shell.bootstrap import Letterhead, Program
    from ui.session import Session

__all__ = ["PAPERS", "SIZES", "JobBasis", "PrintJob"]


class JobBasis(NamedTuple):
    """All that the bytes of a job depend on; `turn` counts the cases and settings of this session."""

    turn: int
    order: PrintOrder
    program: Program
    letterhead: Letterhead
    day: date


class PrintJob(QObject):
    """Keeps the last job made as long as its case is on the screen, and which kinds of sheets are wanted."""

    options_changed = Signal()
    left_out = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._size: int = session.program.settings.size
        self._paper: str = session.program.settings.paper
        self._wanted = frozenset({STANDARD})
        self._turn = 0
        self._made: tuple[JobBasis, bytes] | None = None
        self._told = ""
        self._making, self._keeping = Lock(), Lock()
        session.assessment_changed.connect(self.forget)

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

    def say(self, sentence_id: str, **gaps: object) -> str:
        """A sentence in the language of the settings."""
        return self._session.program.wording.say(sentence_id, gaps)

    def unfit(self, kind: str) -> str:
        """Why this case has no use for a kind: the section it lacks, or `urgent`; empty where it has one."""
        record = KINDS[kind]
        if record.needs and getattr(self._session.case, record.needs) is None:
            return record.needs
        return "urgent" if self._session.assessment.urgent and not record.in_emergency else ""

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
        self._told = ""
        self.forget()
        self.options_changed.emit()

    def forget(self) -> None:
        """Drops what was made, and what a thread may still be making: it is of another case or settings."""
        with self._keeping:
            self._turn += 1
            self._made = None

    def basis(self) -> JobBasis:
        """What the next job is made from, as it stands now."""
        session = self._session
        program = session.program
        order = PrintOrder(
            session.case, session.assessment, self.kinds, paper=self._paper, least=self._size
        )
        return JobBasis(self._turn, order, program, program.letterhead(), program.today())

    def made(self, basis: JobBasis) -> bytes | None:
        """The PDF of a job where it was made before."""
        with self._keeping:
            return self._made[1] if self._made is not None and self._made[0] == basis else None

    def make(self, basis: JobBasis) -> bytes:
        """The job as PDF, made where it was not; for any thread. CounselError where it cannot be made."""
        with self._making:
            if (found := self.made(basis)) is not None:
                return found
            pdf = basis.program.pdf(basis.order)
            with self._keeping:
                # Meanwhile another person's case may have come: nothing of this one is kept then.
                if basis.turn == self._turn:
                    self._made = (basis, pdf)
            return pdf

    def pdf(self, basis: JobBasis | None = None) -> bytes:
        """As `make`, for somebody who asked for the job and is told what is not on it."""
        basis = basis or self.basis()
        pdf = self.make(basis)
        self._tell_left_out(basis.program, basis.order.case)
        return pdf

    def html(self) -> bytes:
        """The same sheets as one HTML file in UTF-8."""
        basis = self.basis()
        made = basis.program.html(basis.order)
        self._tell_left_out(basis.program, basis.order.case)
        return made.encode("utf-8")

    def _tell_left_out(self, program: Program, case: Case) -> None:
        """Tells once what is not on the sheets: the clinic's logo, or the end of something typed."""
        missing = " ".join(filter(None, (program.letterhead().fault, program.shortened(case))))
        if missing and missing != self._told:
            self.left_out.emit(missing)
        self._told = missing
