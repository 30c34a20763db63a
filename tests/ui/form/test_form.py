"""Typing a case: what is understood, what is refused beside its field, and how one key moves on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counsel.case.document_paths import value_at
from counsel.form import case_form, offer_form
from tests.support.focus import focused
from tests.support.form import note_below
from ui.app import attach, empty_window
from ui.form.safety import SafetyRows


def value(window, path):
    return value_at(window.session.case.to_document(), path)


def open_all(window):
    for box in window.form.sections.values():
        box.open()
    for group in window.form.safety.groups:
        group.open()


def test_every_declared_field_has_a_named_input(window, program):
    open_all(window)
    for field in (*case_form(program.wording), *offer_form(program.wording)):
        control = window.form.rows[field.path].control
        assert control.objectName() == field.path
        assert field.label in control.accessibleName()
        assert not field.unit or field.unit in control.accessibleName() or field.kind.startswith("answer")


def test_folded_fields_are_built_when_their_section_opens(window):
    assert "stroke.side" not in window.form.rows
    assert not any(group.rows for group in window.form.safety.groups)
    window.form.sections["stroke"].open()
    assert "stroke.side" in window.form.rows


def test_every_asked_flag_has_a_named_input(window, program):
    for flag in program.flags:
        row = window.form.safety.row(f"safety.{flag.id}")
        assert row.buttons.objectName() == row.path
        assert row.buttons.accessibleName().lower() == flag.label.lower()


def test_a_date_is_echoed_in_words(window, type_into):
    type_into("stroke.onset", "10.9.26")
    assert value(window, "stroke.onset") == "2026-09-10"
    assert note_below(window.form.rows["stroke.onset"]) == "Thursday 10 September 2026, 72 days ago"


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
    assert [path for path, row in window.form.rows.items() if row.error] == ["severity.mrs"]


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
    window.form.sections["goals"].open()
    boxes = list(window.form.rows["goals"]._boxes.values())
    for box in boxes[:4]:
        box.click()
    assert len(value(window, "goals")) == 3
    assert not boxes[3].isChecked()
    assert window.form.rows["goals"].error


@pytest.mark.parametrize(("key", "answer"), [("y", "yes"), ("n", "no"), ("u", "unknown")])
def test_one_key_answers_a_question_and_moves_on(window, qtbot, key, answer):
    window.form.focus_path("safety")
    first = focused()
    qtbot.keyClicks(first, key)
    assert value(window, first.objectName()) == answer
    assert QApplication.focusWidget() is window.form.safety.inputs()[1]


def test_none_of_these_answers_the_listed_questions_and_leaves_the_single_ones_open(window, qtbot, program):
    window.form.focus_path("safety.seizures")
    qtbot.keyClicks(QApplication.focusWidget(), "y")
    window.form.focus_path("safety.distress")
    qtbot.keyClicks(QApplication.focusWidget(), "n")
    before = program.assessed
    window.form.safety.none_button.click()
    assert value(window, "safety_others") == "no"
    single = {flag.id: "unknown" for flag in program.flags if flag.answered == "one-by-one"}
    assert value(window, "safety") == {**single, "seizures": "yes", "distress": "no"}
    assert program.assessed == before + 1


def test_none_of_these_names_the_questions_that_the_form_has_not_built_yet(qtbot, program):
    safety = SafetyRows(program.flags)
    qtbot.addWidget(safety)
    entered: list[object] = []
    safety.values_entered.connect(entered.append)
    safety.none_button.click()
    single = {f"safety.{flag.id}": "unknown" for flag in program.flags if flag.answered == "one-by-one"}
    assert entered == [{**single, "safety_others": "no"}]


def test_a_search_finds_what_the_form_has_not_built_yet(qtbot, program):
    safety = SafetyRows(program.flags)
    qtbot.addWidget(safety)
    qtbot.keyClicks(safety.find_line, "seiz")
    found = [row.flag.id for row in safety.rows if row.flag.answered != "one-by-one" and not row.isHidden()]
    assert found == ["seizures"]


def test_none_of_these_can_be_taken_back(window):
    window.form.safety.none_button.click()
    window.form.safety.none_button.click()
    assert value(window, "safety_others") is None
    assert not window.form.safety.row("safety.pregnancy").is_answered


def test_a_file_that_answers_the_others_looks_answered(window, tmp_path):
    path = tmp_path / "case.json"
    path.write_text('{"format": 1, "safety": {"seizures": "yes"}, "safety_others": "no"}')
    window.open_file(path)
    assert window.form.safety.none_button.isChecked()
    assert window.form.safety.row("safety.pregnancy").buttons.currentText() == "No"
    assert window.form.safety.row("safety.new-deficit").buttons.currentText() == "No"
    assert window.form.safety.row("safety.seizures").buttons.currentText() == "Yes"
    assert window.form.safety.next_open() is window.form.safety.none_button


def test_taking_one_answer_back_does_not_leave_it_to_the_others(window, qtbot):
    window.form.safety.none_button.click()
    window.form.focus_path("safety.pregnancy")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
    assert value(window, "safety.pregnancy") == "unknown"


def test_a_search_opens_the_groups_that_hold_it(window, qtbot):
    line = window.form.safety.find_line
    line.setFocus()
    qtbot.keyClicks(line, "valve")
    shown = [row.flag.id for group in window.form.safety.groups for row in group.rows if row.isVisible()]
    assert shown == ["mechanical-valve"]
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert focused().objectName() == "safety.mechanical-valve"
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert all(group.isVisible() for group in window.form.safety.groups)


def test_a_private_yes_is_printed_only_where_it_is_ticked(window, qtbot):
    row = window.form.safety.row("safety.pregnancy")
    assert not row.allow
    window.form.focus_path("safety.pregnancy")
    qtbot.keyClicks(QApplication.focusWidget(), "y")
    assert row.allow.isVisible()
    assert value(window, "print_private") is None
    row.allow.click()
    assert value(window, "print_private") == ["pregnancy"]
    row.allow.click()
    assert value(window, "print_private") is None


def test_a_conditional_question_appears_when_it_is_asked(window, qtbot):
    row = window.form.safety.row("safety.suicide-plan")
    assert row.isHidden()
    window.form.focus_path("safety.distress")
    qtbot.keyClicks(QApplication.focusWidget(), "y")
    assert not row.isHidden()
    assert QApplication.focusWidget() is row.buttons


def test_tab_goes_in_reading_order(window, qtbot):
    order = [widget for widget in window.form.navigation.inputs() if widget.isVisible()]
    order[0].setFocus()
    seen = [order[0].mapTo(window.form.widget(), order[0].rect().topLeft()).y()]
    for _ in range(12):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        now = focused()
        seen.append(now.mapTo(window.form.widget(), now.rect().topLeft()).y())
    assert seen == sorted(seen)


def test_enter_goes_to_the_next_section(window, qtbot):
    window.form.focus_path("stroke.onset")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert focused().objectName() == "patient.age"


def test_what_a_field_cannot_show_is_said_and_stays(window, tmp_path):
    path = tmp_path / "case.json"
    path.write_text('{"format": 1, "stroke": {"type": {"one_of": ["ischaemic", "tia"]}}}')
    window.open_file(path)
    row = window.form.rows["stroke.type"]
    assert note_below(row) == "From the file: ischaemic / tia"
    assert value(window, "stroke.type") == {"one_of": ["ischaemic", "tia"]}
    window.clear()
    assert note_below(row) == ""


def test_a_section_is_gone_to_before_the_form_is_whole(app, qtbot, program, answers):
    window = empty_window(program.wording, answers)
    qtbot.addWidget(window)
    window.form.focus_section("goals")
    attach(window, program)
    window.show()
    qtbot.waitExposed(window)
    assert "goals" not in window.form.sections
    window.form.focus_section("goals")
    qtbot.waitUntil(lambda: window.form.sections["goals"].isAncestorOf(window.focusWidget()))
    window.close_workers()
    window.session.forget()
