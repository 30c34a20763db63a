"""Writes a file whole or not at all, and reads cases and settings from disk; it knows no clinical content."""

from __future__ import annotations

import json
import os
import stat
import tempfile
from pathlib import Path
from typing import Any

from counsel.case.measures import Measures
from counsel.case.parse import Case, parse_case
from counsel.errors import CounselError


class FileError(CounselError):
    """A file that cannot be read or written: which, why, and what to do."""


# Health data: nobody but its owner may read a new file.
_PRIVATE = 0o600


def write_whole(path: Path, data: bytes, *, keeps_mode: bool = False) -> None:
    """Replaces `path` only when the new file is complete; FileError leaves the old one as it was.

    A link stays a link, and what it leads to is replaced. With `keeps_mode` a file that is replaced may be
    read by whom it could be read by before.
    """
    temporary = None
    try:
        target = Path(os.path.realpath(path))
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(target) if keeps_mode else _PRIVATE)
        temporary.replace(target)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise FileError(
            f"{path} could not be written ({reason}).",
            "Choose another folder, close the file elsewhere, or make room on the disk.",
        ) from error


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode) & 0o777 if path.exists() else _PRIVATE


def read_bytes(path: Path) -> bytes:
    """The bytes of a file; raises FileError."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise FileError(f"{path} could not be read ({reason}).", "Check the name and try again.") from error


def read_case(path: Path, measures: Measures) -> Case:
    """The case in a JSON file; raises FileError or InputError."""
    return parse_case(read_bytes(path), measures)


def write_case(path: Path, case: Case) -> None:
    """Saves a case as JSON; raises FileError and leaves an existing file as it was."""
    write_whole(path, json_bytes(case.to_document()))


def json_bytes(document: Any) -> bytes:
    """A JSON document as UTF-8 text with a line end."""
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
