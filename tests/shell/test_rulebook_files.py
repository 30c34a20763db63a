"""The command of the rule base: what it writes and prints, what it refuses, and that it then writes nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from counsel.cli import main
from counsel.form.declarations import with_entered
from counsel.shell.rulebook_files import older
from tests.support.program import program

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the content that a test may change."""
    folder = tmp_path / "old"
    shutil.copytree(ROOT / "resources", folder / "resources")
    shutil.copytree(ROOT / "rules" / "data", folder / "rules" / "data")
    return folder


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_snapshot_of_today_shows_no_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = tmp_path / "kept.json"
    assert main(["rulebook", "--snapshot", str(kept)]) == 0
    assert main(["rulebook", "--compare", str(kept)]) == 0
    assert "Nothing changed" in capsys.readouterr().out


def test_a_folder_of_the_same_content_shows_no_change_but_the_program(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (content / "counsel").mkdir()
    shutil.copy(ROOT / "counsel" / "__init__.py", content / "counsel" / "__init__.py")
    assert main(["rulebook", "--compare", str(content)]) == 0
    assert "Nothing changed" in capsys.readouterr().out
    assert older(content, ROOT).rulebase.hash == program().content.rulebase.hash


def test_a_folder_of_older_content_shows_what_changed(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(
        content / "rules/data/bands.yaml",
        "{fact: severity.nihss, from: 1, to: severity-moderate.from - 1}",
        "{fact: severity.nihss, from: 1, to: 5}",
    )
    replace(content / "resources/wording/en/physician.yaml", "Claims a cure.", "Says it heals.")
    assert main(["rulebook", "--compare", str(content)]) == 0
    said = capsys.readouterr().out
    assert (
        "Changed: severity-minor\n  When, before:\n    NIHSS 1 to 5\n  When, now:\n    NIHSS 1 to 4" in said
    )
    assert "Text, before:\n    Says it heals.\n  Text, now:\n    Claims a cure." in said
    assert "Rules and sentences, before:" in said


def test_an_older_content_that_the_engine_would_refuse_can_still_be_compared(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = content / "rules/data/facts.yaml"
    replace(facts, "- {name: infarct.from_diameters, kind: flag, row: infarct.volume_ml}\n", "")
    (content / "rules/data/offer.yaml").unlink()
    assert main(["rulebook", "--compare", str(content)]) == 0
    said = capsys.readouterr().out
    assert "Added: infarct.from_diameters" in said
    assert "Added: red-pressure" in said


def test_a_record_of_the_time_when_met_stood_among_the_counted_fields_can_be_compared(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trial = content / "resources/evidence/trials/masters-2017.yaml"
    replace(trial, "  met: 'no'\n", "")
    replace(trial, "counted:\n", "counted:\n  met: 'yes'\n")
    assert main(["rulebook", "--compare", str(content)]) == 0
    assert "Changed: masters-2017\n  Met, before:\n    yes\n  Met, now:\n    no" in capsys.readouterr().out


def test_it_writes_the_book_with_what_changed_and_prints_its_name(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(
        content / "rules/data/bands.yaml",
        "{fact: severity.nihss, from: 1, to: severity-moderate.from - 1}",
        "{fact: severity.nihss, from: 1, to: 5}",
    )
    out = tmp_path / "book.pdf"
    assert main(["rulebook", "--compare", str(content), "-o", str(out), "--paper", "letter"]) == 0
    assert f"{out}\n" in capsys.readouterr().out
    import pypdf

    pages = pypdf.PdfReader(out).pages
    assert pages[0].mediabox.width == 612
    text = " ".join(page.extract_text() for page in pages[:8])
    assert "What changed" in text
    assert "NIHSS 1 to 5" in text


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([], "There is nothing to make"),
        (["-o", "OUT/book.html"], "does not end in .pdf"),
        (["--snapshot", "OUT/book.pdf"], "does not end in .json"),
        (["-o", "OUT/missing/book.pdf"], "this folder does not exist"),
        (["--compare", "OUT/missing", "-o", "OUT/book.pdf"], "could not be read (No such file or directory)"),
        (["--compare", "OUT", "-o", "OUT/book.pdf"], "holds no rule base"),
    ],
)
def test_bad_input_is_told_and_nothing_is_written(
    arguments: list[str], reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rulebook", *(one.replace("OUT", str(tmp_path)) for one in arguments)]) == 2
    assert reason in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told_and_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "kept.json"
    kept.write_text("before", encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("counsel.shell.machine.files.os.fsync", refuse)
    assert main(["rulebook", "--snapshot", str(kept)]) == 2
    assert "could not be written (No space left on device)" in capsys.readouterr().err
    assert kept.read_text(encoding="utf-8") == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["kept.json"]


@pytest.mark.parametrize(
    ("file", "text", "reason"),
    [
        ("rules/data/bands.yaml", "topic: [", "bands.yaml"),
        ("rules/data/mechanisms.yaml", "topic: mechanisms\n", "is not complete: 'tables'"),
        ("rules/data/mechanisms.yaml", "topic: mechanisms\ntables: 3\n", "is not complete"),
        ("rules/data/bands.yaml", "topic: bands\ntables: []\n", "is no limit"),
        ("resources/content.yaml", "rulebase: {}\n", "is not complete: 'version'"),
        ("resources/evidence/safety_flags.yaml", "flags:\n- {id: x}\n", "is not complete"),
        ("resources/evidence/trials/masters-2017.yaml", "id: 3\ncounted: {}\n", "trials"),
    ],
)
def test_a_broken_older_content_is_told(
    file: str, text: str, reason: str, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (content / file).write_text(text, encoding="utf-8")
    assert main(["rulebook", "--compare", str(content)]) == 2
    said = capsys.readouterr().err
    assert reason in said
    assert "Traceback" not in said


def test_a_content_that_declared_every_fact_in_its_file_is_compared_as_it_was(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = content / "rules/data/facts.yaml"
    declared = with_entered(yaml.safe_load(facts.read_bytes())["facts"])
    kept = [fact for fact in declared if fact["name"] != "rehab"]
    facts.write_text(yaml.safe_dump({"facts": kept}), encoding="utf-8")
    assert main(["rulebook", "--compare", str(content)]) == 0
    said = capsys.readouterr().out
    assert said.count("Added:") == 1
    assert "Added: rehab" in said
