"""The colours that a user chose, for the first paint; the settings themselves are read and checked later."""

from __future__ import annotations

from pathlib import Path


def chosen_theme(path: Path) -> str:
    """The colours a user chose, read without checking the rest: the first paint does not wait for that."""
    if not path.is_file():
        return "system"
    # Imported only where there is something to read: most clinics keep the colours of the system.
    import json

    try:
        theme = json.loads(path.read_bytes()).get("theme")
    except (OSError, ValueError, AttributeError):
        return "system"
    return theme if theme in ("light", "dark") else "system"
