"""The rules are evaluated once for what a person does: a typed key, an opened file."""

from __future__ import annotations

import sys

import pytest

from rules import engine
from tests.support.program import CASES, program

# Longer than the form waits for typing to rest.
REST_MS = 400


@pytest.fixture
def evaluations(monkeypatch):
    """The facts of every evaluation of the rules, whoever asks for it."""
    seen = []
    real = engine.evaluate

    def spy(base, facts):
        seen.append(facts)
        return real(base, facts)

    for name, module in list(sys.modules.items()):
        if name.startswith(("rules", "counsel", "ui")) and getattr(module, "evaluate", None) is real:
            monkeypatch.setattr(module, "evaluate", spy)
    return seen


@pytest.fixture
def window(opened, qtbot):
    window = opened(program())
    qtbot.wait(REST_MS)
    return window


def test_a_typed_key_evaluates_the_rules_once(window, evaluations, qtbot):
    window.form.focus_path("severity.nihss")
    evaluations.clear()
    qtbot.keyClicks(window.form.rows["severity.nihss"].control, "9")
    qtbot.wait(REST_MS)
    assert len(evaluations) == 1


def test_an_opened_file_evaluates_the_rules_once(window, evaluations, qtbot):
    window.open_file(CASES / "typical-early-subacute.json")
    qtbot.wait(REST_MS)
    assert window.form.rows["severity.nihss"].control.text() == "9"
    assert len(evaluations) == 1


def test_a_question_that_depends_on_an_answer_is_asked_in_the_same_evaluation(window, evaluations, qtbot):
    window.form.focus_path("safety.distress")
    row = window.form.safety.row("safety.suicide-plan")
    evaluations.clear()
    assert not row.isHidden()
    qtbot.keyClicks(window.form.safety.row("safety.distress").buttons, "n")
    assert row.isHidden()
    assert len(evaluations) == 1


def test_a_file_that_contradicts_itself_changes_nothing(window, answers, tmp_path):
    window.session.set_value("severity.nihss", 9)
    before = window.session.case
    bad = tmp_path / "bad.json"
    bad.write_text('{"format": 1, "assessed_on": "2026-11-21", "stroke": {"onset": "2027-01-01"}}')
    window.open_file(bad)
    assert len(answers.told) == 1
    assert window.session.case is before
