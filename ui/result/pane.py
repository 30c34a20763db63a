"""The result as one page: standing, stages, expectation beside what is missing, then the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.evidence.counts import CountLine
from ui.labels import word
from ui.look.theme import GRID
from ui.result.banner import Banner
from ui.result.cards import Card, FoldedCard, LinesCard, PartsCard, set_text, show_if
from ui.result.lines import Explainer, LineList
from ui.result.missing import MissingList
from ui.result.more_below import HEIGHT, MoreBelow, headings_of
from ui.result.tabs import order_tabs
from ui.result.timeline import Timeline

if TYPE_CHECKING:
    from counsel.physician.lines import Line
    from counsel.physician.result import ScreenView

FRAME_MS = 17
ANNOUNCE_AFTER_MS = 600
NARROW, TITLE_MOST = 620, 400


class ResultPane(QScrollArea, Explainer):
    """Shows one ScreenView at a time and tells which missing fact was asked for."""

    field_asked_for = Signal(str)
    study_asked_for = Signal(str)
    studies_asked_for = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._announced = ""
        self._studied: tuple[str, tuple[str, ...]] = ("", ())
        self._pairs: list[QBoxLayout] = []
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(word("result.name"))
        self.banner = Banner()
        self.phase = Card("")
        self.timeline = Timeline()
        self.phase_lines = LineList()
        self.studied = CountLine()
        self.expectation = PartsCard(word("result.expectation"))
        self.missing_card = Card(word("result.missing"))
        self.missing = MissingList()
        self.arguments = Card("")
        self.arguments_for = LineList()
        self.arguments_against = LineList()
        self.offer = PartsCard(word("result.offer"), has_marks=True)
        self.answered = FoldedCard()
        self.treated, self.trial_questions = LinesCard(""), LinesCard("")
        self.routes = PartsCard("", has_marks=True)
        self.findings = LinesCard(word("result.findings"))
        self.caveats = LinesCard(word("result.caveats"))
        self.course, self.claims, self.mechanisms = FoldedCard(), FoldedCard(), FoldedCard()
        self._lay_out()
        # Its height is kept free: what has the focus is never scrolled under it.
        self.setViewportMargins(0, 0, 0, HEIGHT)
        self.more_below = MoreBelow(self, lambda: headings_of(self._page, self._titled))
        self.missing.asked_for.connect(self.field_asked_for)
        self.banner.settling.asked_for.connect(self.field_asked_for)
        self.timeline.study_asked_for.connect(self.study_asked_for)
        self.studied.clicked.connect(self._on_studied)
        self._view: ScreenView | None = None
        self._missing_later: QTimer | None = None
        self._announcer = QTimer(self)
        self._announcer.setSingleShot(True)
        self._announcer.setInterval(ANNOUNCE_AFTER_MS)
        self._announcer.timeout.connect(self._announce)

    def _lay_out(self) -> None:
        self._page = page = QWidget()
        # It grows and shrinks at its lower end: what stays in place need not be painted again.
        page.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        column = QVBoxLayout(page)
        column.setContentsMargins(2 * GRID, GRID, 2 * GRID, 12)
        column.setSpacing(GRID)
        head = self._pair(self.phase.heading, self.studied, (0, 1), 2 * GRID)
        self.phase.column.insertLayout(0, head)
        for widget in (self.timeline, self.phase_lines):
            self.phase.column.addWidget(widget)
        self.missing_card.column.addWidget(self.missing)
        self.missing_card.column.addStretch(1)
        column.addWidget(self.banner)
        column.addWidget(self.phase)
        column.addLayout(self._pair(self.expectation, self.missing_card, (9, 4), GRID))
        self._sides = (
            self._side(word("result.for"), self.arguments_for),
            self._side(word("result.against"), self.arguments_against),
        )
        self.arguments.column.addLayout(self._pair(*self._sides, (1, 1), 2 * GRID))
        rest = (
            self.offer, self.answered, self.trial_questions, self.treated, self.arguments, self.caveats,
            self.routes, self.findings, self.course, self.claims, self.mechanisms,
        )  # fmt: skip
        for card in rest:
            column.addWidget(card)
        self._reading_order: tuple[QWidget, ...] = (
            self.banner, self.studied, self.timeline, self.phase_lines, self.expectation, self.missing_card,
            *rest[: rest.index(self.arguments)], self.arguments_for, self.arguments_against,
            *rest[rest.index(self.arguments) + 1 :],
        )  # fmt: skip
        self._titled = (self.expectation, self.missing_card, *rest)
        column.addStretch(1)
        self.setWidget(page)

    def _pair(self, left: QWidget, right: QWidget, shares: tuple[int, int], space: int) -> QBoxLayout:
        """Two parts side by side, or one above the other where there is no room."""
        pair = QHBoxLayout()
        pair.setSpacing(space)
        for widget, share in zip((left, right), shares, strict=True):
            pair.addWidget(widget, share)
        self._pairs.append(pair)
        return pair

    def _side(self, title: str, lines: LineList) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        label = QLabel(title)
        label.setProperty("role", "note")
        column.addWidget(label)
        column.addWidget(lines)
        column.addStretch(1)
        return side

    def put_off_missing(self, milliseconds: int) -> None:
        """Has the first views wait for what is missing: finding it takes longer the first time."""
        self._missing_later = QTimer(self)
        self._missing_later.setSingleShot(True)
        self._missing_later.setInterval(milliseconds)
        self._missing_later.timeout.connect(self._on_missing_due)
        self._missing_later.start()

    def show_view(self, view: ScreenView, explain: Callable[[Line], str]) -> None:
        """Puts the words in place; widgets whose words stay are not touched. `explain` words a reason."""
        self._view, self.explain = view, explain
        self.banner.show_standing(view.standing_title, view.standing_lines)
        self._show_phase_title(view.phase_title)
        self.timeline.show_stages(view.timeline, view.here_low, view.here_high)
        self.timeline.show_bars(view.bars, view.bar_kinds, view.bars_caption)
        self.phase_lines.show_lines(view.phase_lines)
        self._show_studied(view)
        self.expectation.show_parts(view.expectation)
        if self._missing_later is None:
            self._show_missing(view)
        self._show_arguments(view)
        self._show_offer(view)
        self.treated.show_part(view.treated)
        self.trial_questions.show_part(view.trial_questions)
        self.routes.show_parts(view.routes)
        set_text(self.routes.heading, view.routes_title)
        show_if(self.routes, bool(view.routes))
        self.caveats.show_lines(view.caveats)
        self.findings.show_lines(view.findings)
        self.course.show_part(view.course)
        self.claims.show_part(view.claims)
        self.mechanisms.show_part(view.mechanisms)
        self._announcer.start()

    def _on_missing_due(self) -> None:
        """What would settle the standing moves all below it; the list waits until that is painted."""
        self._missing_later = None
        if self._view is not None:
            self._show_settling(self._view)
            QTimer.singleShot(FRAME_MS, self, self._on_list_due)

    def _on_list_due(self) -> None:
        if self._view is not None:
            self._show_missing(self._view)

    def _show_settling(self, view: ScreenView) -> None:
        self.banner.settling.show_rows(view.settle_title, view.settles)

    def _show_missing(self, view: ScreenView) -> None:
        self._show_settling(view)
        self.missing.show_rows(view.missing, view.nothing_missing)

    def _show_phase_title(self, title: str) -> None:
        """The title keeps its line, so that the words beside it break first."""
        if title != self.phase.heading.text():
            self.phase.heading.setText(title)
            width = self.phase.heading.fontMetrics().horizontalAdvance(title) + GRID
            self.phase.heading.setMinimumWidth(min(width, TITLE_MOST))

    def _show_studied(self, view: ScreenView) -> None:
        if (view.studied, view.studied_trials) != self._studied:
            self._studied = (view.studied, view.studied_trials)
            self.studied.show_count(*self._studied)
            self.studied.setEnabled(True)
        show_if(self.studied, bool(view.studied))

    def _show_arguments(self, view: ScreenView) -> None:
        self.arguments_for.show_lines(view.arguments_for)
        self.arguments_against.show_lines(view.arguments_against)
        for side, lines in zip(self._sides, (view.arguments_for, view.arguments_against), strict=True):
            show_if(side, bool(lines))
        set_text(self.arguments.heading, view.arguments_title)
        show_if(self.arguments, bool(view.arguments_for or view.arguments_against))

    def _show_offer(self, view: ScreenView) -> None:
        set_text(self.offer.heading, view.offer_title)
        self.offer.show_parts(view.offer_groups)
        show_if(self.offer, bool(view.offer_groups))
        self.answered.show_part(view.offer_answered)

    def _on_studied(self) -> None:
        self.studies_asked_for.emit(self._studied[1], self._studied[0])

    def _announce(self) -> None:
        """Tells a screen reader the new standing and stage once typing rests."""
        words = f"{self.banner.title}. {self.phase.heading.text()}"
        if words == self._announced:
            return
        self._announced = words
        if not QAccessible.isActive():
            return
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def focusNextPrevChild(self, forward: bool) -> bool:
        order_tabs(self._reading_order)
        return super().focusNextPrevChild(forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.more_below.place()
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
