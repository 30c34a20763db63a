"""What one part of a run does: reads the sheets of a case, prints some of them, and notes what the gates say."""

from __future__ import annotations

import pickle
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import Any, NamedTuple

from counsel.sheets.handout import Handout
from counsel.sheets.kinds import KINDS, PAPERS
from counsel.shell.printing.letterhead import Letterhead
from tests.gates import pdfua
from tests.gates.duties import DUTY_GATES
from tests.gates.entries import OUTCOMES, SHEETS, Document, merged
from tests.gates.paper import PAPER_GATES, Printed, made, printed
from tests.gates.reachable import Reached, emergencies_of, outcomes_of, told_by
from tests.gates.sheets import (
    PRINTED_AS,
    USUAL,
    Sheet,
    as_printed,
    as_read,
    assessed,
    large,
    longest_head,
    small,
)
from tests.gates.words import WORD_GATES, read
from tests.support.program import program
from tests.support.reading import grade, size_of_all, words

READ_GATES = {**WORD_GATES, **DUTY_GATES}
STRUCTURE, AS_THE_RULES_SAY = "structure of PDF/UA-1", "the case comes out as the rules say"
GATES = (*READ_GATES, *PAPER_GATES, STRUCTURE, AS_THE_RULES_SAY)
# Kinds whose sentences the diagrams give; an offer has its own.
BY_RULES = tuple(kind for kind in KINDS if kind != "offer")
FORMS: dict[str, Callable[[Document, str], Sheet]] = {"smallest": small, "largest": large}


class Look(NamedTuple):
    """A sheet that looks like no other: its kind, its form, a case that has it, and the sheet itself, packed."""

    kind: str
    form: str
    document: Document
    packed: bytes


@dataclass
class Found:
    """What a run found: sheets by kind, faults by gate with a case that has it, the hardest sheets, the looks.

    `read` counts the sheets that were made, `differ` those that no gate had read yet, `prints` those printed.
    """

    read: Counter[str] = field(default_factory=Counter)
    differ: Counter[str] = field(default_factory=Counter)
    prints: Counter[str] = field(default_factory=Counter)
    faults: Counter[tuple[str, str]] = field(default_factory=Counter)
    examples: dict[tuple[str, str], Document] = field(default_factory=dict)
    hardest: dict[str, tuple[float, str]] = field(default_factory=dict)
    looks: dict[bytes, Look] = field(default_factory=dict)

    def add(self, other: Found) -> None:
        """Takes in what another part of the run found."""
        self.read += other.read
        self.differ += other.differ
        self.prints += other.prints
        self.faults += other.faults
        for fault, document in other.examples.items():
            self.examples.setdefault(fault, document)
        for kind, hard in other.hardest.items():
            self.hardest[kind] = max(hard, self.hardest.get(kind, hard))
        for key, look in other.looks.items():
            self.looks.setdefault(key, look)

    def fault(self, gate: str, said: str, document: Document) -> None:
        """Notes a fault and the case that has it."""
        self.faults[gate, said] += 1
        self.examples.setdefault((gate, said), document)


def packed(sheet: Handout) -> bytes:
    """A sheet as it is handed from one process to another."""
    return zlib.compress(pickle.dumps(sheet), 1)


def unpacked(look: Look) -> Handout:
    """The sheet that another process of this run packed."""
    made = pickle.loads(zlib.decompress(look.packed))  # noqa: S301 (our own bytes, from the same run)
    assert isinstance(made, Handout)
    return made


@cache
def seen() -> set[bytes]:
    """What this process has read: the same sheet comes out of many cases."""
    return set()


def read_one(sheet: Sheet, document: Document, found: Found) -> None:
    """Reads one sheet through all gates of words and duties."""
    for name, gate in READ_GATES.items():
        for fault in gate(sheet):
            found.fault(name, f"{sheet.kind}: {fault}", document)
    reached = size_of_all(sheet.texts()).grade
    if reached > found.hardest.get(sheet.kind, (-99.0, ""))[0]:
        found.hardest[sheet.kind] = (reached, _hardest_sentence(sheet))


def _hardest_sentence(sheet: Sheet) -> str:
    return max((one.text for _, one in read(sheet)), key=lambda text: (grade(text), len(words(text))))


