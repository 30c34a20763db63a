"""A yes-or-no field is added in a copy of the program by editing four files; everything else follows."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
TREE = ("counsel", "rules", "resources", "ui")

# What a person edits by hand: the file, the line behind which something is put, and what is put there.
EDITS = {
    "counsel/case/document.py": (
        '        (), description="a list of earlier strokes, each with onset, type and disabling"\n    )\n',
        "    thrombectomy: Known[FlagWord] = Field(None, description=FLAG_ALLOWED)\n",
    ),
    "counsel/form/case_fields.py": (
        '    FieldRecord("stroke.side", "stroke", "choice", options="side", fact=_CHOICE),\n',
        '    FieldRecord("stroke.thrombectomy", "stroke", "flag", fact=_FLAG),\n',
    ),
    "resources/wording/en/form.yaml": (
        "sentences:\n",
        '  form.stroke.thrombectomy.label: "Thrombectomy"\n'
        '  form.stroke.thrombectomy.help: "Whether the clot was taken out through an artery."\n'
        '  book.fact.stroke.thrombectomy: "thrombectomy"\n'
        '  book.fact.stroke.thrombectomy.yes: "the clot was taken out through an artery"\n'
        '  book.fact.stroke.thrombectomy.no: "the clot was not taken out through an artery"\n',
    ),
    # The sentence that this rule brings is one that there is already.
    "rules/data/findings.yaml": (
        "  rules:\n",
        "  - id: after-thrombectomy\n"
        '    when: {fact: stroke.thrombectomy, is: "yes"}\n'
        "    gives: severity\n"
        "    says: {physician: dr.finding.score-again}\n"
        "    evidence: [nihss-sum]\n"
        "    source: section 4\n"
        "    status: proposal\n"
        "    reviewed: 2026-11-21\n",
    ),
}

SCRIPT = """
import json, sys
from datetime import date
from pathlib import Path

from counsel.rulebook.rulebook import rulebook
from counsel.shell import bootstrap
from ui.app import application, build_window

folder = Path(sys.argv[1])
program = bootstrap.start_in(folder)
application(program.font_files())
window = build_window(program)
window.form.sections["stroke"].open()
row = window.form.rows["stroke.thrombectomy"]
window.session.set_values({"assessed_on": "2026-11-21", "stroke.onset": "2026-09-10", row.field.path: "yes"})
program.save_case(folder / "case.json", window.session.case)
case = program.open_case(folder / "case.json")
assessment = program.assess(case)
findings = program.screen(assessment).findings
book = rulebook(program.content, date(2026, 11, 21))
print(json.dumps({
    "label": row.field.label,
    "spoken": row.control.accessibleName(),
    "help": row.control.toolTip(),
    "saved": case.to_document()["stroke"],
    "note": program.note(case, assessment),
    "fact": str(assessment.facts["stroke.thrombectomy"]),
    "rules": [finding.rule for finding in assessment.findings],
    "reasons": [program.reason(assessment, line) for line in findings],
    "book": str(book.chapters),
}))
window.workers.close()
window.session.forget()
window.close()
"""


def copied(folder: Path) -> Path:
    for name in TREE:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name, (before, added) in EDITS.items():
        text = (folder / name).read_text(encoding="utf-8")
        assert text.count(before) == 1, name
        (folder / name).write_text(text.replace(before, before + added), encoding="utf-8")
    return folder


def run(tree: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(tree), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=tree,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(tmp_path_factory.mktemp("copy"))


@cache
def shown(tree: Path) -> dict[str, Any]:
    own = tree / "own"
    own.mkdir()
    done = run(tree, "-c", SCRIPT, str(own))
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_at_most_four_files_are_edited_by_hand() -> None:
    assert len(EDITS) <= 4


def test_the_four_files_are_those_that_the_manual_names() -> None:
    manual = (ROOT / "docs" / "changing.md").read_text(encoding="utf-8")
    section = manual.partition("## A case field")[2].partition("\n## ")[0]
    assert all(f"(../{name})" in section for name in EDITS if not name.startswith("rules/"))


def test_the_form_shows_it_with_its_words(tree: Path) -> None:
    answer = shown(tree)
    assert (answer["label"], answer["spoken"]) == ("Thrombectomy", "Thrombectomy")
    assert answer["help"] == "Whether the clot was taken out through an artery."


def test_a_saved_case_keeps_it_and_the_note_names_it(tree: Path) -> None:
    answer = shown(tree)
    assert answer["saved"] == {"onset": "2026-09-10", "thrombectomy": "yes"}
    assert "Thrombectomy: yes" in answer["note"].splitlines()


def test_a_rule_asks_for_it_and_says_why_in_words(tree: Path) -> None:
    answer = shown(tree)
    assert answer["fact"] == "Flag.YES"
    assert "after-thrombectomy" in answer["rules"]
    assert any("the clot was taken out through an artery" in reason for reason in answer["reasons"])
    assert "the clot was taken out through an artery" in answer["book"]
    assert not any("stroke.thrombectomy" in text for text in (*answer["reasons"], answer["book"]))


@pytest.mark.parametrize(
    ("lost", "named"),
    [
        ("form.stroke.thrombectomy.label", "the field stroke.thrombectomy has no words"),
        ("book.fact.stroke.thrombectomy", "the fact stroke.thrombectomy has no words"),
    ],
)
def test_without_its_words_the_program_does_not_start(tmp_path: Path, lost: str, named: str) -> None:
    tree = copied(tmp_path)
    words = tree / "resources/wording/en/form.yaml"
    lines = words.read_text(encoding="utf-8").splitlines(keepends=True)
    words.write_text("".join(line for line in lines if f" {lost}: " not in line), encoding="utf-8")
    refused = run(tree, "-m", "counsel", "check")
    assert refused.returncode != 0
    assert named in refused.stderr
    assert lost in refused.stderr
