"""The files that the content is read from: their names, bytes and hashes; it understands none of them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from counsel.shell.content.shipped_files import REMEDY, MissingPartError, require

ABOUT = "resources/content.yaml"
# How much of a hash is printed under each sheet.
PRINTED_DIGITS = 12


class Sources(NamedTuple):
    """Every source file by its path below `root`, in the order in which they are read."""

    root: Path
    files: Mapping[str, bytes]

    @property
    def rules_hash(self) -> str:
        """SHA-256 of rules and wording, as 64 hex digits."""
        return _hash(self.files, ("rules/", "resources/wording/"))

    @property
    def evidence_hash(self) -> str:
        """SHA-256 of the evidence, as 64 hex digits."""
        return _hash(self.files, ("resources/evidence/",))

    @property
    def about_hash(self) -> str:
        """SHA-256 of versions and review."""
        return _hash(self.files, (ABOUT,))


def read_sources(root: Path) -> Sources:
    """The bytes of all source files; raises MissingPartError for one that cannot be read."""
    resources = root / "resources"
    require(resources, ["content.yaml"])
    names = [
        *files_below(root, "rules/data", ".yaml"),
        *files_below(root, "resources/evidence", ".yaml"),
        *files_below(root, "resources/wording", ".yaml"),
        ABOUT,
    ]
    return Sources(root, {name: _bytes(root / name) for name in names})


def files_below(root: Path, folder: str, ending: str) -> list[str]:
    """The files with this ending in a folder and all below it, as paths from `root`, in order."""
    found: list[str] = []
    try:
        with os.scandir(root / folder) as entries:
            for entry in entries:
                name = f"{folder}/{entry.name}"
                if entry.name.endswith(ending):
                    found.append(name)
                elif entry.is_dir():
                    found += files_below(root, name, ending)
    except FileNotFoundError:
        # What must be there is asked for by its name.
        return []
    return sorted(found)


def content_hash(root: Path, names: Iterable[str]) -> str:
    """First 12 hex digits of the SHA-256 over names and bytes, in the order of the names."""
    return hash_of({name: (root / name).read_bytes() for name in names})[:PRINTED_DIGITS]


def hash_of(files: Mapping[str, bytes]) -> str:
    """SHA-256 over names and bytes, in the order of the names, as 64 hex digits."""
    state = hashlib.sha256()
    for name in sorted(files):
        state.update(name.encode() + b"\0" + files[name] + b"\0")
    return state.hexdigest()


def _hash(files: Mapping[str, bytes], folders: tuple[str, ...]) -> str:
    return hash_of({name: data for name, data in files.items() if name.startswith(folders)})


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as fault:
        raise MissingPartError(f"A file of the program cannot be read: {file} ({fault}).", REMEDY) from fault
