"""Prints the book of the rule base; it decides nothing about the content and sets no type itself."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from counsel.rulebook.book import Book
from counsel.shell.printing.pdf import FONT, PAPERS, Printer

_TEMPLATE = "rulebook.typ"


def rulebook_pdf(book: Book, printer: Printer, day: date, paper: str = "a4") -> bytes:
    """The book as tagged PDF/UA-1, dated `day`; `paper` is a4 or letter. Equal input gives equal bytes.

    Raises PdfError for a character that no bundled font has.
    """
    data = {
        **asdict(book),
        "author": "stroke-counsel",
        "font": FONT,
        "paper": PAPERS[paper],
        "day": [day.year, day.month, day.day],
    }
    return printer.printed(_TEMPLATE, data, day)
