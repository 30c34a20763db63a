"""What of a user's settings the first paint needs, colours and language; it checks none of the others."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

# The one place in the program that names a language; it holds until a clinic chooses another.
LANGUAGE = "en"
THEME = "system"


class FirstSettings(NamedTuple):
    """The colours (`system`, `light` or `dark`) and the language (a BCP 47 code) that a user chose."""

    theme: str = THEME
    language: str = LANGUAGE


def first_settings(path: Path) -> FirstSettings:
    """What the user chose, read without checking the rest: the first paint does not wait for that."""
    if not path.is_file():
        return FirstSettings()
    # Imported only where there is something to read: most clinics keep what the program begins with.
    import json

    try:
        chosen = json.loads(path.read_bytes())
        theme, language = chosen.get("theme"), chosen.get("language")
    except (OSError, ValueError, AttributeError):
        return FirstSettings()
    return FirstSettings(
        theme if theme in ("light", "dark") else THEME, language if isinstance(language, str) else LANGUAGE
    )
