"""Why a sentence stands there: its rule, the facts that fired it and the evidence; it chooses no sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from counsel.assessment import Assessment
from counsel.content import Content

Tone = Literal["plain", "caution", "emergency"]


@dataclass(frozen=True, eq=False)
class Line:
    """One sentence; `why` tells on request why it stands there: rule, facts, evidence with full citations."""

    text: str
    reason: Callable[[], str]
    tone: Tone = "plain"

    @property
    def why(self) -> str:
        """The reason in several lines."""
        return self.reason()


class Reasons:
    """The reasons of one assessment, put into words for the one sentence that is asked about."""

    def __init__(self, assessment: Assessment, content: Content) -> None:
        self._assessment = assessment
        self._content = content

    @cached_property
    def _because(self) -> Mapping[str, tuple[str, ...]]:
        return {line.rule: line.because for line in self._assessment.trace}

    def why(self, rule_id: str) -> str:
        """Rule, what it rests on, the facts that decided it and the evidence with citations, line by line."""
        rule = self._content.rules.rule(rule_id)
        parts = [f"Rule {rule_id} ({rule.source}; {rule.status}; last reviewed {rule.reviewed})."]
        parts += [f"Because {reason}." for reason in self._because.get(rule_id, ())]
        parts += [f"Evidence: {self._content.evidence.cite(evidence)}" for evidence in rule.evidence]
        if not rule.evidence:
            parts.append("Evidence: none; the clinical policy itself.")
        return "\n".join(parts)
