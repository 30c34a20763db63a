"""An assessment as ready words for the physician's screen, each line with its reason; it draws nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal

from counsel.assessment import Assessment, Finding
from counsel.content import Content
from counsel.figures import position, share
from counsel.form import FORM
from counsel.handout import stages
from counsel.reasons import Line, Reasons, Tone
from counsel.spoken import day_in_words, gaps
from counsel.wording import Wording

_LABELS = {field.path: field.label for field in FORM}
_CAUTION_CAVEATS = frozenset({"GENERAL", "COI", "CLOT", "TUMOUR", "SEIZ", "INFECT", "PROCEDURE", "COST"})


@dataclass(frozen=True)
class Stage:
    """A stage of the timeline with its dates for this person; `here` is maybe where several are possible."""

    id: str
    name: str
    begins: str
    ends: str
    share: float
    here: bool | Literal["maybe"]


@dataclass(frozen=True)
class Part:
    """A titled group of lines."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class MissingRow:
    """A fact to ask for, its label, and what it could change."""

    fact: str
    label: str
    could_change: str


@dataclass(frozen=True)
class ScreenView:
    """Everything the result pane shows, in the order in which it shows it."""

    standing_title: str
    standing_lines: tuple[Line, ...]
    phase_title: str
    phase_lines: tuple[Line, ...]
    timeline: tuple[Stage, ...]
    here_low: float | None
    here_high: float | None
    expectation: tuple[Part, ...]
    arguments_title: str
    arguments_for: tuple[Line, ...]
    arguments_against: tuple[Line, ...]
    caveats: tuple[Line, ...]
    findings: tuple[Line, ...]
    offer: tuple[Line, ...]
    missing: tuple[MissingRow, ...]


def screen_view(assessment: Assessment, content: Content) -> ScreenView:
    """The view of one assessment in English."""
    teller = _Teller(assessment, content)
    return teller.view()


