"""The tables behind what is missing: made from rules and evidence, or ready from the start-up copy."""

from __future__ import annotations

from typing import NamedTuple

from counsel.assess.offer_studied import STUDIED
from counsel.content import Content
from counsel.evidence.library import Evidence
from rules.load import RuleBase
from rules.plain import Plain
from rules.sensitivity import Sensitivity

# What a missing fact can change, the weightiest first.
ORDER = (
    "standing", "phase", "expectation", "bands", "caveats", "arguments", "offer", "routes", "coverage",
)  # fmt: skip
RESULT, COVERAGE = "result", "coverage"


class MissingTables(NamedTuple):
    """Which facts can still turn a result, and which the verdict on a study."""

    result: Sensitivity
    coverage: Sensitivity

    def ready(self) -> dict[str, Plain]:
        """The tables as plain data, by name, for the start-up copy."""
        return {RESULT: self.result.ready(), COVERAGE: self.coverage.ready()}


def missing_tables(content: Content) -> MissingTables:
    """The tables of a content: the ready ones where it holds those of its own, else new ones."""
    ready = content.ready_tables()
    if ready is None:
        return made_tables(content.rules, content.evidence)
    return MissingTables(Sensitivity.from_ready(ready[RESULT]), Sensitivity.from_ready(ready[COVERAGE]))


def made_tables(rules: RuleBase, evidence: Evidence) -> MissingTables:
    """The tables of these rules and records; it takes longer than all the rest of an assessment."""
    # A start from the copy needs no prover.
    from counsel.assess.coverage_sensitivity import coverage_sensitivity
    from counsel.facts.dependencies import DECIDED, linked
    from rules.prove import Prover
    from rules.sensitivity import sensitivity_of_tables

    prover = Prover(rules, linked(rules), DECIDED)
    result = sensitivity_of_tables(prover, ORDER, STUDIED)
    return MissingTables(result, coverage_sensitivity(rules, evidence))
