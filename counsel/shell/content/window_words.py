"""Reads the words of the window and its form, which are there before the content is; it checks no content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from counsel.shell.content.shipped_files import REMEDY, MissingPartError
from counsel.wording.sentences import Wording

# Read before anything else: whatever more the window says comes from the program.
FILES = ("window", "form", "kinds")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def window_words(root: Path, languages: Iterable[str]) -> Wording:
    """The words in the first of these languages that has them; MissingPartError where none has.

    The files are looked at closely once the content is loaded.
    """
    wording = root / "resources" / "wording"
    # A language is a folder here, and never a path that leads elsewhere.
    there = {folder.name for folder in wording.iterdir()} if wording.is_dir() else set()
    for language in languages:
        if language in there and (wording / language / f"{FILES[0]}.yaml").is_file():
            return Wording(language, _sentences(wording / language))
    raise MissingPartError(f"The words of the window are missing below {wording}.", REMEDY)


def _sentences(folder: Path) -> Mapping[str, str]:
    files = (folder / f"{name}.yaml" for name in FILES)
    texts = (file.read_bytes() for file in files if file.is_file())
    return {key: text for one in texts for key, text in yaml.load(one, _Loader)["sentences"].items()}  # noqa: S506  # a safe loader
