"""A file of the program that is gone is told by its name with the remedy, and nothing is made without it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from counsel.errors import CounselError
from counsel.shell.content.load import load_content
from counsel.shell.content.shipped_files import FONTS, WORDING
from counsel.shell.machine.paths import resource_root
from counsel.shell.program import Program
from tests.support.program import known, ordered, program

ROOT = resource_root()
EVIDENCE = sorted(file.name for file in (ROOT / "resources" / "evidence").glob("*.yaml"))
REMEDY = "Install the program again."


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "resources", tmp_path / "resources")
    shutil.copytree(ROOT / "rules" / "data", tmp_path / "rules" / "data")
    return tmp_path


def made(copy: Path, form: str, kind: str = "standard") -> str | bytes:
    using: Program = replace(program(), resources=copy / "resources")
    case = known()
    make = using.pdf if form == "pdf" else using.html
    return make(ordered(case, kind))


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("templates/sheet.typ", "pdf"),
        *((font, "pdf") for font in FONTS),
        ("fonts/characters.txt", "pdf"),
        ("templates/sheet.html", "html"),
        ("templates/sheet_body.html", "html"),
    ],
)
def test_a_sheet_that_lacks_a_file_is_not_made(copy: Path, name: str, form: str) -> None:
    (copy / "resources" / name).unlink()
    with pytest.raises(CounselError) as told:
        made(copy, form)
    assert str(told.value) == f"A file of the program is missing: {copy / 'resources' / name}. {REMEDY}"


@pytest.mark.parametrize("form", ["pdf", "html"])
def test_a_drawing_that_is_gone_is_told_by_its_name(copy: Path, form: str) -> None:
    (copy / "resources" / "icons" / "mark-yes.svg").unlink()
    with pytest.raises(CounselError, match=r"mark-yes\.svg") as told:
        made(copy, form, "aphasia")
    assert told.value.what_to_do == REMEDY


@pytest.mark.parametrize(
    "name",
    [
        "resources/content.yaml",
        "rules/data/facts.yaml",
        "rules/data/sheet.yaml",
        *(f"resources/wording/en/{name}.yaml" for name in WORDING),
        *(f"resources/evidence/{name}" for name in EVIDENCE),
    ],
)
def test_content_that_lacks_a_file_is_not_used(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(CounselError) as told:
        load_content(copy)
    assert str(told.value) == f"A file of the program is missing: {copy / name}. {REMEDY}"


def test_every_file_of_sentences_and_every_font_is_known() -> None:
    assert {file.stem for file in (ROOT / "resources" / "wording" / "en").glob("*.yaml")} == set(WORDING)
    fonts = {file.name for file in (ROOT / "resources" / "fonts").glob("*.ttf")}
    assert fonts == {Path(name).name for name in FONTS}
