"""One page for the patient: a heading, few sentences and perhaps a picture, as large as there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QLayout, QVBoxLayout, QWidget

from ui.look.marks import paint_mark
from ui.look.theme import GRID, colour, font
from ui.patient_view.line import PageLine
from ui.patient_view.picture import PictureView

if TYPE_CHECKING:
    from counsel.sheets.patient_pages import PatientPage

# From the largest to the smallest size of the words, in pixels; none is smaller on this view.
SIZES = (38, 34, 30, 27, 24)
SMALLEST = SIZES[-1]
WIDEST = 1100
GAPS = {38: 26, 34: 22, 30: 18, 27: 14, 24: 9}


class PageView(QWidget):
    """Chooses the largest size at which the whole page fits; below the smallest it can be scrolled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: PatientPage | None = None
        self._room = 0
        self.heading, self.subheading = QLabel(), QLabel()
        self.picture = PictureView()
        self.caption = QLabel()
        self.sentences: list[PageLine] = []
        self._small: list[PageLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(5 * GRID, GRID, 5 * GRID, GRID)
        self._column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for label in (self.heading, self.subheading, self.caption):
            label.setWordWrap(True)
        self._build()

    def _build(self) -> None:
        self._said = QVBoxLayout()
        self._foot = QVBoxLayout()
        self._column.addStretch(1)
        self._column.addWidget(self.heading)
        self._column.addWidget(self.subheading)
        self._column.addLayout(self._said)
        self._column.addWidget(self.picture)
        self._column.addWidget(self.caption)
        self._column.addStretch(2)
        self._column.addLayout(self._foot)

    def show_page(self, page: PatientPage, room: int) -> None:
        """Shows a page in `room` pixels of height."""
        self._page = page
        _set(self.heading, page.heading)
        _set(self.subheading, page.subheading)
        self._fill(self.sentences, self._said, [(one.text, one.kind == "item") for one in page.sentences])
        self._fill(self._small, self._foot, [(text, False) for text in page.small])
        self.picture.setVisible(page.picture is not None)
        _set(self.caption, page.picture.caption if page.picture else "")
        if page.picture is not None:
            self.picture.show_picture(page.picture)
        self.fit(room)

    def _fill(self, pool: list[PageLine], column: QVBoxLayout, lines: list[tuple[str, bool]]) -> None:
        while len(pool) < len(lines):
            label = PageLine(self)
            column.addWidget(label)
            pool.append(label)
        unused = [("", False)] * (len(pool) - len(lines))
        for label, (words, is_item) in zip(pool, [*lines, *unused], strict=True):
            label.show_words(words, is_item=is_item)

    def fit(self, room: int) -> None:
        """The largest size at which everything is in sight."""
        self._room = room
        self._colour()
        margins = self._column.contentsMargins()
        width = self.width() - margins.left() - margins.right()
        self.picture.setFixedHeight(self.picture.heightForWidth(width))
        for pixels in SIZES:
            self._size(pixels)
            needed = self._column.heightForWidth(self.width())
            if needed <= room:
                break
        # The least height of broken lines, as Qt guesses it, is for a thinner page than this one.
        self.setMinimumSize(1, needed)
        self.update()

    def _size(self, pixels: int) -> None:
        self.heading.setFont(font(round(pixels * 1.25), strong=True))
        self.subheading.setFont(font(pixels, strong=True))
        for line in self.sentences:
            line.setFont(font(pixels))
            line.set_pixels(pixels)
        for label in (self.caption, *self._small):
            label.setFont(font(SMALLEST))
        self._column.setSpacing(GAPS[pixels])
        self._said.setSpacing(GAPS[pixels])
        self._column.invalidate()

    @property
    def pixels(self) -> int:
        """The size of the sentences now."""
        return self.sentences[0].font().pixelSize() if self.sentences else SMALLEST

    def _colour(self) -> None:
        is_urgent = self._page is not None and self._page.tone == "emergency"
        for label in (self.heading, self.subheading, self.caption, *self.sentences, *self._small):
            palette = label.palette()
            quiet = label in self._small or label is self.caption
            ink = "on_emergency_soft" if is_urgent else "muted" if quiet else "text"
            palette.setColor(QPalette.ColorRole.WindowText, colour(ink))
            label.setPalette(palette)
        left = 12 * GRID if is_urgent else 5 * GRID
        self._column.setContentsMargins(left, GRID, 5 * GRID, GRID)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._page is not None and event.size().width() != event.oldSize().width():
            self.fit(self._room)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # A style sheet gives its widgets back the fonts and colours from before it, so this comes after.
        if event.type() == QEvent.Type.StyleChange and self._page is not None:
            QTimer.singleShot(0, self, lambda: self.fit(self._room))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._page is None or self._page.tone != "emergency":
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("emergency"), 3))
        painter.setBrush(colour("emergency_soft"))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(2, 2, -2, -2), 2 * GRID, 2 * GRID)
        top = self.heading.geometry().top()
        paint_mark(painter, "emergency", QRectF(4 * GRID, top, 6 * GRID, 6 * GRID))


def _set(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setVisible(bool(text))
