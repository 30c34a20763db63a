"""The program starts in a language that is whole, and says which was left out and why."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from counsel.shell import bootstrap
from counsel.shell.machine.paths import paths_below, resource_root
from counsel.shell.machine.settings import Settings

WINDOW = "resources/wording/xx/window.yaml"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the content with a second language that says all that the first says."""
    root = resource_root()
    shutil.copytree(root / "rules" / "data", tmp_path / "rules" / "data")
    shutil.copytree(root / "resources", tmp_path / "resources")
    wording = tmp_path / "resources" / "wording"
    shutil.copytree(wording / "en", wording / "xx")
    return tmp_path


def without_a_line(text: str) -> str:
    lines = [line for line in text.splitlines() if "window.action.new:" not in line]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (without_a_line, "the sentence window.action.new is missing in it."),
        (lambda text: text.replace("Saved: {name}", "Saved"), "window.notice.saved has other gaps than it must (name)."),
        (lambda text: text + '  window.action.old: "Old"\n', "nothing asks for its sentence window.action.old."),
        (lambda text: text + "  window.action.old: 3\n", "window.action.old"),
    ],
    ids=["missing", "gap", "unknown", "unusable"],
)
def test_a_language_that_is_not_whole_is_left_out_and_told(
    tree: Path, tmp_path: Path, change: Callable[[str], str], reason: str
) -> None:
    file = tree / WINDOW
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")
    # From the sources, and then from the copy that was made of them.
    for _start in range(2):
        program = bootstrap.start(root=tree, paths=paths_below(tmp_path / "user"), settings=Settings(language="xx"))
        assert set(program.languages) == {"en"}
        assert "“xx” is left out: " in program.notice
        assert reason in program.notice
        assert program.language == "en"


def test_another_language_of_the_settings_waits_for_the_next_start(tree: Path, tmp_path: Path) -> None:
    file = tree / "resources" / "wording" / "xx" / "sheet.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("The short answer", "Kurz gesagt"), encoding="utf-8")
    paths = paths_below(tmp_path / "user")
    program = bootstrap.start(root=tree, paths=paths).with_settings({"language": "xx"})
    case = program.empty_case()
    assert (program.language, program.settings.language) == ("en", "xx")
    assert program.sheet(case, program.assess(case)).language == "en"
    again = bootstrap.start(root=tree, paths=paths)
    assert again.language == "xx"
    assert "Kurz gesagt" in str(again.sheet(case, again.assess(case)))


def test_a_whole_language_is_offered_and_spoken(tree: Path, tmp_path: Path) -> None:
    program = bootstrap.start(root=tree, paths=paths_below(tmp_path / "user"), settings=Settings(language="xx"))
    assert set(program.languages) == {"en", "xx"}
    assert (program.language, program.notice) == ("xx", "")
