"""A trial, a sentence and a caveat are changed in a copy of the program, in as few files as the manual says.

The other three common changes have tests of their own: a limit (tests/content/test_one_limit_changed.py), a
field of the case (tests/form/test_a_new_field.py), a kind of sheet (tests/sheets/test_a_new_kind.py).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
CASE = ROOT / "tests" / "cases" / "typical-early-subacute.json"
TREE = ("counsel", "rules", "resources", "ui")
TRIALS = "resources/evidence/trials"

TRIAL = {f"{TRIALS}/made-up-2026.yaml": ("", "")}
SENTENCE = {
    "resources/wording/en/physician.yaml": (
        '  dr.caveat.NOGUIDE: "No guideline or regulator recommendation for use outside a trial was found in what was read."',
        '  dr.caveat.NOGUIDE: "In what was read no guideline recommends it."',
    )
}
CAVEAT = {
    "rules/data/caveats.yaml": (
        "outcomes: [CERT, NOGUIDE,",
        "outcomes: [CERT, TRAVEL, NOGUIDE,",
    ),
    "resources/wording/en/physician.yaml": (
        "  dr.caveat.NOGUIDE:",
        '  dr.caveat.TRAVEL: "Travel soon after a stroke has risks of its own."\n  dr.caveat.NOGUIDE:',
    ),
}
# The rule of the caveat, with its tone: the second place in the same file.
CAVEAT_RULE = (
    "  rules:\n",
    """  rules:
  - id: caveat-travel
    when: {outcome: urgency, is: not_urgent}
    gives: TRAVEL
    fields: {tone: caution}
    says: {physician: dr.caveat.TRAVEL}
    evidence: [nice-ng236]
    source: section 8
    status: proposal
    reviewed: 2026-11-21
""",
)


def copied(folder: Path, edits: Mapping[str, tuple[str, str]]) -> Path:
    for name in TREE:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name, (before, after) in edits.items():
        if before:
            replace_once(folder / name, before, after)
    return folder


def replace_once(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1, (file.name, before)
    file.write_text(text.replace(before, after), encoding="utf-8")


def run(tree: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    own = {name: str(tree / "own") for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    return subprocess.run(
        [sys.executable, "-m", "counsel", *arguments],
        cwd=tree,
        env={**os.environ, **own, "PYTHONPATH": str(tree)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def assessed(tree: Path) -> dict[str, Any]:
    done = run(tree, "assess", str(CASE), "--json")
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def one_more_trial(tree: Path, **changes: str) -> None:
    """A record like that of another study, with an id and a paper of its own."""
    text = (tree / TRIALS / "bhasin-2012-mnc.yaml").read_text(encoding="utf-8")
    own = {"bhasin-2012-mnc": "made-up-2026", "'24693196'": "'99999999'", "Bhasin 2012": "Made up 2026"}
    for before, after in {**own, **changes}.items():
        text = text.replace(before, after)
    (tree / TRIALS / "made-up-2026.yaml").write_text(text, encoding="utf-8")


def test_a_trial_is_one_file_and_is_compared_and_counted(tmp_path: Path) -> None:
    assert len(TRIAL) == 1
    before = assessed(copied(tmp_path / "before", {}))
    tree = copied(tmp_path / "after", TRIAL)
    one_more_trial(tree)
    after = assessed(tree)
    studies = {study["study"]: study for study in after["coverage"]["studies"]}
    assert studies.keys() - {study["study"] for study in before["coverage"]["studies"]} == {"made-up-2026"}
    assert [one["name"] for one in studies["made-up-2026"]["criteria"]][:3] == ["window", "age", "nihss"]
    counted = {one["name"]: one["value"] for one in after["coverage"]["counts"]}
    assert counted["studies_total"] == len(before["coverage"]["studies"]) + 1


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"'99999999'": "'24693196'"}, "made-up-2026.yaml: pmid: '24693196' is that of bhasin-2012-mnc"),
        ({"registry: null": "registry: NCT00000001"}, ""),
    ],
)
def test_a_paper_or_a_registry_number_belongs_to_one_trial(
    tmp_path: Path, changes: dict[str, str], told: str
) -> None:
    tree = copied(tmp_path, TRIAL)
    one_more_trial(tree, **changes)
    done = run(tree, "check")
    assert (done.returncode, told in done.stderr) == ((2, True) if told else (0, True)), done.stderr


def test_a_sentence_is_one_file(tmp_path: Path) -> None:
    assert len(SENTENCE) == 1
    done = run(copied(tmp_path, SENTENCE), "note", str(CASE))
    assert (done.returncode, done.stderr) == (0, "")
    assert "- In what was read no guideline recommends it." in done.stdout.splitlines()


def test_a_caveat_is_two_files_and_has_its_tone(tmp_path: Path) -> None:
    assert len(CAVEAT) == 2
    tree = copied(tmp_path, CAVEAT)
    replace_once(tree / "rules/data/caveats.yaml", *CAVEAT_RULE)
    found = {one["key"]: one for one in assessed(tree)["caveats"]}
    assert found["TRAVEL"]["tone"] == "caution"
    done = run(tree, "note", str(CASE))
    assert "- Travel soon after a stroke has risks of its own." in done.stdout.splitlines()
    checked = run(tree, "check")
    assert checked.returncode == 0, checked.stdout


def test_the_manual_names_the_files_of_each_change() -> None:
    manual = (ROOT / "docs" / "changing.md").read_text(encoding="utf-8")
    for heading, files in (("A trial", TRIAL), ("A sentence", SENTENCE), ("A caveat", CAVEAT)):
        section = manual.partition(f"## {heading}\n")[2].partition("\n## ")[0]
        assert section, heading
        assert all(Path(name).parent.as_posix() in section for name in files), heading