def read_case(document: Document, kinds: Sequence[str]) -> Found:
    """The smallest and the largest sheet of each kind of a case; one that was read before is only counted."""
    found = Found()
    for kind, (form, make) in product(kinds, FORMS.items()):
        sheet = make(document, kind)
        found.read[kind] += 1
        if (key := as_read(sheet)) in seen():
            continue
        seen().add(key)
        found.differ[kind] += 1
        read_one(sheet, document, found)
        if kind not in PRINTED_AS:
            found.looks[as_printed(sheet.handout) + form.encode()] = Look(kind, form, document, packed(sheet.handout))
    return found


def read_reached(task: tuple[str, Reached]) -> Found:
    """Reads the sheets of one result of the rules, and compares its cases with what the rules give."""
    named, reached = task
    kinds = ("treated",) if named == "treated" else tuple(kind for kind in BY_RULES if kind != "treated")
    found = Found()
    for document in (reached.known, reached.bare):
        for fault in _differs(named, reached, document):
            found.fault(AS_THE_RULES_SAY, fault, document)
        found.add(read_case(document, kinds))
    return found


def _differs(named: str, reached: Reached, document: Document) -> Iterator[str]:
    out, wanted = _out_of(named, reached, document)
    if out != wanted:
        yield f"{named}: {out}, not {wanted}"


def _out_of(named: str, reached: Reached, document: Document) -> tuple[Any, Any]:
    """What a case gives, and what the diagrams say that it gives."""
    content, assessment = program().content, assessed(document, program().content)[1]
    if named == "outcomes":
        # Which sheets may speak of studies is not in the assessment: it shows in the lines.
        return outcomes_of(assessment, next(iter(reached.found[OUTCOMES.index("told")]))), reached.found
    if named == "emergencies":
        said = {one.id for part in small(document, "standard").handout.sections for one in part.sentences}
        return said & _sentences(emergencies_of(content)), _sentences(reached.found)
    tables = [table for table in SHEETS if (table == "sheet_treated") is (named == "treated")]
    fired = {line.rule for table in tables for line in program().assessor.lines(assessment, table)}
    return fired & set(told_by(content, tables)), set(reached.found)


def _sentences(rules: Iterable[str]) -> set[str | None]:
    """What these rules say to the patient; two may say the same."""
    return {program().content.rules.rule(rule).says.patient for rule in rules}


def read_document(task: tuple[str, Document]) -> Found:
    """Reads the sheets of a case that no diagram gave: one reason, one offer."""
    return read_case(task[1], BY_RULES if task[0] == "reason" else ("offer",))


def orders(kind: str, form: str, turn: int) -> list[tuple[int, str]]:
    """The sizes and papers of a print: all of them where the turn is -1.

    Otherwise the largest sheet has its own size on both papers and one of the other sizes and papers in its turn,
    the smallest its own size on one paper in its turn.
    """
    every, own = list(product(KINDS[kind].pages, PAPERS)), KINDS[kind].sizes[0]
    if turn < 0:
        return every
    mine, rest = [one for one in every if one[0] == own], [one for one in every if one[0] != own]
    return [*mine, rest[turn % len(rest)]] if form == "largest" else [mine[turn % len(mine)]]


def print_job(task: tuple[str, str, int, str, Sequence[Look]]) -> Found:
    """Prints sheets of one kind and form in one job, and looks at their pages."""
    kind, form, size, paper, looks = task
    found = Found()
    sheets = [unpacked(look) for look in looks]
    head = longest_head() if form == "largest" else Letterhead()
    for look, one in zip(looks, printed(sheets, head, size, paper), strict=True):
        for gate, fault in faults_on_paper(one):
            found.fault(gate, f"{kind}, {form}, {size} pt, {paper}: {fault}", look.document)
        found.prints[kind] += 1
    return found


def faults_on_paper(one: Printed) -> Iterator[tuple[str, str]]:
    """What the gates of paper find on a printed sheet."""
    for name, gate in PAPER_GATES.items():
        yield from ((name, fault) for fault in gate(one))


def structure_of(task: tuple[str, int, str]) -> Found:
    """The structure of one sheet of a kind, size and paper, in an emergency and without."""
    kind, size, paper = task
    found = Found()
    for onset in ("2026-11-17", "2026-11-21"):
        document = merged(USUAL, {"stroke": {"onset": onset}, "offer": {"claims": ["cure"]}})
        for fault in pdfua.faults(made([large(document, kind).handout], longest_head(), size, paper)):
            found.fault(STRUCTURE, f"{kind}, {size} pt, {paper}: {fault}", document)
    return found
