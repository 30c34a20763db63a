"""The checked rules, evidence and wording as one value; it loads nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from counsel.evidence.library import Evidence
from counsel.wording.sentences import Wording
from rules.load import RuleBase

if TYPE_CHECKING:
    from counsel.wording.reasons import Reasons
    from rules.plain import Plain
    from rules.sensitivity import Sensitivity


# What is worked out from rules and evidence alone, and takes too long to be done while somebody types.
TABLES = ("sensitivity", "coverage_sensitivity")


@dataclass(frozen=True)
class Part:
    """One part of the content: its version and the first 12 hex digits of the SHA-256 of its files."""

    version: str
    hash: str


@dataclass(frozen=True)
class Content:
    """Everything that an assessment and a sheet are made from; wording by BCP 47 language code.

    `properties` is what must hold of the rules for every input, as stated in rules/data/properties.yaml.
    """

    rules: RuleBase
    evidence: Evidence
    wordings: Mapping[str, Wording]
    rulebase: Part
    evidence_part: Part
    review_by: date
    reviewers: tuple[str, ...]
    authors: str
    funding: str | None
    properties: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def reasons(self) -> Reasons:
        """Says in English why a rule holds or not; made when it is first asked for."""
        from counsel.wording.conditions import RuleWords
        from counsel.wording.reasons import Reasons

        labels = {flag.id: flag.label for flag in self.evidence.flags}
        gives = {
            table.id: frozenset(rule.record.gives for rule in table.rules) for table in self.rules.tables
        }
        return Reasons(
            RuleWords(self.wording(), self.rules.facts, labels), self.rules.everything, gives
        )

    @cached_property
    def sensitivity(self) -> Sensitivity:
        """Which facts can still turn a result; made when it is first asked for."""
        if TABLES[0] in self._ready:
            return _revived(self._ready[TABLES[0]])
        from counsel.assess.missing import sensitivity_of

        return sensitivity_of(self.rules)

    @cached_property
    def coverage_sensitivity(self) -> Sensitivity:
        """Which facts can still turn the verdict on a study; made when it is first asked for."""
        if TABLES[1] in self._ready:
            return _revived(self._ready[TABLES[1]])
        from counsel.assess.coverage_sensitivity import coverage_sensitivity

        return coverage_sensitivity(self.rules, self.evidence)

    @cached_property
    def _ready(self) -> Mapping[str, Plain]:
        return {}

    def with_tables(self, ready: Mapping[str, Plain]) -> Content:
        """The same content with the two tables above as they were worked out before, by the names in TABLES.

        No field holds them: content with other rules, made by `replace`, works out its own.
        """
        same = replace(self)
        same.__dict__["_ready"] = ready
        return same

    def wording(self, language: str = "en") -> Wording:
        """The sentences of one language; raises KeyError for a language that is not there."""
        return self.wordings[language]


def _revived(plain: Plain) -> Sensitivity:
    from rules.sensitivity import Sensitivity

    return Sensitivity.from_ready(plain)
