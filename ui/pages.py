"""Opens the pages in place of form and result, and the patient view; each is built on first use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.panes import LEAST

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QAction

    from counsel.shell.bootstrap import Assessment, Program
    from ui.evidence.view import StudiesView
    from ui.patient_view.view import PatientView
    from ui.session import Session

NAMES = ("studies", "talk", "trace")


class Page(Protocol):
    """What a page offers: it shows an assessment, and says when it wants to go."""

    @property
    def closed(self) -> SignalInstance: ...

    def show_assessment(self, assessment: Assessment) -> None: ...


class PagesHost(Protocol):
    """What the pages ask of the window that they stand in."""

    @property
    def session(self) -> Session: ...

    @property
    def actions_by_name(self) -> Mapping[str, QAction]: ...


class Pages(QObject):
    """Knows which page is open; only the open one follows the assessment."""

    def __init__(self, window: PagesHost, place: QStackedWidget) -> None:
        """The pages come behind the first of `place`, which holds form and result."""
        super().__init__(place)
        self._window = window
        self._place = place
        self._built: dict[str, QWidget] = {}
        self._came_from: QWidget | None = None
        self.patient: PatientView | None = None

    @property
    def open_page(self) -> str:
        """The name of the open page; empty where form and result are shown."""
        now = self._place.currentWidget()
        return next((name for name, page in self._built.items() if page is now), "")

    def toggle(self, name: str) -> None:
        """Opens a page, or goes back from it to form and result."""
        if self.open_page == name:
            self.close_page()
        else:
            self.open(name)

    def open(self, name: str) -> QWidget:
        """Opens a page and gives it the present assessment."""
        if not self.open_page:
            self._came_from = self._place.window().focusWidget()
        page = self._built.get(name) or self._build(name)
        cast(Page, page).show_assessment(self._window.session.assessment)
        self._place.setCurrentWidget(page)
        page.setFocus()
        self._mark(name)
        return page

    def open_studies(self, trials: tuple[str, ...] = (), words: str = "") -> None:
        """Opens the table of studies; with trials it shows these alone, and the record of a single one."""
        page = cast("StudiesView", self.open("studies"))
        if trials:
            page.show_trials(trials, words)
        if len(trials) == 1:
            page.open_study(trials[0])

    def open_study(self, study: str) -> None:
        """Opens the record of one study, with the others around it."""
        cast("StudiesView", self.open("studies")).open_study(study)

    def close_page(self) -> None:
        """Back to form and result, with the focus where it was."""
        self._place.setCurrentIndex(0)
        self._mark("")
        if self._came_from is not None:
            self._came_from.setFocus()

    def show_assessment(self, assessment: Assessment) -> None:
        """Has the open page follow a changed case."""
        if name := self.open_page:
            cast(Page, self._built[name]).show_assessment(assessment)

    def open_patient_view(self) -> None:
        """Shows the sheet on the whole screen; closing it gives the focus back to the window."""
        from ui.patient_view.view import PatientView

        if self.patient is None:
            self.patient = PatientView(self._place.window())
            self.patient.closed.connect(self._place.window().activateWindow)
        session = self._window.session
        self.patient.show_pages(session.program.patient_pages(session.case, session.assessment))
        # Some window managers take a full screen only as a wish.
        self.patient.setGeometry(self._place.screen().geometry())
        self.patient.showFullScreen()
        self.patient.activateWindow()

    def _mark(self, name: str) -> None:
        for each in NAMES:
            action = self._window.actions_by_name[each]
            action.setCheckable(True)
            action.setChecked(each == name)

    def _build(self, name: str) -> QWidget:
        page = _new(name, self._window.session.program)
        cast(Page, page).closed.connect(self.close_page)
        self._built[name] = page
        page.setMinimumWidth(LEAST)
        self._place.addWidget(page)
        return page


def _new(name: str, program: Program) -> QWidget:
    # Imported here: neither the start nor a key press waits for what nobody has opened.
    if name == "studies":
        from ui.evidence.view import StudiesView

        return StudiesView(program)
    if name == "talk":
        from ui.result.conversation import ConversationView

        return ConversationView(program)
    from ui.result.trace import TraceView

    return TraceView(program)
