"""Loading the content: the start-up copy is as good as the sources, and broken sources are refused in words."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from time import process_time

import pytest

from counsel.assess.assessor import Assessor
from counsel.assess.json_document import document_of
from counsel.errors import CounselError
from counsel.shell.content.load import load_content
from counsel.shell.content.ready_copy import NAME
from counsel.shell.machine.paths import resource_root
from tests.support.program import NOON, known

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
    assessors = [Assessor(content) for content in (first, second, plain)]
    results = [(one, one.assess(known(), NOON.date())) for one in assessors]
    documents = [
        document_of(one, result, one.content.wording("en")).model_dump() for one, result in results
    ]
    assert documents[0] == documents[1] == documents[2]
    assert (cache / NAME).is_file()


def test_an_edit_is_there_at_the_next_start(tree: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    before = load_content(tree, cache)
    change(tree, "resources/wording/en/sheet.yaml", "It is a good question.", "It is a very good question.")
    after = load_content(tree, cache)
    assert "very good" in after.reference.say("sheet.answer.good_question")
    assert before.rulebase.hash != after.rulebase.hash
    assert before.evidence_part.hash == after.evidence_part.hash


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("rules/data/phases.yaml", "from: 2, to: phase-early-subacute.from + near - 1", "from: 2, until: 20", "until"),
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


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("rules/data/phases.yaml", "from: 2, to: phase-early-subacute.from + near - 1", "from: 2, until: 20",
         r"phases\.yaml:\d+: until: unknown key 'until'. Allowed: above, below, fact, from, is, to"),
        ("rules/data/phases.yaml", "to: phase-chronic.from - 1", "to: phase-cronic.from - 1",
         r"phases\.yaml:\d+: to: 'phase-cronic\.from' is no limit\. Allowed: .*perhaps phase-chronic\.from"),
        ("resources/evidence/safety_flags.yaml", "to: emergency-swelling.to", "to: emergency-swelling.from",
         r"safety_flags\.yaml:\d+: to: 'emergency-swelling\.from' is no limit"),
        ("resources/wording/en/physician.yaml", "below {infarct-not-large.below} mL", "below {infarct-not-large.above} mL",
         r"wording/en: the sentence dr\.band\.infarct\.not_large: infarct-not-large\.above is no limit of a rule"),
        ("rules/data/phases.yaml", "hit: unique", "hit: uniqe", r"phases\.yaml:\d+: hit: .* Allowed: 'unique', 'first' or 'collect'"),
        ("rules/data/phases.yaml", "id: phase-chronic", "id: phase-acute",
         r"phases\.yaml:\d+: id: the rule id phase-acute is taken. Allowed: an id not used in .*rules/data/phases\.yaml"),
        ("rules/data/phases.yaml", "physician: dr.phase.chronic", "physician: dr.phase.cronic",
         r"phases\.yaml:\d+: physician: the sentence dr\.phase\.cronic does not exist \(rule phase-chronic\)\. Allowed: .*dr\.phase\.chronic"),
        ("rules/data/phases.yaml", "evidence: [srrr-2017, companion-trials]", "evidence: [srrr-2018, companion-trials]",
         r"phases\.yaml:\d+: evidence: the evidence srrr-2018 does not exist \(rule phase-late-subacute\)\. Allowed: .*srrr-2017"),
        ("rules/data/bands.yaml", "from: 21, to: 42", "from: 21, to: 43",
         r"bands\.yaml:\d+: to: 43 is outside the range of severity.nihss. Allowed: whole numbers 0 to 42"),
        ("rules/data/bands.yaml", "from: 5, to: severity-moderate-to-severe.from - 1", "from: 5, to: 16",
         r"bands\.yaml:\d+: when: the rules severity-moderate and severity-moderate-to-severe of severity hold together"),
        ("rules/data/properties.yaml", "lowest_first: [marked_gain_very_unlikely", "lowest_first: [marked_gain",
         r"properties\.yaml:\d+: lowest_first: 'marked_gain' is no outcome of cells"),
        ("rules/data/properties.yaml", "table: cells", "tabel: cells", r"properties\.yaml:\d+: tabel: .* Allowed: id, table, lowest_first"),
        ("resources/evidence/safety_flags.yaml", "fact: stroke.days_since_onset", "fact: stroke.dayz",
         r"safety_flags\.yaml:\d+: fact: unknown fact 'stroke.dayz'"),
        ("resources/wording/en/sheet.yaml", "You did nothing wrong by asking.", "A miracle cure is here.",
         r"wording/en/sheet\.yaml: the sentence \S+ has the word 'miracle', which nothing for patients may have"),
    ],
)  # fmt: skip
def test_a_bad_rule_file_is_refused_with_file_line_key_and_what_is_allowed(
    tree: Path, name: str, old: str, new: str, told: str
) -> None:
    change(tree, name, old, new)
    with pytest.raises(CounselError, match=told):
        load_content(tree)


def test_a_rule_file_too_few_or_too_many_is_refused(tree: Path) -> None:
    moved = tree / "rules" / "data" / "offers.yaml"
    (tree / "rules" / "data" / "offer.yaml").rename(moved)
    with pytest.raises(CounselError, match=r"is missing: .*offer\.yaml\. Install the program again\.$"):
        load_content(tree)
    shutil.copy(moved, tree / "rules" / "data" / "offer.yaml")
    with pytest.raises(CounselError, match=r"offers\.yaml: file: no part of the program reads this file"):
        load_content(tree)


def test_the_program_does_not_start_on_content_that_fails_and_says_so(tree: Path, tmp_path: Path) -> None:
    change(tree, "rules/data/bands.yaml", "from: 5, to: severity-moderate-to-severe.from - 1", "from: 5, to: 16")
    for package in ("counsel", "rules"):
        shutil.copytree(ROOT / package, tree / package, dirs_exist_ok=True, ignore=shutil.ignore_patterns("data", "__pycache__"))
    for name in ("example-case.json", "fonts", "templates"):
        source = ROOT / "resources" / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tree / "resources" / name)
    case = ROOT / "resources" / "example-case.json"
    command = [sys.executable, "-m", "counsel", "assess", str(case)]
    started = subprocess.run(command, cwd=tree, capture_output=True, text=True, timeout=60)
    assert started.returncode == 2
    assert started.stdout == ""
    assert "severity-moderate and severity-moderate-to-severe of severity hold together" in started.stderr
    assert "rules/data/bands.yaml:" in started.stderr
    assert "Traceback" not in started.stderr


def test_a_start_from_the_copy_reads_the_content_in_less_than_50_ms(tree: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    load_content(tree, cache)
    times = []
    for _ in range(5):
        begun = process_time()
        load_content(tree, cache)
        times.append(process_time() - begun)
    assert min(times) < 0.05
