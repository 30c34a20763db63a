"""What one field of the form is: its path, words, kind and limits; the fields themselves are in `form`."""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal[
    "date",
    "number",
    "choice",
    "choices",
    "flag",
    "text",
    # Entries with a form of their own: two paths, several parts, or a list.
    "age",
    "nihss",
    "diameters",
    "strokes",
    "goals",
    "presence",
    "answer",
    "answer-number",
    "price",
]
Section = Literal[
    "stroke",
    "patient",
    "severity",
    "infarct",
    "safety",
    "support",
    "goals",
    "asker",
    "offer",
    "product",
    "treated",
]

DATE_HELP = "10.9.26, 2026-09-10 14:30, sept 2026, 2023, 10 weeks ago, aug 2026 - sept 2026"


class Option(NamedTuple):
    """One choice of a field: the value of the case document and the words on screen."""

    value: str
    label: str


class FormField(NamedTuple):
    """One field of the form. `path` is where it stands in the case document, as `with_value` takes it.

    `low` and `high` are inclusive, in `unit`; `most` is how many options may be chosen at once (None: no
    limit); `none` names the choice that is an empty list; `also` are further paths that the field enters;
    `is_core` fields are always in sight, the others fold.
    """

    path: str
    label: str
    section: Section
    kind: Kind
    unit: str = ""
    help: str = ""
    options: tuple[Option, ...] = ()
    low: float | None = None
    high: float | None = None
    most: int | None = None
    none: str = ""
    also: tuple[str, ...] = ()
    is_core: bool = False
