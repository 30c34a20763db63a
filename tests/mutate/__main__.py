"""Changes every rule in every small way and lists the changes that neither cases nor check notice; no pytest."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from multiprocessing import Pool
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

from counsel.content import Content
from counsel.proofs.check import check
from counsel.shell.content.load import load_content
from rules.errors import RuleError
from tests.mutate.equivalence import reason_it_is_equivalent
from tests.mutate.judging import Judge
from tests.mutate.mutants import Mutant, mutants
from tests.support.named_cases import read_cases

ROOT = Path(__file__).resolve().parents[2]
WANTED = 0.98
FATES = ("equivalent", "killed by case", "killed by check", "survived")


class Fate(NamedTuple):
    """What became of a mutant, and which case, proof or property decided it."""

    operator: str
    mutant: str
    fate: str
    by: str


class Range:
    """The content, its mutants and the cases that judge them; built once in each process."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.mutants: Sequence[Mutant] = tuple(mutants(content.rules))
        self._judge = Judge(content, read_cases())

    @cached_property
    def _broken_already(self) -> frozenset[str]:
        """The properties that fail without any mutant; they tell nothing about one."""
        return _broken(self.content)

    def places(self, only: Collection[str] | None = None) -> Sequence[int]:
        """Where the mutants of these rules stand; of all rules where none is named."""
        return [at for at, one in enumerate(self.mutants) if only is None or one.original.record.id in only]

    def fate(self, at: int) -> Fate:
        """The fate of the mutant at this place by the cases and by proof that it changes nothing."""
        mutant = self.mutants[at]
        killer = self._judge.killer(mutant)
        if killer is not None:
            return Fate(mutant.operator, mutant.id, "killed by case", killer)
        reason = reason_it_is_equivalent(mutant, self.content.rules)
        return Fate(mutant.operator, mutant.id, "equivalent" if reason else "survived", reason)

    def checked(self, at: int) -> str:
        """The first property that the mutant at this place breaks; empty where none is."""
        try:
            broken = _broken(replace(self.content, rules=self.mutants[at].base(self.content.rules)))
        except RuleError:
            return "the rules cannot be read"
        return next(iter(sorted(broken - self._broken_already)), "")


def _broken(content: Content) -> frozenset[str]:
    report = check(content, date(2026, 11, 21), prover="enumerate")
    return frozenset(result.property for result in report.results if not result.ok)


_here: list[Range] = []


def _begin() -> None:
    _here.append(Range(load_content(ROOT, Path(mkdtemp()))))


def _fate(at: int) -> Fate:
    return _here[0].fate(at)


def _checked(at: int) -> str:
    return _here[0].checked(at)


def table(fates: Sequence[Fate]) -> Iterator[str]:
    """The counts by operator and the survivors, line by line."""
    yield f"{'operator':22}{'mutants':>9}" + "".join(f"{fate:>17}" for fate in FATES)
    counts = Counter((one.operator, one.fate) for one in fates)
    for operator in [*dict.fromkeys(one.operator for one in fates), "all"]:
        row = [sum(n for (o, f), n in counts.items() if f == fate and operator in (o, "all")) for fate in FATES]
        yield f"{operator:22}{sum(row):>9}" + "".join(f"{n:>17}" for n in row)
    yield f"\n{share(fates):.1%} of the mutants that change something were noticed; wanted are {WANTED:.0%}."
    yield from (f"survived: {one.mutant}" for one in fates if one.fate == "survived")


def share(fates: Sequence[Fate]) -> float:
    """The killed among those not proved equivalent."""
    counted = [one for one in fates if one.fate != "equivalent"]
    return sum(one.fate.startswith("killed") for one in counted) / len(counted) if counted else 1.0


def main(argv: Sequence[str]) -> int:
    """Runs the mutants on some processes; 1 where too few were noticed."""
    parser = argparse.ArgumentParser(prog="run.py mutate", description=__doc__)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--every", type=int, default=1, help="take only every n-th mutant")
    parser.add_argument("--only", metavar="RULE-ID", nargs="+", help="take only the mutants of these rules")
    parser.add_argument("--no-check", action="store_true", help="do not ask the proofs of the rules about survivors")
    parser.add_argument("--equivalent", action="store_true", help="also list the equivalent ones with the proof")
    asked = parser.parse_args(argv)
    _begin()
    places = _here[0].places(asked.only)[:: asked.every]
    if not places:
        parser.error(f"no rule is called {' or '.join(asked.only)}")
    with Pool(asked.processes, _begin) as pool:
        fates = pool.map(_fate, places, chunksize=5)
        left = [] if asked.no_check else [at for at, one in enumerate(fates) if one.fate == "survived"]
        for at, broken in zip(left, pool.map(_checked, [places[at] for at in left], chunksize=1), strict=True):
            if broken:
                fates[at] = fates[at]._replace(fate="killed by check", by=broken)
    print("\n".join(table(fates)))
    if asked.equivalent:
        print("\n".join(f"equivalent: {one.mutant} ({one.by})" for one in fates if one.fate == "equivalent"))
    return int(share(fates) < WANTED)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
