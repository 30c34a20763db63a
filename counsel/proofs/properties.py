"""What must hold of the rules of a content, and the proof of each over all inputs; it reports nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from functools import partial
from typing import NamedTuple

from counsel.content import Content
from counsel.facts.dependencies import DECIDED, laws, linked
from counsel.proofs.fact_names import fact_name, facts_in_words
from rules.cells import thresholds
from rules.load import ParsedFile, RuleBase
from rules.properties import Claims, read_properties
from rules.prove import Counterexample, Proof, Prover
from rules.z3_prove import Z3Prover

PROPERTIES_FILE = "rules/data/properties.yaml"
# A rule of these tables composes the sheet; what they give is no result of its own.
_NO_RESULT = "sheet"


class Found(NamedTuple):
    """How a property was proved, over how many inputs, and in clinical words where it fails."""

    how: str
    cells: int
    faults: tuple[str, ...]


class Checker:
    """The content under proof, with the diagrams that several properties share."""

    def __init__(
        self,
        content: Content,
        today: date,
        said: Collection[str] | None = None,
        code: Mapping[str, str] | None = None,
    ) -> None:
        self.content = content
        self.today = today
        self.said = said
        self.code = code
        self.base: RuleBase = content.rules
        self.prover = Prover(self.base, linked(self.base), DECIDED)
        self._claims: Claims | None = None
        self._second: Z3Prover | None = None

    @property
    def claims(self) -> Claims:
        """What rules/data/properties.yaml states; raises RuleError where it does not fit the rules."""
        if self._claims is None:
            self._claims = read_properties(
                self.base, ParsedFile(PROPERTIES_FILE, dict(self.content.properties), {})
            )
        return self._claims

    @property
    def second(self) -> Z3Prover:
        """Z3, which must be installed."""
        if self._second is None:
            links = linked(self.base)
            self._second = Z3Prover(self.base, links, partial(laws, self.base) if links else None, DECIDED)
        return self._second

    def words(self, found: Counterexample) -> str:
        """A counterexample with facts, values and units by their names."""
        text = f"{found.what}, for {_joined(facts_in_words(self.content, found.facts))}"
        if found.worse:
            text += f"; then with {_joined(facts_in_words(self.content, found.worse))}"
        return text

    def together(self, how: str, proofs: Iterable[Proof]) -> Found:
        """Several proofs of one property."""
        cells, faults = 0, []
        for proof in proofs:
            cells += proof.cells
            faults += [self.words(found) for found in proof.found]
        return Found(how, cells, tuple(faults))


def _one_outcome(checker: Checker) -> Found:
    tables = [table.id for table in checker.base.tables if table.hit != "collect"]
    return checker.together(_CELLS, map(checker.prover.exactly_one, tables))


def _narrowing(checker: Checker) -> Found:
    tables = [
        table.id for table in checker.base.tables if table.hit != "collect" and table.changes != _NO_RESULT
    ]
    early = checker.claims.settled_early
    return checker.together(_PAIRS, (checker.prover.never_unsettles(table, early) for table in tables))


def _ordered(checker: Checker) -> Found:
    return checker.together(
        "pairs of exact inputs, one no better than the other",
        (
            checker.prover.never_rises(
                claim.record.table, claim.record.lowest_first, claim.worse, claim.within
            )
            for claim in checker.claims.ordered
        ),
    )


def _mandatory(checker: Checker) -> Found:
    claims = ((claim, gives) for claim in checker.claims.mandatory for gives in claim.record.gives)
    prove = checker.prover.always_in_part
    return checker.together(_PARTS, (prove(claim.record.table, gives, claim.when) for claim, gives in claims))


def _no_dead_rule(checker: Checker) -> Found:
    cells, faults = 0, []
    for table in checker.base.tables:
        looked, suspects = checker.prover.live(table)
        cells += looked
        for rule in suspects:
            partial, alive = checker.prover.live_in_part(table, rule)
            cells += partial
            if not alive:
                faults.append(f"the rule {rule} of {table.id} never takes effect, whatever is entered")
    return Found(f"{_CELLS}; partial inputs for rules about what is open", cells, tuple(faults))


def _exclusive(checker: Checker) -> Found:
    tables = [table for table in checker.base.tables if table.hit == "unique"]
    return checker.together(_CELLS, map(checker.prover.overlaps, tables))


def _thresholds(checker: Checker) -> Found:
    every = thresholds(checker.base)
    idle = [
        f"the threshold {one.value:g} of {fact_name(checker.content, one.fact)} in {rule} turns nothing"
        for one in every
        for rule in checker.prover.idle(one)
    ]
    return Found("each threshold crossed with all else equal", len(every), tuple(idle))


def _joined(lines: Iterable[str]) -> str:
    return "; ".join(lines) or "any input"


_CELLS = "every cell between the thresholds of the facts that hang together"
_PAIRS = "every partial input with every completion of it"
_PARTS = "every partial input"

Property = tuple[str, Callable[[Checker], Found]]
PROPERTIES: dict[str, Property] = {
    "one-outcome": ("1. exactly one outcome for every exact input", _one_outcome),
    "narrowing": ("2. knowing more never turns a settled result into another", _narrowing),
    "ordered": ("3. a worse case never raises what may be expected; flags never lower caution", _ordered),
    "mandatory": ("4. mandatory caveats are always there", _mandatory),
    "dead-rules": ("5. no rule is dead", _no_dead_rule),
    "exclusive": ("5. rules that exclude each other never hold together", _exclusive),
    "thresholds": ("5. every threshold turns something on its two sides", _thresholds),
}


def _z3_one_outcome(checker: Checker) -> Found:
    tables = [table for table in checker.base.tables if table.hit != "collect"]
    return checker.together(_Z3, map(checker.second.exactly_one, tables))


def _z3_narrowing(checker: Checker) -> Found:
    tables = [
        table for table in checker.base.tables if table.hit != "collect" and table.changes != _NO_RESULT
    ]
    early = checker.claims.settled_early
    return checker.together(_Z3, (checker.second.never_unsettles(table, early) for table in tables))


def _z3_ordered(checker: Checker) -> Found:
    return checker.together(
        _Z3,
        (
            checker.second.never_rises(
                checker.base.table(claim.record.table), claim.record.lowest_first, claim.worse, claim.within
            )
            for claim in checker.claims.ordered
        ),
    )


def _z3_mandatory(checker: Checker) -> Found:
    claims = ((claim, gives) for claim in checker.claims.mandatory for gives in claim.record.gives)
    return checker.together(
        _Z3,
        (
            checker.second.always(checker.base.table(claim.record.table), gives, claim.when)
            for claim, gives in claims
        ),
    )


_Z3 = "questions to Z3, each over all numbers, ranges and sets"
# The same properties once more, by a prover that knows no cells.
SECOND: dict[str, Callable[[Checker], Found]] = {
    "one-outcome": _z3_one_outcome,
    "narrowing": _z3_narrowing,
    "ordered": _z3_ordered,
    "mandatory": _z3_mandatory,
}
