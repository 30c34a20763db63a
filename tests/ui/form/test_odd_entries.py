"""Odd entries in the form: pasted signs, units, dates that cannot be; each is read, or refused with a remedy."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.program import program
from ui.form.typed_text import without_unseen_signs


@pytest.fixture
def real(opened):
    return opened(program())


@pytest.fixture
def put(real):
    """Pastes a text into a field and leaves the field; returns its row."""

    def put(path: str, text: str) -> Any:
        assert real.form.focus_path(path)
        row = real.form.rows[path]
        row.line.clear()
        row.line.insert(text)
        row.line.textEdited.emit(text)
        row.line.editingFinished.emit()
        return row

    return put


def held(real, path):
    here = real.session.case.to_document()
    for part in path.split("."):
        here = here.get(part) if isinstance(here, dict) else None
    return here


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("\u202e2026-09-10", "2026-09-10"),
        ("10\u00a0weeks\u2009ago ", "10 weeks ago"),
        ("\u200b9\ufeff", "9"),
        ("９", "9"),
        ("35\u00ad", "35"),
        ("10.9.26\r\n", "10.9.26"),
    ],
)
def test_signs_that_nobody_sees_are_left_out(text, plain):
    assert without_unseen_signs(text) == plain


@pytest.mark.parametrize("text", ["\u202e2026-09-10", "10.9.26\n", "\u200b10. 9. 2026", "2026/09/10", "2026.9.10"])
def test_a_pasted_date_is_understood(real, put, text):
    assert put("stroke.onset", text).error == ""
    assert held(real, "stroke.onset") == "2026-09-10"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31.02.2026", "There is no such day"),
        ("last spring", "This is not understood as a date"),
        ("1.1.2030", "Tuesday 1 January 2030 is in the future"),
        ("1200 years ago", "The year lies outside 1800 to 2199"),
        ("99999999999999", "This is not understood as a date"),
        ("🧠", "This is not understood as a date"),
    ],
)
def test_a_date_that_cannot_be_is_refused_with_a_remedy(real, put, text, reason):
    error = put("stroke.onset", text).error
    assert error.startswith(f"{reason}. ")
    assert "10 weeks ago" in error
    assert held(real, "stroke.onset") is None


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        ("severity.nihss", "9 points", 9),
        ("severity.nihss", "6\u202f-\u202f12", {"low": 6, "high": 12}),
        ("infarct.volume_ml", "35 ml", 35),
        ("infarct.volume_ml", "4,2mL", 4.2),
        ("infarct.volume_ml", "10-20 mL", {"low": 10, "high": 20}),
        ("patient.age", "64 years", 64),
        ("patient.age", "64y", 64),
        ("patient.age", "60-70 yrs", {"low": 60, "high": 70}),
    ],
)
def test_a_unit_that_is_typed_too_is_read(real, put, path, text, value):
    assert put(path, text).error == ""
    assert held(real, path) == value


@pytest.mark.parametrize("text", ["-1", "1e9", "nan", "~9", "<5"])
def test_what_is_no_entry_is_not_said_to_be_no_number(put, text):
    error = put("severity.nihss", text).error
    assert error == f"“{text}” is not understood. Type one number, or a range such as 6-12."


def test_the_range_given_as_an_example_fits_the_scale(put):
    assert put("severity.mrs", "x").error.endswith("such as 3-4.")


def test_an_impossible_age_is_refused_in_words(put):
    assert put("patient.age", "130").error == "The number is too high. Allowed: 0 to 120 years."
    assert put("patient.age", "31.2.1962").error.startswith("“31.2.1962” is not understood.")
