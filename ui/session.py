"""Holds the present case and is the only caller of `assess`; it knows no widget and no rule."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from counsel.shell.bootstrap import Assessment, Case, Program


class Session(QObject):
    """One case at a time: its values, its assessment, and whether it was saved."""

    case_changed = Signal()
    case_replaced = Signal()
    assessment_changed = Signal(object)

    def __init__(self, program: Program, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self._case = self._empty()
        self._saved = self._case
        self._cleared: tuple[Case, Case] | None = None
        self._assessment: Assessment = program.assess(self._case)
        self._asked_flags: frozenset[str] | None = None

    @property
    def program(self) -> Program:
        return self._program

    def use(self, program: Program) -> None:
        """Goes on with the same program under other settings; the case and its result stay."""
        self._program = program

    @property
    def case(self) -> Case:
        return self._case

    @property
    def assessment(self) -> Assessment:
        """The assessment of the present case, never older than it."""
        return self._assessment

    @property
    def asked_flags(self) -> frozenset[str]:
        """The safety questions that the present case is asked, by id; found once for each assessment."""
        if self._asked_flags is None:
            self._asked_flags = self._program.flags_asked(self._assessment)
        return self._asked_flags

    @property
    def is_unsaved(self) -> bool:
        """Whether something was entered or changed that no file holds."""
        return self._case != self._saved

    @property
    def is_empty(self) -> bool:
        return self._case == self._empty()

    @property
    def can_undo_clear(self) -> bool:
        return self._cleared is not None

    def set_value(self, path: str, value: object | None) -> None:
        """Puts one value in (None takes it out); InputError leaves the case as it was."""
        self.set_values({path: value})

    def set_values(self, values: Mapping[str, object | None]) -> None:
        """Puts several values in and assesses once; InputError leaves the case as it was."""
        case = self._program.with_values(self._case, values)
        if case != self._case:
            self._take(case, self._program.assess(case))

    def clear(self) -> None:
        """Empties the case; `undo_clear` brings it back until the next clear or load."""
        if not self.is_empty:
            self._cleared = (self._case, self._saved)
        self._saved = self._empty()
        self._replace(self._saved, self._program.assess(self._saved))

    def undo_clear(self) -> None:
        """Brings back the case that `clear` emptied; does nothing where there is none."""
        if self._cleared is None:
            return
        case, self._saved = self._cleared
        self._cleared = None
        self._replace(case, self._program.assess(case))

    def load(self, path: Path) -> None:
        """Reads a case file in place of the present case; InputError or FileError change nothing."""
        case = self._program.open_case(path)
        # What contradicts itself is refused here, before anything of the present case is given up.
        assessment = self._program.assess(case)
        self._cleared = None
        self._saved = case
        self._replace(case, assessment)

    def save(self, path: Path) -> None:
        """Writes the present case; FileError leaves an existing file as it was."""
        self._program.save_case(path, self._case)
        self._saved = self._case

    def forget(self) -> None:
        """Counts the present entries as not worth keeping: nothing is asked at closing."""
        self._saved = self._case

    def _replace(self, case: Case, assessment: Assessment) -> None:
        self._hold(case, assessment)
        self.case_replaced.emit()
        self._tell()

    def _take(self, case: Case, assessment: Assessment) -> None:
        self._hold(case, assessment)
        self._tell()

    def _hold(self, case: Case, assessment: Assessment) -> None:
        self._case, self._assessment, self._asked_flags = case, assessment, None

    def _tell(self) -> None:
        self.case_changed.emit()
        self.assessment_changed.emit(self._assessment)

    def _empty(self) -> Case:
        return self._program.empty_case()
