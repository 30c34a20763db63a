"""A kind of sheet more, made in a copy by editing three files: every command and the window have it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CASE = ROOT / "tests" / "cases" / "typical-early-subacute.json"
LONGEST_S = 120

# What a person writes for a sheet that the therapist gets: one record, its rules, its words.
RECORD = '''        SheetKind(
            "therapist",
            ("sheet_therapist",),
            ("answer", "plan", "notes", "close"),
            _USUAL_PAGES,
            rules="sheet_therapist",
            wording="sheet_therapist",
            note_lines=_MANY_LINES,
        ),
'''
RULES = """topic: page for the therapist
tables:
- id: sheet_therapist
  hit: collect
  changes: sheet
  rules:
  - id: therapist-answer-unknown
    when: {outcome: told, is: studies}
    gives: answer
    says: {patient: therapist.answer.unknown}
    fields: {section: answer, kind: text}
    evidence: [cochrane-2019-pls]
    source: section 7
    status: proposal
    reviewed: 2026-11-21
  - id: therapist-plan-go-on
    when: {outcome: urgency, is: not_urgent}
    gives: plan
    says: {patient: therapist.plan.go_on}
    fields: {section: plan, kind: item}
    evidence: [nice-ng236]
    source: section 14
    status: proposal
    reviewed: 2026-11-21
"""
WORDS = """sentences:
  kind.therapist.label: "T&herapist"
  kind.therapist.help: "For who trains with the person"
  dr.trace.table.sheet_therapist: "therapist sheet"
  book.table.sheet_therapist: "Which sentences stand on the page for the therapist?"
  therapist.title: "Stem cells after a stroke: for the therapist"
  sheet.section.plan: "The plan for training"
  therapist.answer.unknown: "We do not know if stem cells help after a stroke."
  therapist.plan.go_on: "Training goes on as planned."
"""
FILES = {
    "counsel/sheets/kinds.py": RECORD,
    "rules/data/sheet_therapist.yaml": RULES,
    "resources/wording/en/sheet_therapist.yaml": WORDS,
}

WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from counsel.shell import bootstrap
from ui.app import application, build_window

app = application(bootstrap.font_files())
window = build_window()
window.show()
window.open_file(Path(sys.argv[1]))
window.handouts.toggle()
box = window.handouts.preview.kinds.boxes["therapist"]
print(box.text(), box.letter, box.isEnabled(), box.accessibleDescription())
box.click()
for _turn in range(1000):
    QCoreApplication.processEvents()
    QTest.qWait(10)
    if window.handouts.job.made(window.handouts.job.basis()):
        break
print(*window.handouts.job.kinds)
print(len(window.handouts.job.pdf()))
window.handouts.toggle()
window.actions_by_name["trace"].trigger()
QCoreApplication.processEvents()
window.session.forget()
window.close()
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program with the new kind; what a person edited are the files of FILES."""
    made = tmp_path_factory.mktemp("program")
    for name in ("counsel", "rules", "ui", "resources"):
        shutil.copytree(ROOT / name, made / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name, text in FILES.items():
        file = made / name
        if file.suffix == ".py":
            code = file.read_text(encoding="utf-8")
            last = '        SheetKind(\n            "treated",\n'
            assert code.count(last) == 1
            text = code.replace(last, RECORD + last)
        file.write_text(text, encoding="utf-8")
    return made


def started(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A new process of the copy, at its end."""
    kept = {
        name: str(copy / "user" / name)
        for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME")
    }
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=copy,
        env={**os.environ, **kept, "PYTHONPATH": str(copy), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=LONGEST_S,
        check=False,
    )


def run(copy: Path, *arguments: str) -> str:
    """What a new process prints; it must end well and tell no error."""
    done = started(copy, *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def refused(copy: Path) -> str:
    """What a start says that is refused in words."""
    done = started(copy, "-m", "counsel", "note", str(CASE))
    assert done.returncode == 2
    assert done.stderr.startswith("stroke-counsel: counsel/sheets/kinds.py")
    return done.stderr


def test_it_takes_three_files_at_most() -> None:
    assert len(FILES) <= 3


def test_the_command_line_makes_it_as_html_and_pdf(copy: Path) -> None:
    html, pdf = copy / "sheet.html", copy / "sheet.pdf"
    for made in (html, pdf):
        run(copy, "-m", "counsel", "handout", str(CASE), "-o", str(made), "--kind", "therapist")
    told = html.read_text(encoding="utf-8")
    assert "<h1>Stem cells after a stroke: for the therapist</h1>" in told
    assert "<h2>The plan for training</h2>" in told
    assert "Training goes on as planned." in told
    assert pdf.read_bytes().startswith(b"%PDF")


def test_a_job_holds_it_beside_the_others_in_an_emergency_too(copy: Path) -> None:
    urgent = copy / "urgent.json"
    case = json.loads(CASE.read_text(encoding="utf-8"))
    urgent.write_text(json.dumps({**case, "safety": {"new-deficit": "yes"}}), encoding="utf-8")
    kinds = ("--kind", "therapist", "--kind", "standard")
    for name, document in (("both", CASE), ("urgent", urgent)):
        made = copy / f"{name}.pdf"
        run(copy, "-m", "counsel", "handout", str(document), "-o", str(made), *kinds)
        assert made.read_bytes().startswith(b"%PDF")


def test_check_and_rulebook_know_it(copy: Path) -> None:
    assert "therapist" not in run(copy, "-m", "counsel", "check")
    kept, book = copy / "rulebook.json", copy / "rulebook.pdf"
    run(copy, "-m", "counsel", "rulebook", "--snapshot", str(kept), "-o", str(book))
    assert "therapist-plan-go-on" in kept.read_text(encoding="utf-8")
    assert book.read_bytes().startswith(b"%PDF")


def test_a_kind_without_its_words_or_its_table_stops_the_start_and_says_so(copy: Path, tmp_path: Path) -> None:
    lame = tmp_path / "lame"
    shutil.copytree(copy, lame)
    words = lame / "resources" / "wording" / "en" / "sheet_therapist.yaml"
    words.write_text(WORDS.replace("kind.therapist.help", "kind.therapist.hint"), encoding="utf-8")
    assert "kind.therapist.help" in refused(lame)
    words.write_text(WORDS, encoding="utf-8")
    kinds = lame / "counsel" / "sheets" / "kinds.py"
    kinds.write_text(kinds.read_text(encoding="utf-8").replace('("sheet_therapist",)', '("sheet_trainer",)'))
    assert "sheet_trainer" in refused(lame)


def test_the_window_has_its_box_and_prints_it(copy: Path) -> None:
    done = started(copy, "-c", WINDOW, str(CASE))
    # Without a screen Qt says on the same channel what it cannot do.
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    box, kinds, size = done.stdout.splitlines()
    assert box == "Therapist h True For who trains with the person"
    assert kinds == "standard therapist"
    assert int(size) > 10_000
