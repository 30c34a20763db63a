"""The files that the program comes with, and a word on one that is gone; it reads none of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from counsel.errors import CounselError
from counsel.sheets.kinds import WORDING_FILES

REMEDY = "Install the program again."
WORDING = (
    "about", "conversation", "dates", "form", "kinds", "language", "note", "physician", "printing",
    "result_pane", "rulebook", *WORDING_FILES, "studies", "study_table", "values", "window",
)  # fmt: skip
# One that is missing would be replaced by another weight without a word.
FONTS = tuple(f"fonts/AtkinsonHyperlegibleNext-{weight}.ttf" for weight in ("Bold", "Regular", "SemiBold"))


class MissingPartError(CounselError):
    """A file of the program itself that is not there: which, and what to do."""


def require(folder: Path, names: Iterable[str]) -> None:
    """Raises MissingPartError for the first file below `folder` that is not there."""
    for name in names:
        if not (folder / name).is_file():
            raise MissingPartError(f"A file of the program is missing: {folder / name}.", REMEDY)
