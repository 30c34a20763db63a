"""Lines for the physician, each with the reason why it stands there; which lines are shown is not here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from counsel.assess.assessment import Assessment, Finding, Tone
from counsel.assess.assessor import Assessor
from counsel.assess.result_words import ResultWords
from counsel.assess.sentence_values import gaps
from counsel.evidence.claims import Claim, Contradiction
from counsel.wording.sentences import Wording

# The founding documents by number, as the records of claims call them.
_NUMBERED = re.compile(r"\b00\d\b(?!-)")


class Line(NamedTuple):
    """One sentence and why it stands there, in several lines: rule, facts, evidence with full citations."""

    text: str
    why: str
    tone: Tone = "plain"


@dataclass(frozen=True)
class TitledLines:
    """A titled group of lines."""

    title: str
    lines: tuple[Line, ...]


class Speaker:
    """Holds what every line needs: the assessment, the content, the gaps, and one language."""

    def __init__(self, assessor: Assessor, assessment: Assessment, wording: Wording) -> None:
        self.assessor = assessor
        self.assessment = assessment
        self.content = assessor.content
        self.wording = wording
        self.words = ResultWords(assessor, assessment, wording)
        self.values: Mapping[str, object] = gaps(assessment, self.content, wording)

    def say(self, sentence: str, **values: object) -> str:
        """A sentence with the gaps of this assessment and those given."""
        return self.wording.say(sentence, {**self.values, **values} if values else self.values)

    def line(self, rule_id: str, tone: Tone = "plain") -> Line:
        """The physician's sentence of a rule with its reason."""
        rule = self.content.rules.rule(rule_id)
        assert rule.says.physician is not None
        return Line(self.say(rule.says.physician), self.why(rule_id), tone)

    def part(self, title: str, findings: Iterable[Finding], tone: Tone = "plain") -> TitledLines | None:
        """A titled group of the rules that fired; None where none did."""
        lines = tuple(self.line(finding.rule, tone) for finding in findings)
        return TitledLines(self.say(title), lines) if lines else None

    def why(self, rule_id: str) -> str:
        """Rule, what it rests on, the facts that decided it, the evidence with citations, founding claims."""
        rule = self.content.rules.rule(rule_id)
        parts = [
            self.say(
                "dr.why.rule", rule=rule_id, source=rule.source, status=rule.status, reviewed=rule.reviewed
            )
        ]
        if rule.status == "proposal" and rule.note:
            parts.append(self.say("dr.why.to_decide", note=rule.note))
        parts += self.because(self.words.because(rule_id))
        parts += self.sources(rule.evidence) or [self.say("dr.why.no_evidence")]
        parts += [self.claim(claim) for claim in self.content.evidence.claims_by_rule.get(rule_id, ())]
        return "\n".join(parts)

    def because(self, reasons: Iterable[str]) -> list[str]:
        """Reasons in words, each as a line."""
        return [self.say("dr.why.because", reason=reason) for reason in reasons]

    def sources(self, sources: Iterable[str]) -> list[str]:
        """The full citation of each source, each as a line."""
        cite = self.content.evidence.cite
        return [self.say("dr.why.evidence", source=cite(source)) for source in dict.fromkeys(sources)]

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
        documents = self.say("dr.claim.and").join(names.values())
        told = {"id": about.id, "about": about.about, "note": note, "documents": documents}
        return self.say("dr.claim.contradiction", **told)


def _capitalised(text: str) -> str:
    """A note of a record as a sentence; a first word with capitals of its own stays."""
    return text[:1].upper() + text[1:]


def seen_id(seen: Iterable[str]) -> str:
    """The sentence that tells where a mechanism was seen."""
    return f"dr.claim.seen.{'_and_'.join(sorted(seen))}"
