"""The checked rules, evidence and wording as one value; it loads nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from counsel.case.measures import Measures, measures_of
from counsel.evidence.library import Evidence
from counsel.wording.completeness import LeftOut
from counsel.wording.conditions import RuleWords
from counsel.wording.reasons import Reasons
from counsel.wording.sentences import Wording
from rules.load import RuleBase

if TYPE_CHECKING:
    from rules.plain import Plain


@dataclass(frozen=True)
class ContentPart:
    """One part of the content: its version and the first 12 hex digits of the SHA-256 of its files."""

    version: str
    hash: str


@dataclass(frozen=True)
class ReadyTables:
    """What was worked out from rules and evidence alone, as plain data by name; it holds for no others."""

    rules: RuleBase
    evidence: Evidence
    plain: Mapping[str, Plain]


@dataclass(frozen=True)
class Content:
    """Everything that an assessment and a sheet are made from; wording by BCP 47 code, reference first.

    `properties` is what must hold of the rules for every input, as stated in rules/data/properties.yaml;
    `left_out` are the languages that are there and not whole; `written` has, by language, the sentences that
    take a limit of a rule, before its number is filled in, and in English the labels of safety questions that
    do; `repeats` what tells a number that is typed from a limit, as stated in rules/data/repeats.yaml.
    """

    rules: RuleBase
    evidence: Evidence
    wordings: Mapping[str, Wording]
    rulebase: ContentPart
    evidence_part: ContentPart
    review_by: date
    reviewers: tuple[str, ...]
    authors: str
    funding: str | None
    properties: Mapping[str, Any] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    ready: ReadyTables | None = field(default=None, repr=False, compare=False)
    written: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    repeats: Mapping[str, Any] = field(default_factory=dict)
    # Reasons keep what they have said, by language.
    _reasons: dict[str, Reasons] = field(default_factory=dict, init=False, repr=False, compare=False)

    def reasons(self, language: str) -> Reasons:
        """Says in this language why a rule holds or not; made when it is first asked for."""
        if language not in self._reasons:
            self._reasons[language] = self._speaker(language)
        return self._reasons[language]

    def _speaker(self, language: str) -> Reasons:
        labels = {flag.id: flag.label for flag in self.evidence.flags}
        gives = {
            table.id: frozenset(rule.record.gives for rule in table.rules) for table in self.rules.tables
        }
        words = RuleWords(self.wording(language), self.rules.facts, labels)
        return Reasons(words, self.rules.everything, gives)

    @cached_property
    def measures(self) -> Measures:
        """The numbers by which forms of one fact are converted."""
        return measures_of(self.rules.spans)

    def ready_tables(self) -> Mapping[str, Plain] | None:
        """What was worked out before from these very rules and records; None where nothing was."""
        ready = self.ready
        if ready is None or ready.rules is not self.rules or ready.evidence is not self.evidence:
            return None
        return ready.plain

    @property
    def reference(self) -> Wording:
        """The sentences of the language that all others are held against: the one the program comes with."""
        return next(iter(self.wordings.values()))

    def wording(self, language: str) -> Wording:
        """The sentences of one language; raises KeyError for a language that is not there."""
        return self.wordings[language]

