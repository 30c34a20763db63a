"""Holds the present case and is the only caller of `assess`; knows no widget and no rule."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from counsel.case.parse import Case, parse_case, with_value

if TYPE_CHECKING:
    from counsel.shell.bootstrap import Program


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
        self._assessment: Any = program.assess(self._case)

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
    def assessment(self) -> Any:
        """The assessment of the present case, never older than it."""
        return self._assessment

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
        case = self._case
        for path, value in values.items():
            case = with_value(case, path, value)
        if case != self._case:
            self._take(case)

    def clear(self) -> None:
        """Empties the case; `undo_clear` brings it back until the next clear or load."""
        if not self.is_empty:
            self._cleared = (self._case, self._saved)
        self._saved = self._empty()
        self._take(self._saved, replaced=True)

    def undo_clear(self) -> None:
        """Brings back the case that `clear` emptied; does nothing where there is none."""
        if self._cleared is None:
            return
        case, self._saved = self._cleared
        self._cleared = None
        self._take(case, replaced=True)

    def load(self, path: Path) -> None:
        """Reads a case file in place of the present case; InputError or OSError change nothing."""
        case = self._program.open_case(path)
        self._cleared = None
        self._saved = case
        self._take(case, replaced=True)

    def save(self, path: Path) -> None:
        """Writes the present case; OSError leaves an existing file as it was."""
        self._program.save_case(path, self._case)
        self._saved = self._case

    def forget(self) -> None:
        """Counts the present entries as not worth keeping: nothing is asked at closing."""
        self._saved = self._case

    def _take(self, case: Case, *, replaced: bool = False) -> None:
        self._case = case
        self._assessment = self._program.assess(case)
        if replaced:
            self.case_replaced.emit()
        self.case_changed.emit()
        self.assessment_changed.emit(self._assessment)

    def _empty(self) -> Case:
        return parse_case({"format": 1, "assessed_on": self._program.today().isoformat()})
