"""A case as the named facts that conditions ask about, each with what is still possible; judges nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol, get_args

from counsel.case.conversion import (
    SinceOnset,
    age_of,
    assessed_of,
    location_of,
    nihss_of,
    since_onset,
    volume_of,
)
from counsel.case.document import (
    Case,
    Goal,
    Infarct,
    NihssItems,
    PreviousStroke,
    Severity,
    Stroke,
)
from counsel.case.entries import span_of
from counsel.case.measures import Measures
from counsel.case.offer import Treated
from counsel.case.partial_dates import Span, span_days, span_hours
from counsel.case.possible_values import UNKNOWN, flag, yes_if
from counsel.errors import InputError, Problem, refuse
from counsel.facts.entered import entered_facts
from counsel.facts.offer_facts import offer_facts, treated_facts
from counsel.facts.shapes import EnteredFact
from rules.values import Facts, Flag, Interval, Value

SYMPTOMS_FLAG = "after-infusion-symptoms"


class AskedFlag(Protocol):
    """What the facts need to know of a safety flag."""

    @property
    def scope(self) -> str:
        """`person`, `route` or `offer`."""

    @property
    def answered(self) -> str:
        """`listed`, `one-by-one` or `derived`."""

    @property
    def asked_when(self) -> Mapping[str, Any] | None:
        """The rule condition under which the question is put; None: always."""


def facts_of(
    case: Case, asked_flags: Mapping[str, AskedFlag], entered: Iterable[EnteredFact], measures: Measures
) -> dict[str, Value]:
    """Every fact of a case by name; `entered` are those that are one entry of it.

    `asked_flags` holds the safety flags by id, derived ones are skipped.
    Raises InputError where `assessed_on` is missing, forms disagree, or a flag is answered that is not asked.
    """
    assessed = assessed_of(case)
    if assessed is None:
        raise refuse(
            "assessed_on", None, "the day of assessment is missing", "2026-11-21 or 2026-11-21T12:00"
        )
    since = since_onset(case, assessed)
    volume = volume_of(case, assessed, measures)
    facts: dict[str, Value] = dict(entered_facts(case, entered))
    facts.update(_times(case.stroke or Stroke.model_construct(), assessed, since))
    facts.update(_strokes(case.stroke or Stroke.model_construct(), assessed, since.days))
    facts.update(_place(case, volume, measures))
    facts.update(_person(case, assessed, since.days))
    facts["infarct.volume_ml"] = volume
    facts.update(_scan(case.infarct or Infarct.model_construct(), assessed, since.days))
    facts.update(_wishes(case))
    facts.update(treated_facts(case.treated, assessed))
    facts.update(offer_facts(case.offer))
    facts.update(_safety(case, asked_flags))
    return facts


def _times(stroke: Stroke, assessed: Span, since: SinceOnset) -> Facts:
    unseen = stroke.last_known_well is not None or stroke.found_at is not None
    well = None if stroke.last_known_well is None else span_of(stroke.last_known_well)
    return {
        "stroke.days_since_onset": since.days,
        "stroke.hours_since_onset": since.hours,
        "stroke.onset_given": yes_if(unseen or stroke.onset is not None),
        "stroke.onset_unseen": yes_if(unseen),
        "stroke.hours_since_found": _hours_since_found(stroke, well, assessed),
        "stroke.latest_possible_days": since.days if well is None else span_days(well, assessed),
    }


def _hours_since_found(stroke: Stroke, well: Span | None, assessed: Span) -> Interval:
    if stroke.found_at is not None:
        return span_hours(span_of(stroke.found_at), assessed)
    if well is None:
        return Interval.unknown()
    longest = span_hours(well, assessed)
    return Interval(0, longest.high, high_open=longest.high_open)


def _strokes(stroke: Stroke, assessed: Span, latest: Interval) -> Facts:
    """Which stroke the disability counts from, and how long ago the last other one was.

    Where it is open which stroke caused the disability, each that may have is counted in.
    """
    before = [_days_of(previous, assessed, latest) for previous in stroke.previous]
    caused = [at for at, previous in enumerate(stroke.previous) if previous.disabling == "yes"]
    perhaps = [at for at, previous in enumerate(stroke.previous) if previous.disabling in (None, UNKNOWN)]
    disabling = [before[at] for at in (*caused, *perhaps)]
    others = [latest for _ in disabling]
    if not caused:
        disabling.append(latest)
        if before:
            others.append(_most_recent(before))
    return {
        "stroke.disabling_days": _hull(disabling),
        "stroke.other_stroke": yes_if(bool(before)),
        "stroke.other_stroke_days": _hull(others) if others else Interval.unknown(),
    }


def _days_of(previous: PreviousStroke, assessed: Span, latest: Interval) -> Interval:
    days = Interval.unknown() if previous.onset is None else span_days(span_of(previous.onset), assessed)
    return days.intersect(Interval(latest.low, None)) or days


def _hull(intervals: list[Interval]) -> Interval:
    lows = [interval.low for interval in intervals]
    highs = [interval.high for interval in intervals]
    return Interval(
        None if None in lows else min(low for low in lows if low is not None),
        None if None in highs else max(high for high in highs if high is not None),
    )


def _most_recent(intervals: list[Interval]) -> Interval:
    lows = [interval.low for interval in intervals]
    highs = [interval.high for interval in intervals if interval.high is not None]
    return Interval(
        None if None in lows else min(low for low in lows if low is not None), min(highs) if highs else None
    )


def _place(case: Case, volume: Interval, measures: Measures) -> Facts:
    places = location_of(case, volume, measures)
    return {f"stroke.location.{place}": answer for place, answer in places.items()}


def _age_of_score(severity: Severity, assessed: Span, since: Interval) -> Facts:
    """How old the NIHSS is, and on which day since onset it was scored; unknown without its date."""
    if severity.nihss_scored_on is None:
        names = ("severity.nihss_age_days", "severity.nihss_scored_day")
        return dict.fromkeys(names, Interval.unknown())
    age = span_days(span_of(severity.nihss_scored_on), assessed)
    return {"severity.nihss_age_days": age, "severity.nihss_scored_day": _earlier(since, age)}


def _earlier(since: Interval, age: Interval) -> Interval:
    """Days since onset, less the age of what was noted then; not below 0."""
    low = None if since.low is None or age.high is None else max(0.0, since.low - age.high)
    high = None if since.high is None or age.low is None else max(0.0, since.high - age.low)
    return Interval(low, high)


def _person(case: Case, assessed: Span, since: Interval) -> Facts:
    severity = case.severity or Severity.model_construct()
    return {
        "patient.age": age_of(case, assessed),
        "severity.nihss": nihss_of(case),
        "severity.nihss_untestable": _untestable(severity),
        **_age_of_score(severity, assessed, since),
    }


def _scan(infarct: Infarct, assessed: Span, since: Interval) -> Facts:
    """On which day since onset the infarct was measured, and whether its volume comes from diameters."""
    day = Interval.unknown()
    if infarct.measured_on is not None:
        day = _earlier(since, span_days(span_of(infarct.measured_on), assessed))
    return {"infarct.measured_day": day, "infarct.from_diameters": yes_if(infarct.abc_mm is not None)}


def _untestable(severity: Severity) -> Flag:
    score = severity.nihss
    return yes_if(isinstance(score, NihssItems) and "UN" in score.items.values())


def _wishes(case: Case) -> Facts:
    """The person's goals, of which those left out are none."""
    return {f"goal.{goal}": yes_if(goal in case.goals) for goal in get_args(Goal)}


