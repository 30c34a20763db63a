"""What is to be printed: of whom, which kinds, how large, on which paper; it makes none of it."""

from __future__ import annotations

from dataclasses import dataclass

from counsel.assess.assessment import Assessment
from counsel.case.parse import Case
from counsel.sheets.kinds import STANDARD


@dataclass(frozen=True)
class PrintOrder:
    """The one argument of all printing; equal orders under equal settings give equal bytes.

    `size` in points holds for every kind. Without one each kind has its own, or `least` where that is larger;
    `least`, `paper` and `language` are those of the settings where the order names none.
    """

    case: Case
    assessment: Assessment
    kinds: tuple[str, ...] = (STANDARD,)
    size: int | None = None
    paper: str | None = None
    language: str | None = None
    least: int | None = None
