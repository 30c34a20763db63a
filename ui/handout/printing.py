"""Sends the pages of the handout to a printer, at their true size and margins; it makes no PDF."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMarginsF, QRectF, QSize
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from counsel.errors import CounselError
from ui.handout.preview import POINTS_PER_INCH, open_document
from ui.words import word

DOTS_PER_INCH = 300


def print_handout(pdf: bytes, parent: QWidget, ask: Callable[[QPrinter, QWidget], bool]) -> bool:
    """Prints where `ask` says yes; False where it was closed. CounselError where it failed."""
    document = open_document(pdf, parent)
    printer = printer_for(document)
    if not ask(printer, parent):
        return False
    print_pages(document, printer)
    return True


def printer_for(document: QPdfDocument) -> QPrinter:
    """A printer set to the paper of the document, without margins of its own."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(DOTS_PER_INCH)
    size = QPageSize(
        document.pagePointSize(0), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch
    )
    printer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    printer.setFullPage(True)
    return printer


def print_pages(document: QPdfDocument, printer: QPrinter) -> None:
    """Prints every page; on smaller paper the whole page is shrunk, never cut."""
    painter = QPainter()
    if not painter.begin(printer):
        raise CounselError(word("error.printer"), word("error.printer.remedy"))
    try:
        for page in range(document.pageCount()):
            if page:
                printer.newPage()
            _print_page(document, page, painter, printer)
    finally:
        painter.end()


def _print_page(document: QPdfDocument, page: int, painter: QPainter, printer: QPrinter) -> None:
    points = document.pagePointSize(page)
    dots = points * (printer.resolution() / POINTS_PER_INCH)
    paper = printer.paperRect(QPrinter.Unit.DevicePixel).size()
    shrink = min(1.0, paper.width() / dots.width() + 0.002, paper.height() / dots.height() + 0.002)
    image = document.render(page, QSize(round(dots.width()), round(dots.height())))
    painter.drawImage(QRectF(0.0, 0.0, dots.width() * shrink, dots.height() * shrink), image)
