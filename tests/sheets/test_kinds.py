"""A kind of sheet is known by its record alone: nothing else of the program tells kinds apart by name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from counsel.sheets.kinds import KINDS, RULE_FILES, WORDING_FILES, words_of
from counsel.shell.content.shipped_files import WORDING
from tests.support.program import program

ROOT = Path(__file__).resolve().parents[2]
# Names that mean nothing but a kind of sheet, and a comparison with any name.
NAMED = re.compile(r"""["'](aphasia|carer|large-print)["']|\bkind\s*(?:==|!=|\bin\b)\s*["'({]""")
FILES = [
    path
    for folder, pattern in (("counsel/sheets", "*.py"), ("counsel/shell/printing", "*.py"), ("ui/handout", "*.py"), ("resources/templates", "sheet*"))
    for path in sorted((ROOT / folder).glob(pattern))
    if path.name != "kinds.py"
]
# How a sentence is printed is called its kind, too.
OF_A_SENTENCE = re.compile(r"\b(one|x|sentence|line)\.kind\b")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_kind_is_told_apart_by_its_name(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if NAMED.search(OF_A_SENTENCE.sub("", line))]


def test_a_comparison_by_name_is_found() -> None:
    assert NAMED.search('if sheet.kind == "offer" {')
    assert NAMED.search('named = kind in ("long",)')
    assert not NAMED.search(OF_A_SENTENCE.sub("", 'x.kind == "warning"'))


@pytest.mark.parametrize("kind", KINDS)
def test_each_has_its_words_its_table_and_its_key(kind: str) -> None:
    wording, record = program().wording, KINDS[kind]
    assert all(wording.has(key) for key in words_of(record))
    assert set(record.tables) <= {table.id for table in program().content.rules.tables}
    assert record.sizes[0] in record.pages
    assert wording.say(f"kind.{kind}.label").count("&") == 1


def test_each_has_another_key() -> None:
    labels = [program().wording.say(f"kind.{kind}.label") for kind in KINDS]
    letters = [label.partition("&")[2][0].lower() for label in labels]
    assert len(set(letters)) == len(letters)


def test_their_files_are_shipped_and_there() -> None:
    assert set(WORDING_FILES) <= set(WORDING)
    assert all((ROOT / "rules" / "data" / f"{name}.yaml").is_file() for name in RULE_FILES)
    assert all((ROOT / "resources" / "wording" / "en" / f"{name}.yaml").is_file() for name in WORDING_FILES)
