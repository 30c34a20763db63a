"""Proves the properties of the rules for all inputs and lints their content; it prints nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from counsel.content import Content
from counsel.proofs.content_lints import LINTS
from counsel.proofs.properties import PROPERTIES, SECOND, Checker, Found
from rules.cells import Threshold, thresholds
from rules.z3_terms import is_installed

__all__ = ["LINTS", "PROPERTIES", "ProofReport", "Result", "Threshold", "check", "thresholds"]

ProverName = Literal["auto", "enumerate"]
_LEFT_OUT = "Z3 was not asked: the second proof, over all numbers, ranges and sets instead of cells"


@dataclass(frozen=True, slots=True)
class Result:
    """One property or lint: what was proved, how, over how many inputs, in how many seconds.

    `counterexamples` are in clinical words, and there is at least one where `ok` is false.
    """

    property: str
    title: str
    how: str
    cells: int
    seconds: float
    ok: bool
    counterexamples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProofReport:
    """All results in order, and what was left out."""

    results: tuple[Result, ...]
    left_out: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether every property holds."""
        return all(result.ok for result in self.results)


def check(
    content: Content,
    today: date,
    prover: ProverName = "auto",
    *,
    only: Collection[str] | None = None,
    clock: Callable[[], float] | None = None,
    said: Collection[str] | None = None,
    code: Mapping[str, str] | None = None,
) -> ProofReport:
    """The report on a content; pure, and fit for rule bases that were changed in memory.

    With `auto` Z3 is asked too where it is installed. `only` names properties of PROPERTIES and LINTS;
    `clock` gives seconds, without it none are counted; `said` holds the texts in the program by which it
    says sentences itself, without it no sentence is looked for; `code` its modules by path, without them
    no limit is looked for there. Raises RuleError where the stated
    properties do not fit the rules.
    """
    checker = Checker(content, today, said, code)
    ask_z3 = prover == "auto" and is_installed()
    tick = clock or (lambda: 0.0)
    results = []
    for name, title, prove in _all(ask_z3):
        if only is None or name in only:
            begun = tick()
            found = prove(checker)
            spent = tick() - begun
            results.append(Result(name, title, found.how, found.cells, spent, not found.faults, found.faults))
    return ProofReport(tuple(results), () if ask_z3 else (_LEFT_OUT,))


def _all(ask_z3: bool) -> Iterator[tuple[str, str, Callable[[Checker], Found]]]:
    for name, (title, prove) in PROPERTIES.items():
        yield name, title, prove
        if ask_z3 and name in SECOND:
            yield name, title, SECOND[name]
    for name, (title, lint) in LINTS.items():
        yield name, title, lint
