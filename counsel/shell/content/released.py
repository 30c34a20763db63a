"""The versions of the content that were given out, with the hashes they had; it compares none of them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from counsel.errors import CounselError
from counsel.shell.content.strict_yaml import read_strict

LIST = "resources/released.yaml"
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
Version = Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]


class ReleaseError(CounselError):
    """A list of released versions that cannot be used: which line, and what is allowed."""


class _ReleaseRecord(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Release(_ReleaseRecord):
    """One version: the hashes that its sheets print, and where what it said is kept.

    `snapshot` is a path below the folder of the program; `changed` says in a sentence what was new.
    """

    version: Version
    date: date
    rules_hash: Hash
    evidence_hash: Hash
    snapshot: Annotated[str, StringConstraints(pattern=r"^docs/releases/[\w.-]+\.json$")]
    changed: Annotated[str, StringConstraints(min_length=1)]


class _Releases(_ReleaseRecord):
    released: tuple[Release, ...] = Field(min_length=1)


def read_releases(root: Path) -> tuple[Release, ...]:
    """The released versions, oldest first; raises DataFileError or ReleaseError at the first fault."""
    file = root / LIST
    try:
        read = _Releases.model_validate(read_strict(file).data).released
    except ValidationError as fault:
        first = fault.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        what = f"{file}: {place}: {first['msg']} (given: {first['input']!r:.60})."
        remedy = "Correct this line; docs/releases/README.md says what stands in it."
        raise ReleaseError(what, remedy) from fault
    _check_order(read, file)
    return read


def _check_order(read: tuple[Release, ...], file: Path) -> None:
    for before, after in pairwise(read):
        if _number(after) <= _number(before) or after.date < before.date:
            what = f"{file}: {after.version} of {after.date} stands after {before.version} of {before.date}."
            remedy = "Each version is higher and not older than the one before, and stands once."
            raise ReleaseError(what, remedy)


def _number(release: Release) -> tuple[int, ...]:
    return tuple(map(int, release.version.split(".")))
