"""Writes a file whole or not at all, and reads cases and settings from disk; it knows no clinical content."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from counsel.case import Case, parse_case
from counsel.errors import CounselError


class FileError(CounselError):
    """A file that cannot be read or written: which, why, and what to do."""


def write_whole(path: Path, data: bytes) -> None:
    """Replaces `path` only when the new file is complete; FileError leaves the old one as it was."""
    temporary = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o600)
        temporary.replace(path)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise FileError(
            f"{path} could not be written ({reason}).",
            "Choose another folder, close the file elsewhere, or make room on the disk.",
        ) from error


def read_bytes(path: Path) -> bytes:
    """The bytes of a file; raises FileError."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise FileError(f"{path} could not be read ({reason}).", "Check the name and try again.") from error


def read_case(path: Path) -> Case:
    """The case in a JSON file; raises FileError or InputError."""
    return parse_case(read_bytes(path))


def write_case(path: Path, case: Case) -> None:
    """Saves a case as JSON; raises FileError and leaves an existing file as it was."""
    write_whole(path, json_bytes(case.to_document()))


def json_bytes(document: Any) -> bytes:
    """A JSON document as UTF-8 text with a line end."""
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
