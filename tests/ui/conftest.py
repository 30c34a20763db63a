"""The window under test: offscreen, with a stand-in program and a gate that answers instead of asking."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.ui.fake_program import FakeProgram
from tests.ui.fake_program import words as fake_words

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


class Answers:
    """The gate for messages, with the answers set by the test and what was told kept."""

    def __init__(self) -> None:
        self.path: Path | None = None
        self.closing: object = None
        self.asked = 0
        self.told: list[Exception] = []
        self.shown: list[object] = []
        self.fill_in: Callable[[Any], object] | None = None
        self.set_printer: Callable[[QPrinter], object] | None = None

    def ask_closing(self, parent: object) -> object:
        self.asked += 1
        return self.closing

    def ask_open_path(self, parent: object) -> Path | None:
        return self.path

    def ask_printer(self, printer: QPrinter, parent: object, pages: int) -> bool:
        from PySide6.QtPrintSupport import QPrinter

        self.printed = self.path
        self.offered_pages = pages
        if self.set_printer is not None:
            self.set_printer(printer)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.path))
        return True

    def show(self, dialog: object) -> bool:
        self.shown.append(dialog)
        return bool(self.fill_in and self.fill_in(dialog))

    ask_case_path = ask_open_path
    ask_logo_path = ask_open_path
    ask_pdf_path = ask_open_path

    def tell(self, parent: object, error: Exception) -> None:
        self.told.append(error)


@pytest.fixture(scope="session", autouse=True)
def words():
    """The words of the window: parts of it are made alone in the tests."""
    from ui import labels

    labels.use(fake_words())


@pytest.fixture
def program():
    return FakeProgram()


@pytest.fixture
def answers():
    return Answers()


@pytest.fixture(scope="session")
def app(qapp):
    """The application with its fonts and look: once, as in the program."""
    from counsel.shell.bootstrap import font_files
    from ui.app import application

    return application(font_files())


@pytest.fixture(autouse=True)
def nothing_left():
    """Deletes what a test left open at once: each window left would be styled again with every next."""
    yield
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    if not isinstance(QApplication.instance(), QApplication):
        return
    for widget in QApplication.topLevelWidgets():
        widget.deleteLater()
    # Outside of an event loop nothing else delivers what is put off.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def opened(app, qtbot, answers):
    """Opens a whole window for a program, and puts it away after the test."""
    from ui.app import build_window

    windows = []

    def opened(program):
        window = build_window(program, answers)
        windows.append(window)
        window.resize(1366, 728)
        window.show()
        qtbot.waitExposed(window)
        return window

    yield opened
    for window in windows:
        window.session.forget()
        window.close()


@pytest.fixture
def window(opened, program):
    return opened(program)


@pytest.fixture
def type_into(qtbot, window):
    def type_into(path: str, text: str) -> None:
        assert window.form.focus_path(path)
        qtbot.keyClicks(window.form.rows[path].control, text)

    return type_into
