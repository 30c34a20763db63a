"""Writes the book of the rule base and its snapshot, and reads an older one to compare; it sets no type."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from counsel.errors import CounselError
from counsel.form.declarations import with_entered
from counsel.rulebook.compare import compare, in_text
from counsel.rulebook.rulebook import rulebook
from counsel.rulebook.snapshot import (
    Snapshot,
    SnapshotError,
    fault_in_words,
    read_snapshot,
    snapshot_bytes,
    snapshot_from,
    snapshot_of,
)
from counsel.shell.content.languages import REFERENCE, ContentError
from counsel.shell.content.limits import FACTS, with_numbers
from counsel.shell.content.released import read_releases
from counsel.shell.content.sources import content_hash
from counsel.shell.content.strict_yaml import read_strict
from counsel.shell.machine.files import read_bytes
from counsel.shell.printing.pdf import Printer
from counsel.shell.printing.rulebook_pdf import rulebook_pdf
from counsel.shell.program import Program
from counsel.wording.limits import with_limits

if TYPE_CHECKING:
    from rules.grammar import ParsedFile
    from rules.limits import Limits

_REMEDY = "Name a folder with resources and rules of stroke-counsel, or a file that --snapshot wrote."


class WantedError(CounselError):
    """The command was not told what to make, or a name does not fit what it makes."""


def rulebook_command(
    program: Program, output: Path | None, paper: str | None, old: Path | None, snapshot: Path | None
) -> str:
    """Makes what is asked for and returns what to print: the names of files written, then what changed.

    Raises CounselError before anything is written where a name or the older rule base cannot be used.
    """
    _check(output, old, snapshot)
    now = snapshot_of(program.content)
    wording = program.wording
    root = program.resources.parent
    groups = None if old is None else compare(older(old, root), now, wording)
    made: list[Path] = []
    if output is not None:
        day = program.today()
        book = rulebook(program.content, day, wording.language, groups)
        data = rulebook_pdf(book, Printer(program.resources), day, paper or program.settings.paper)
        program.save_bytes(output, data)
        made.append(output)
    if snapshot is not None:
        program.save_bytes(snapshot, snapshot_bytes(now))
        made.append(snapshot)
    return "".join(f"{path}\n" for path in made) + ("" if groups is None else in_text(groups, wording))


def _check(output: Path | None, old: Path | None, snapshot: Path | None) -> None:
    if output is None and old is None and snapshot is None:
        raise WantedError(
            "There is nothing to make.", "Name -o OUT.pdf, --compare OLD or --snapshot OUT.json."
        )
    for option, path, ending in (("-o", output, ".pdf"), ("--snapshot", snapshot, ".json")):
        if path is None:
            continue
        if path.suffix.lower() != ending:
            what = f"{option} {path}: the name does not end in {ending}."
            raise WantedError(what, f"Give a name in {ending}.")
        if not path.parent.is_dir():
            raise WantedError(
                f"{option} {path}: this folder does not exist.", "Make the folder, or name another."
            )


def older(path: Path, root: Path) -> Snapshot:
    """The rule base in a snapshot file, in a folder with resources and rules, or of a released version.

    A version (`0.1.0`) is looked up in the list below `root` where no file has its name. Raises CounselError.
    """
    if path.is_dir():
        return _from_folder(path)
    kept = path if path.exists() else _kept(str(path), root) or path
    return read_snapshot(read_bytes(kept), str(kept))


def _kept(version: str, root: Path) -> Path | None:
    """The snapshot of a released version; None where the name is no version."""
    if not re.fullmatch(r"\d+(\.\d+)+", version):
        return None
    releases = {release.version: release for release in read_releases(root)}
    if version not in releases:
        what = f"The version {version} is not among those that were given out ({', '.join(releases)})."
        raise SnapshotError(what, "Name one of these, a snapshot, or a folder with resources and rules.")
    return root / releases[version].snapshot


def _from_folder(root: Path) -> Snapshot:
    resources = root / "resources"
    if not (resources / "content.yaml").is_file() or not (root / "rules" / "data").is_dir():
        raise SnapshotError(f"{root} holds no rule base (resources/content.yaml, rules/data).", _REMEDY)
    read = _read(root)
    try:
        return _snapshot(root, *with_numbers({**read, FACTS: _declared(read[FACTS])}))
    except ContentError as fault:
        raise SnapshotError(f"{root}: {fault.what_happened}", _REMEDY) from fault
    except ValidationError as fault:
        raise SnapshotError(f"{root}: {fault_in_words(fault)}.", _REMEDY) from fault
    except (KeyError, TypeError, AttributeError) as fault:
        raise SnapshotError(f"{root} is not complete: {fault}.", _REMEDY) from fault


def _read(root: Path) -> dict[str, ParsedFile]:
    """Every data file by its path below the folder; raises DataFileError."""
    found = [
        *(root / "rules" / "data").glob("*.yaml"),
        *(root / "resources" / "evidence").rglob("*.yaml"),
        *(root / "resources" / "wording" / REFERENCE).glob("*.yaml"),
        root / "resources" / "content.yaml",
    ]
    return {file.relative_to(root).as_posix(): read_strict(file) for file in sorted(found)}


def _snapshot(root: Path, parsed: Mapping[str, ParsedFile], limits: Limits) -> Snapshot:
    read = {name: file.data for name, file in parsed.items()}
    about = read["resources/content.yaml"]
    wordings = sorted((root / "resources" / "wording").rglob("*.yaml"))
    rules = [name for name in read if name.startswith("rules/")]
    evidence = [name for name in read if name.startswith("resources/evidence/")]
    words = [file.relative_to(root).as_posix() for file in wordings]
    return snapshot_from(
        {
            "program": _program_version(root),
            "rulebase": {"version": about["rulebase"]["version"], "hash": content_hash(root, rules + words)},
            "evidence": {"version": about["evidence"]["version"], "hash": content_hash(root, evidence)},
            "review_by": str(about["review_by"]),
            "reviewers": about["reviewers"],
        },
        read[FACTS]["facts"],
        [
            (read[name]["topic"], table)
            for name in rules
            # Facts and what must hold for every input stand in the same folder; only tables have a topic.
            if "topic" in read[name]
            for table in read[name]["tables"]
        ],
        {name.removeprefix("resources/evidence/"): read[name] for name in evidence},
        {
            key: text
            for name in words
            if name.startswith("resources/wording/en/")
            for key, text in _sentences(read[name], limits)
        },
    )


def _sentences(file: dict[str, Any], limits: Limits) -> Iterator[tuple[str, str]]:
    """The sentences of a wording file, each plural form on its own; a file of other things has none."""
    for key, told in file.get("sentences", {}).items():
        forms = told.items() if isinstance(told, dict) else (("", told),)
        yield from ((f"{key}.{form}".removesuffix("."), with_limits(text, limits)) for form, text in forms)


def _declared(file: ParsedFile) -> ParsedFile:
    """The facts of a folder. One that names facts without declaring them leaves those to the form's records.

    The records of another version are code and are not run: they are taken to be those of this program.
    """
    written = file.data["facts"]
    if not any(isinstance(fact, str) for fact in written):
        return file
    return file._replace(data={**file.data, "facts": with_entered(written)})


def _program_version(root: Path) -> str:
    """The version of the program whose folder this is; a folder of data alone has none."""
    package = root / "counsel" / "__init__.py"
    text = package.read_text(encoding="utf-8") if package.is_file() else ""
    found = re.search(r'__version__ = "([^"]+)"', text)
    return found[1] if found else "–"
