"""The rows with a form of their own: what is typed becomes the value of the case, and comes back from it."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counsel.case.document_paths import value_at
from counsel.case.scale_limits import NIHSS_ITEM_MAXIMA
from tests.support.focus import focused
from tests.support.form import note_below
from ui.form.nihss import NihssRow
from ui.main_window import MainWindow


def value(window, path):
    return value_at(window.session.case.to_document(), path)


def opened(window, path):
    assert window.form.focus_path(path)
    return window.form.rows[path]


def load(window, tmp_path, **sections):
    path = tmp_path / "case.json"
    path.write_text(json.dumps({"format": 1, **sections}), encoding="utf-8")
    window.open_file(path)


@pytest.mark.parametrize(
    ("text", "patient", "echo"),
    [
        ("64", {"age": 64}, ""),
        ("60-64", {"age": {"low": 60, "high": 64}}, ""),
        ("1.3.1962", {"born": "1962-03-01"}, "Born Thursday 1 March 1962: 64 years"),
        ("1962", {"born": "1962"}, "Born 1962: 63 to 64 years"),
    ],
)
def test_age_is_typed_as_years_or_as_a_date_of_birth(window, type_into, text, patient, echo):
    type_into("patient.age", text)
    assert window.session.case.to_document()["patient"] == patient
    assert note_below(window.form.rows["patient.age"]) == echo


def test_half_a_date_of_birth_is_told_when_the_field_is_left(window, type_into):
    type_into("patient.age", "1.3.")
    row = window.form.rows["patient.age"]
    assert row.error == ""
    window.form.focus_path("severity.nihss")
    assert "1.3." in row.error


def test_a_date_of_birth_comes_back_from_a_file(window, tmp_path):
    load(window, tmp_path, patient={"born": "1962-03-01"})
    row = window.form.rows["patient.age"]
    assert row.line.text() == "1962-03-01"
    assert note_below(row).endswith("64 years")


def score_all(window: MainWindow, keys: str) -> None:
    row = window.form.rows["severity.nihss"]
    assert isinstance(row, NihssRow)
    row.items_button.click()
    for key in keys:
        QTest.keyClicks(focused(), key)


def test_each_digit_scores_an_item_and_goes_on(window):
    score_all(window, "012")
    assert focused().objectName() == "severity.nihss.2"
    assert value(window, "severity.nihss") == {"low": 3, "high": 3 + 42 - 3 - 2 - 2}
    assert note_below(window.form.rows["severity.nihss"]) == "3 so far, 12 items to go: kept as 3 to 38"


def test_all_items_give_the_items_and_the_range_of_the_untestable_ones(window):
    score_all(window, "000000u00000000")
    items = value(window, "severity.nihss.items")
    assert list(items) == list(NIHSS_ITEM_MAXIMA)
    assert items["5a"] == "UN"
    row = window.form.rows["severity.nihss"]
    assert note_below(row) == "Plain total 0; with 5a not testable 0 to 4"
    assert row.line.text() == "0-4"


def test_a_total_typed_after_all_takes_the_place_of_the_items(window, type_into):
    score_all(window, "0" * 15)
    row = window.form.rows["severity.nihss"]
    row.line.clear()
    type_into("severity.nihss", "7")
    assert value(window, "severity.nihss") == 7
    assert row.panel.points() == {}


def test_items_come_back_from_a_file_and_raise_a_question_that_they_do_not_answer(window, tmp_path):
    items = {**dict.fromkeys(NIHSS_ITEM_MAXIMA, 0), "9": 2}
    load(window, tmp_path, severity={"nihss": {"items": items}})
    assert window.form.rows["severity.nihss"].panel.points() == items
    assert "item 9 is 2" in note_below(window.form.rows["communication.aphasia"])
    assert note_below(window.form.rows["communication.vision"]) == ""
    assert value(window, "communication") is None


def test_three_diameters_say_which_volumes_they_stand_for(window):
    row = opened(window, "infarct.abc_mm")
    for line, text in zip(row.lines, ("60", "40", "30"), strict=True):
        QTest.keyClicks(line, text)
    assert value(window, "infarct.abc_mm") == [60, 40, 30]
    assert note_below(row) == "ABC/2 is 36 mL and runs high: taken as 14.4 to 36 mL"
    row.lines[1].clear()
    QTest.keyClicks(row.lines[1], "x")
    assert value(window, "infarct.abc_mm") is None
    assert row.error


def test_earlier_strokes_are_a_list(window, tmp_path):
    row = opened(window, "stroke.previous")
    row.add_button.click()
    QTest.keyClicks(focused(), "2021")
    row.strokes[0].rows["disabling"].control.setFocus()
    QTest.keyClicks(focused(), "y")
    assert value(window, "stroke.previous") == [{"onset": "2021", "disabling": "yes"}]
    assert "2021" in note_below(row.strokes[0].rows["onset"])
    row.add_button.click()
    row.strokes[0].remove.click()
    assert value(window, "stroke.previous") == [{}]
    row.strokes[0].remove.click()
    assert value(window, "stroke.previous") is None


def test_an_earlier_stroke_after_the_latest_is_told_beside_the_list(window, type_into):
    type_into("stroke.onset", "10.9.26")
    row = opened(window, "stroke.previous")
    row.add_button.click()
    QTest.keyClicks(focused(), "1.11.26")
    assert "later than" in row.error
    assert value(window, "stroke.previous") is None


def test_goals_keep_the_order_of_ticking_and_take_own_words(window):
    row = opened(window, "goals")
    QTest.keyClicks(focused(), "sw")
    QTest.keyClicks(row.own, "to fish")
    assert value(window, "goals") == ["speech", "walking", {"own": "to fish"}]
    assert row._boxes["speech"].rank == 1
    QTest.keyClicks(row.own, "; to sing")
    assert row.error
    assert len(value(window, "goals")) == 3


def test_an_offer_is_opened_by_one_key_and_closed_without_loss(window):
    window.actions_by_name["go.offer"].trigger()
    assert value(window, "offer") is None
    QTest.keyClicks(focused(), "y")
    assert value(window, "offer") == {}
    row = opened(window, "offer.registry_number")
    QTest.keyClicks(row.buttons, "n")
    assert value(window, "offer") == {"registry_number": "no"}
    presence = window.form.rows["offer"]
    QTest.keyClicks(presence.buttons, "n")
    assert value(window, "offer") is None
    assert not row.isVisible()
    QTest.keyClicks(presence.buttons, "y")
    assert value(window, "offer") == {"registry_number": "no"}


def test_an_answer_takes_a_name_or_a_number(window):
    window.session.set_value("offer", {})
    doctor = opened(window, "offer.named_stroke_doctor")
    QTest.keyClicks(doctor.line, "Dr A")
    assert value(window, "offer.named_stroke_doctor") == "Dr A"
    assert doctor.buttons.currentText() == "Yes"
    months = opened(window, "offer.follow_up_months")
    QTest.keyClicks(months.line, "12")
    assert value(window, "offer.follow_up_months") == 12
    QTest.keyClicks(months.line, "x")
    assert months.error
    assert value(window, "offer.follow_up_months") is None


def test_a_price_with_and_without_what_it_includes(window):
    window.session.set_value("offer", {})
    row = opened(window, "offer.price")
    QTest.keyClicks(row.buttons, "y")
    QTest.keyClicks(row.amount, "18000")
    QTest.keyClicks(row.currency, "usd")
    row.nothing.pick(0)
    QTest.keyClicks(row.includes, "infusions; hotel")
    whole = {"amount": 18000, "currency": "USD", "includes": ["infusions", "hotel"]}
    assert value(window, "offer.price") == whole
    row.nothing.pick(1)
    assert value(window, "offer.price") == {**whole, "includes": []}


def test_half_a_currency_is_told_and_the_price_comes_back_when_it_is_whole(window):
    window.session.set_value("offer", {})
    row = opened(window, "offer.price")
    QTest.keyClicks(row.buttons, "y")
    QTest.keyClicks(row.currency, "us")
    assert row.error
    QTest.keyClicks(row.currency, "d")
    assert not row.error
    assert value(window, "offer.price") == {"currency": "USD"}


def test_none_of_the_symptoms_is_an_answer(window):
    window.session.set_value("treated", {})
    row = opened(window, "treated.symptoms")
    row._none.click()
    assert value(window, "treated.symptoms") == []
    row._boxes["fever"].click()
    assert value(window, "treated.symptoms") == ["fever"]
    assert not row._none.isChecked()
    row._boxes["fever"].click()
    assert value(window, "treated.symptoms") is None


def test_an_error_in_a_fold_that_is_closed_is_said_on_its_line(window):
    row = opened(window, "severity.barthel")
    QTest.keyClicks(row.line, "7")
    box = window.form.sections["severity"]
    box.open(is_open=False)
    window.form._show_rest()
    assert "1 to put right" in box.header.accessibleDescription()


def test_a_whole_offer_comes_back_from_a_file(window, tmp_path):
    offer = {
        "cells": "uc_msc", "route": "intravenous", "sessions": 3, "registry_number": None,
        "claims": ["testimonials"], "price": {"amount": 18000, "currency": "USD", "includes": ["infusions"]},
        "product_details": {"sterility": "yes", "tissue": "cord"},
    }  # fmt: skip
    load(window, tmp_path, offer=offer)
    window.actions_by_name["go.offer"].trigger()
    assert window.form.rows["offer.price"].amount.text() == "18000"
    assert window.form.rows["offer.sessions"].line.text() == "3"
    assert opened(window, "offer.product_details.tissue").line.text() == "cord"
    assert window.session.case.to_document()["offer"] == offer
    assert not window.session.is_unsaved


def test_a_missing_fact_opens_the_fold_it_lies_in(window):
    assert window.form.focus_path("infarct.aspects")
    assert focused().objectName() == "infarct.aspects"
    assert window.form.focus_path("offer.legal_basis")
    assert window.form.sections["offer"].is_open


def test_enter_on_a_line_that_folds_opens_it(window, qtbot):
    box = window.form.sections["stroke"]
    box.header.setFocus()
    qtbot.keyClick(box.header, Qt.Key.Key_Return)
    assert box.is_open
    assert focused().objectName() == "stroke.last_known_well"
