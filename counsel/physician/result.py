"""An assessment as ready words for the physician's screen, each line with its reason; it draws nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from counsel.assess.assessment import Assessment, Finding, Tone
from counsel.assess.assessor import Assessor
from counsel.assess.sentence_values import day_in_words
from counsel.physician import blocks
from counsel.physician.blocks import OfferRow, RouteView
from counsel.physician.lines import Line, Speaker, TitledLines
from counsel.physician.missing import MissingRow, missing_rows, settling
from counsel.physician.study_bars import StudyBar, study_bars
from counsel.physician.study_comparison import coverage_lines
from counsel.pictures.stages import stages
from counsel.pictures.timeline import position, share
from counsel.wording.sentences import Wording

__all__ = [
    "Line",
    "MissingRow",
    "OfferRow",
    "RouteView",
    "ScreenView",
    "StageView",
    "StudyBar",
    "TitledLines",
    "Tone",
    "screen_view",
]

@dataclass(frozen=True)
class StageView:
    """A stage of the timeline with its dates for this person; `here` is maybe where several are possible."""

    id: str
    name: str
    begins: str
    ends: str
    share: float
    here: bool | Literal["maybe"]


@dataclass(frozen=True)
class ScreenView:
    """Everything the result pane shows, in the order in which it shows it."""

    assessed_on: date
    standing_title: str
    standing_lines: tuple[Line, ...]
    phase_title: str
    phase_lines: tuple[Line, ...]
    timeline: tuple[StageView, ...]
    here_low: float | None
    here_high: float | None
    expectation: tuple[TitledLines, ...]
    arguments_title: str
    arguments_for: tuple[Line, ...]
    arguments_against: tuple[Line, ...]
    caveats: tuple[Line, ...]
    findings: tuple[Line, ...]
    offer: tuple[Line, ...]
    bands: tuple[Line, ...] = ()
    routes: tuple[RouteView, ...] = ()
    offer_items: tuple[OfferRow, ...] = ()
    trial_questions: TitledLines | None = None
    treated: TitledLines | None = None
    claims: TitledLines | None = None
    course: TitledLines | None = None
    mechanisms: TitledLines | None = None
    settle_title: str = ""
    nothing_missing: str = ""
    bars: tuple[StudyBar, ...] = ()
    bars_caption: str = ""
    bar_kinds: tuple[tuple[str, str], ...] = ()
    studied: str = ""
    studied_trials: tuple[str, ...] = ()
    routes_title: str = ""
    offer_title: str = ""
    offer_groups: tuple[TitledLines, ...] = ()
    offer_answered: TitledLines | None = None
    missing: tuple[MissingRow, ...] = ()

    @property
    def settles(self) -> tuple[MissingRow, ...]:
        """The facts that could still change the standing, while it is open."""
        return settling(self.missing) if self.settle_title else ()


def screen_view(assessor: Assessor, assessment: Assessment, wording: Wording) -> ScreenView:
    """The view of one assessment in the language of the wording."""
    return _Teller(assessor, assessment, wording).view()


class _Teller(Speaker):
    """Tells the parts of the view one by one."""

    def view(self) -> ScreenView:
        assessment = self.assessment
        days = assessment.phase.days_since_onset
        low_high: tuple[float | None, float | None] = (None, None)
        line = stages(assessment, self.content, "dr.stage", self.wording)
        if days.low is not None and days.high is not None:
            first_days = [stage.first_day for stage in line]
            low_high = (position(days.low, first_days), position(days.high, first_days))
        offer_items = blocks.offer_rows(self)
        groups = blocks.offer_groups(self, offer_items)
        view = ScreenView(
            assessed_on=assessment.assessed_on,
            standing_title=self.say(f"dr.standing.title.{assessment.standing.id or 'open'}"),
            standing_lines=self._standing(),
            phase_title=self._phase_title(),
            phase_lines=self._phase_lines(),
            timeline=self._timeline(),
            here_low=low_high[0],
            here_high=low_high[1],
            expectation=self._expectation(),
            arguments_title=self.say("dr.arguments.title"),
            arguments_for=self._arguments("for"),
            arguments_against=self._arguments("against"),
            caveats=tuple(self._caveats()),
            findings=tuple(self.line(finding.rule) for finding in self._notes()),
            offer=tuple(self.line(rule, "caution") for rule in assessment.offer.red_flags),
            bands=blocks.bands(self),
            routes=blocks.routes(self),
            offer_items=offer_items,
            trial_questions=self.part("dr.trial.title", assessment.offer.trial),
            treated=self.part("dr.treated.title", assessment.treated, "caution"),
            claims=None if assessment.urgent else blocks.claims(self, self._shown_with_claims()),
            course=None if assessment.urgent else blocks.course(self),
            mechanisms=blocks.mechanisms(self),
            settle_title=self.say("dr.settle.title") if assessment.standing.id is None else "",
            nothing_missing=self.say("dr.missing.urgent" if assessment.urgent else "dr.missing.none"),
            missing=missing_rows(self),
            routes_title=self.say("dr.routes.title"),
            offer_title=self.say("dr.offer.title"),
            offer_groups=tuple(group for state, group in groups.items() if state != "answered"),
            offer_answered=groups.get("answered"),
        )
        return view if self.assessment.urgent else self._with_studies(view)

    def _with_studies(self, view: ScreenView) -> ScreenView:
        """The view with the studies on its time line; an emergency says nothing about studies."""
        stages = self.content.rules.table("phase").rules
        first_days = tuple(int(rule.record.fields["first_day"]) for rule in stages)
        placed = study_bars(self.content.evidence, first_days)
        coverage = self.assessment.coverage
        first = coverage_lines(self.content.evidence, coverage, self.wording)[0]
        return replace(
            view,
            bars=placed.bars,
            bars_caption=self.say("dr.timeline.bars", bars=len(placed.bars), unplaced=placed.unplaced),
            bar_kinds=tuple((kind, self.say(f"dr.timeline.{kind}")) for kind in placed.kinds),
            studied=first.text(self.wording),
            studied_trials=first.trials,
        )

    def _arguments(self, side: Literal["for", "against"]) -> tuple[Line, ...]:
        """None in an emergency, which is no time to weigh them."""
        if self.assessment.urgent:
            return ()
        return tuple(self.line(a.rule) for a in self.assessment.arguments if a.side == side)

    def _shown_with_claims(self) -> Iterable[str]:
        """The rules of the stage and of the arguments; they say what the founding documents claim."""
        return (*self._phase_rules(), *(argument.rule for argument in self.assessment.arguments))

    def _standing(self) -> tuple[Line, ...]:
        standing = self.assessment.standing
        tone: Tone = "emergency" if self.assessment.urgent else "plain"
        if standing.id is None:
            possible = ", ".join(self.say(f"dr.standing.title.{name}") for name in standing.possible)
            text = self.say("dr.standing.open", possible=possible)
            lines = [Line(text, reason="\n".join(self.because(self.words.standing_because())))]
            if self.assessment.phase.days_since_onset.low is None:
                question, reason = self.say("dr.standing.open_question"), self.say("dr.why.no_onset")
                lines.insert(0, Line(question, (), "caution", reason))
            return tuple(lines)
        if standing.id in ("stop", "wait"):
            tone = "caution"
        return tuple(self.line(rule, tone) for rule in (*standing.rules, *self._reasons_to(standing.id)))

    def _reasons_to(self, standing: str) -> Iterable[str]:
        """The flags behind a stop or a wait."""
        action = {"stop": "stop", "wait": "defer"}.get(standing)
        return (f.rule for f in self.assessment.findings if f.kind == action and f.table == "flags")

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
        notes = [finding.rule for finding in self.assessment.findings if finding.table == "phase_notes"]
        return tuple(self.line(rule) for rule in (*self._phase_rules(), *notes))

    def _phase_rules(self) -> tuple[str, ...]:
        """The lines of the stages that are possible, and near a boundary of the neighbouring one."""
        phase = self.assessment.phase
        if phase.days_since_onset.low is None:
            return ()
        near = [self.content.rules.rule(f.rule).fields.get("stages", "") for f in self.assessment.findings]
        shown = {*phase.possible, *" ".join(near).split()}
        return tuple(r.record.id for r in self.content.rules.table("phase").rules if r.record.gives in shown)

    def _timeline(self) -> tuple[StageView, ...]:
        phase = self.assessment.phase
        dates = {stage.id: stage for stage in phase.dates}
        line = stages(self.assessment, self.content, "dr.stage", self.wording)
        return tuple(
            StageView(
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

    def _expectation(self) -> tuple[TitledLines, ...]:
        expectation = self.assessment.expectation
        table = {rule.record.gives: rule.record.id for rule in self.content.rules.table("cells").rules}
        if expectation.cells:
            cells = self.line(table[expectation.cells])
        else:
            possible = ", ".join(self.say(f"dr.cells.word.{name}") for name in expectation.possible)
            cells = Line(
                self.say("dr.cells.open", possible=possible),
                tuple(table[name] for name in expectation.possible),
            )
        parts = [TitledLines(self.say("dr.expect.title.cells"), (cells,))]
        for rule in expectation.notes:
            name = self.content.rules.rule(rule).gives
            more = [f.rule for f in self.assessment.rehabilitation if f.kind == name]
            lines = tuple(self.line(each) for each in (rule, *more))
            parts.append(TitledLines(self.say(f"dr.expect.title.{name}"), lines))
        options = self.part("dr.expect.title.options", self.assessment.options)
        return (*parts, options) if options else tuple(parts)

    def _caveats(self) -> Iterable[Line]:
        if self.assessment.assessed_on > self.content.review_by:
            text = self.say("dr.review.late", review_by=_short(self.content.review_by, self.wording))
            yield Line(text, (), "caution", self.say("dr.why.review"))
        yield from (self.line(caveat.rule, caveat.tone) for caveat in self.assessment.caveats)

    def _notes(self) -> Iterable[Finding]:
        above = set(self._reasons_to(self.assessment.standing.id or ""))
        return (
            finding
            for finding in self.assessment.findings
            if finding.table != "phase_notes" and finding.rule not in above
        )


def _short(day: date | None, wording: Wording) -> str:
    return day_in_words(day, wording, short=True) if day else ""
