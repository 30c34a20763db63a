"""The result as one page: standing, stages, expectation beside what is missing, then the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.result.banner import Banner
from ui.result.lines import LineList
from ui.result.missing import MissingList
from ui.result.timeline import Timeline
from ui.theme import GRID
from ui.words import word

if TYPE_CHECKING:
    from counsel.screen import Part, ScreenView
    from counsel.screen_lines import Line

ANNOUNCE_AFTER_MS = 600
NARROW = 620


class Card(QFrame):
    """A titled box for one part of the result."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(2 * GRID, 10, 12, 8)
        self.column.setSpacing(2)
        self.heading = QLabel(title, self)
        self.heading.setProperty("role", "heading")
        self.heading.setWordWrap(True)
        self.column.addWidget(self.heading)


class LinesCard(Card):
    """A titled list; without lines it is not there."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.lines = LineList(self)
        self.column.addWidget(self.lines)
        self.hide()

    def show_lines(self, lines: Sequence[Line]) -> None:
        self.lines.show_lines(lines)
        _show_if(self, bool(lines))


def _show_if(widget: QWidget, wanted: bool) -> None:
    # Qt lays out anew even when nothing changes.
    if widget.isHidden() == wanted:
        widget.setVisible(wanted)


class SectionsCard(Card):
    """Several small headings with their lines; labels and lists are reused."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._pool: list[tuple[QLabel, LineList]] = []
        self._count = 0
        self.column.addStretch(1)

    def lists(self) -> list[LineList]:
        return [lines for _title, lines in self._pool[: self._count]]

    def show_sections(self, sections: Sequence[Part]) -> None:
        while len(self._pool) < len(sections):
            self._grow()
        for (title, lines), section in zip(self._pool, sections, strict=False):
            if title.text() != section.title:
                title.setText(section.title)
            lines.show_lines(section.lines)
        if len(sections) != self._count:
            self._count = len(sections)
            for at, (title, lines) in enumerate(self._pool):
                title.setVisible(at < self._count)
                lines.setVisible(at < self._count)

    def _grow(self) -> None:
        title = QLabel(self)
        title.setProperty("role", "note")
        title.setWordWrap(True)
        lines = LineList(self)
        at = self.column.count() - 1
        self.column.insertWidget(at, title)
        self.column.insertWidget(at + 1, lines)
        self._pool.append((title, lines))


class ResultPane(QScrollArea):
    """Shows one ScreenView at a time and tells which missing fact was asked for."""

    field_asked_for = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._announced = ""
        self._pairs: list[QBoxLayout] = []
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(word("result.name"))
        self.banner = Banner()
        self.phase = Card("")
        self.timeline = Timeline()
        self.phase_lines = LineList()
        self.expectation = SectionsCard(word("result.expectation"))
        self.missing_card = Card(word("result.missing"))
        self.missing = MissingList()
        self.arguments = Card("")
        self.arguments_for = LineList()
        self.arguments_against = LineList()
        self.offer = LinesCard(word("result.offer"))
        self.findings = LinesCard(word("result.findings"))
        self.caveats = LinesCard(word("result.caveats"))
        self._lay_out()
        self.missing.asked_for.connect(self.field_asked_for)
        self._announcer = QTimer(self)
        self._announcer.setSingleShot(True)
        self._announcer.setInterval(ANNOUNCE_AFTER_MS)
        self._announcer.timeout.connect(self._announce)

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(12)
        self.phase.column.addWidget(self.timeline)
        self.phase.column.addWidget(self.phase_lines)
        self.missing_card.column.addWidget(self.missing)
        self.missing_card.column.addStretch(1)
        sides = QHBoxLayout()
        sides.setSpacing(2 * GRID)
        self._pairs.append(sides)
        for title, lines in (("result.for", self.arguments_for), ("result.against", self.arguments_against)):
            sides.addLayout(self._side(word(title), lines), 1)
        self.arguments.column.addLayout(sides)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        self._pairs.append(middle)
        middle.addWidget(self.expectation, 3)
        middle.addWidget(self.missing_card, 2)
        column.addWidget(self.banner)
        column.addWidget(self.phase)
        column.addLayout(middle)
        for card in (self.offer, self.arguments, self.caveats, self.findings):
            column.addWidget(card)
        column.addStretch(1)
        self.setWidget(page)

    def _side(self, title: str, lines: LineList) -> QVBoxLayout:
        side = QVBoxLayout()
        side.setSpacing(2)
        label = QLabel(title)
        label.setProperty("role", "note")
        side.addWidget(label)
        side.addWidget(lines)
        side.addStretch(1)
        return side

    def show_view(self, view: ScreenView) -> None:
        """Puts the words in place; widgets whose words stay are not touched."""
        self.banner.show_standing(view.standing_title, view.standing_lines)
        if self.phase.heading.text() != view.phase_title:
            self.phase.heading.setText(view.phase_title)
        self.timeline.show_stages(view.timeline, view.here_low, view.here_high)
        self.phase_lines.show_lines(view.phase_lines)
        self.expectation.show_sections(view.expectation)
        self.missing.show_rows(view.missing)
        self.arguments_for.show_lines(view.arguments_for)
        self.arguments_against.show_lines(view.arguments_against)
        if self.arguments.heading.text() != view.arguments_title:
            self.arguments.heading.setText(view.arguments_title)
        _show_if(self.arguments, bool(view.arguments_for or view.arguments_against))
        self.offer.show_lines(view.offer)
        self.caveats.show_lines(view.caveats)
        self.findings.show_lines(view.findings)
        self._announcer.start()

    def _announce(self) -> None:
        """Tells a screen reader the new standing and stage once typing rests."""
        words = f"{self.banner.title}. {self.phase.heading.text()}"
        if words == self._announced:
            return
        self._announced = words
        if not QAccessible.isActive():
            return
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # At 200 % on a small screen there is no room for two columns.
        is_narrow = self.viewport().width() < NARROW
        way = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        for pair in self._pairs:
            if pair.direction() != way:
                pair.setDirection(way)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.banner.refresh_colours()
