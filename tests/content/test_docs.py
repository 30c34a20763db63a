"""What the documents name exists: verbs of run.py, commands, files, sources of definitions."""

import re
import shlex
from pathlib import Path

import pytest

import run
from counsel.cli import _parser
from counsel.shell.content.strict_yaml import read_strict

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "GLOSSARY.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
LINK = re.compile(r"\]\(([^)\s]+)\)")
# The glossary and the intended use name files as code; what ends in one of these or in / is a path.
PATH = re.compile(r"`((?:counsel|rules|ui|resources|tests|docs)/[\w./-]*)`")


def commands(text: str) -> list[str]:
    """Each `python3 run.py ...` of a text, whether in a line of its own or between backticks."""
    return [found.strip() for found in re.findall(r"python3 run\.py([^`\n]*)", text)]


def test_the_readme_names_the_two_commands() -> None:
    assert {"", "test"} <= set(commands(README))


def test_every_command_of_the_readme_is_a_verb() -> None:
    named = {command.split()[0] for command in commands(README) if command}
    assert named <= set(run.VERBS)


def test_every_verb_is_in_the_readme() -> None:
    named = {command.split()[0] for command in commands(README) if command}
    assert set(run.VERBS) <= named


def command_lines() -> list[str]:
    return [command.removeprefix("cli ") for command in commands(README) if command.startswith("cli ")]


@pytest.mark.parametrize("line", command_lines())
def test_every_command_line_of_the_readme_is_understood(line: str) -> None:
    arguments = shlex.split(line)
    if arguments == ["--version"]:
        return
    options = _parser().parse_args(arguments)
    if hasattr(options, "case"):
        assert (ROOT / options.case).is_file()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(document: Path) -> None:
    targets = [
        target.partition("#")[0]
        for target in LINK.findall(document.read_text(encoding="utf-8"))
        if not target.startswith(("http://", "https://", "#"))
    ]
    assert [target for target in targets if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_path_that_is_named_exists(document: Path) -> None:
    named = PATH.findall(document.read_text(encoding="utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_source_of_the_glossary_is_recorded() -> None:
    known = set(read_strict(ROOT / "resources" / "evidence" / "sources.yaml").data["sources"])
    text = LINK.sub("", (ROOT / "GLOSSARY.md").read_text(encoding="utf-8"))
    groups = re.findall(r"\[([a-z0-9-]+(?:, [a-z0-9-]+)*)\]", text)
    named = {name for group in groups for name in group.split(", ")}
    assert named
    assert named <= known


def test_the_versions_of_the_third_parties_are_the_locked_ones() -> None:
    locked = dict(re.findall(r"^([\w.-]+)==([\w.]+)", (ROOT / "requirements.txt").read_text(), re.MULTILINE))
    text = (ROOT / "docs" / "third-party.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([\w-]+) \| (\d[\w.]*) \|", text, re.MULTILINE)
    assert {name.lower().replace("_", "-"): version for name, version in rows} == locked
