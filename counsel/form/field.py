"""What one field of the form is, as its record and as it stands in words; no field is named here.

The window reads it before its first paint: it imports nothing heavy.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from counsel.facts.shapes import FactShape

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
SectionName = Literal[
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


class FieldRecord(NamedTuple):
    """All that is to be said of one field but its words, which are in `form.yaml` under its path.

    `path` is where it stands in the case document, as `with_value` takes it, and `fact` what conditions may
    ask about it, where that is the entry itself. `unit` and `options` name words: `form.unit.<unit>`,
    `option.<options>.<value>`. `low` and `high` are inclusive; `most` is how many options may be chosen at
    once (None: no limit); with `has_none` one more choice is an empty list; `also` are further paths that the
    field enters; `parts` are the fields of one item of a list; `is_core` fields are always in sight, the
    others fold; `raised_by_item` is the NIHSS item whose points raise the question and never answer it.
    """

    path: str
    section: SectionName
    kind: Kind
    unit: str = ""
    options: str = ""
    fact: FactShape | None = None
    low: float | None = None
    high: float | None = None
    most: int | None = None
    has_none: bool = False
    also: tuple[str, ...] = ()
    parts: tuple[FieldRecord, ...] = ()
    is_core: bool = False
    raised_by_item: str = ""


class Option(NamedTuple):
    """One choice of a field: the value of the case document and the words on screen."""

    value: str
    label: str


class FormField(NamedTuple):
    """One field of the form in the words of one language; what is not explained here is as in its record.

    `none` names the choice that is an empty list; `unit` is the unit as it stands beside the input.
    """

    path: str
    label: str
    section: SectionName
    kind: Kind
    unit: str = ""
    help: str = ""
    options: tuple[Option, ...] = ()
    low: float | None = None
    high: float | None = None
    most: int | None = None
    none: str = ""
    also: tuple[str, ...] = ()
    parts: tuple[FormField, ...] = ()
    is_core: bool = False
    raised_by_item: str = ""

    def texts(self) -> tuple[str, ...]:
        """Everything that the field says: its label, its help, its options."""
        return (self.label, self.help, *(option.label for option in self.options))

    @property
    def has_gaps(self) -> bool:
        """Whether a text has a limit of the rules to be filled in before it is shown."""
        return any("{" in text for text in self.texts())
