"""The whole trace of an assessment as rows to search and copy, each with its reason; it decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from counsel.assess.assessment import Assessment, TraceLine
from counsel.assess.assessor import Assessor
from counsel.physician.lines import Speaker
from counsel.wording.sentences import Wording


@dataclass(frozen=True, slots=True)
class TraceRow:
    """One rule: its table and what it gives in words, its truth as id and in a word, and what decided it."""

    table: str
    rule: str
    truth: str
    truth_words: str
    gives: str
    because: str

    @property
    def text(self) -> str:
        """The row in one line, its fields apart by tabs."""
        return "\t".join((self.table, self.rule, self.truth_words, self.gives, self.because))


class Trace:
    """Every rule of one assessment; the rows and the reasons are made when they are asked for."""

    def __init__(self, assessor: Assessor, assessment: Assessment, wording: Wording) -> None:
        self._speaker = Speaker(assessor, assessment, wording)

    @cached_property
    def rows(self) -> tuple[TraceRow, ...]:
        """All rules in the order in which they are evaluated."""
        say = self._speaker.say
        words = {truth: say(f"dr.trace.{truth}") for truth in ("true", "false", "open")}
        return tuple(
            TraceRow(
                say(f"dr.trace.table.{line.table}"),
                line.rule,
                line.truth,
                words[line.truth],
                self._gives(line),
                "; ".join(self._speaker.words.because(line.rule)),
            )
            for line in self._speaker.assessor.trace(self._speaker.assessment)
        )

    def _gives(self, line: TraceLine) -> str:
        """The outcome in words; what only marks a rule among others keeps its mark."""
        words = self._speaker.content.reasons(self._speaker.wording.language).words
        return words.outcome(line.table, line.gives).replace("_", " ")

    def why(self, rule: str) -> str:
        """Rule, facts, evidence with citations and founding claims, in several lines."""
        return self._speaker.why(rule)
