"""Typing a case: what is understood, what is refused beside its field, and how one key moves on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counsel.form import FORM
from ui.form.view import value_at


def value(window, path):
    return value_at(window.session.case.to_document(), path)


def test_every_declared_field_has_a_named_input(window):
    for field in FORM:
        control = window.form.rows[field.path].control
        assert control.objectName() == field.path
        assert field.label in control.accessibleName()
        assert not field.unit or field.unit in control.accessibleName()


def test_every_asked_flag_has_a_named_input(window, program):
    for flag in program.flags:
        row = window.form.flags.row(f"safety.{flag.id}")
        assert row.buttons.objectName() == row.path
        assert row.buttons.accessibleName().lower() == flag.label.lower()


def test_a_date_is_echoed_in_words(window, type_into):
    type_into("stroke.onset", "10.9.26")
    assert value(window, "stroke.onset") == "2026-09-10"
    assert window.form.rows["stroke.onset"].echo == "Thursday 10 September 2026, 72 days ago"


def test_half_a_date_is_no_error_until_the_field_is_left(window, type_into, qtbot):
    type_into("stroke.onset", "10.")
    row = window.form.rows["stroke.onset"]
    assert row.error == ""
    window.form.focus_path("severity.nihss")
    assert row.error
    assert value(window, "stroke.onset") is None


@pytest.mark.parametrize(
    ("text", "expected"), [("9", 9), ("6-12", {"low": 6, "high": 12}), ("6 to 12", {"low": 6, "high": 12})]
)
def test_a_number_or_a_range_is_typed(window, type_into, text, expected):
    type_into("severity.nihss", text)
    assert value(window, "severity.nihss") == expected


def test_a_comma_is_a_decimal_point(window, type_into):
    type_into("infarct.volume_ml", "3,5")
    assert value(window, "infarct.volume_ml") == 3.5


def test_an_impossible_value_is_left_out_and_says_what_is_allowed(window, type_into):
    type_into("severity.mrs", "9")
    assert value(window, "severity.mrs") is None
    assert "0 to 5" in window.form.rows["severity.mrs"].error
    assert window.form.error_count == 1


def test_an_error_blocks_no_other_field(window, type_into):
    type_into("severity.mrs", "abc")
    type_into("severity.nihss", "9")
    assert value(window, "severity.nihss") == 9
    assert window.form.rows["severity.mrs"].error


def test_putting_a_field_right_takes_its_error_away(window, type_into, qtbot):
    type_into("severity.mrs", "9")
    control = window.form.rows["severity.mrs"].control
    qtbot.keyClick(control, Qt.Key.Key_Backspace)
    qtbot.keyClicks(control, "3")
    assert window.form.rows["severity.mrs"].error == ""
    assert value(window, "severity.mrs") == 3


def test_a_choice_is_picked_by_its_first_letter(window, qtbot):
    window.form.focus_path("stroke.type")
    qtbot.keyClicks(QApplication.focusWidget(), "i")
    assert value(window, "stroke.type") == "ischaemic"


def test_ticks_are_a_list(window):
    boxes = window.form.rows["stroke.location"]._boxes
    boxes["cortical"].click()
    boxes["subcortical"].click()
    assert value(window, "stroke.location") == ["cortical", "subcortical"]


def test_a_fourth_goal_is_not_taken(window):
    boxes = list(window.form.rows["goals"]._boxes.values())
    for box in boxes[:4]:
        box.click()
    assert len(value(window, "goals")) == 3
    assert not boxes[3].isChecked()
    assert window.form.rows["goals"].error


@pytest.mark.parametrize(("key", "answer"), [("y", "yes"), ("n", "no"), ("u", "unknown")])
def test_one_key_answers_a_question_and_moves_on(window, qtbot, key, answer):
    window.form.focus_path("safety")
    first = QApplication.focusWidget()
    qtbot.keyClicks(first, key)
    assert value(window, first.objectName()) == answer
    assert QApplication.focusWidget() is window.form.flags.reading_order()[1]


def test_none_of_these_answers_the_listed_questions_and_no_other(window, qtbot, program):
    window.form.focus_path("safety.seizures")
    qtbot.keyClicks(QApplication.focusWidget(), "y")
    before = program.assessed
    window.form.flags.none_button.click()
    answers = value(window, "safety")
    listed = [flag.id for flag in program.flags if flag.answered == "listed"]
    assert answers == {flag: "yes" if flag == "seizures" else "no" for flag in listed}
    assert program.assessed == before + 1


def test_a_conditional_question_appears_when_it_is_asked(window, qtbot):
    row = window.form.flags.row("safety.suicide-plan")
    assert row.isHidden()
    window.form.focus_path("safety.distress")
    qtbot.keyClicks(QApplication.focusWidget(), "y")
    assert not row.isHidden()
    assert QApplication.focusWidget() is row.buttons


def test_tab_goes_in_reading_order(window, qtbot):
    order = [widget for widget in window.form.reading_order() if widget.isVisible()]
    order[0].setFocus()
    seen = [order[0].mapTo(window.form.widget(), order[0].rect().topLeft()).y()]
    for _ in range(12):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        seen.append(now.mapTo(window.form.widget(), now.rect().topLeft()).y())
    assert seen == sorted(seen)


def test_enter_goes_to_the_next_section(window, qtbot):
    window.form.focus_path("stroke.onset")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert QApplication.focusWidget().objectName() == "severity.nihss"


def test_a_standard_case_takes_at_most_forty_keys(window, qtbot):
    keys = ["i", "\t", *"10.9.26", "\n", "9", "\n", *"35", "\n", *"64", "\n"]
    for key in keys:
        special = {"\t": Qt.Key.Key_Tab, "\n": Qt.Key.Key_Return}.get(key)
        target = QApplication.focusWidget()
        qtbot.keyClick(target, special) if special else qtbot.keyClicks(target, key)
    while QApplication.focusWidget() is not window.form.flags.none_button:
        qtbot.keyClicks(QApplication.focusWidget(), "n")
        keys.append("n")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    document = window.session.case.to_document()
    assert document["stroke"] == {"type": "ischaemic", "onset": "2026-09-10"}
    assert document["severity"]["nihss"] == 9
    assert document["infarct"] == {"volume_ml": 35}
    assert document["patient"] == {"age": 64}
    # One for the button; then the print shortcut and Enter in the system's dialog.
    assert len(keys) + 1 + 2 <= 40


def test_what_a_field_cannot_show_is_said_and_stays(window, tmp_path):
    path = tmp_path / "case.json"
    path.write_text('{"format": 1, "stroke": {"type": {"one_of": ["ischaemic", "tia"]}}}')
    window.open_file(path)
    row = window.form.rows["stroke.type"]
    assert row.echo == "From the file: ischaemic / tia"
    assert value(window, "stroke.type") == {"one_of": ["ischaemic", "tia"]}
    window.clear()
    assert row.echo == ""
