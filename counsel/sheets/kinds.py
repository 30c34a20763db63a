"""The kinds of sheets, one record each, from which every list of kinds follows; it writes no sentence."""

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


# The kind that is made where none is named, and the table whose lines every kind has in an emergency.
STANDARD = "standard"
STANDARD_TABLE = "sheet"


@dataclass(frozen=True)
class SheetKind:
    """One kind of sheet; all lists of kinds, of their files and of their keys follow from these records.

    `tables` are rule tables that fill it in turn, `order` its sections, `sizes` the type sizes it may have in
    points (the first is its own), `pages` the most pages by size, `form` the layout of its sections where
    they have none of their own, `copies` how often it is printed. A `brief` kind tells of studies in short
    where something else has to come first.

    `rules` and `wording` name its own files in rules/data and in resources/wording/<language>; empty where it
    has none. `needs` is the section that a case must hold; with `needs_in_emergency` False not in an
    emergency. `in_emergency` says whether the window offers it there, where all kinds say the same.
    `note_lines` is how many lines for notes it has, None where that depends on what else it says; where they
    begin a page they fill it up to `note_room` points.
    """

    name: str
    tables: tuple[str, ...]
    order: tuple[str, ...]
    pages: Mapping[int, int]
    sizes: tuple[int, ...] = SIZES
    form: str = "plain"
    copies: int = 1
    brief: bool = False
    rules: str = ""
    wording: str = ""
    needs: str = ""
    needs_in_emergency: bool = True
    in_emergency: bool = False
    note_lines: int | None = None
    note_room: int = 0

    @property
    def is_standard(self) -> bool:
        """Whether the rules of the standard sheet fill it, in words of its own or not."""
        return STANDARD_TABLE in self.tables

    @property
    def in_blocks(self) -> bool:
        """Whether it tells one idea a block, beside its drawing, and each option on a card."""
        return self.form == "blocks"


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

# A sheet to be written on: lines for notes, and in points most of a page where they begin one.
_MANY_LINES, _MOST_OF_A_PAGE = 5, 480
_USUAL_PAGES = {14: 2, 16: 3, 18: 4, 22: 6}

# In the order of printing.
KINDS: Mapping[str, SheetKind] = {
    kind.name: kind
    for kind in (
        SheetKind(
            STANDARD,
            ("sheet",),
            _STANDARD,
            _USUAL_PAGES,
            brief=True,
            rules="sheet",
            wording="sheet",
            in_emergency=True,
        ),
        SheetKind(
            "long",
            ("sheet", "sheet_long"),
            _LONG,
            {14: 4, 16: 6, 18: 8, 22: 12},
            rules="sheet_long",
            wording="sheet_long",
        ),
        SheetKind(
            "large-print",
            ("sheet",),
            _STANDARD,
            {18: 4, 22: 6},
            sizes=(18, 22),
            brief=True,
            in_emergency=True,
        ),
        SheetKind(
            "aphasia",
            ("sheet", "sheet_aphasia"),
            _APHASIA,
            {14: 6, 16: 7, 18: 8, 22: 11},
            sizes=(18, 14, 16, 22),
            form="blocks",
            rules="sheet_aphasia",
            wording="sheet_aphasia",
            in_emergency=True,
            note_room=260,
        ),
        SheetKind(
            "carer",
            ("sheet_carer",),
            _CARER,
            _USUAL_PAGES,
            rules="sheet_carer",
            wording="sheet_carer",
            note_lines=_MANY_LINES,
            note_room=_MOST_OF_A_PAGE,
        ),
        SheetKind(
            "offer",
            ("sheet_offer", "red_flags"),
            _OFFER,
            {14: 3, 16: 4, 18: 5, 22: 8},
            copies=2,
            rules="sheet_offer",
            wording="sheet_offer",
            needs="offer",
            needs_in_emergency=False,
            note_lines=_MANY_LINES,
            note_room=_MOST_OF_A_PAGE,
        ),
        SheetKind(
            "treated",
            ("sheet_treated",),
            _TREATED,
            _USUAL_PAGES,
            rules="sheet_treated",
            wording="sheet_treated",
            needs="treated",
            note_lines=_MANY_LINES,
            note_room=_MOST_OF_A_PAGE,
        ),
    )
}
# What the loader reads for them: names in rules/data, and in the folder of each language.
RULE_FILES = tuple(dict.fromkeys(kind.rules for kind in KINDS.values() if kind.rules))
WORDING_FILES = tuple(dict.fromkeys(kind.wording for kind in KINDS.values() if kind.wording))


def kind_of(name: str) -> SheetKind:
    """The kind of this name; raises InputError, which lists the names there are."""
    found = KINDS.get(name)
    if found is None:
        raise refuse("kind", name, "there is no sheet of this kind", ", ".join(KINDS), ORDER)
    return found


def words_of(kind: SheetKind) -> tuple[str, ...]:
    """The sentences by which window and command line call a kind, and say why a case has no use for it."""
    named = (f"kind.{kind.name}.label", f"kind.{kind.name}.help")
    return (*named, f"kind.unfit.{kind.needs}", f"kind.lacks.{kind.needs}") if kind.needs else named


def size_of(kind: SheetKind, wanted: int | None, usual: int = SIZES[0]) -> int:
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