class _Teller:
    """Holds what every line needs: the assessment, the content and the gaps."""

    def __init__(self, assessment: Assessment, content: Content) -> None:
        self.assessment = assessment
        self.content = content
        self.wording: Wording = content.wording("en")
        self.values: Mapping[str, object] = gaps(assessment, content, self.wording)
        self.reasons = Reasons(assessment, content)

    def view(self) -> ScreenView:
        assessment = self.assessment
        days = assessment.phase.days_since_onset
        low_high: tuple[float | None, float | None] = (None, None)
        line = stages(assessment, self.content, "dr.stage", self.wording)
        if days.low is not None and days.high is not None:
            first_days = [stage.first_day for stage in line]
            low_high = (position(days.low, first_days), position(days.high, first_days))
        return ScreenView(
            standing_title=self.say(f"dr.standing.title.{assessment.standing.id or 'open'}"),
            standing_lines=self._standing(),
            phase_title=self._phase_title(),
            phase_lines=self._phase_lines(),
            timeline=self._timeline(),
            here_low=low_high[0],
            here_high=low_high[1],
            expectation=self._expectation(),
            arguments_title=self.say("dr.arguments.title"),
            arguments_for=tuple(self.line(a.rule) for a in assessment.arguments if a.side == "for"),
            arguments_against=tuple(self.line(a.rule) for a in assessment.arguments if a.side == "against"),
            caveats=tuple(self._caveats()),
            findings=tuple(self.line(finding.rule) for finding in self._notes()),
            offer=tuple(self.line(rule, "caution") for rule in assessment.offer.red_flags),
            missing=tuple(self._missing()),
        )

    def say(self, sentence: str, **values: object) -> str:
        return self.wording.say(sentence, {**self.values, **values})

    def line(self, rule_id: str, tone: Tone = "plain") -> Line:
        """The physician's sentence of a rule with its reason."""
        rule = self.content.rules.rule(rule_id)
        assert rule.says.physician is not None
        return Line(self.say(rule.says.physician), partial(self.reasons.why, rule_id), tone)

    def _standing(self) -> tuple[Line, ...]:
        standing = self.assessment.standing
        tone: Tone = "emergency" if self.assessment.urgent else "plain"
        if standing.id is None:
            possible = ", ".join(self.say(f"dr.standing.title.{name}") for name in standing.possible)
            text = self.say("dr.standing.open", possible=possible)
            lines = [Line(text, lambda: "\n".join(f"Because {reason}." for reason in standing.because))]
            if self.assessment.phase.days_since_onset.low is None:
                lines.insert(
                    0, Line(self.say("dr.standing.open_question"), lambda: "No onset was given.", "caution")
                )
            return tuple(lines)
        if standing.id in ("stop", "wait"):
            tone = "caution"
        return tuple(self.line(rule, tone) for rule in standing.rules)

    def _phase_title(self) -> str:
        phase = self.assessment.phase
        days = phase.days_since_onset
        if days.low is None:
            return self.say("dr.phase.unknown")
        words = self.say("dr.days.exact", n=days.low)
        if days.low != days.high:
            words = self.say("dr.days.range", low=days.low, high=days.high)
        names = " / ".join(self.say(f"dr.stage.{name}") for name in phase.possible)
        return f"{names}, {words}"

    def _phase_lines(self) -> tuple[Line, ...]:
        phase = self.assessment.phase
        if phase.days_since_onset.low is None:
            return ()
        rules = [
            r.record.id for r in self.content.rules.table("phase").rules if r.record.gives in phase.possible
        ]
        notes = [finding.rule for finding in self.assessment.findings if finding.rule.startswith("phase-")]
        return tuple(self.line(rule) for rule in (*rules, *notes))

    def _timeline(self) -> tuple[Stage, ...]:
        phase = self.assessment.phase
        dates = {stage.id: stage for stage in phase.dates}
        line = stages(self.assessment, self.content, "dr.stage", self.wording)
        return tuple(
            Stage(
                id=stage.id,
                name=stage.name,
                begins=_short(dates[stage.id].begins, self.wording)
                if dates
                else self.say(f"dr.stage.days.{stage.id}"),
                ends=_short(dates[stage.id].ends, self.wording) if dates else "",
                share=share(index),
                here=("maybe" if len(phase.possible) > 1 else True) if stage.here else False,
            )
            for index, stage in enumerate(line)
        )

    def _expectation(self) -> tuple[Part, ...]:
        expectation = self.assessment.expectation
        table = {rule.record.gives: rule.record.id for rule in self.content.rules.table("cells").rules}
        if expectation.cells:
            cells = self.line(table[expectation.cells])
        else:
            possible = ", ".join(self.say(f"dr.cells.word.{name}") for name in expectation.possible)
            cells = Line(
                self.say("dr.cells.open", possible=possible),
                lambda: "\n".join(self.reasons.why(table[name]) for name in expectation.possible),
            )
        notes = [rule for rule in expectation.rules if rule.startswith("expect-")]
        parts = [Part(self.say("dr.expect.title.cells"), (cells,))]
        for rule in notes:
            name = self.content.rules.rule(rule).gives
            parts.append(Part(self.say(f"dr.expect.title.{name}"), (self.line(rule),)))
        return tuple(parts)

    def _caveats(self) -> Iterable[Line]:
        if self.assessment.assessed_on > self.content.review_by:
            text = self.say("dr.review.late", review_by=_short(self.content.review_by, self.wording))
            yield Line(text, lambda: "The content has a date by which it must be reviewed.", "caution")
        for caveat in self.assessment.caveats:
            tone: Tone = "caution" if caveat.key in _CAUTION_CAVEATS else "plain"
            yield self.line(caveat.rule, "emergency" if caveat.key == "EMERG" else tone)

    def _notes(self) -> Iterable[Finding]:
        return (finding for finding in self.assessment.findings if not finding.rule.startswith("phase-"))

    def _missing(self) -> Iterable[MissingRow]:
        for row in self.assessment.missing:
            what = ", ".join(self.say(f"dr.change.{name}") for name in row.could_change)
            yield MissingRow(row.fact, self.label(row.fact), self.say("dr.missing.changes", what=what))

    def label(self, fact: str) -> str:
        """The physician's name of a fact: the form's label, or the flag's."""
        if fact in _LABELS:
            return _LABELS[fact]
        flag = next((f for f in self.content.evidence.flags if f"safety.{f.id}" == fact), None)
        if flag is not None:
            return flag.label
        key = f"dr.fact.{fact}"
        return self.say(key) if self.wording.has(key) else fact.replace("_", " ").replace(".", ": ")


def _short(day: date | None, wording: Wording) -> str:
    return day_in_words(day, wording, short=True) if day else ""
