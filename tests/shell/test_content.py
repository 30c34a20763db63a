"""Loading the content: the start-up copy is as good as the sources, and broken sources are refused in words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from counsel.assess import assess
from counsel.assessment_document import document_of
from counsel.errors import CounselError
from counsel.shell.content import load_content
from counsel.shell.paths import resource_root
from tests.counsel.program import NOON, known

ROOT = resource_root()


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "rules" / "data", tmp_path / "rules" / "data")
    for name in ("evidence", "wording"):
        shutil.copytree(ROOT / "resources" / name, tmp_path / "resources" / name)
    shutil.copy(ROOT / "resources" / "content.yaml", tmp_path / "resources")
    return tmp_path


def change(tree: Path, name: str, old: str, new: str) -> None:
    file = tree / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_copy_gives_the_same_assessment_as_the_sources(tree: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first, second, plain = load_content(tree, cache), load_content(tree, cache), load_content(tree)
    results = [assess(known(), content, NOON.date()) for content in (first, second, plain)]
    documents = [document_of(result).model_dump() for result in results]
    assert documents[0] == documents[1] == documents[2]
    assert (cache / "content.json").is_file()


def test_an_edit_is_there_at_the_next_start(tree: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    before = load_content(tree, cache)
    change(tree, "resources/wording/en/sheet.yaml", "It is a good question.", "It is a very good question.")
    after = load_content(tree, cache)
    assert "very good" in after.wording().say("sheet.answer.good_question")
    assert before.rulebase.hash != after.rulebase.hash
    assert before.evidence_part.hash == after.evidence_part.hash


def test_a_damaged_copy_is_made_again(tree: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    load_content(tree, cache)
    (cache / "content.json").write_text('{"key": ', encoding="utf-8")
    assert load_content(tree, cache).wording().has("sheet.title")


def test_a_disk_that_refuses_the_copy_only_costs_time(tree: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert load_content(tree, blocked / "cache").wording().has("sheet.title")


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("rules/data/phases.yaml", "from: 91, to: 182", "from: 91, until: 182", "until"),
        ("rules/data/phases.yaml", "id: phase-chronic", "id: phase-acute", "phase-acute"),
        (
            "rules/data/phases.yaml",
            "evidence: [srrr-2017, companion-trials]",
            "evidence: [nobody-1999]",
            "nobody-1999",
        ),
        (
            "rules/data/phases.yaml",
            "physician: dr.phase.chronic",
            "physician: dr.phase.nothing",
            "dr.phase.nothing",
        ),
        ("rules/data/bands.yaml", "from: 21, to: 42", "from: 21, to: 43", "43"),
        ("rules/data/phases.yaml", "gives: chronic", "gives: late", "late"),
        ("resources/wording/en/sheet.yaml", "{met_early}", "{met_erly}", "met_erly"),
        (
            "resources/wording/en/sheet.yaml",
            "sheet.answer.hope:",
            "sheet.answer.not_care:",
            "sheet.answer.not_care",
        ),
        ("resources/evidence/trials/treasure-2024.yaml", "n_total:", "n_totals:", "n_total"),
    ],
)
def test_broken_content_is_refused_with_file_or_id_and_what_is_wrong(
    tree: Path, name: str, old: str, new: str, said: str
) -> None:
    change(tree, name, old, new)
    with pytest.raises(CounselError, match=said):
        load_content(tree)
