"""The nine states of which pictures are taken, and how the window is brought into each; it writes no file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.main_window import MainWindow

STUDY = "starting-2-2021"
PATIENT_PAGE = 4
# Of the inputs of the NIHSS: the line, the button, then the items.
ITEM = 8


class Scene(NamedTuple):
    """A picture: its name, the case that is opened, and what is done before it is taken."""

    name: str
    case: str | None
    prepare: Callable[[MainWindow], QWidget]


def _as_it_is(window: MainWindow) -> QWidget:
    return window


def _result(window: MainWindow) -> QWidget:
    """Where there is no room for both, the result is what the picture is about."""
    window.panes.show_form(False)
    return window


def _without_offer(window: MainWindow) -> QWidget:
    window.session.set_value("offer", None)
    return _result(window)


def _at_the_offer(window: MainWindow) -> QWidget:
    from PySide6.QtWidgets import QApplication

    _result(window)
    # How far down it stands is known once the words have their width.
    QApplication.processEvents()
    window.result.verticalScrollBar().setValue(window.result.offer.y())
    window.result.offer.lists()[0].rows()[0].click()
    return window


def _studies(window: MainWindow) -> QWidget:
    window.pages.open_study(STUDY)
    return window


def _nihss(window: MainWindow) -> QWidget:
    window.form.focus_path("severity.nihss")
    window.form.rows["severity.nihss"].inputs()[ITEM].setFocus()
    return window


def _patient_view(window: MainWindow) -> QWidget:
    window.pages.open_patient_view()
    view = window.pages.patient
    assert view is not None
    view.showNormal()
    view.resize(window.size())
    view.go(PATIENT_PAGE)
    return view


SCENES = (
    Scene("1-empty", None, _as_it_is),
    Scene("2-typical-early-subacute", "typical-early-subacute", _result),
    Scene("3-chronic-with-a-partial-date", "asks-years-later-with-an-offer", _without_offer),
    Scene("4-emergency", "first-hours", _result),
    Scene("5-stop", "active-cancer", _result),
    Scene("6-offer-with-red-flags", "asks-years-later-with-an-offer", _at_the_offer),
    Scene("7-studies", "typical-early-subacute", _studies),
    Scene("8-nihss-item-by-item", "one-arm-cannot-be-tested", _nihss),
    Scene("9-patient-view", "typical-early-subacute", _patient_view),
)
