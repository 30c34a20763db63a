"""Files written whole: who may read one that is replaced, and where a link leads."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from counsel.shell.machine.files import FileError, write_whole
from tests.support.program import known, program

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes, and links need a right")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_sheet_that_is_replaced_is_read_by_whom_it_was_read_by(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.pdf"
    program().save_bytes(sheet, b"first")
    assert mode(sheet) == 0o600
    sheet.chmod(0o644)
    program().save_bytes(sheet, b"second")
    assert mode(sheet) == 0o644
    assert sheet.read_bytes() == b"second"


def test_a_case_is_read_by_its_owner_only_whatever_stood_there(tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text("{}", encoding="utf-8")
    file.chmod(0o644)
    program().save_case(file, known())
    assert mode(file) == 0o600


def test_a_link_stays_a_link_and_leads_to_the_new_file(tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    link = tmp_path / "sheet.pdf"
    link.symlink_to(folder / "real.pdf")
    for data in (b"first", b"second"):
        write_whole(link, data)
        assert link.is_symlink()
        assert (folder / "real.pdf").read_bytes() == data
    assert sorted(file.name for file in folder.iterdir()) == ["real.pdf"]


def test_a_link_into_nowhere_is_told_by_its_own_name(tmp_path: Path) -> None:
    link = tmp_path / "sheet.pdf"
    link.symlink_to(tmp_path / "gone" / "real.pdf")
    with pytest.raises(FileError, match=r"sheet\.pdf could not be written"):
        write_whole(link, b"x")
    assert link.is_symlink()
