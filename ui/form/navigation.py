"""Where the focus goes in the form: to a fact, a section, the next one, the last input; it enters nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counsel.case.document_paths import belong
from ui.form.row import FieldRow
from ui.form.sections import SectionBox

if TYPE_CHECKING:
    from ui.form.safety import SafetyRows

SAFETY_PATHS = ("safety", "safety_others")


class Navigation:
    """Looks at sections and rows as they are when asked; `last` is the input that had the focus last."""

    def __init__(
        self,
        sections: Mapping[str, SectionBox],
        row_of: Mapping[str, FieldRow],
        safety: Callable[[], SafetyRows | None],
    ) -> None:
        self._sections = sections
        self._row_of = row_of
        self._safety = safety
        self.last: QWidget | None = None

    def inputs(self) -> list[QWidget]:
        """Every input from top to bottom."""
        return [one for box in self._shown() for one in box.inputs()]

    def to_path(self, path: str) -> bool:
        """To the field of a fact, opened where it is folded; False where there is none."""
        target = self._input_for(path)
        if target is None:
            return False
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def to_section(self, name: str) -> None:
        """To the first input of a section; one that is folded whole is opened."""
        box = self._sections[name]
        box.show()
        if not box.core and box.header is not None and not box.is_open:
            box.open()
        inputs = box.inputs()
        inputs[1 if box.is_open and not box.core else 0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def to_last(self) -> None:
        """Back to the input that had the focus last, or to the first."""
        if self.last is not None and self.last.isVisible():
            self.last.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.to_first()

    def to_first(self) -> None:
        if inputs := self.inputs():
            inputs[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def to_next_section(self, focused: QWidget | None) -> None:
        """To the first input of the section after the one that holds the focus."""
        boxes = self._shown()
        here = next((at for at, box in enumerate(boxes) if focused and box.isAncestorOf(focused)), -1)
        _to_first_of(boxes[here + 1 :])

    def behind(self, name: str) -> None:
        """To the first input behind a section."""
        _to_first_of([*self._sections.values()][[*self._sections].index(name) + 1 :])

    def _shown(self) -> list[SectionBox]:
        return [box for box in self._sections.values() if not box.isHidden()]

    def _input_for(self, path: str) -> QWidget | None:
        safety = self._safety()
        if safety is not None and path.partition(".")[0] in SAFETY_PATHS:
            question = safety.row(path)
            return question.buttons if question and not question.isHidden() else safety.next_open()
        for box in self._sections.values():
            if not box.is_open and any(belong(path, known) for known in box.paths()):
                box.open()
        if path in self._row_of:
            return self._row_of[path].inputs()[0]
        near = [known for known, row in self._row_of.items() if belong(path, known) and not row.isHidden()]
        # A part of what was asked for is nearer than the whole section that holds it.
        near.sort(key=lambda known: not known.startswith(f"{path}."))
        row = self._row_of[near[0]] if near else None
        return row.inputs()[0] if row else None


def _to_first_of(boxes: list[SectionBox]) -> None:
    for box in boxes:
        if inputs := box.inputs():
            inputs[0].setFocus(Qt.FocusReason.TabFocusReason)
            return
