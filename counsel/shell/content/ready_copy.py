"""The start-up copy as a file: whether it is to be believed, and written whole; not what it holds.

It guards against slips, damage and other users. Whoever has the same account can change the program itself.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from counsel import __version__
from counsel.shell.content.sources import Sources, files_below

NAME = "content.copy"
_MARK = b"stroke-counsel ready content 1\n"
# No copy comes near this: what is larger is no copy, and is not read into memory.
_MOST_BYTES = 32_000_000
_DIGITS = 64
_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH
# Neither a link nor a pipe: the first may lead into another's folder, the second would be waited for.
_FLAGS = ("O_RDONLY", "O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC")
_HOW = sum(getattr(os, flag, 0) for flag in _FLAGS)

Status = Callable[[int | str], os.stat_result]


class CopyError(Exception):
    """A copy that is not believed, and why; it never reaches the user, for the sources are read instead."""


class Keys(NamedTuple):
    """What a copy must have been made from: these sources, this program, this Python."""

    sources: str
    program: str

    @property
    def text(self) -> str:
        """Both as one hash."""
        return hashlib.sha256(f"{self.sources}\n{self.program}".encode()).hexdigest()


def keys_of(sources: Sources, code: Path | None = None) -> Keys:
    """The keys for these sources. `code` is the folder of the program's own source, if it runs from that.

    There a change of the code changes the shape of the copy long before it changes the program's version.
    """
    of_content = "\n".join((sources.rules_hash, sources.evidence_hash, sources.about_hash))
    # Python's marshal promises nothing from one version of Python to the next.
    python = f"{sys.implementation.cache_tag} {sys.version_info[:3]} {marshal.version} {sys.byteorder}"
    return Keys(of_content, f"{__version__} {python} {_state_of_code(code) if code else ''}")


def _state_of_code(folder: Path) -> str:
    """Changes with each module of rules and core that is written; the same wherever there is none."""
    names = [*files_below(folder, "rules", ".py"), *files_below(folder, "counsel", ".py")]
    facts = ((folder / name).stat() for name in names)
    return " ".join(f"{one.st_size} {one.st_mtime_ns}" for one in facts)


class Parts(Mapping[str, Any]):
    """The parts of a copy by name, each made when it is first asked for; raises CopyError for none of its."""

    def __init__(self, kept: Mapping[str, bytes]) -> None:
        self._kept = kept

    def __getitem__(self, name: str) -> Any:
        return marshal.loads(self._kept[name])  # noqa: S302  its hash was checked with the file's

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)


def read_copy(path: Path, keys: Keys, *, own: bool = True, status: Status = os.stat) -> dict[str, Any]:
    """What a copy holds; raises CopyError with the reason where it is not to be believed.

    With `own` its file and folder must belong to this user, and nobody else may write to them. `status` tells
    about a path or an open file.
    """
    try:
        if own:
            _refuse_foreign(status(str(path.parent)), "its folder")
        data = _bytes(path, own, status)
    except OSError as fault:
        raise CopyError(f"it cannot be read ({fault.strerror or fault})") from fault
    return _believed(data, keys)


def _bytes(path: Path, own: bool, status: Status) -> bytes:
    handle = os.open(path, _HOW)
    with os.fdopen(handle, "rb") as file:
        # Asked of the open file, which nobody can exchange.
        facts = status(file.fileno())
        if not stat.S_ISREG(facts.st_mode):
            raise CopyError("it is no file")
        if own:
            _refuse_foreign(facts, "it")
        if facts.st_size > _MOST_BYTES:
            raise CopyError("it is too large")
        return file.read(_MOST_BYTES)


def _refuse_foreign(facts: os.stat_result, what: str) -> None:
    # On Windows the folders of a user have lists of who may write, and these two say nothing there.
    if os.name != "posix":
        return
    if facts.st_uid != os.getuid():
        raise CopyError(f"{what} belongs to another user")
    if facts.st_mode & _OTHERS_MAY_WRITE:
        raise CopyError(f"others may write to {what}")


def _believed(data: bytes, keys: Keys) -> dict[str, Any]:
    if not data.startswith(_MARK):
        raise CopyError("it is no copy of this kind")
    head = _head(keys, b"")
    if not data.startswith(head):
        raise CopyError("it was made from other sources, or by another program or Python")
    held = memoryview(data)[len(head) + _DIGITS + 1 :]
    if not data.startswith(_head(keys, held)):
        raise CopyError("it is damaged")
    try:
        parts = marshal.loads(held)  # noqa: S302  of this user's own file, and its hash is right
    except (ValueError, EOFError, TypeError) as fault:
        raise CopyError("it cannot be unpacked") from fault
    if not isinstance(parts, dict):
        raise CopyError("it holds something else")
    return parts


def copy_bytes(parts: Mapping[str, Any], keys: Keys) -> bytes:
    """The file of a copy: what it is, its key, the hash of all that follows, and the parts."""
    held = marshal.dumps(dict(parts))
    return _head(keys, held) + held


def _head(keys: Keys, held: bytes | memoryview) -> bytes:
    """What a copy begins with; without the last line where nothing is held."""
    digest = f"{hashlib.sha256(held).hexdigest()}\n" if held else ""
    return _MARK + f"{keys.text}\n{digest}".encode()


def write_copy(path: Path, data: bytes, *, status: Status = os.stat) -> bool:
    """Writes a copy whole or not at all; False where the disk or the owner of the folder refuses."""
    from counsel.shell.machine.files import FileError, write_whole

    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _refuse_foreign(status(str(path.parent)), "its folder")
        write_whole(path, data)
    except (OSError, FileError, CopyError):
        # The next start is slower, and nothing is lost.
        return False
    return True
