"""The command line: what it prints, its exit status, and that bad input writes nothing."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from counsel import __version__
from counsel.cli import main
from tests.support.program import CASES, KNOWN

TYPICAL = str(CASES / "typical-early-subacute.json")


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    file = tmp_path / "bad.json"
    file.write_text(json.dumps({**KNOWN, "severity": {"nihss": 43}}), encoding="utf-8")
    return file


def test_assess_speaks_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assess", TYPICAL]) == 0
    assert "Only inside a proper trial" in capsys.readouterr().out


def test_assess_gives_the_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assess", TYPICAL, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["standing"]["id"] == "trial_only"
    assert document["phase"]["begins"] == "2026-09-17"
    assert document["trace"][0]["rule"] == "phase-hyperacute"


def test_a_case_can_come_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(json.dumps(KNOWN).encode())))
    assert main(["assess", "-"]) == 0
    assert "Early subacute, day 72" in capsys.readouterr().out


def test_handout_writes_a_pdf(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "sheet.pdf"
    assert main(["handout", TYPICAL, "-o", str(out), "--paper", "letter"]) == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert capsys.readouterr().out.strip() == str(out)


def test_handout_writes_html(tmp_path: Path) -> None:
    out = tmp_path / "sheet.html"
    assert main(["handout", TYPICAL, "-o", str(out)]) == 0
    assert out.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_several_sheets_are_one_file_of_html(tmp_path: Path) -> None:
    out = tmp_path / "sheets.html"
    order = ["--kind", "standard", "--kind", "carer", "--size", "22"]
    assert main(["handout", TYPICAL, "-o", str(out), *order]) == 0
    told = out.read_text(encoding="utf-8")
    assert told.count("<h1>") == 2
    assert told.count("</html>") == 1
    assert "font-size: 22pt" in told


@pytest.mark.parametrize("form", ["pdf", "html"])
def test_what_is_too_long_for_a_sheet_is_told_and_not_quoted(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case, settings = tmp_path / "case.json", tmp_path / "settings.json"
    long = {**KNOWN, "patient": {"age": 64, "label": "Frieda " * 5}, "goals": [{"own": "gardening " * 9}]}
    case.write_text(json.dumps(long), encoding="utf-8")
    settings.write_text(json.dumps({"clinic": "Clinic " * 15, "contacts": "Tel 123 " * 20}), encoding="utf-8")
    out = str(tmp_path / f"sheet.{form}")
    assert main(["--settings", str(settings), "handout", str(case), "-o", out]) == 0
    said = capsys.readouterr()
    assert said.err == (
        "The label is too long for the sheet and is cut there. A goal is too long for the sheet and is cut there. "
        "The clinic's name with address and contacts is too long for the sheet and is cut there.\n"
    )
    assert said.out.strip() == out
    assert main(["handout", TYPICAL, "-o", out]) == 0
    assert capsys.readouterr().err == ""


def test_note_says_what_was_entered_and_with_which_content(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["note", TYPICAL]) == 0
    said = capsys.readouterr().out
    assert "NIHSS: 9" in said
    assert "Flags answered yes: none" in said
    assert "not a referral" in said


@pytest.mark.parametrize("document", ["case", "assessment"])
def test_schema_is_a_json_schema(document: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", document]) == 0
    assert "properties" in json.loads(capsys.readouterr().out)


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert __version__ in capsys.readouterr().out


@pytest.mark.parametrize("command", [["assess"], ["assess", "--json"], ["note"], ["handout", "-o", "OUT"]])
def test_bad_input_names_path_value_reason_and_remedy_and_writes_nothing(
    command: list[str], bad: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "sheet.pdf"
    out.write_bytes(b"the old one")
    arguments = [each.replace("OUT", str(out)) for each in command]
    assert main([arguments[0], str(bad), *arguments[1:]]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    for part in ("severity.nihss", "43", "too high", "42"):
        assert part in said.err
    assert "Traceback" not in said.err
    assert out.read_bytes() == b"the old one"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["bad.json", "sheet.pdf"]


def test_an_unknown_flag_is_refused_with_those_that_are_asked(tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "case.json"
    file.write_text(json.dumps({**KNOWN, "safety": {"seizure": "yes"}}), encoding="utf-8")
    assert main(["assess", str(file)]) == 2
    assert "safety.seizure" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["no-such-file.json", "."])
def test_a_file_that_cannot_be_read_is_named(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assess", name]) == 2
    assert name in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "nowhere" / "sheet.pdf"
    assert main(["handout", TYPICAL, "-o", str(out)]) == 2
    assert str(out) in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [["handout", TYPICAL, "-o", "sheet.doc"], ["handout", TYPICAL, "-o", "OUT", "--kind", "treated"],
     ["handout", TYPICAL, "-o", "OUT", "--language", "xx"]],
)  # fmt: skip
def test_what_does_not_exist_is_refused_with_what_is_allowed(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([each.replace("OUT", str(tmp_path / "s.pdf")) for each in arguments]) == 2
    said = capsys.readouterr().err
    assert "allowed" in said
    assert said.startswith("stroke-counsel: The sheet cannot be made as it was asked for. ")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["handout", TYPICAL], ["handout", TYPICAL, "-o", "x.pdf", "--size", "15"]]
)
def test_wrong_usage_ends_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_a_clinic_can_be_set_and_a_wrong_setting_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / "settings.json"
    settings.write_text('{"clinic": "Stroke Clinic", "paper": "a5"}', encoding="utf-8")
    assert main(["--settings", str(settings), "assess", TYPICAL]) == 2
    said = capsys.readouterr().err
    assert "paper: this cannot be set (given: 'a5'; allowed: a4 or letter)" in said
    assert "The case" not in said
    settings.write_text('{"clinic": "Stroke Clinic", "paper": "letter"}', encoding="utf-8")
    assert main(["--settings", str(settings), "assess", TYPICAL]) == 0


def test_a_reader_that_has_enough_ends_it_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class Closed(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

        def fileno(self) -> int:
            return kept.fileno()

    with (tmp_path / "out").open("w", encoding="utf-8") as kept:
        monkeypatch.setattr("sys.stdout", Closed())
        assert main(["assess", TYPICAL, "--json"]) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("command", [["claims"], ["note", TYPICAL], ["schema", "case"]])
def test_output_that_finds_no_room_ends_a_command_with_one_sentence(command: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "counsel", *command], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert ended.returncode == 1
    assert ended.stderr == "stroke-counsel: The output could not be written: No space left on device.\n"
