"""The checked rules, evidence and wording as one value; it loads nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from counsel.evidence import Evidence
from counsel.wording import Wording
from rules.load import RuleBase


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
    properties: Mapping[str, Any] = field(default_factory=dict)

    def wording(self, language: str = "en") -> Wording:
        """The sentences of one language; raises KeyError for a language that is not there."""
        return self.wordings[language]
