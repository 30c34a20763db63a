"""Proves the properties of the rules for all inputs and lints their content; it prints nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from counsel.content import Content
from counsel.fact_names import fact_name, facts_in_words
from counsel.linked import DECIDED, linked
from rules.cells import Threshold, thresholds
from rules.load import ParsedFile, RuleBase
from rules.properties import Claims, MandatoryClaim, read_properties
from rules.prove import Counterexample, Proof, Prover

__all__ = ["PROPERTIES", "Report", "Result", "Threshold", "check", "thresholds"]

ProverName = Literal["auto", "enumerate"]
_PROPERTIES_FILE = "rules/data/properties.yaml"
# A rule of these tables composes the sheet; what they give is no result of its own.
_NO_RESULT = "sheet"


@dataclass(frozen=True, slots=True)
class Result:
    """One property: what was proved, how, over how many inputs, in how many seconds.

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
class Report:
    """All results in order, and what was left out."""

    results: tuple[Result, ...]
    left_out: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether every property holds."""
        return all(result.ok for result in self.results)


class _Found(NamedTuple):
    how: str
    cells: int
    faults: tuple[str, ...]


class _Checker:
    """The content under proof, with the diagrams that several properties share."""

    def __init__(self, content: Content, today: date) -> None:
        self.content = content
        self.today = today
        self.base: RuleBase = content.rules
        self.prover = Prover(self.base, linked(self.base.facts), DECIDED)
        self._claims: Claims | None = None

    @property
    def claims(self) -> Claims:
        if self._claims is None:
            self._claims = read_properties(
                self.base, ParsedFile(_PROPERTIES_FILE, dict(self.content.properties), {})
            )
        return self._claims

    def left_out(self) -> tuple[str, ...]:
        """What no prover here did."""
        return ()

    def words(self, found: Counterexample) -> str:
        text = f"{found.what}, for {_joined(facts_in_words(self.content, found.facts))}"
        if found.worse:
            text += f"; then with {_joined(facts_in_words(self.content, found.worse))}"
        return text

    def together(self, how: str, proofs: Iterable[Proof]) -> _Found:
        cells, faults = 0, []
        for proof in proofs:
            cells += proof.cells
            faults += [self.words(found) for found in proof.found]
        return _Found(how, cells, tuple(faults))


def check(
    content: Content,
    today: date,
    prover: ProverName = "auto",
    *,
    only: Collection[str] | None = None,
    clock: Callable[[], float] | None = None,
) -> Report:
    """The report on a content; pure, and fit for rule bases that were changed in memory.

    `only` names properties of PROPERTIES; `clock` gives seconds, without it none are counted.
    Raises RuleError where the stated properties do not fit the rules.
    """
    checker = _Checker(content, today)
    tick = clock or (lambda: 0.0)
    results = []
    for name, (title, prove) in PROPERTIES.items():
        if only is None or name in only:
            begun = tick()
            found = prove(checker)
            spent = tick() - begun
            results.append(Result(name, title, found.how, found.cells, spent, not found.faults, found.faults))
    return Report(tuple(results), () if prover == "enumerate" else checker.left_out())


def _one_outcome(checker: _Checker) -> _Found:
    tables = [table.id for table in checker.base.tables if table.hit != "collect"]
    return checker.together(_CELLS, map(checker.prover.exactly_one, tables))


def _narrowing(checker: _Checker) -> _Found:
    tables = [
        table.id for table in checker.base.tables if table.hit != "collect" and table.changes != _NO_RESULT
    ]
    early = checker.claims.settled_early
    return checker.together(_PAIRS, (checker.prover.never_unsettles(table, early) for table in tables))


def _ordered(checker: _Checker) -> _Found:
    return checker.together(
        "pairs of exact inputs, one no better than the other",
        (
            checker.prover.never_rises(
                claim.record.table, claim.record.lowest_first, claim.worse, claim.within
            )
            for claim in checker.claims.ordered
        ),
    )


def _mandatory(checker: _Checker) -> _Found:
    return checker.together(_PARTS, _mandatory_proofs(checker, checker.claims.mandatory))


def _mandatory_proofs(checker: _Checker, claims: Iterable[MandatoryClaim]) -> Iterator[Proof]:
    for claim in claims:
        for gives in claim.record.gives:
            yield checker.prover.always_in_part(claim.record.table, gives, claim.when)


def _no_dead_rule(checker: _Checker) -> _Found:
    cells, faults = 0, []
    for table in checker.base.tables:
        looked, suspects = checker.prover.live(table)
        cells += looked
        for rule in suspects:
            partial, alive = checker.prover.live_in_part(table, rule)
            cells += partial
            if not alive:
                faults.append(f"the rule {rule} of {table.id} never takes effect, whatever is entered")
    return _Found(f"{_CELLS}; partial inputs for rules about what is open", cells, tuple(faults))


def _exclusive(checker: _Checker) -> _Found:
    tables = [table for table in checker.base.tables if table.hit == "unique"]
    return checker.together(_CELLS, map(checker.prover.overlaps, tables))


def _thresholds(checker: _Checker) -> _Found:
    every = thresholds(checker.base)
    idle = [
        f"the threshold {one.value:g} of {fact_name(checker.content, one.fact)} in {rule} turns nothing"
        for one in every
        for rule in checker.prover.idle(one)
    ]
    return _Found("each threshold crossed with all else equal", len(every), tuple(idle))


def _joined(lines: Iterable[str]) -> str:
    return "; ".join(lines) or "any input"


_CELLS = "every cell between the thresholds of the facts that hang together"
_PAIRS = "every partial input with every completion of it"
_PARTS = "every partial input"

PROPERTIES: dict[str, tuple[str, Callable[[_Checker], _Found]]] = {
    "one-outcome": ("1. exactly one outcome for every exact input", _one_outcome),
    "narrowing": ("2. knowing more never turns a settled result into another", _narrowing),
    "ordered": ("3. a worse case never raises what may be expected; flags never lower caution", _ordered),
    "mandatory": ("4. mandatory caveats are always there", _mandatory),
    "dead-rules": ("5. no rule is dead", _no_dead_rule),
    "exclusive": ("5. rules that exclude each other never hold together", _exclusive),
    "thresholds": ("5. every threshold turns something on its two sides", _thresholds),
}
