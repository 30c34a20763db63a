"""The main job in the window: result as one types, handout, files, clearing and closing."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counsel.errors import CounselError, refuse
from ui.messages import Closing, in_words


def test_the_result_follows_each_key(window, type_into):
    assert window.result.banner.title == "Not enough known"
    type_into("stroke.onset", "10.9.26")
    assert window.result.banner.title == "Only inside a proper trial"
    type_into("severity.nihss", "9")
    assert "NIHSS 9" in window.result.expectation.lists()[0].rows()[0].text()


def test_a_missing_fact_leads_to_its_field(window, qtbot):
    qtbot.waitUntil(lambda: bool(window.result.missing.links()))
    link = next(link for link in window.result.missing.links() if link.fact == "infarct.volume_ml")
    link.click()
    assert QApplication.focusWidget() is window.form.rows["infarct.volume_ml"].control


def test_the_rest_of_the_missing_facts_is_one_press_away(window, qtbot):
    qtbot.waitUntil(lambda: bool(window.result.missing.links()))
    before = len(window.result.missing.links())
    window.result.missing._more.click()
    assert len(window.result.missing.links()) > before


def test_a_line_opens_its_reason_in_place(window):
    row = window.result.caveats.lines.rows()[0]
    closed = row.height()
    row.click()
    assert row.height() > closed + 30
    assert row.why.startswith("Rule example-rule")
    assert row.accessibleDescription() == row.why


def test_an_emergency_is_said_and_not_only_coloured(window, qtbot):
    window.form.focus_path("safety.new-deficit")
    qtbot.keyClicks(QApplication.focusWidget(), "y")
    assert window.result.banner.title == "Emergency first"
    assert window.result.banner.lines.rows()[0].accessibleName().startswith("Emergency: ")


def test_what_matters_is_visible_at_1366_by_768_without_scrolling(window, type_into, qtbot):
    type_into("stroke.onset", "10.9.26")
    qtbot.wait(50)
    port = window.result.viewport()
    for part in (window.result.banner, window.result.timeline, window.result.expectation.heading):
        place = part.mapTo(port, part.rect().bottomLeft())
        assert 0 <= place.y() < port.height()
    last = window.result.missing.links()[3]
    assert last.mapTo(port, last.rect().bottomLeft()).y() < port.height()


def test_rows_are_reused_while_typing(window, type_into):
    type_into("severity.nihss", "1")
    rows = window.result.caveats.lines.rows()
    type_into("severity.nihss", "2")
    assert window.result.caveats.lines.rows() == rows


def test_the_saved_pdf_is_the_previewed_one(window, type_into, qtbot, answers, tmp_path):
    type_into("severity.nihss", "9")
    window.handouts.toggle()
    qtbot.waitUntil(lambda: bool(window.handouts.preview.pdf))
    answers.path = tmp_path / "handout.pdf"
    window.handouts.save()
    assert answers.path.read_bytes() == window.handouts.preview.pdf
    assert window.handouts.preview.view.document().pageCount() == 1


def test_the_preview_follows_case_and_paper(window, type_into, qtbot, program):
    window.handouts.toggle()
    qtbot.waitUntil(lambda: bool(window.handouts.preview.pdf))
    first = window.handouts.preview.pdf
    type_into("severity.nihss", "9")
    qtbot.waitUntil(lambda: window.handouts.preview.pdf != first)
    window.handouts.job.choose(paper="letter")
    qtbot.waitUntil(lambda: program.pdfs[-1] == (("standard",), 14, "letter"))
    window.handouts.toggle()
    assert "NIHSS 9" in window.result.expectation.lists()[0].rows()[0].text()


def test_printing_keeps_paper_and_margins(window, tmp_path):
    from PySide6.QtPrintSupport import QPrinter

    from ui.handout.preview import open_document
    from ui.handout.printing import print_pages, printer_for

    document = open_document(window.handouts.job.pdf(), window)
    printer = printer_for(document)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    print_pages(document, printer)
    assert printer.resolution() == 300
    printed = open_document((tmp_path / "printed.pdf").read_bytes(), window)
    assert printed.pageCount() == 1
    assert printed.pagePointSize(0).width() == pytest.approx(595, abs=1.5)


def test_a_case_is_saved_and_opened_again(window, type_into, answers, tmp_path):
    type_into("severity.nihss", "9")
    answers.path = tmp_path / "case.json"
    assert window.save_case()
    assert json.loads(answers.path.read_text())["severity"] == {"nihss": 9}
    window.clear()
    window.open_case()
    assert window.form.rows["severity.nihss"].control.text() == "9"
    assert not window.session.is_unsaved


def test_a_bad_file_is_told_and_changes_nothing(window, type_into, answers, tmp_path):
    type_into("severity.nihss", "9")
    bad = tmp_path / "bad.json"
    bad.write_text('{"format": 1, "severity": {"nihss": 99}}')
    window.open_file(bad)
    assert len(answers.told) == 1
    assert window.session.case.to_document()["severity"] == {"nihss": 9}


def test_clearing_can_be_undone(window, type_into):
    type_into("severity.nihss", "9")
    window.clear()
    assert window.session.is_empty
    assert window.form.rows["severity.nihss"].control.text() == ""
    window._notice.buttons[0].click()
    assert window.form.rows["severity.nihss"].control.text() == "9"


@pytest.mark.parametrize(("answer", "closes"), [(Closing.KEEP, False), (Closing.DISCARD, True)])
def test_closing_with_unsaved_entries_asks_once(window, type_into, answers, answer, closes):
    type_into("severity.nihss", "9")
    answers.closing = answer
    assert window.close() is closes
    assert answers.asked == 1


def test_closing_without_entries_asks_nothing(window, answers):
    assert window.close()
    assert answers.asked == 0


def test_the_note_goes_to_the_clipboard(window):
    window.copy_note()
    assert QApplication.clipboard().text() == "A note for the record."


def test_a_crash_leaves_the_entries(window, type_into, qtbot):
    type_into("severity.nihss", "9")
    window.crash_reported.emit()
    assert window._notice.isVisible()
    assert window.form.rows["severity.nihss"].control.text() == "9"


def test_every_button_of_the_toolbar_works_by_keyboard(window):
    for action in window.actions_by_name.values():
        assert not action.shortcut().isEmpty()
        assert action.toolTip()


def test_expected_errors_are_told_in_two_sentences_and_others_are_not_swallowed():
    assert in_words(refuse("severity.nihss", 99, "too high", "0 to 42"))[1]
    assert "plan.json" in in_words(PermissionError(13, "Permission denied", "/secret/plan.json"))[0]
    assert "secret" not in in_words(PermissionError(13, "Permission denied", "/secret/plan.json"))[0]
    assert in_words(CounselError("It failed.", "Try again.")) == ("It failed.", "Try again.")
    with pytest.raises(ZeroDivisionError):
        in_words(ZeroDivisionError())


def test_escape_brings_the_result_back(window, qtbot):
    window.handouts.toggle()
    qtbot.waitUntil(lambda: bool(window.handouts.preview.pdf))
    qtbot.keyClick(window.handouts.preview, Qt.Key.Key_Escape)
    assert not window.handouts.preview.isVisible()
