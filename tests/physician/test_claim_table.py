"""The table of the founding documents' claims, as rows, as text and from the command line."""

from __future__ import annotations

import json

import pytest

from counsel.cli import main
from counsel.physician.claim_table import claim_table, in_words
from tests.support.program import program

CONTENT = program().content


def test_every_claim_has_a_row_with_verdict_and_rules() -> None:
    table = claim_table(CONTENT)
    assert (len(table.documents), len(table.claims), len(table.contradictions)) == (3, 99, 4)
    row = next(row for row in table.claims if row.id == "002-33")
    assert (row.verdict, row.rules) == ("overstated", ("for-early-weeks", "caveat-nathist"))
    assert all(row.rules and row.literature for row in table.claims)


def test_a_mechanism_says_that_it_was_seen_in_animals() -> None:
    text = in_words(claim_table(CONTENT), CONTENT.wording("en"))
    after = text.split("002-12  ")[1].split("\n\n")[0]
    assert "verdict: mixed; in animals" in after
    assert "rules: caveat-mech, mechanism-scar" in after


def test_the_text_fits_a_terminal_and_names_what_each_document_is_worth() -> None:
    text = in_words(claim_table(CONTENT), CONTENT.wording("en"))
    assert max(len(line) for line in text.splitlines()) <= 100
    assert "worth: marketing; not evidence" in text


def test_the_command_prints_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims"]) == 0
    assert "x-03  selection: says responders are unknown" in capsys.readouterr().out


def test_the_command_gives_the_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["claims"][0]["id"] == "000-01"
    assert document["contradictions"][3]["rules"] == ["caveat-general"]
