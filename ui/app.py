"""Starts the window: crash path first, then the form, then, after the first paint, everything else."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from counsel.shell import bootstrap

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from counsel.shell.bootstrap import CrashHook, Program, Wording
    from ui.main_window import MainWindow
    from ui.messages import Messages

BENCH = "STROKE_COUNSEL_BENCH"
BENCH_FIELD = "severity.nihss"
BENCH_KEY = "9"


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the window until it is closed; returns the exit status. The only argument is a case to open."""
    crashes = bootstrap.watch_for_crashes()
    # Nothing made before the first paint is garbage, and looking for it takes a tenth of the start.
    gc.disable()
    arguments = list(sys.argv if argv is None else argv)
    app = application(bootstrap.font_files(), arguments[:1], bootstrap.chosen_theme())
    window = empty_window(bootstrap.window_words())
    crashes.on_crash = lambda _report: window.crash_reported.emit()
    if os.environ.get(BENCH) == "1":
        _bench(window)
    window.painted.connect(lambda: _go_on(window, arguments[1:], crashes))
    window.show()
    status = app.exec()
    # Qt may leave its loop without closing the window: no thread outlives it either way.
    window.close_workers()
    return status


def application(
    fonts: Sequence[Path], arguments: Sequence[str] = ("stroke-counsel",), colours: str = "system"
) -> QApplication:
    """The application with fonts, colours and style; the running one where there is one already."""
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QApplication

    from ui.look import theme

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        # By name in the arguments: to speak of a style in Python first makes all its names, which takes 5 ms.
        app = QApplication([*arguments, "-style", theme.STYLE])
        app.setApplicationName("stroke-counsel")
    if colours != "system":
        theme.choose(app, colours)
    family = theme.load_fonts(fonts)
    theme.apply(app, family)
    QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _scheme: theme.repaint_all(app))
    return app


def empty_window(words: Wording, messages: Messages | None = None) -> MainWindow:
    """The window with its form, in these words, before there is a program behind it."""
    from PySide6.QtWidgets import QApplication

    from counsel.form import case_form
    from ui import labels
    from ui.look import theme
    from ui.main_window import MainWindow

    # Before the first widget that says anything.
    labels.use(words)
    window = MainWindow(case_form(words), messages)
    theme.apply_sheet(cast(QApplication, QApplication.instance()))
    return window


def build_window(program: Program | None = None, messages: Messages | None = None) -> MainWindow:
    """The whole window with its program, not yet shown; needs a QApplication (see `application`)."""
    program = program or bootstrap.start()
    window = empty_window(program.wording, messages)
    attach(window, program)
    window.build_rest()
    return window


def attach(window: MainWindow, program: Program) -> None:
    """Gives a window its program."""
    from ui.session import Session

    window.attach(Session(program))


def _go_on(window: MainWindow, files: Sequence[str], crashes: CrashHook) -> None:
    from PySide6.QtCore import QTimer

    window.form.build_screen()
    # The whole screen is painted before anything that takes longer.
    window.repaint()
    QTimer.singleShot(0, lambda: _finish(window, files, crashes))


def _finish(window: MainWindow, files: Sequence[str], crashes: CrashHook) -> None:
    from pathlib import Path

    from PySide6.QtCore import QTimer

    from ui.main_window import BUILD_AFTER_MS

    program = bootstrap.start()
    crashes.content_version = program.content_version
    attach(window, program)
    if reports := bootstrap.crash_reports():
        window.tell_of_crashes(reports)
    if files:
        window.open_file(Path(files[0]))
    QTimer.singleShot(BUILD_AFTER_MS, window.build_in_turns)
    spare_collections(window)


def spare_collections(window: MainWindow) -> None:
    """From now on garbage is collected while nobody types."""
    from ui.qt.garbage import Collector

    Collector(window.session)


def _bench(window: MainWindow) -> None:
    """Prints the moments of first paint and of the first result for a typed key, then quits."""
    window.painted.connect(lambda: print("painted", time.monotonic_ns(), flush=True))
    window.result_painted.connect(_bench_ready)
    window.attached.connect(lambda: _type(window))


def _type(window: MainWindow) -> None:
    from PySide6.QtCore import QEvent, Qt, QTimer
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    def press() -> None:
        field = window.form.rows[BENCH_FIELD].control
        field.setFocus()
        window.watch_next_result()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, Qt.Key.Key_9, Qt.KeyboardModifier.NoModifier, BENCH_KEY)
            QApplication.sendEvent(field, key)

    QTimer.singleShot(0, press)


def _bench_ready() -> None:
    from PySide6.QtWidgets import QApplication

    print("ready", time.monotonic_ns(), flush=True)
    QApplication.exit(0)


if __name__ == "__main__":
    raise SystemExit(main())
