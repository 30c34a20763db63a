"""Sends the pages of a job to a printer, at their true size and margins; it makes no PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QMarginsF, QRectF, QSize
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from counsel.errors import CounselError
from ui.handout.preview import POINTS_PER_INCH, open_document
from ui.labels import word

DOTS_PER_INCH = 300
# Papers differ by less than this part between PDF and printer driver: no page is shrunk for it.
ROUNDING = 0.002

Ask = Callable[[QPrinter, QWidget, int], bool]


def print_handout(pdf: bytes, parent: QWidget, ask: Ask) -> bool:
    """Prints where `ask` says yes; False where it was closed. CounselError where it failed.

    `ask` gets the printer to set, the window, and how many pages there are.
    """
    document = open_document(pdf, parent)
    try:
        printer = printer_for(document)
        if not ask(printer, parent, document.pageCount()):
            return False
        print_pages(document, printer)
    finally:
        document.deleteLater()
    return True


def printer_for(document: QPdfDocument) -> QPrinter:
    """A printer set to the paper of the document, without margins of its own, on both sides where it can."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(DOTS_PER_INCH)
    size = QPageSize(
        document.pagePointSize(0), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch
    )
    printer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    printer.setFullPage(True)
    if QPrinter.DuplexMode.DuplexLongSide in QPrinterInfo(printer).supportedDuplexModes():
        printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    return printer


def print_pages(document: QPdfDocument, printer: QPrinter) -> None:
    """Prints the chosen pages; on smaller paper the whole page is shrunk, never cut."""
    painter = QPainter()
    if not painter.begin(printer):
        raise _refused()
    try:
        for at, page in enumerate(pages_to_print(document, printer)):
            if at and not printer.newPage():
                raise _refused()
            _print_page(document, page, painter, printer)
    finally:
        painter.end()
    if printer.printerState() == QPrinter.PrinterState.Error:
        raise _refused()


def pages_to_print(document: QPdfDocument, printer: QPrinter) -> Iterator[int]:
    """The pages from 0 in the order of printing: the range chosen, as often as the driver does not do itself.

    The blank back of a leaf is left out where only one side is printed.
    """
    last = document.pageCount()
    chosen = range(last)
    if printer.printRange() == QPrinter.PrintRange.PageRange and printer.fromPage() > 0:
        chosen = range(printer.fromPage() - 1, min(printer.toPage() or last, last))
    pages = [page for page in chosen if _is_two_sided(printer) or not _is_blank(document, page)]
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        return (page for _ in range(copies) for page in pages)
    return (page for page in pages for _ in range(copies))


def _is_two_sided(printer: QPrinter) -> bool:
    return printer.duplex() != QPrinter.DuplexMode.DuplexNone


def _is_blank(document: QPdfDocument, page: int) -> bool:
    # Every page with anything on it has a foot.
    return not document.getAllText(page).text().strip()


def _refused() -> CounselError:
    return CounselError(word("error.printer"), word("error.printer.remedy"))


def _print_page(document: QPdfDocument, page: int, painter: QPainter, printer: QPrinter) -> None:
    points = document.pagePointSize(page)
    dots = points * (printer.resolution() / POINTS_PER_INCH)
    paper = printer.paperRect(QPrinter.Unit.DevicePixel).size()
    shrink = min(1.0, paper.width() / dots.width() + ROUNDING, paper.height() / dots.height() + ROUNDING)
    image = document.render(page, QSize(round(dots.width()), round(dots.height())))
    painter.drawImage(QRectF(0.0, 0.0, dots.width() * shrink, dots.height() * shrink), image)
