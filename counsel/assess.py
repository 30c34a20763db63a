"""One case and the content in, one assessment out: a pure function; it reads nothing and prints nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from counsel import __version__
from counsel.assessment import (
    Argument,
    Assessment,
    Bands,
    Caveat,
    EvidenceVersion,
    Expectation,
    Finding,
    OfferCheck,
    PartVersion,
    Phase,
    Provenance,
    Route,
    SheetLine,
    Span,
    Spoken,
    Standing,
    TraceLine,
)
from counsel.case import Case
from counsel.content import Content
from counsel.coverage import coverage_of
from counsel.facts import facts_of
from counsel.facts_in_words import because
from counsel.missing import missing_facts
from counsel.phase_dates import stage_dates
from rules.engine import Decision, Evaluation, Fired, evaluate
from rules.values import Choices, Flag, Interval, Truth, Value

_TRUTH: Mapping[Truth, Literal["true", "false", "open"]] = {
    Truth.TRUE: "true",
    Truth.FALSE: "false",
    Truth.OPEN: "open",
}
_OFFER_ITEMS = (
    "cells", "donor", "route", "sessions", "registered", "legal_basis", "ethics_approval", "priced",
    "price_includes", "named_stroke_doctor", "follow_up", "rehabilitation_included", "pressure_to_decide",
    "stop_medicines", "stop_rehabilitation", "claim.cure", "claim.no_risk", "claim.testimonials",
    "claim.many_diseases", "claim.everybody_accepted", "claim.best_results_now",
)  # fmt: skip


def assess(case: Case, content: Content, assessed_on: date) -> Assessment:
    """The assessment of a case on a day; raises InputError for facts that contradict each other."""
    facts = facts_of(case, content.evidence.asked_flags)
    evaluation = evaluate(content.rules, facts)
    urgent = evaluation.decisions["urgency"].id == "urgent"
    coverage = coverage_of(content.evidence, facts)
    touched = frozenset(f"safety.{flag}" for flag in case.safety or {})
    return Assessment(
        assessed_on=assessed_on,
        phase=_phase(content, evaluation, facts, assessed_on),
        bands=_bands(evaluation),
        standing=_standing(evaluation, urgent),
        expectation=_expectation(evaluation, urgent),
        arguments=_arguments(evaluation),
        caveats=_caveats(evaluation),
        findings=_findings(evaluation),
        missing=missing_facts(content.rules, evaluation, coverage, touched),
        coverage=coverage,
        offer=_offer(evaluation, facts),
        routes=_routes(content, facts),
        provenance=_provenance(content),
        sheet=_sheet(evaluation, urgent),
        urgent=urgent,
        explain=lambda: tuple(_trace_line(fired) for fired in evaluation.trace),
        speak=lambda: _talk(evaluation),
    )


def _phase(content: Content, evaluation: Evaluation, facts: Mapping[str, Value], assessed_on: date) -> Phase:
    decision = evaluation.decisions["phase"]
    days = facts["stroke.days_since_onset"]
    assert isinstance(days, Interval)
    dates = stage_dates(content.rules, days, assessed_on)
    mine = next((stage for stage in dates if stage.id == decision.id), None)
    return Phase(
        id=decision.id,
        possible=decision.possible,
        days_since_onset=Span(low=_whole(days.low), high=_whole(days.high))
        if dates
        else Span(low=None, high=None),
        begins=mine.begins if mine else None,
        ends=mine.ends if mine else None,
        dates=dates,
    )


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)


def _bands(evaluation: Evaluation) -> Bands:
    return Bands(**{name: evaluation.decisions[name].possible for name in ("severity", "infarct", "age")})


def _standing(evaluation: Evaluation, urgent: bool) -> Standing:
    decision = evaluation.decisions["standing"]
    settled = "emergency_first" if urgent else decision.id
    deciding = _deciding(evaluation, decision, settled) if settled else decision.fired
    return Standing(
        id=settled,
        possible=decision.possible,
        because=tuple(dict.fromkeys(line for fired in deciding for line in because(fired))),
        rules=tuple(fired.rule.id for fired in deciding if fired.rule.says.physician),
    )


def _deciding(evaluation: Evaluation, decision: Decision, outcome: str) -> tuple[Fired, ...]:
    """All true rules that give the outcome, not only the first: an emergency can have several reasons."""
    rules = [*_rules_of(evaluation, decision.table), *_rules_of(evaluation, "urgency")]
    true = [fired for fired in rules if fired.truth is Truth.TRUE]
    direct = [fired for fired in true if fired.rule.gives == outcome]
    return tuple(direct or (fired for fired in true if fired.rule.gives == "urgent"))


def _rules_of(evaluation: Evaluation, table: str) -> Iterable[Fired]:
    return (fired for fired in evaluation.trace if fired.table == table)


def _expectation(evaluation: Evaluation, urgent: bool) -> Expectation:
    decision = evaluation.decisions["cells"]
    notes = evaluation.decisions["expectation_notes"].fired
    return Expectation(
        cells="not_assessed" if urgent else decision.id,
        possible=decision.possible,
        rules=tuple(fired.rule.id for fired in (*decision.fired, *notes)),
    )


def _arguments(evaluation: Evaluation) -> tuple[Argument, ...]:
    return tuple(
        Argument(
            rule=fired.rule.id,
            side="for" if fired.rule.gives == "for" else "against",
            physician=fired.rule.says.physician or "",
            because=because(fired),
            evidence=fired.rule.evidence,
        )
        for fired in evaluation.decisions["arguments"].fired
    )


def _caveats(evaluation: Evaluation) -> tuple[Caveat, ...]:
    return tuple(
        Caveat(
            key=fired.rule.gives,
            rule=fired.rule.id,
            physician=fired.rule.says.physician or "",
            because=because(fired),
            evidence=fired.rule.evidence,
        )
        for fired in evaluation.decisions["caveats"].fired
    )


def _findings(evaluation: Evaluation) -> tuple[Finding, ...]:
    fired = (*evaluation.decisions["phase_notes"].fired, *evaluation.decisions["findings"].fired)
    return tuple(
        Finding(
            rule=one.rule.id,
            kind=one.rule.gives,
            physician=one.rule.says.physician or "",
            patient=one.rule.says.patient or "",
            evidence=one.rule.evidence,
            because=because(one),
        )
        for one in fired
    )


def _offer(evaluation: Evaluation, facts: Mapping[str, Value]) -> OfferCheck:
    if facts["offer.present"] is not Flag.YES:
        return OfferCheck(red_flags=(), not_answered=(), answered=())
    known = {item: _is_answered(facts[f"offer.{item}"]) for item in _OFFER_ITEMS}
    return OfferCheck(
        red_flags=tuple(fired.rule.id for fired in evaluation.decisions["red_flags"].fired),
        not_answered=tuple(item for item, answered in known.items() if not answered),
        answered=tuple(item for item, answered in known.items() if answered),
    )


def _is_answered(value: Value) -> bool:
    if isinstance(value, Interval):
        return not value.is_unknown and value.low == value.high
    if isinstance(value, Choices):
        return len(value.possible) == 1
    return value is not Flag.UNKNOWN


def _routes(content: Content, facts: Mapping[str, Value]) -> tuple[Route, ...]:
    against: dict[str, list[str]] = {}
    for flag in content.evidence.flags:
        if flag.scope == "route" and facts.get(f"safety.{flag.id}") is Flag.YES:
            for route in flag.routes:
                against.setdefault(route, []).append(flag.id)
    return tuple(Route(route=route, flags=tuple(flags)) for route, flags in against.items())


def _trace_line(fired: Fired) -> TraceLine:
    return TraceLine(
        table=fired.table,
        rule=fired.rule.id,
        truth=_TRUTH[fired.truth],
        gives=fired.rule.gives,
        because=because(fired),
    )


def _sheet(evaluation: Evaluation, urgent: bool) -> tuple[SheetLine, ...]:
    """What the sheet says; in an emergency the reasons come first, each in its own words."""
    lines = [fired for fired in evaluation.decisions["sheet"].fired if fired.rule.says.patient]
    if urgent:
        reasons = _deciding(evaluation, evaluation.decisions["standing"], "emergency_first")
        lines = [fired for fired in reasons if fired.rule.says.patient] + lines
    return tuple(_sheet_line(fired) for fired in lines)


def _sheet_line(fired: Fired) -> SheetLine:
    return SheetLine(
        section=fired.rule.fields.get("section", "now"),
        sentence=fired.rule.says.patient or "",
        rule=fired.rule.id,
        kind=fired.rule.fields.get("kind", "text"),
        private=fired.rule.fields.get("private"),
        evidence=fired.rule.evidence,
        because=because(fired),
    )


def _talk(evaluation: Evaluation) -> tuple[Spoken, ...]:
    return tuple(
        Spoken(
            table=table,
            gives=fired.rule.gives,
            question=fired.rule.fields.get("question", ""),
            sentence=fired.rule.says.patient or "",
            rule=fired.rule.id,
        )
        for table in ("opening", "answers", "teach_back")
        for fired in evaluation.decisions[table].fired
    )


def _provenance(content: Content) -> Provenance:
    return Provenance(
        program=__version__,
        rulebase=PartVersion(version=content.rulebase.version, hash=content.rulebase.hash),
        evidence=EvidenceVersion(
            version=content.evidence_part.version,
            hash=content.evidence_part.hash,
            review_by=content.review_by,
        ),
    )
