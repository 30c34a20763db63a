"""Changes every rule in every small way and lists the changes that neither cases nor proofs notice; no pytest."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from multiprocessing import Pool
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

from counsel.content import Content
from counsel.shell.content import load_content
from tests.mutate.equivalence import reason_it_is_equivalent
from tests.mutate.judging import Judge
from tests.mutate.mutants import Mutant, mutants
from tests.named_cases import read_cases

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

    def fate(self, at: int, proofs: bool = True) -> Fate:
        """The fate of the mutant at this place; without `proofs` the check of the rules is left out."""
        mutant = self.mutants[at]
        killer = self._judge.killer(mutant)
        if killer is not None:
            return Fate(mutant.operator, mutant.id, "killed by case", killer)
        reason = reason_it_is_equivalent(mutant, self.content.rules)
        if reason:
            return Fate(mutant.operator, mutant.id, "equivalent", reason)
        broken = proofs and _breaks_a_property(mutant, self.content)
        return Fate(mutant.operator, mutant.id, "killed by check" if broken else "survived", "")


def _breaks_a_property(mutant: Mutant, content: Content) -> bool:
    """Whether the check of the rules fails; one that cannot even read the mutant fails too."""
    if find_spec("counsel.check") is None:
        return False
    from counsel.check import check

    try:
        changed = replace(content, rules=mutant.base(content.rules))
        return not check(changed, date(2026, 11, 21), prover="enumerate").ok
    except Exception:
        return True


_here: list[Range] = []


def _begin() -> None:
    _here.append(Range(load_content(ROOT, Path(mkdtemp()))))


def _fate(at: int) -> Fate:
    return _here[0].fate(at)


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
    parser.add_argument("--equivalent", action="store_true", help="also list the equivalent ones with the proof")
    asked = parser.parse_args(argv)
    _begin()
    places = range(0, len(_here[0].mutants), asked.every)
    with Pool(asked.processes, _begin) as pool:
        fates = pool.map(_fate, places, chunksize=5)
    print("\n".join(table(fates)))
    if asked.equivalent:
        print("\n".join(f"equivalent: {one.mutant} ({one.by})" for one in fates if one.fate == "equivalent"))
    return int(share(fates) < WANTED)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
