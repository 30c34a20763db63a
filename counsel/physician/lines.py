"""Lines for the physician, each with the reason why it stands there; which lines are shown is not here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from counsel.assess.assessment import Assessment, Finding, Tone
from counsel.assess.assessor import Assessor
from counsel.assess.result_words import ResultWords
from counsel.assess.sentence_values import gaps
from counsel.physician.grounds import Grounds
from counsel.wording.sentences import Wording


class Line(NamedTuple):
    """One sentence and why it stands there: the rules that say it, or the reason itself in several lines.

    Few lines are asked for the long reason of their rules, so that one is worded when it is asked for.
    """

    text: str
    rules: tuple[str, ...] = ()
    tone: Tone = "plain"
    reason: str = ""


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
        self.grounds = self.content.by_language(Grounds, wording)
        self.words = ResultWords(assessor, assessment, wording)
        self.values: Mapping[str, object] = gaps(assessment, self.content, wording)

    def say(self, sentence: str, **values: object) -> str:
        """A sentence with the gaps of this assessment and those given."""
        return self.wording.say(sentence, {**self.values, **values} if values else self.values)

    def line(self, rule_id: str, tone: Tone = "plain") -> Line:
        """The physician's sentence of a rule with its reason."""
        rule = self.content.rules.rule(rule_id)
        assert rule.says.physician is not None
        return Line(self.say(rule.says.physician), (rule_id,), tone)

    def part(self, title: str, findings: Iterable[Finding], tone: Tone = "plain") -> TitledLines | None:
        """A titled group of the rules that fired; None where none did."""
        lines = tuple(self.line(finding.rule, tone) for finding in findings)
        return TitledLines(self.say(title), lines) if lines else None

    def why(self, rule_id: str) -> str:
        """Rule, what it rests on, the facts that decided it, the evidence with citations, founding claims."""
        before, after = self.grounds.of_rule(rule_id)
        return "\n".join((before, *self.because(self.words.because(rule_id)), after))

    def because(self, reasons: Iterable[str]) -> list[str]:
        """Reasons in words, each as a line."""
        return [self.say("dr.why.because", reason=reason) for reason in reasons]


def reason(assessor: Assessor, assessment: Assessment, wording: Wording, line: Line) -> str:
    """Why a line stands there, in several lines: rule, facts, evidence with full citations."""
    speaker = Speaker(assessor, assessment, wording)
    return line.reason or "\n".join(map(speaker.why, line.rules))
