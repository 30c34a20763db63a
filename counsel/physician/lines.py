"""Lines for the physician, each with the reason why it stands there; which lines are shown is not here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Literal

from counsel.assess.assessment import Assessment, Finding
from counsel.assess.sentence_values import gaps
from counsel.content import Content
from counsel.evidence.claims import Claim, Contradiction
from counsel.wording.sentences import Wording

# The founding documents by number, as the records of claims call them.
_NUMBERED = re.compile(r"\b00\d\b(?!-)")

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


@dataclass(frozen=True)
class Part:
    """A titled group of lines."""

    title: str
    lines: tuple[Line, ...]


class Speaker:
    """Holds what every line needs: the assessment, the content and the gaps."""

    def __init__(self, assessment: Assessment, content: Content) -> None:
        self.assessment = assessment
        self.content = content
        self.wording: Wording = content.wording("en")
        self.values: Mapping[str, object] = gaps(assessment, content, self.wording)

    @cached_property
    def because(self) -> Mapping[str, tuple[str, ...]]:
        """The reasons of every rule, made when the first one is asked for."""
        return {line.rule: line.because for line in self.assessment.trace}

    def say(self, sentence: str, **values: object) -> str:
        """A sentence with the gaps of this assessment and those given."""
        return self.wording.say(sentence, {**self.values, **values} if values else self.values)

    def line(self, rule_id: str, tone: Tone = "plain") -> Line:
        """The physician's sentence of a rule with its reason."""
        rule = self.content.rules.rule(rule_id)
        assert rule.says.physician is not None
        return Line(self.say(rule.says.physician), partial(self.why, rule_id), tone)

    def part(self, title: str, findings: Iterable[Finding], tone: Tone = "plain") -> Part | None:
        """A titled group of the rules that fired; None where none did."""
        lines = tuple(self.line(finding.rule, tone) for finding in findings)
        return Part(self.say(title), lines) if lines else None

    def why(self, rule_id: str) -> str:
        """Rule, what it rests on, the facts that decided it, the evidence with citations, founding claims."""
        rule = self.content.rules.rule(rule_id)
        parts = [f"Rule {rule_id} ({rule.source}; {rule.status}; last reviewed {rule.reviewed})."]
        parts += [f"To be decided: {rule.note}."] if rule.status == "proposal" and rule.note else []
        parts += [f"Because {reason}." for reason in self.because.get(rule_id, ())]
        parts += [f"Evidence: {self.content.evidence.cite(evidence)}" for evidence in rule.evidence]
        if not rule.evidence:
            parts.append("Evidence: none; the clinical policy itself.")
        parts += [self.claim(claim) for claim in self.content.evidence.claims_by_rule.get(rule_id, ())]
        return "\n".join(parts)

    def claim(self, claim: Claim) -> str:
        """A claim of a founding document with its verdict, what was read, and where a mechanism was seen."""
        told = {
            "id": claim.id,
            "document": self.say(f"dr.claim.document.{claim.seed}"),
            "claim": claim.claim,
            "verdict": self.say(f"dr.claim.verdict.{claim.verdict}"),
            "literature": _capitalised(claim.literature.rstrip(".")),
        }
        if not claim.seen:
            return self.say("dr.claim.line", **told)
        return self.say("dr.claim.line_seen", seen=self.say(seen_id(claim.seen)), **told)

    def contradiction(self, about: Contradiction) -> str:
        """Where the founding documents contradict one another."""
        between = dict.fromkeys(one.removeprefix("seed-") for one in about.between)
        names = {number: self.say(f"dr.claim.short.{number}") for number in between}
        note = _NUMBERED.sub(lambda found: names.get(found[0], found[0]), about.note)
        told = {"id": about.id, "about": about.about, "note": note, "documents": " and ".join(names.values())}
        return self.say("dr.claim.contradiction", **told)


def _capitalised(text: str) -> str:
    """A note of a record as a sentence; a first word with capitals of its own stays."""
    return text[:1].upper() + text[1:]


def seen_id(seen: Iterable[str]) -> str:
    """The sentence that tells where a mechanism was seen."""
    return f"dr.claim.seen.{'_and_'.join(sorted(seen))}"
