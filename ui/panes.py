"""The form and what stands beside it; a window too narrow for both shows one at a time. It fills neither."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ui.form.view import FormView

# Below this many pixels the result beside the form would be too thin to read.
NARROW = 860
LEAST = 1


class Panes(QWidget):
    """The form at the left, a stack of pages at the right."""

    narrowed = Signal(bool)
    turned = Signal()

    def __init__(self, form: FormView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_narrow = False
        self.shows_form = True
        self.form = form
        self.right = QStackedWidget(self)
        # What was opened there once must not keep the window from being made narrow.
        self.right.setMinimumWidth(LEAST)
        self._side = QFrame(self)
        self._side.setObjectName("formSide")
        self._side.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        left = QVBoxLayout(self._side)
        left.setContentsMargins(0, 0, 1, 0)
        left.addWidget(form)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        columns.addWidget(self._side)
        columns.addWidget(self.right, 1)

    def switch(self) -> None:
        """Takes the focus from the form to the other pane or back, and in a narrow window the view too."""
        focused = self.window().focusWidget()
        in_form = focused is not None and self._side.isAncestorOf(focused)
        to_right = in_form or (self.is_narrow and self.shows_form)
        if to_right:
            self.show_right()
        else:
            self.show_form(True)
            self.form.focus_last()

    def show_right(self) -> None:
        """Shows what stands beside the form, and gives it the focus."""
        self.show_form(False)
        if (page := self.right.currentWidget()) is not None:
            _focus_within(page)

    def show_form(self, is_form: bool) -> None:
        """Which of the two a narrow window shows."""
        self.shows_form = is_form
        self._side.setVisible(is_form or not self.is_narrow)
        self.right.setVisible(not is_form or not self.is_narrow)
        self.turned.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < NARROW
        if is_narrow == self.is_narrow:
            return
        self.is_narrow = is_narrow
        self.form.widen(is_narrow)
        policy = QSizePolicy.Policy.Expanding if is_narrow else QSizePolicy.Policy.Fixed
        self._side.setSizePolicy(policy, QSizePolicy.Policy.Expanding)
        self.show_form(self.shows_form)
        self.narrowed.emit(is_narrow)


def _focus_within(page: QWidget) -> None:
    """The first input of a page, in the order of the Tab key."""
    inputs = [one for one in page.findChildren(QWidget) if one.isVisible()]
    first = next((one for one in inputs if one.focusPolicy() & Qt.FocusPolicy.TabFocus), page)
    first.setFocus(Qt.FocusReason.TabFocusReason)
