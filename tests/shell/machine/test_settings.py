"""The clinic's settings on disk: written whole, checked, and kept aside where they are broken."""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path

import pytest

from counsel.errors import InputError
from counsel.shell import bootstrap
from counsel.shell.machine.first_settings import FirstSettings, first_settings
from counsel.shell.machine.paths import Paths, paths_below, user_paths
from counsel.shell.machine.settings import Settings, SettingsError, read_settings, user_settings
from counsel.shell.printing.logo import MOST_BYTES, MOST_PIXELS, logo_name
from counsel.shell.program import Program


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int = 1, height: int = 1) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0\0")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def svg(inner: str, before: str = "") -> bytes:
    return f'{before}<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{inner}</svg>'.encode()


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return bootstrap.start(paths=own(tmp_path))


def own(folder: Path) -> Paths:
    """A user's own folders, but for what was read from the sources."""
    return paths_below(folder)._replace(cache_dir=user_paths().cache_dir)


def test_settings_come_back_at_the_next_start(program: Program, tmp_path: Path) -> None:
    program.with_settings({"clinic": "Stroke Clinic", "address": "1 High Street", "size": 16})
    again = bootstrap.start(paths=own(tmp_path))
    assert again.settings == Settings(clinic="Stroke Clinic", address="1 High Street", size=16)


def test_what_cannot_be_set_is_named_and_nothing_is_written(program: Program, tmp_path: Path) -> None:
    with pytest.raises(InputError) as refusal:
        program.with_settings({"clinic": "x" * 121, "paper": "a5"})
    assert [problem.path for problem in refusal.value.problems] == ["clinic", "paper"]
    assert str(refusal.value).startswith("The settings cannot be used. ")
    assert all(problem.allowed for problem in refusal.value.problems)
    with pytest.raises(InputError, match="fonts"):
        program.with_settings({"clinic": "\N{SNOWMAN}"})
    assert not list(tmp_path.rglob("settings.json"))


@pytest.mark.parametrize("text", ["{", "[]", '{"paper": "a5"}', '{"colour": "red"}'])
def test_broken_settings_are_kept_aside_and_told(tmp_path: Path, text: str) -> None:
    file = paths_below(tmp_path).config_dir / "settings.json"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    program = bootstrap.start(paths=own(tmp_path))
    assert program.settings == Settings()
    assert "settings.json.broken" in program.notice
    assert file.with_name("settings.json.broken").read_text(encoding="utf-8") == text
    assert not user_settings(file).told


@pytest.mark.parametrize(
    ("text", "told"),
    [("[]", "no object with entries"), ("3", "no object with entries"), ("{", "not JSON"),
     ('{"colour": "red"}', "colour: there is no such setting (given: 'red'; allowed: clinic, address"),
     ('{"size": "14"}', "size: this cannot be set (given: '14'; allowed: 14, 16, 18 or 22)")],
)  # fmt: skip
def test_settings_that_cannot_be_are_told_in_plain_words(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "ours.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        read_settings(file)
    assert told in str(refused.value)
    assert "dictionary" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "theme"),
    [('{"theme": "dark"}', "dark"), ('{"theme": "pink"}', "system"), ("{", "system"), ("[]", "system")],
)
def test_the_colours_are_known_before_the_rest(tmp_path: Path, text: str, theme: str) -> None:
    file = tmp_path / "settings.json"
    assert first_settings(file) == FirstSettings("system", "en")
    file.write_text(text, encoding="utf-8")
    assert first_settings(file).theme == theme


def test_a_language_that_is_not_there_is_told_and_the_program_starts(tmp_path: Path) -> None:
    file = paths_below(tmp_path).config_dir / "settings.json"
    file.parent.mkdir(parents=True)
    file.write_text('{"language": "xx", "clinic": "Stroke Clinic"}', encoding="utf-8")
    program = bootstrap.start(paths=paths_below(tmp_path))
    assert "“xx”" in program.notice
    assert (program.language, program.settings.clinic) == ("en", "Stroke Clinic")
    assert program.language in program.languages
    # The file is left as it is: the language may come back with the next content.
    assert "xx" in file.read_text(encoding="utf-8")


def test_the_words_of_the_window_are_there_before_the_content(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bootstrap, "user_paths", lambda: paths_below(tmp_path))
    file = paths_below(tmp_path).config_dir / "settings.json"
    file.parent.mkdir(parents=True)
    for chosen in ("en", "xx", "../en", ""):
        file.write_text(json.dumps({"language": chosen}), encoding="utf-8")
        words = bootstrap.window_words()
        assert words.language == "en"
        assert words.say("window.action.new") == "New"


@pytest.mark.parametrize(
    ("text", "language"), [('{"language": "de"}', "de"), ('{"language": 3}', "en"), ("[]", "en"), ("{", "en")]
)
def test_the_language_is_known_before_the_rest(tmp_path: Path, text: str, language: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text(text, encoding="utf-8")
    assert first_settings(file).language == language


def test_a_logo_is_copied_beside_the_settings(program: Program, tmp_path: Path) -> None:
    picture = tmp_path / "our picture.png"
    picture.write_bytes(png())
    changed = program.with_settings({"clinic": "Stroke Clinic"}, picture)
    picture.unlink()
    assert changed.settings.logo == "logo.png"
    folder = paths_below(tmp_path).config_dir
    assert (folder / "logo.png").read_bytes() == png()
    kept = json.loads((folder / "settings.json").read_bytes())
    assert kept == {"clinic": "Stroke Clinic", "logo": "logo.png"}


def test_pictures_that_can_be_a_logo(program: Program) -> None:
    assert logo_name(png(), program.wording) == "logo.png"
    assert logo_name(svg('<path d="M0 0h9v9z" fill="url(#a)"/>'), program.wording) == "logo.svg"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"GIF89a", "neither"),
        (png() + b" " * MOST_BYTES, "kB"),
        (png()[:-20], "damaged|whole"),
        (png().replace(b"IDAT", b"IDAX"), "damaged"),
        (png(MOST_PIXELS + 1), "pixels"),
        (svg("<script>1</script>"), "script"),
        (svg('<rect onclick="1"/>'), "onclick"),
        (svg('<a href="https://example.org"><rect/></a>'), "outside"),
        (svg('<image href="#a"/>'), "image"),
        (svg("<foreignObject/>"), "foreignObject"),
        (svg("<style>@import 'a.css';</style>"), "fetches"),
        (svg('<rect style="fill: url(http://example.org)"/>'), "fetches"),
        (svg("", '<!DOCTYPE svg [<!ENTITY a "a">]>'), "entities"),
        (svg("", "<?xml-stylesheet href='a.css'?>"), "styles"),
        (svg("<g>"), "cannot be read"),
        (b"<html><svg/></html>", "outermost"),
    ],
)
def test_pictures_that_cannot(data: bytes, reason: str, program: Program) -> None:
    with pytest.raises(InputError, match=reason):
        logo_name(data, program.wording)


def test_about_names_versions_review_and_the_way_to_report(program: Program) -> None:
    about = program.about()
    told = dict(about.lines)
    assert program.content.rulebase.hash in told["Rules"]
    assert told["Review by"] == program.content.review_by.isoformat()
    assert told["Reviewed by"] == "not yet reviewed by a clinician"
    assert told["Funding"] == "none recorded"
    assert "pydantic" in told["Built with"]
    assert any("mistake" in paragraph for paragraph in about.paragraphs)
