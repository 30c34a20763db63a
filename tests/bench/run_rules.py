"""Prints how long our engine and others take over the same rules, once all agree; the program needs none of them."""

from __future__ import annotations

import argparse
import importlib.util
import itertools
import json
import os
import platform
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from statistics import median

from rules import Facts, RuleBase
from tests.bench.peers.contenders import (
    TRACED,
    Contender,
    DisagreementError,
    check,
    json_logic,
    ours,
    zen_forms,
)
from tests.bench.peers.exact import completed, is_settled, sets
from tests.bench.start import ROOT

RANDOM_SETS = 200
# Evaluations of one engine in a row, and how many of them, at the end, count as steady.
BURST, STEADY = 8, 4
# How many times longer zen's decision tables, its own form for rules, are meant to take with its trace.
GOAL = 10
GOAL_FORM = "zen-engine, decision tables"
PEERS = {"zen": "zen-engine", "json_logic": "panzi-json-logic"}


def missing_peers() -> list[str]:
    """The packages of the comparison that are not installed."""
    return [package for module, package in PEERS.items() if importlib.util.find_spec(module) is None]


def program_rules() -> tuple[RuleBase, list[Facts]]:
    """The rules of the program, and the facts of its example cases."""
    from counsel.case.parse import parse_case
    from counsel.facts.case_facts import facts_of
    from counsel.form.declarations import ENTERED
    from counsel.shell import bootstrap

    content = bootstrap.start().content
    documents = [
        json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((ROOT / "tests" / "cases").glob("*.json"))
    ]
    return content.rules, [facts_of(parse_case(one), content.evidence.asked_flags, ENTERED, content.measures) for one in documents]


def contenders(base: RuleBase) -> list[Contender]:
    """All that are compared, ours first."""
    return [*ours(base), *zen_forms(base), json_logic(base)]


@dataclass(frozen=True)
class Row:
    """What was measured of one contender, in microseconds.

    `steady` are evaluations right after others of the same engine, `first` those right after another
    engine, which has filled the processor's memory with its own.
    """

    name: str
    shows: str
    steady: Sequence[float]
    first: Sequence[float]


def measured(contenders: Sequence[Contender], facts: Sequence[Facts], rounds: int) -> list[Row]:
    """In each round a burst of each contender in a new order, every evaluation on other facts than the one before."""
    bursts = [_burst(one, facts) for one in contenders]
    taken: list[list[list[float]]] = [[] for _ in contenders]
    order = list(range(len(contenders)))
    shuffle = random.Random(1).shuffle
    for burst in bursts:
        # Not counted: here an engine makes ready what it still has to.
        burst()
    for _ in range(rounds):
        # No engine always comes after the same other.
        shuffle(order)
        for place in order:
            taken[place].append(bursts[place]())
    return [
        Row(
            one.name,
            one.shows,
            [took for samples in rounds_of for took in samples[BURST - STEADY :]],
            [samples[0] for samples in rounds_of],
        )
        for one, rounds_of in zip(contenders, taken, strict=True)
    ]


def _burst(contender: Contender, facts: Sequence[Facts]) -> Callable[[], list[float]]:
    given = itertools.cycle([contender.prepare(one) for one in facts])

    def took() -> float:
        one = next(given)
        began = time.perf_counter_ns()
        contender.run(one)
        return (time.perf_counter_ns() - began) / 1e3

    return lambda: [took() for _ in range(BURST)]


def lines(rows: Sequence[Row]) -> str:
    """The table: medians, and how many times that of the first row, which is ours, each takes."""
    head = ("engine and form", "what its answer shows", "median us", "x ours", "first us", "x ours")
    cells = [head]
    for row in rows:
        pairs = ((row.steady, rows[0].steady), (row.first, rows[0].first))
        numbers = [(f"{median(taken):.1f}", f"{median(taken) / median(ours):.1f}") for taken, ours in pairs]
        cells.append((row.name, row.shows, *numbers[0], *numbers[1]))
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column < 2 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in cells
    )


def verdict(rows: Sequence[Row]) -> tuple[bool, str]:
    """Whether the goal is kept, and the lines that say so, with the other forms of zen-engine beside it."""
    traced = [row for row in rows if row.name.startswith("zen-engine") and row.shows.startswith(TRACED)]
    times = {row.name: median(row.steady) / median(rows[0].steady) for row in traced}
    kept = times[GOAL_FORM] >= GOAL
    said = ", ".join(f"{name.removeprefix('zen-engine, ')} {number:.1f}" for name, number in times.items())
    goal = f"Goal: {GOAL_FORM}, with its trace, takes {GOAL} times ours or more"
    return kept, f"{goal}: {'kept' if kept else 'MISSED'}.\nTimes ours, each form with its trace: {said}."


def main(argv: Sequence[str] | None = None) -> int:
    """Checks, measures and prints; status 1 when the engines differ or the goal is missed, 2 for no peers."""
    parser = argparse.ArgumentParser(prog="run.py bench rules", description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="rounds (200 or more)")
    count = parser.parse_args(argv).count
    if count < 200:
        parser.error("--count must be 200 or more")
    missing = missing_peers()
    if missing:
        print(
            f"{' and '.join(missing)} not installed here; start this by: python3 run.py bench rules",
            file=sys.stderr,
        )
        return 2
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder
        base, cases = program_rules()
    examples = [one for one in (completed(base, case) for case in cases) if is_settled(base, one)]
    facts = [*examples, *sets(base, RANDOM_SETS)]
    compared = contenders(base)
    try:
        for one in facts:
            check(base, compared, one)
    except DisagreementError as error:
        print(f"No times, because the engines do not agree: {error}", file=sys.stderr)
        return 1
    rules = sum(len(table.rules) for table in base.tables)
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} processors")
    print(", ".join(f"{package} {version(package)}" for package in PEERS.values()))
    print(f"{rules} rules in {len(base.tables)} tables over {len(base.facts)} facts.")
    print(
        f"All agree on {len(facts)} fact sets: {len(examples)} of {len(cases)} examples, {RANDOM_SETS} random."
    )
    print("In these sets everything is known, since only our engine has a third truth; unknown entries of")
    print(
        f"the examples were filled in. {count} rounds, in each {BURST} evaluations of every engine in turn,"
    )
    print(
        f"on facts in its own form. The median is over the last {STEADY} of each {BURST}; first, over the first.\n"
    )
    rows = measured(compared, facts, count)
    print(lines(rows))
    kept, said = verdict(rows)
    print(f"\n{said}")
    return int(not kept)


if __name__ == "__main__":
    sys.exit(main())
