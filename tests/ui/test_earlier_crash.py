"""A real process meets an unexpected error; the next start tells of it, shows the report and forgets it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counsel.shell.machine.crash import FOLDER
from counsel.shell.machine.paths import user_paths
from ui.earlier_crash import DISMISS, LOOK

ROOT = Path(__file__).resolve().parents[2]
# The window opens, a person's words are entered, and the next step breaks with them in its hands.
BREAKS = """
from PySide6.QtCore import QTimer
from ui import app
from ui.main_window import MainWindow

class UnexpectedError(Exception):
    pass

def build_in_turns(self):
    self.session.set_value("goals", [{"own": "see Aunt Rosalind again"}])
    QTimer.singleShot(0, lambda: app_quit())
    raise UnexpectedError(self.session.case.to_document())

def app_quit():
    from PySide6.QtWidgets import QApplication
    QApplication.exit(3)

MainWindow.build_in_turns = build_in_turns
raise SystemExit(app.main(["stroke-counsel"]))
"""
# A whole start that only looks at what it tells.
LOOKS = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui import app
from ui.main_window import MainWindow

def build_in_turns(self):
    told = getattr(self, "earlier_crash", None)
    print(told.accessibleName() if told is not None and told.isVisible() else "nothing", flush=True)
    QTimer.singleShot(0, lambda: QApplication.exit(0))

MainWindow.build_in_turns = build_in_turns
raise SystemExit(app.main(["stroke-counsel"]))
"""


def run(code: str, home: Path) -> subprocess.CompletedProcess[str]:
    places = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "STATE", "CACHE")}
    environment = {**os.environ, **places, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folders of a user whose program has just met an unexpected error."""
    home = tmp_path_factory.mktemp("home")
    done = run(BREAKS, home)
    assert done.returncode == 3, done.stderr
    assert "UnexpectedError" in done.stderr
    return home


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of a user are set by XDG names on Linux alone")
def test_the_next_start_tells_of_it(home):
    assert run(LOOKS, home).stdout == "The program met an unexpected error before. The report of it holds no entries.\n"


@pytest.fixture
def told(home, window, monkeypatch):
    """A window that was told of the reports that the other process left."""
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    from counsel.shell import bootstrap

    folder = user_paths().state_dir / FOLDER
    kept = {file: file.read_bytes() for file in folder.glob("*.json")}
    window.tell_of_crashes(bootstrap.crash_reports())
    yield window
    for file, data in kept.items():
        file.write_bytes(data)


def press(window, keys: str) -> None:
    assert keys.startswith("Ctrl+Shift+")
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    pressed = getattr(Qt.Key, f"Key_{keys[-1]}")
    QTest.keyClick(window, pressed, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    # A button that is pressed by its keys is seen to go down first.
    QTest.qWait(200)


def reports() -> list[Path]:
    return list((user_paths().state_dir / FOLDER).glob("*.json"))


def test_the_report_is_shown_whole_and_holds_no_entry(told, answers):
    press(told, LOOK)
    texts = "\n".join(answers.shown[-1].texts())
    assert "UnexpectedError" in texts
    assert "build_in_turns" in texts
    assert "Rosalind" not in texts
    assert reports(), "looking at it alone keeps it"
    assert told.earlier_crash.isVisible()


def test_the_report_can_be_copied(told, answers):
    told.earlier_crash.look()
    dialog = answers.shown[-1]
    copy = next(one for one in dialog.buttons.buttons() if one.text() == "Copy")
    copy.click()
    assert "UnexpectedError" in QApplication.clipboard().text()


def test_it_is_dismissed_by_key_and_not_told_again(told, home):
    press(told, DISMISS)
    assert not told.earlier_crash.isVisible()
    assert not reports()
    assert run(LOOKS, home).stdout == "nothing\n"


def test_it_is_dismissed_where_it_was_read(told, answers):
    answers.fill_in = bool
    told.earlier_crash.look()
    assert not reports()


def test_another_notice_leaves_it_standing(told):
    told.tell("Something else.")
    assert told._notice.isVisible()
    assert told.earlier_crash.isVisible()


def test_it_does_not_widen_a_narrow_window(told):
    told.resize(683, 344)
    QApplication.processEvents()
    assert told.width() == 683
    for button in told.earlier_crash.buttons:
        assert button.width() >= button.sizeHint().width()
        assert button.mapTo(told, button.rect().bottomRight()).x() <= 683
