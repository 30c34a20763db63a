"""Makes every sheet that the rules can produce and measures it against every gate; no pytest."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, product
from multiprocessing import Pool
from typing import Any

from counsel.case import parse_case
from counsel.sheets.kinds import KINDS, PAPERS
from tests.counsel.program import program
from tests.counsel.reading import grade, size_of_all, words
from tests.gates import pdfua
from tests.gates.duties import DUTY_GATES
from tests.gates.entries import OUTCOMES, SHEETS, Document
from tests.gates.paper import PAPER_GATES, made, printed
from tests.gates.reachable import Reachable, Reached, outcomes_of, told_by
from tests.gates.sheets import (
    PRINTED_AS,
    USUAL,
    Sheet,
    assessed,
    large,
    merged,
    offers,
    reasons,
    shape,
    small,
)
from tests.gates.words import WORD_GATES, read

READ_GATES = {**WORD_GATES, **DUTY_GATES}
GATES = (*READ_GATES, *PAPER_GATES, "structure of PDF/UA-1", "the case comes out as the rules say")
# Kinds whose sentences the diagrams give; an offer has its own.
BY_RULES = tuple(kind for kind in KINDS if kind != "offer")
_SHOWN = 5


@dataclass
class Found:
    """What a run found: sheets by kind, faults by gate with one example each, the hardest sheet, the slowest print."""

    sheets: Counter[str] = field(default_factory=Counter)
    prints: Counter[str] = field(default_factory=Counter)
    faults: Counter[tuple[str, str]] = field(default_factory=Counter)
    hardest: dict[str, tuple[float, str]] = field(default_factory=dict)
    slowest: tuple[float, str] = (0.0, "")
    shapes: dict[Any, tuple[str, Document]] = field(default_factory=dict)

    def add(self, other: Found) -> None:
        """Takes in what another part of the run found."""
        self.sheets += other.sheets
        self.prints += other.prints
        self.faults += other.faults
        for kind, hard in other.hardest.items():
            self.hardest[kind] = max(hard, self.hardest.get(kind, hard))
        self.slowest = max(self.slowest, other.slowest)
        for key, value in other.shapes.items():
            self.shapes.setdefault(key, value)


def read_one(sheet: Sheet, document: Document, found: Found) -> None:
    """Reads one sheet through all gates of words and duties."""
    found.sheets[sheet.kind] += 1
    for name, gate in READ_GATES.items():
        for fault in gate(sheet):
            found.faults[name, f"{sheet.kind}: {fault}"] += 1
    reached = size_of_all(sheet.texts()).grade
    if reached > found.hardest.get(sheet.kind, (-99.0, ""))[0]:
        found.hardest[sheet.kind] = (reached, _hardest_sentence(sheet))
    found.shapes.setdefault(shape(sheet.handout), (sheet.kind, document))


def _hardest_sentence(sheet: Sheet) -> str:
    return max((one.text for _, one in read(sheet)), key=lambda text: (grade(text), len(words(text))))


def read_reached(task: tuple[str, Reached]) -> Found:
    """Reads the sheets of one result of the rules, and compares its cases with what the rules give."""
    named, reached = task
    found = Found()
    for document in (reached.known, reached.bare):
        for fault in _differs(named, reached, document):
            found.faults["the case comes out as the rules say", fault] += 1
    kinds = ("treated",) if named == "treated" else [kind for kind in BY_RULES if kind != "treated"]
    for kind in kinds:
        read_one(small(reached.known, kind), reached.known, found)
        read_one(large(reached.bare, kind), reached.bare, found)
    return found


def _differs(named: str, reached: Reached, document: Document) -> Iterator[str]:
    content = program().content
    assessment = assessed(parse_case(document), content)
    if named == "outcomes":
        # Which sheets may speak of studies is not in the assessment: it shows in the lines.
        told = next(iter(reached.found[OUTCOMES.index("told")]))
        out: Any = outcomes_of(assessment, told)
        wanted: Any = reached.found
    else:
        tables = [table for table in SHEETS if (table == "sheet_treated") is (named == "treated")]
        out = {line.rule for table in tables for line in assessment.lines_of(table)} & set(told_by(content, tables))
        wanted = set(reached.found)
    if out != wanted:
        yield f"{named}: {document} gives {out}, not {wanted}"


def read_document(task: tuple[str, Document]) -> Found:
    """Reads the sheets of a case that no diagram gave: one reason, one offer."""
    kinds, document = (BY_RULES if task[0] == "reason" else ("offer",)), task[1]
    found = Found()
    for kind in kinds:
        read_one(small(document, kind), document, found)
        read_one(large(document, kind), document, found)
    return found


def print_one(task: tuple[int, str, Document]) -> Found:
    """Prints the largest sheet of a case on both papers and looks at the pages; sizes but its own in turn."""
    turn, kind, document = task
    found = Found()
    sheet = large(document, kind)
    for size, paper in orders(kind, turn):
        began = time.perf_counter()
        one = printed(sheet, size, paper)
        for name, gate in PAPER_GATES.items():
            for fault in gate(one):
                found.faults[name, f"{kind}, {size} pt, {paper}: {fault}"] += 1
        found.prints[kind] += 1
        found.slowest = max(found.slowest, (time.perf_counter() - began, f"{kind}, {size} pt, {paper}"))
    return found


def orders(kind: str, turn: int) -> list[tuple[int, str]]:
    """The sizes and papers of a print: its own size and paper by paper, of the rest one in its turn; -1 for all."""
    every = list(product(KINDS[kind].pages, PAPERS))
    own, rest = KINDS[kind].sizes[0], [one for one in every if one[0] != KINDS[kind].sizes[0]]
    return every if turn < 0 else [*product((own,), PAPERS), rest[turn % len(rest)]]


def structure_of(task: tuple[str, int, str]) -> Found:
    """The structure of one sheet of a kind, size and paper, in an emergency and without."""
    kind, size, paper = task
    found = Found()
    for onset in ("2026-11-17", "2026-11-21"):
        document = merged(USUAL, {"stroke": {"onset": onset}, "offer": {"claims": ["cure"]}})
        for fault in pdfua.faults(made(large(document, kind), size, paper)):
            found.faults["structure of PDF/UA-1", f"{kind}, {size} pt, {paper}: {fault}"] += 1
    return found


def found_in(pool: Any, work: Any, tasks: Sequence[Any], said: str) -> Found:
    """What all tasks found, with the time they took on standard error."""
    began, found = time.perf_counter(), Found()
    for part in pool.imap_unordered(work, tasks, chunksize=max(1, min(8, len(tasks) // 8))):
        found.add(part)
    print(f"{said}: {len(tasks)} in {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    return found


def sampled(tasks: Iterable[Any], every: int) -> list[Any]:
    """Every so manieth task."""
    return list(tasks)[::every]


def run(every: int, processes: int, all_sizes: bool) -> tuple[Found, dict[str, int]]:
    """All gates over every so manieth sheet, and how many results of the rules there are."""
    reachable = Reachable(program().content)
    results = {"outcomes": reachable.outcomes, "lines": reachable.lines, "treated": reachable.treated}
    told = [(named, one) for named, reached in results.items() for one in reached]
    others = chain((("reason", one) for one in reasons()), (("offer", one) for one in offers()))
    with Pool(processes) as pool:
        found = found_in(pool, read_reached, sampled(told, every), "results of the rules read")
        found.add(found_in(pool, read_document, sampled(others, every), "reasons and offers read"))
        shapes = [one for one in found.shapes.values() if one[0] not in PRINTED_AS]
        prints = [(-1 if all_sizes else turn, *one) for turn, one in enumerate(shapes)]
        found.add(found_in(pool, print_one, prints, "sheets printed"))
        every_size = [(kind, size, paper) for kind in KINDS for size in KINDS[kind].pages for paper in PAPERS]
        found.add(found_in(pool, structure_of, sampled(every_size, every), "structures looked at"))
    return found, {named: len(reached) for named, reached in results.items()}


def table(found: Found, results: dict[str, int], seconds: float) -> str:
    """What a person wants to know of a run."""
    by_gate = Counter(gate for gate, _ in found.faults.elements())
    shapes = Counter(kind for kind, _ in found.shapes.values())
    lines = [
        f"Rules: {results['outcomes']} combinations of stages, standings and expectations, {results['lines']} sets of"
        f" sentences, {results['treated']} more after treatment; each with two cases that were assessed.",
        "",
        f"{'kind':<12}{'sheets read':>12}{'that differ':>12}{'printed':>9}{'grade':>7}  hardest sentence of the hardest sheet",
    ]
    for kind in KINDS:
        reached, sentence = found.hardest.get(kind, (0.0, ""))
        printed_as = f"as {PRINTED_AS[kind]}"[:8] if kind in PRINTED_AS else str(found.prints[kind])
        lines.append(f"{kind:<12}{found.sheets[kind]:>12}{shapes[kind]:>12}{printed_as:>9}{reached:>7.2f}  {sentence[:90]}")
    lines += ["", f"{'gate':<40}{'':>8}"]
    lines += [f"{gate:<40}{f'{by_gate[gate]} FAULTS' if by_gate[gate] else 'passed':>12}" for gate in GATES]
    for gate in by_gate:
        examples = [(fault, many) for (one, fault), many in found.faults.most_common() if one == gate]
        lines += ["", f"{gate}: {len(examples)} different"]
        lines += [f"  {many} x {fault}" for fault, many in examples[:_SHOWN]]
    took, what = found.slowest
    lines += ["", f"Slowest print with its gates: {took * 1e3:.0f} ms ({what}). In all {seconds:.0f} s."]
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the gates and prints the table; status 1 where a gate finds a fault."""
    parser = argparse.ArgumentParser(prog="run.py gates", description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="only every so manieth sheet (1: all)")
    parser.add_argument("--processes", type=int, default=2, help="how many at once (2)")
    parser.add_argument("--all-sizes", action="store_true", help="each sheet in every size on every paper")
    options = parser.parse_args(argv)
    began = time.perf_counter()
    found, results = run(options.every, options.processes, options.all_sizes)
    print(table(found, results, time.perf_counter() - began))
    return int(bool(found.faults))


if __name__ == "__main__":
    raise SystemExit(main())
