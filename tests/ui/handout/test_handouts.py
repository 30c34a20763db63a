"""Sheets of any kinds as one job: chosen by key, previewed, saved and printed as the same bytes."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from counsel.errors import CounselError
from counsel.sheets.kinds import KINDS
from counsel.sheets.print_order import PrintOrder
from tests.support import program as real
from ui.handout.preview import open_document
from ui.handout.printing import pages_to_print, print_pages, printer_for
from ui.messages import Messages


@pytest.fixture
def shown(window, qtbot):
    """The preview with its pages."""
    window.handouts.toggle()
    qtbot.waitUntil(lambda: bool(window.handouts.preview.pdf))
    return window.handouts.preview


def alt(widget: QWidget, letter: str) -> None:
    QTest.keyClick(widget, getattr(Qt.Key, f"Key_{letter.upper()}"), Qt.KeyboardModifier.AltModifier)


def kinds_made(program):
    return program.pdfs[-1][0]


def test_the_standard_sheet_is_preset(window, program):
    window.handouts.job.pdf()
    assert kinds_made(program) == ("standard",)


def test_alt_and_a_letter_adds_a_sheet_and_takes_it_out(window, shown, program, qtbot):
    alt(window, "f")
    alt(window, "a")
    qtbot.waitUntil(lambda: kinds_made(program) == ("standard", "aphasia", "carer"))
    assert [kind for kind, box in shown.kinds.boxes.items() if box.isChecked()] == [
        "standard",
        "aphasia",
        "carer",
    ]
    alt(window, "s")
    alt(window, "a")
    qtbot.waitUntil(lambda: kinds_made(program) == ("carer",))


def test_every_kind_has_a_letter_of_its_own_that_stands_in_its_label(shown):
    boxes = shown.kinds.boxes
    assert list(boxes) == list(KINDS)
    assert len({box.letter for box in boxes.values()}) == len(KINDS)
    for box in boxes.values():
        assert box.letter
        assert box.letter in box.text().lower()
        assert "&" not in box.text() + box.accessibleName()
        assert box.accessibleName()
        assert box.accessibleDescription()


def test_the_letters_are_free_while_the_result_is_shown(window, program):
    alt(window, "f")
    window.handouts.job.pdf()
    assert kinds_made(program) == ("standard",)


def test_a_click_and_the_space_key_do_the_same(shown, program, qtbot):
    QTest.mouseClick(shown.kinds.boxes["long"], Qt.MouseButton.LeftButton)
    shown.kinds.boxes["carer"].setFocus()
    QTest.keyClick(shown.kinds.boxes["carer"], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: kinds_made(program) == ("standard", "long", "carer"))
    assert [name for name, box in shown.kinds.boxes.items() if box.isChecked()] == ["standard", "long", "carer"]


def test_the_last_sheet_stays(window, shown, program):
    alt(window, "s")
    assert shown.kinds.boxes["standard"].isChecked()
    assert "at least" in shown.state
    window.handouts.job.pdf()
    assert kinds_made(program) == ("standard",)


@pytest.mark.parametrize(("kind", "path"), [("offer", "offer"), ("treated", "treated")])
def test_a_sheet_without_its_subject_is_off_and_says_why(window, shown, program, qtbot, kind, path):
    box = shown.kinds.boxes[kind]
    assert not box.isEnabled()
    assert box.toolTip()
    alt(window, box.letter)
    assert shown.state == box.toolTip()
    assert not box.isChecked()
    window.session.set_value(path, {})
    assert box.isEnabled()
    alt(window, box.letter)
    qtbot.waitUntil(lambda: kinds_made(program) == ("standard", kind))
    window.session.set_value(path, None)
    qtbot.waitUntil(lambda: kinds_made(program) == ("standard",))
    assert not box.isChecked()


def test_in_an_emergency_only_sheets_that_differ_can_be_chosen(window, shown, program, qtbot):
    alt(window, "l")
    qtbot.waitUntil(lambda: kinds_made(program) == ("standard", "long"))
    window.session.set_value("safety.new-deficit", "yes")
    on = {kind for kind, box in shown.kinds.boxes.items() if box.isEnabled()}
    assert on == {"standard", "large-print", "aphasia"}
    assert "emergency" in shown.kinds.boxes["carer"].toolTip()
    qtbot.waitUntil(lambda: kinds_made(program) == ("standard",))


def test_the_choice_is_kept_for_the_next_person_and_stored_in_no_case(
    window, shown, program, qtbot, answers, tmp_path
):
    alt(window, "f")
    answers.path = tmp_path / "case.json"
    window.save_case()
    assert "carer" not in answers.path.read_text()
    window.clear()
    qtbot.waitUntil(lambda: kinds_made(program) == ("standard", "carer"))


def test_previewed_saved_and_printed_bytes_are_made_once(
    window, shown, program, qtbot, answers, tmp_path, monkeypatch
):
    alt(window, "f")
    qtbot.waitUntil(lambda: kinds_made(program) == ("standard", "carer"))
    qtbot.waitUntil(lambda: shown.view.document().pageCount() == 2)
    made = len(program.pdfs)
    printed: list[bytes] = []

    def print_handout(pdf: bytes, *_: object) -> bool:
        printed.append(pdf)
        return True

    monkeypatch.setattr("ui.handout.printing.print_handout", print_handout)
    answers.path = tmp_path / "job.pdf"
    window.handouts.save()
    window.handouts.print()
    window.handouts.print()
    assert len(program.pdfs) == made
    assert answers.path.read_bytes() == printed[0] == printed[1] == shown.pdf


def test_a_name_that_ends_in_html_saves_html(window, answers, tmp_path):
    answers.path = tmp_path / "job.html"
    window.handouts.job.want("carer", True)
    window.handouts.save()
    assert answers.path.read_text(encoding="utf-8") == "<!DOCTYPE html>standard carer 14"


def test_what_is_cut_on_the_sheets_is_told_once_for_all_jobs_of_a_case(window, program):
    program.cut = "A goal is too long for the sheet and is cut there."
    told: list[str] = []
    window.handouts.job.left_out.connect(told.append)
    for _ in range(2):
        window.handouts.job.html()
    assert told == [program.cut]


def test_a_logo_that_is_left_out_is_told_once(window, program, answers, tmp_path):
    program.fault = "The sheets are made without the clinic's logo."
    answers.path = tmp_path / "job.pdf"
    told: list[str] = []
    window.handouts.job.left_out.connect(told.append)
    window.handouts.job.pdf()
    window.handouts.job.choose(size=18)
    window.handouts.job.pdf()
    assert told == [program.fault]
    assert window._notice.accessibleName() == program.fault


def test_the_boxes_go_into_a_second_line_where_the_window_is_narrow(window, shown):
    one = shown.kinds.height()
    window.resize(560, 600)
    window.panes.show_form(False)
    QApplication.processEvents()
    assert shown.kinds.height() >= 2 * one
    for box in shown.kinds.boxes.values():
        assert shown.kinds.rect().contains(box.geometry())
        assert box.width() >= box.sizeHint().width()


def test_the_real_sheets_are_those_that_the_program_makes_and_the_offer_comes_twice(opened, answers, tmp_path):
    window = opened(real.program())
    window.open_file(real.CASES / "asks-years-later-with-an-offer.json")
    for kind in ("carer", "offer", "large-print"):
        assert window.handouts.job.want(kind, True)
    answers.path = tmp_path / "job.pdf"
    window.handouts.save()
    session, kinds = window.session, ("standard", "large-print", "carer", "offer")
    wanted = session.program.pdf(PrintOrder(session.case, session.assessment, kinds))
    assert answers.path.read_bytes() == wanted == window.handouts.job.pdf()
    document = open_document(wanted, window)
    pages = [document.getAllText(page).text() for page in range(document.pageCount())]
    assert sum("First copy" in page and "Page 1 of" in page for page in pages) == 1
    assert sum("Second copy" in page and "Page 1 of" in page for page in pages) == 1
    document.deleteLater()


# Printing


@pytest.fixture
def document(window):
    for kind in ("long", "carer", "aphasia"):
        window.handouts.job.want(kind, True)
    return open_document(window.handouts.job.pdf(), window)


def to_file(printer: QPrinter, path: Path) -> None:
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))


def pages_of(path: Path, parent: QWidget) -> int:
    return open_document(path.read_bytes(), parent).pageCount()


def test_the_whole_job_is_printed_at_300_dots_an_inch_on_its_own_paper(window, document, tmp_path):
    printer = printer_for(document)
    to_file(printer, tmp_path / "out.pdf")
    print_pages(document, printer)
    assert printer.resolution() == 300
    printed = open_document((tmp_path / "out.pdf").read_bytes(), window)
    assert printed.pageCount() == 4
    assert printed.pagePointSize(0).width() == pytest.approx(595, abs=1.5)


def test_margins_are_those_of_the_sheet(window, document, tmp_path):
    printer = printer_for(document)
    to_file(printer, tmp_path / "out.pdf")
    print_pages(document, printer)
    size = document.pagePointSize(0).toSize()
    first = open_document((tmp_path / "out.pdf").read_bytes(), window).render(0, size)
    wanted = document.render(0, size)
    assert ink(first) == pytest.approx(ink(wanted), abs=2)


def ink(image: QImage) -> tuple[int, int]:
    """The leftmost and the topmost place of a page that is not white."""
    paper = QImage(image.size(), QImage.Format.Format_Grayscale8)
    paper.fill(255)
    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    lines = [paper.constScanLine(y) for y in range(paper.height())]
    rows = [bytes(line)[: paper.width()] for line in lines if isinstance(line, memoryview)]
    dark = [(x, y) for y, row in enumerate(rows) if min(row) < 128 for x, grey in enumerate(row) if grey < 128]
    return min(x for x, _ in dark), min(y for _, y in dark)


@pytest.mark.parametrize(("first", "last", "wanted"), [(2, 3, [1, 2]), (4, 9, [3]), (3, 3, [2])])
def test_only_the_chosen_pages_are_printed(document, first, last, wanted):
    printer = printer_for(document)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(first, last)
    assert list(pages_to_print(document, printer)) == wanted


@pytest.mark.parametrize(("collate", "wanted"), [(True, [0, 1, 0, 1]), (False, [0, 0, 1, 1])])
def test_copies_that_the_driver_does_not_make_are_made_here(document, tmp_path, collate, wanted):
    printer = printer_for(document)
    to_file(printer, tmp_path / "out.pdf")
    printer.setCopyCount(2)
    printer.setCollateCopies(collate)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(1, 2)
    assert not printer.supportsMultipleCopies()
    assert list(pages_to_print(document, printer)) == wanted


@pytest.mark.parametrize(("mode", "wanted"), [("DuplexNone", [0, 2]), ("DuplexLongSide", [0, 1, 2])])
def test_the_blank_back_of_a_leaf_is_printed_only_on_both_sides(window, mode, wanted):
    class Driver:
        def __getattr__(self, name):
            return getattr(QPrinter(), name)

        def duplex(self):
            return QPrinter.DuplexMode[mode]

    class Pages:
        def pageCount(self):  # noqa: N802  Qt's name
            return 3

        def getAllText(self, page):  # noqa: N802  Qt's name
            class Text:
                def text(self):
                    return "" if page == 1 else "Page"

            return Text()

    document, printer = cast(QPdfDocument, Pages()), cast(QPrinter, Driver())
    assert list(pages_to_print(document, printer)) == wanted


def test_the_dialog_is_told_how_many_pages_there_are_and_what_it_sets_holds(window, answers, tmp_path):
    def set_printer(printer):
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(2, 2)

    window.handouts.job.want("carer", True)
    answers.set_printer = set_printer
    answers.path = tmp_path / "out.pdf"
    window.handouts.print()
    assert answers.offered_pages == 2
    assert pages_of(answers.path, window) == 1


def test_a_printer_that_refuses_is_told(window, answers, tmp_path):
    answers.path = tmp_path / "no such folder" / "out.pdf"
    window.handouts.print()
    assert "printer" in answers.told[0].what_happened
    assert not window._notice.isVisible()


def test_a_computer_without_a_printer_says_so_and_what_to_do(window, monkeypatch):
    monkeypatch.setattr("PySide6.QtPrintSupport.QPrinterInfo.availablePrinterNames", staticmethod(list))
    with pytest.raises(CounselError) as refused:
        Messages().ask_printer(QPrinter(), window, 2)
    assert "No printer" in refused.value.what_happened
    assert "PDF" in refused.value.what_to_do


def test_the_ground_behind_the_pages_follows_the_colours(app, window, qtbot):
    from PySide6.QtGui import QPalette

    from ui.look import theme

    window.actions_by_name["preview"].trigger()
    view = window.handouts.preview.view
    try:
        for scheme, tokens in (("light", theme.LIGHT), ("dark", theme.DARK), ("light", theme.LIGHT)):
            theme.choose(app, scheme)
            theme.repaint_all(app)
            qtbot.wait(1)
            assert view.palette().color(QPalette.ColorRole.Dark).name() == tokens.neutral_bar
    finally:
        theme.choose(app, "system")
        theme.repaint_all(app)
