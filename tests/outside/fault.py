"""What a check says when something is not as it must be."""

from __future__ import annotations

import shutil
from collections.abc import Iterable


class Fault(Exception):  # noqa: N818  (it is what was found, no slip of ours)
    """One or more faults, a line each."""


def refuse_any(faults: Iterable[str]) -> None:
    """Raises a Fault that names all of them; nothing where there is none."""
    found = list(faults)
    if found:
        raise Fault("\n".join(found))


def must_bite(what: str, faults: Iterable[str], wanted: int) -> None:
    """Raises a Fault unless a seeded violation was found in so many ways: a check that cannot fail is none."""
    found = list(faults)
    if len(found) != wanted:
        raise Fault(f"of {wanted} faults seeded in {what} it found {len(found)}: {found}")


def found_program(*names: str) -> str:
    """The first of these programs that this machine has; raises a Fault where it has none."""
    # What only root may run is not on the path of an ordinary Debian user.
    for name in names:
        for path in (None, "/usr/sbin:/sbin"):
            if found := shutil.which(name, path=path):
                return found
    raise Fault(f"there is no {' or '.join(names)} on this machine")
