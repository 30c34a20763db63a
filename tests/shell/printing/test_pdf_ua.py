"""Every kind of sheet at every size, and the book of rules, hold PDF/UA-1 by an independent validator."""

from __future__ import annotations

from datetime import date

import page
import pytest

from counsel.rulebook.rulebook import rulebook
from counsel.sheets.kinds import KINDS
from counsel.sheets.print_order import PrintOrder
from counsel.shell.printing.pdf import Printer
from counsel.shell.printing.rulebook_pdf import rulebook_pdf
from tests.support.program import known, ordered, program

FULL = known(
    offer={"cells": "uc_msc", "route": "intravenous", "claims": ["cure"]},
    treated={"product": "cells", "route": "intravenous", "last_date": "2025-08", "symptoms": []},
)
ORDERS = [(kind.name, size) for kind in KINDS.values() for size in kind.sizes]


def failures(data: bytes) -> list[str]:
    report = page.validate_pdf_bytes(data, profile=page.ValidationProfile.PDF_UA_1)
    assert report.rules.total > 100
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(("kind", "size"), ORDERS)
def test_a_sheet_fails_no_rule(kind: str, size: int, paper: str) -> None:
    assessment = program().assess(FULL)
    assert failures(program().pdf(PrintOrder(FULL, assessment, (kind,), size, paper))) == []


def test_an_emergency_sheet_fails_no_rule() -> None:
    case = known(stroke__onset="2026-11-21")
    assert failures(program().pdf(ordered(case))) == []


def test_the_book_of_rules_fails_no_rule() -> None:
    day = date(2026, 11, 21)
    book = rulebook(program().content, day)
    assert failures(rulebook_pdf(book, Printer(program().resources), day)) == []


def test_the_validator_sees_a_figure_without_words() -> None:
    data = program().pdf(ordered(FULL))
    assert b"/Alt" in data
    assert failures(data.replace(b"/Alt", b"/Alx"))