def _safety(case: Case, asked_flags: Mapping[str, AskedFlag]) -> Facts:
    answers = case.safety or {}
    asked = [
        name for name, info in asked_flags.items() if info.answered != "derived" and info.scope != "offer"
    ]
    _refuse_unasked(case, answers, asked)
    others = flag(case.safety_others)
    facts: dict[str, Value] = {
        f"safety.{name}": flag(answers[name]) if name in answers else others for name in asked
    }
    for name in asked:
        if facts[f"safety.{name}"] is Flag.UNKNOWN and _falls_away(asked_flags[name], facts):
            facts[f"safety.{name}"] = Flag.NO
    if f"safety.{SYMPTOMS_FLAG}" in facts:
        facts[f"safety.{SYMPTOMS_FLAG}"] = _symptoms_flag(answers.get(SYMPTOMS_FLAG), case.treated)
    return facts


def _falls_away(info: AskedFlag, facts: Facts) -> bool:
    """Whether a question that goes on from another is not put, because that one was answered no."""
    when = info.asked_when
    return isinstance(when, Mapping) and facts.get(when.get("fact", "")) is Flag.NO


def _refuse_unasked(case: Case, answers: Mapping[str, str], asked: list[str]) -> None:
    allowed = ", ".join(sorted(asked)) or "no flag at all"
    reason = "no safety flag has this id, or it follows from other facts and is never asked"
    problems = [
        Problem(f"safety.{name}", answers[name], reason, allowed) for name in answers if name not in asked
    ]
    problems += [
        Problem(f"print_private.{at}", name, "no safety flag that is asked has this id", allowed)
        for at, name in enumerate(case.print_private)
        if name not in asked
    ]
    if problems:
        raise InputError(problems)


def _symptoms_flag(answer: str | None, treated: Treated | None) -> Flag:
    """Derived from the symptoms listed; `safety_others` never answers it."""
    typed = flag(answer)
    if treated is None and typed is Flag.YES:
        reason = "symptoms after cells were ticked, and no earlier treatment is entered"
        raise refuse(f"safety.{SYMPTOMS_FLAG}", typed.value, reason, "treated, with its symptoms")
    if treated is None:
        return Flag.NO
    if treated.symptoms is None:
        return typed
    derived = yes_if(bool(treated.symptoms))
    if typed not in (derived, Flag.UNKNOWN):
        reason = f"treated.symptoms gives {derived.value}"
        raise refuse(f"safety.{SYMPTOMS_FLAG}", typed.value, reason, "the same answer in both places")
    return derived
