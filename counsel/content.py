"""The checked rules, evidence and wording as one value; it loads nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from counsel.case.measures import Measures, measures_of
from counsel.evidence.library import Evidence
from counsel.wording.completeness import LeftOut
from counsel.wording.conditions import RuleWords
from counsel.wording.reasons import Reasons
from counsel.wording.sentences import Wording
from rules.load import RuleBase

if TYPE_CHECKING:
    from rules.plain import Plain

Made = TypeVar("Made")


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
    _by_language: dict[tuple[object, str], Any] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def by_language(self, make: Callable[[Content, Wording], Made], wording: Wording) -> Made:
        """What is worked out from this content and one language alone; made when it is first asked for."""
        asked = make, wording.language
        if asked not in self._by_language:
            self._by_language[asked] = make(self, wording)
        made: Made = self._by_language[asked]
        return made

    def reasons(self, language: str) -> Reasons:
        """Says in this language why a rule holds or not."""
        return self.by_language(_reasons, self.wording(language))

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


def _reasons(content: Content, wording: Wording) -> Reasons:
    labels = {flag.id: flag.label for flag in content.evidence.flags}
    gives = {
        table.id: frozenset(rule.record.gives for rule in table.rules) for table in content.rules.tables
    }
    words = RuleWords(wording, content.rules.facts, labels)
    return Reasons(words, content.rules.everything, gives)
