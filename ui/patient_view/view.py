"""The sheet on the whole screen: large words, one idea a page, arrow keys and large buttons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.labels import word
from ui.look.theme import GRID, font
from ui.patient_view.page import SMALLEST, WIDEST, PageView

if TYPE_CHECKING:
    from counsel.sheets.patient_pages import PatientPage

SHORT = 480
FORWARD = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown)
BACKWARD = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace)


class PageArea(QScrollArea):
    """Scrolls only a page that does not fit at the smallest size."""

    def __init__(self, page: PageView) -> None:
        super().__init__()
        self._page = page
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._page.fit(self.viewport().height())


class PatientView(QWidget):
    """A window of its own over the whole screen; Escape closes it."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._pages: tuple[PatientPage, ...] = ()
        self._at = 0
        self.setWindowTitle(word("patient.title"))
        self.setObjectName("patientView")
        self.page = PageView()
        self.area = PageArea(self.page)
        self.back, self.next = self._button("patient.back"), self._button("patient.next")
        self.close_button = self._button("patient.close")
        self.close_button.setToolTip(word("patient.close.help"))
        self.next.setProperty("strong", True)
        self.count = QLabel()
        self.count.setFont(font(SMALLEST))
        self.count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        self.back.clicked.connect(lambda: self.go(-1))
        self.next.clicked.connect(self.forward)
        self.close_button.clicked.connect(self.close)

    def _button(self, key: str) -> QPushButton:
        button = QPushButton(word(key))
        button.setFont(font(SMALLEST, strong=True))
        button.setProperty("large", True)
        return button

    def _lay_out(self) -> None:
        middle = QWidget()
        held = QHBoxLayout(middle)
        held.setContentsMargins(0, 0, 0, 0)
        held.addStretch(1)
        self.page.setMaximumWidth(WIDEST)
        held.addWidget(self.page, 20)
        held.addStretch(1)
        self.area.setWidget(middle)
        bar = QHBoxLayout()
        bar.setSpacing(2 * GRID)
        for widget, share in ((self.back, 0), (self.count, 1), (self.next, 0), (self.close_button, 0)):
            bar.addWidget(widget, share)
        column = self._column = QVBoxLayout(self)
        column.addWidget(self.area, 1)
        column.addLayout(bar)

    @property
    def at(self) -> int:
        """Which page is shown, from 0."""
        return self._at

    def show_pages(self, pages: Sequence[PatientPage]) -> None:
        """Shows these pages from the first."""
        self._pages, self._at = tuple(pages), 0
        is_one = len(self._pages) < 2
        for widget in (self.back, self.next):
            widget.setHidden(is_one)
        self._show()

    def go(self, steps: int) -> None:
        """Forward or back; at either end it stays."""
        at = min(max(self._at + steps, 0), len(self._pages) - 1)
        if at != self._at:
            self._at = at
            self._show()

    def forward(self) -> None:
        """To what is still below the screen, then to the next page: nothing is passed over unseen."""
        bar = self.area.verticalScrollBar()
        if bar.value() < bar.maximum():
            bar.setValue(bar.value() + bar.pageStep() * 3 // 4)
        else:
            self.go(1)

    def _show(self) -> None:
        if not self._pages:
            return
        self.page.show_page(self._pages[self._at], self.area.viewport().height())
        self.area.verticalScrollBar().setValue(0)
        page, pages = self._at + 1, len(self._pages)
        self.count.setText(word("patient.page", page=page, pages=pages) if pages > 1 else "")
        self.back.setEnabled(self._at > 0)
        self.next.setEnabled(page < pages)
        heading = self._pages[self._at].heading
        self.setAccessibleName(word("patient.spoken", heading=heading, page=page, pages=pages))
        # A button that is switched off must not keep the focus, or the keys would go nowhere.
        button = self.next if page < pages else self.close_button
        if not self.back.hasFocus() or not self.back.isEnabled():
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        if QAccessible.isActive():
            words = " ".join((self.accessibleName(), *(one.text for one in self._pages[self._at].sentences)))
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    # Qt's own calls

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.area.verticalScrollBar()
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_Up and bar.value() > 0:
            bar.setValue(bar.value() - bar.pageStep() // 2)
        elif event.key() in FORWARD:
            self.forward()
        elif event.key() in BACKWARD:
            self.go(-1)
        elif event.key() == Qt.Key.Key_Home:
            self.go(-self._at)
        elif event.key() == Qt.Key.Key_End:
            self.go(len(self._pages))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # At 200 % on a small screen the words need the room more than the air around them.
        self._tighten(self.height() < SHORT)

    def _tighten(self, is_short: bool) -> None:
        edge = GRID if is_short else 3 * GRID
        self._column.setContentsMargins(3 * GRID, edge, 3 * GRID, edge)
        self._column.setSpacing(GRID if is_short else 2 * GRID)
        for button in (self.back, self.next, self.close_button):
            if button.property("short") != is_short:
                button.setProperty("short", is_short)
                button.style().polish(button)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()
