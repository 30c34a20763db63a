"""Facts and content in, one assessment out: a pure function; it reads nothing and says nothing in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import get_args

from counsel import __version__
from counsel.assess.assessment import (
    Argument,
    Assessment,
    Bands,
    Caveat,
    DayRange,
    EvidenceVersion,
    Expectation,
    FoundingClaim,
    PartVersion,
    Phase,
    Provenance,
    Route,
    Standing,
    Tone,
)
from counsel.assess.coverage import coverage_of
from counsel.assess.findings import findings_of
from counsel.assess.offer_check import offer_check
from counsel.assess.offer_studied import studied_facts
from counsel.assess.phase_dates import stage_dates
from counsel.content import Content
from rules.engine import Decision, Evaluation, Fired
from rules.values import Interval, Truth, Value


def assessed(
    content: Content,
    facts: dict[str, Value],
    flags_named: frozenset[str],
    assessed_on: date,
    evaluate: Callable[[Mapping[str, Value]], Evaluation],
) -> Assessment:
    """The assessment of the facts of one case on a day, with what evaluates the rules of the content.

    What is known only after the comparison with the studies is added to the facts.
    """
    coverage = coverage_of(content.evidence, facts)
    facts.update(studied_facts(facts, coverage, content.evidence))
    evaluation = evaluate(facts)
    urgent = evaluation.decisions["urgency"].id == "urgent"
    return Assessment(
        assessed_on=assessed_on,
        facts=facts,
        flags_named=flags_named,
        phase=_phase(content, evaluation, facts, assessed_on),
        bands=_bands(evaluation),
        standing=_standing(evaluation, facts, urgent, assessed_on),
        expectation=_expectation(evaluation, urgent),
        arguments=_arguments(content, evaluation),
        caveats=_caveats(evaluation),
        findings=findings_of(evaluation, "phase_notes", "flags", "findings", "offer_notes"),
        coverage=coverage,
        offer=offer_check(evaluation, facts),
        routes=_routes(content, evaluation),
        provenance=_provenance(content),
        urgent=urgent,
        rehabilitation=findings_of(evaluation, "rehabilitation"),
        options=findings_of(evaluation, "options"),
        mechanisms=findings_of(evaluation, "mechanisms"),
        treated=findings_of(evaluation, "treated"),
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
        days_since_onset=DayRange(low=_whole(days.low), high=_whole(days.high))
        if dates
        else DayRange(low=None, high=None),
        begins=mine.begins if mine else None,
        ends=mine.ends if mine else None,
        dates=dates,
    )


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)


def _bands(evaluation: Evaluation) -> Bands:
    return Bands(**{name: evaluation.decisions[name].possible for name in ("severity", "infarct", "age")})


def _standing(
    evaluation: Evaluation, facts: Mapping[str, Value], urgent: bool, assessed_on: date
) -> Standing:
    decision = evaluation.decisions["standing"]
    settled = "emergency_first" if urgent else decision.id
    decided = deciding(evaluation, decision, settled) if settled else decision.fired
    return Standing(
        id=settled,
        possible=decision.possible,
        decided_by=tuple(fired.rule.id for fired in decided),
        rules=tuple(fired.rule.id for fired in decided if fired.rule.says.physician),
        until=_until(decided, facts, assessed_on),
    )


def _until(decided: Iterable[Fired], facts: Mapping[str, Value], assessed_on: date) -> date | None:
    """The latest day on which a rule that waits for a day of a fact still holds."""
    for fired in decided:
        if "until_day" in fired.rule.fields:
            days = facts[fired.rule.fields["until_fact"]]
            assert isinstance(days, Interval)
            return assessed_on + timedelta(days=int(fired.rule.fields["until_day"]) - int(days.low or 0))
    return None


def deciding(evaluation: Evaluation, decision: Decision, outcome: str) -> tuple[Fired, ...]:
    """All true rules that give the outcome, not only the first: an emergency can have several reasons."""
    rules = (*evaluation.fired(decision.table), *evaluation.fired("urgency"))
    true = [fired for fired in rules if fired.truth is Truth.TRUE]
    direct = [fired for fired in true if fired.rule.gives == outcome]
    return tuple(direct or (fired for fired in true if fired.rule.gives == "urgent"))


def _expectation(evaluation: Evaluation, urgent: bool) -> Expectation:
    decision = evaluation.decisions["cells"]
    notes = tuple(fired.rule.id for fired in evaluation.decisions["expectation_notes"].fired)
    return Expectation(
        cells="not_assessed" if urgent else decision.id,
        possible=decision.possible,
        rules=(*(fired.rule.id for fired in decision.fired), *notes),
        notes=notes,
    )


def _arguments(content: Content, evaluation: Evaluation) -> tuple[Argument, ...]:
    claims = content.evidence.claims_by_rule
    return tuple(
        Argument(
            rule=fired.rule.id,
            side="for" if fired.rule.gives == "for" else "against",
            physician=fired.rule.says.physician or "",
            evidence=fired.rule.evidence,
            founding=tuple(
                FoundingClaim(claim=claim.id, verdict=claim.verdict)
                for claim in claims.get(fired.rule.id, ())
            ),
        )
        for fired in evaluation.decisions["arguments"].fired
    )


def _caveats(evaluation: Evaluation) -> tuple[Caveat, ...]:
    return tuple(
        Caveat(
            key=fired.rule.gives,
            rule=fired.rule.id,
            physician=fired.rule.says.physician or "",
            evidence=fired.rule.evidence,
            tone=_tone(fired.rule.fields.get("tone", "plain")),
        )
        for fired in evaluation.decisions["caveats"].fired
    )


def _routes(content: Content, evaluation: Evaluation) -> tuple[Route, ...]:
    by_id = {flag.id: flag for flag in content.evidence.flags}
    against: dict[str, list[str]] = {}
    for fired in evaluation.decisions["routes"].fired:
        for route in by_id[fired.rule.gives].routes:
            against.setdefault(route, []).append(fired.rule.gives)
    return tuple(Route(route=route, flags=tuple(flags)) for route, flags in against.items())


def _tone(named: str) -> Tone:
    """The tone that a rule names; raises ValueError for another word."""
    tones: tuple[Tone, ...] = get_args(Tone)
    # Whatever is no tone is refused here.
    return tones[tones.index(named)]


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
