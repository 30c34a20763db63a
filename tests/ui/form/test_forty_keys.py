"""From the empty window to the printed sheet: the keys are typed into whatever has the focus, and counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counsel.shell import bootstrap
from counsel.shell.machine.paths import paths_below
from counsel.shell.program import Program
from tests.support.focus import focused
from ui.main_window import MainWindow

MOST = 40
SPECIAL = {"\n": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab, " ": Qt.Key.Key_Space}


class Typist:
    """Types as hands do, into the window; a chord counts as each of its keys."""

    def __init__(self) -> None:
        self.count = 0

    def keys(self, text: str) -> None:
        for key in text:
            self.count += 1
            if key in SPECIAL:
                QTest.keyClick(focused(), SPECIAL[key])
            else:
                QTest.keyClicks(focused(), key)

    def chord(self, key: Qt.Key) -> None:
        self.count += 2
        QTest.keyClick(focused(), key, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture(scope="module")
def real_program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The whole program on a fixed day; it holds no case, so that all tests can use the same."""
    folder = tmp_path_factory.mktemp("own")
    return bootstrap.start(paths=paths_below(folder), clock=lambda: datetime(2026, 11, 21, 12, 0))  # noqa: DTZ001


@pytest.fixture
def real_window(opened: Callable[[Program], MainWindow], real_program: Program) -> MainWindow:
    """The whole program in the state in which it opens."""
    return opened(real_program)


def answer_singly(typist: Typist, window: MainWindow) -> None:
    assert window.form.safety is not None
    while focused() is not window.form.safety.none_button:
        assert focused().objectName().startswith("safety."), focused()
        typist.keys("n")


def type_case(typist: Typist, window: MainWindow) -> None:
    typist.keys("i\t10.9.26\tc\n")
    typist.keys("64\n9\n35\n")
    answer_singly(typist, window)
    typist.keys(" ")


def test_a_standard_sheet_takes_at_most_forty_keys(real_window, answers, tmp_path, capsys):
    answers.path = tmp_path / "printed.pdf"
    typist = Typist()
    type_case(typist, real_window)
    typist.chord(Qt.Key.Key_P)
    # Enter in the system's print dialog, which the gate answers here.
    typist.count += 1
    document = real_window.session.case.to_document()
    assert document["stroke"] == {"type": "ischaemic", "onset": "2026-09-10", "location": ["cortical"]}
    assert document["patient"] == {"age": 64}
    assert document["severity"] == {"nihss": 9}
    assert document["infarct"] == {"volume_ml": 35}
    assert document["safety_others"] == "no"
    assert set(document["safety"].values()) <= {"no", "unknown"}
    assert real_window.session.assessment.standing.id == "trial_only"
    assert pages(answers.printed) == 2
    with capsys.disabled():
        print(f" {typist.count} keys", end="")
    assert typist.count <= MOST


def test_the_result_is_the_same_as_with_each_flag_answered_no(real_window):
    type_case(Typist(), real_window)
    swept = real_window.session.assessment
    safety = {flag.id: "no" for flag in real_window.session.program.flags}
    real_window.session.set_values({"safety_others": None, "safety": safety})
    singly = real_window.session.assessment
    assert swept.standing == singly.standing
    assert swept.expectation == singly.expectation
    missing = real_window.session.program.assessor.missing
    assert [row.fact for row in missing(swept)] == [row.fact for row in missing(singly)]


def pages(path: Path) -> int:
    from pypdf import PdfReader

    return len(PdfReader(path).pages)


def in_view(window: MainWindow) -> Callable[[], bool]:
    return lambda: not focused().visibleRegion().isEmpty()


def test_the_field_in_focus_is_always_in_view(real_window):
    typist = Typist()
    visible = in_view(real_window)
    for keys in ("i", "\t", "10.9.26", "\t", "c", "\n", "64", "\n", "9", "\n", "35", "\n"):
        typist.keys(keys)
        QApplication.processEvents()
        assert visible(), focused().objectName()
