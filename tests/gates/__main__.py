"""Makes every sheet that the rules can produce and measures it against every gate; no pytest."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from multiprocessing import Pool
from typing import Any

from counsel.sheets.kinds import KINDS, PAPERS
from tests.gates.measured import (
    GATES,
    Found,
    Look,
    orders,
    print_job,
    read_document,
    read_reached,
    structure_of,
)
from tests.gates.reachable import Reachable
from tests.gates.sheets import PRINTED_AS, offers, reasons
from tests.support.program import program

_SHOWN = 5
# Sheets to a job: the compiler and the reader of its file start once for all of them.
_TOGETHER = 8

Job = tuple[str, str, int, str, Sequence[Look]]


def jobs(looks: Iterable[Look], few_sizes: bool) -> list[Job]:
    """The looks in jobs of one kind, form, size and paper."""
    alike: dict[tuple[str, str], list[Look]] = defaultdict(list)
    for look in looks:
        alike[look.kind, look.form].append(look)
    made = [
        (kind, form, size, paper, some[turn * _TOGETHER : (turn + 1) * _TOGETHER])
        for (kind, form), some in alike.items()
        for turn in range(-(-len(some) // _TOGETHER))
        for size, paper in orders(kind, form, turn if few_sizes else -1)
    ]
    # The compiler keeps what it has set for the next job, as long as that is of the same size.
    return sorted(made, key=lambda job: job[:4])


def found_in(pool: Any, work: Any, tasks: Sequence[Any], said: str) -> Found:
    """What all tasks found, with the time they took on standard error."""
    began, found = time.perf_counter(), Found()
    for part in pool.imap_unordered(work, tasks, chunksize=max(1, min(8, len(tasks) // 8))):
        found.add(part)
    print(f"{said}: {len(tasks)} in {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    return found


def run(every: int, processes: int, few_sizes: bool) -> tuple[Found, dict[str, int]]:
    """All gates over every so manieth result, and how many results of the rules there are."""
    reachable = Reachable(program().content)
    results = {
        "outcomes": reachable.outcomes,
        "lines": reachable.lines,
        "treated": reachable.treated,
        "emergencies": reachable.emergencies,
    }
    told = [(named, one) for named, reached in results.items() for one in reached]
    # Each thinned by itself, so that few of them still leave one of either.
    others = [*[("reason", one) for one in reasons()][::every], *[("offer", one) for one in offers()][::every]]
    sizes = [(kind, size, paper) for kind in KINDS for size in KINDS[kind].pages for paper in PAPERS]
    with Pool(processes) as pool:
        found = found_in(pool, read_reached, told[::every], "results of the rules read")
        found.add(found_in(pool, read_document, others, "reasons and offers read"))
        found.add(found_in(pool, print_job, jobs(found.looks.values(), few_sizes), "jobs printed"))
        found.add(found_in(pool, structure_of, sizes[::every], "structures looked at"))
        pool.close()
        pool.join()
    return found, {named: len(reached) for named, reached in results.items()}


def table(found: Found, results: dict[str, int], seconds: float) -> str:
    """What a person wants to know of a run."""
    by_gate = Counter(gate for gate, _ in found.faults.elements())
    lines = [
        f"Rules: {results['outcomes']} combinations of stages, standings and expectations, {results['lines']} sets of"
        f" sentences, {results['treated']} more after treatment, {results['emergencies']} sets of emergencies; each with two cases that were assessed.",
        "",
        f"{'kind':<12}{'sheets made':>12}{'that differ':>12}{'printed':>9}{'grade':>7}  hardest sentence of the hardest sheet",
    ]
    for kind in KINDS:
        reached, sentence = found.hardest.get(kind, (0.0, ""))
        printed_as = f"as {PRINTED_AS[kind]}"[:8] if kind in PRINTED_AS else str(found.prints[kind])
        lines.append(f"{kind:<12}{found.read[kind]:>12}{found.differ[kind]:>12}{printed_as:>9}{reached:>7.2f}  {sentence[:90]}")
    lines.append(f"{'all':<12}{found.read.total():>12}{found.differ.total():>12}{found.prints.total():>9}")
    lines += ["", f"{'gate':<40}"]
    lines += [f"{gate:<40}{f'{by_gate[gate]} FAULTS' if by_gate[gate] else 'passed':>12}" for gate in GATES]
    lines += [f"{sum(not by_gate[gate] for gate in GATES)} of {len(GATES)} gates passed."]
    lines += chain.from_iterable(_faults(found, gate) for gate in by_gate)
    return "\n".join([*lines, "", f"In all {seconds:.0f} s."])


def _faults(found: Found, gate: str) -> Iterator[str]:
    named = [(fault, many) for fault, many in found.faults.most_common() if fault[0] == gate]
    yield from ("", f"{gate}: {len(named)} different")
    for fault, many in named[:_SHOWN]:
        yield f"  {many} x {fault[1]}"
        yield f"    in the case {json.dumps(found.examples.get(fault))}"


def _used() -> float:
    """Seconds of all processors that this run and its workers, which have ended, have used."""
    told = os.times()
    return told.user + told.system + told.children_user + told.children_system


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the gates and prints the table; status 1 where a gate finds a fault."""
    parser = argparse.ArgumentParser(prog="run.py gates", description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="read only every so manieth result of the rules (1: all)")
    parser.add_argument("--processes", type=int, default=2, help="how many at once (2)")
    parser.add_argument(
        "--few-sizes", action="store_true", help="print each sheet in its own size, and in one of the others in its turn"
    )
    options = parser.parse_args(argv)
    began = time.perf_counter()
    found, results = run(options.every, options.processes, options.few_sizes)
    print(table(found, results, time.perf_counter() - began))
    print(f"Of the processors {_used():.0f} s, which is what matters where other programs run beside this one.")
    return int(bool(found.faults))


if __name__ == "__main__":
    raise SystemExit(main())
