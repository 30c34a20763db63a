"""The kinds of sheets: which tables fill them, in which order, in which sizes; it writes no sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from counsel.errors import ORDER, refuse

SIZES = (14, 16, 18, 22)
PAPERS = ("a4", "letter")
# In an emergency nothing else is said, whatever was asked for.
URGENT_ORDER = ("now", "why", "answer", "help", "close")
# How a section is laid out; what is not named here is plain.
FORMS: Mapping[str, str] = {
    "help": "box",
    "danger": "danger",
    "options": "options",
    "notes": "notes",
    "cost": "amounts",
    "record": "amounts",
    "questions": "questions",
    "flags": "flags",
    "answered": "ticks",
    "steps": "steps",
    "sure": "choices",
    "clear": "choices",
    "marks": "marks",
    "scale": "scale",
    "sources": "small",
}


@dataclass(frozen=True)
class Kind:
    """One kind of sheet.

    `tables` are rule tables that fill it in turn, `order` its sections, `sizes` the type sizes it may have in
    points (the first is its own), `pages` the most pages by size, `form` the layout of its sections where
    they have none of their own, `copies` how often it is printed. A `brief` kind tells of studies in short
    where something else has to come first.
    """

    name: str
    tables: tuple[str, ...]
    order: tuple[str, ...]
    pages: Mapping[int, int]
    sizes: tuple[int, ...] = SIZES
    form: str = "plain"
    copies: int = 1
    brief: bool = False

    @property
    def is_standard(self) -> bool:
        """Whether the rules of the standard sheet fill it, in words of its own or not."""
        return "sheet" in self.tables


# Order of voice.md; what is still to check stands first where something is.
_STANDARD = (
    "check", "answer", "first", "now", "where", "studied", "unknown", "options", "harm", "ask", "help",
    "notes", "close",
)  # fmt: skip
_LONG = (
    "check", "answer", "first", "now", "where", "studied", "harm_numbers", "unknown", "expect",
    "options", "harm", "ask", "ask_study", "cost", "steps", "sure", "help", "notes", "how", "sources",
    "close",
)  # fmt: skip
# What is pointed at stands last, so that its page can be taken out.
_APHASIA = (
    "check", "answer", "first", "now", "where", "studied", "unknown", "options", "harm", "ask", "help",
    "notes", "close", "marks", "scale",
)  # fmt: skip
_CARER = ("answer", "role", "now", "watch", "money", "you", "help", "notes", "close")
_OFFER = ("answer", "study", "flags", "questions", "answered", "cost", "before", "help", "notes", "close")
_TREATED = ("answer", "danger", "now", "record", "report", "unknown", "help", "notes", "close")

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("standard", ("sheet",), _STANDARD, {14: 2, 16: 3, 18: 4, 22: 6}, brief=True),
        Kind("long", ("sheet", "sheet_long"), _LONG, {14: 4, 16: 6, 18: 8, 22: 12}),
        Kind("large-print", ("sheet",), _STANDARD, {18: 4, 22: 6}, sizes=(18, 22), brief=True),
        Kind(
            "aphasia",
            ("sheet", "sheet_aphasia"),
            _APHASIA,
            {14: 6, 16: 7, 18: 8, 22: 11},
            sizes=(18, 14, 16, 22),
            form="blocks",
        ),
        Kind("carer", ("sheet_carer",), _CARER, {14: 2, 16: 3, 18: 4, 22: 6}),
        Kind("offer", ("sheet_offer", "red_flags"), _OFFER, {14: 3, 16: 4, 18: 5, 22: 8}, copies=2),
        Kind("treated", ("sheet_treated",), _TREATED, {14: 2, 16: 3, 18: 4, 22: 6}),
    )
}


def kind_of(name: str) -> Kind:
    """The kind of this name; raises InputError, which lists the names there are."""
    found = KINDS.get(name)
    if found is None:
        raise refuse("kind", name, "there is no sheet of this kind", ", ".join(KINDS), ORDER)
    return found


def size_of(kind: Kind, wanted: int | None, usual: int = SIZES[0]) -> int:
    """The type size in points: the one wanted, else the larger of the usual one and the kind's own.

    Raises InputError for a size that was asked for and that the kind does not have.
    """
    if wanted is None:
        return usual if usual in kind.sizes and usual > kind.sizes[0] else kind.sizes[0]
    if wanted not in kind.sizes:
        allowed = ", ".join(str(size) for size in sorted(kind.sizes))
        raise refuse("size", wanted, f"the sheet {kind.name} is not printed in this size", allowed, ORDER)
    return wanted


def paper_of(wanted: str) -> str:
    """The paper; raises InputError for one that is not there."""
    if wanted not in PAPERS:
        raise refuse("paper", wanted, "this paper is not known", ", ".join(PAPERS), ORDER)
    return wanted
