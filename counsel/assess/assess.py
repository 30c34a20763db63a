"""One case and the content in, one assessment out: a pure function; it reads nothing and prints nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Literal

from counsel import __version__
from counsel.assess.assessment import (
    Argument,
    Assessment,
    Bands,
    Caveat,
    EvidenceVersion,
    Expectation,
    FoundingClaim,
    Missing,
    OfferCheck,
    PartVersion,
    Phase,
    PrintedLine,
    Provenance,
    Route,
    SheetLine,
    Span,
    Spoken,
    Standing,
    TraceLine,
)
from counsel.assess.coverage import coverage_of
from counsel.assess.findings import findings_of
from counsel.assess.offer_check import offer_check
from counsel.assess.offer_studied import studied_facts
from counsel.assess.phase_dates import stage_dates
from counsel.case.parse import Case
from counsel.content import Content
from counsel.facts.case_facts import facts_of
from rules.engine import Decision, Evaluation, Fired, evaluate
from rules.values import Interval, Truth, Value

_TRUTH: Mapping[Truth, Literal["true", "false", "open"]] = {
    Truth.TRUE: "true",
    Truth.FALSE: "false",
    Truth.OPEN: "open",
}


def assess(case: Case, content: Content, assessed_on: date) -> Assessment:
    """The assessment of a case on a day; raises InputError for facts that contradict each other."""
    facts = facts_of(case, content.evidence.asked_flags)
    coverage = coverage_of(content.evidence, facts)
    facts.update(studied_facts(facts, coverage, content.evidence))
    evaluation = evaluate(content.rules, facts)
    urgent = evaluation.decisions["urgency"].id == "urgent"
    offer = offer_check(content, evaluation, facts)
    touched = frozenset(f"safety.{flag}" for flag in case.safety or {})
    return Assessment(
        assessed_on=assessed_on,
        phase=_phase(content, evaluation, facts, assessed_on),
        bands=_bands(evaluation),
        standing=_standing(content, evaluation, facts, urgent, assessed_on),
        expectation=_expectation(evaluation, urgent),
        arguments=_arguments(content, evaluation),
        caveats=_caveats(content, evaluation),
        findings=findings_of(content, evaluation, "phase_notes", "flags", "findings", "offer_notes"),
        coverage=coverage,
        offer=offer,
        routes=_routes(content, evaluation),
        provenance=_provenance(content),
        urgent=urgent,
        rehabilitation=findings_of(content, evaluation, "rehabilitation"),
        options=findings_of(content, evaluation, "options"),
        mechanisms=findings_of(content, evaluation, "mechanisms"),
        treated=findings_of(content, evaluation, "treated"),
        find_missing=lambda: _missing(content, facts, offer, touched),
        explain=lambda: tuple(_trace_line(content, fired) for fired in evaluation.trace),
        speak=lambda: _talk(evaluation),
        tell_sheet=lambda: tuple(_told(content, fired) for fired in _on_sheet(evaluation, "sheet", urgent)),
        lines_of=cache(lambda table: tuple(map(_printed, _on_sheet(evaluation, table, urgent)))),
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


def _standing(
    content: Content, evaluation: Evaluation, facts: Mapping[str, Value], urgent: bool, assessed_on: date
) -> Standing:
    decision = evaluation.decisions["standing"]
    settled = "emergency_first" if urgent else decision.id
    deciding = _deciding(evaluation, decision, settled) if settled else decision.fired
    return Standing(
        id=settled,
        possible=decision.possible,
        because=tuple(dict.fromkeys(line for fired in deciding for line in content.reasons.because(fired))),
        rules=tuple(fired.rule.id for fired in deciding if fired.rule.says.physician),
        until=_until(deciding, facts, assessed_on),
    )


def _until(deciding: Iterable[Fired], facts: Mapping[str, Value], assessed_on: date) -> date | None:
    """The latest day on which a rule that waits for a day of a fact still holds."""
    for fired in deciding:
        if "until_day" in fired.rule.fields:
            days = facts[fired.rule.fields["until_fact"]]
            assert isinstance(days, Interval)
            return assessed_on + timedelta(days=int(fired.rule.fields["until_day"]) - int(days.low or 0))
    return None


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


def _arguments(content: Content, evaluation: Evaluation) -> tuple[Argument, ...]:
    claims = content.evidence.claims_by_rule
    return tuple(
        Argument(
            rule=fired.rule.id,
            side="for" if fired.rule.gives == "for" else "against",
            physician=fired.rule.says.physician or "",
            because=content.reasons.because(fired),
            evidence=fired.rule.evidence,
            founding=tuple(
                FoundingClaim(claim=claim.id, verdict=claim.verdict)
                for claim in claims.get(fired.rule.id, ())
            ),
        )
        for fired in evaluation.decisions["arguments"].fired
    )


def _caveats(content: Content, evaluation: Evaluation) -> tuple[Caveat, ...]:
    return tuple(
        Caveat(
            key=fired.rule.gives,
            rule=fired.rule.id,
            physician=fired.rule.says.physician or "",
            because=content.reasons.because(fired),
            evidence=fired.rule.evidence,
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


def _trace_line(content: Content, fired: Fired) -> TraceLine:
    return TraceLine(
        table=fired.table,
        rule=fired.rule.id,
        truth=_TRUTH[fired.truth],
        gives=fired.rule.gives,
        because=content.reasons.because(fired),
    )


def _on_sheet(evaluation: Evaluation, table: str, urgent: bool) -> tuple[Fired, ...]:
    """What a sheet says; on the standard sheet of an emergency the reasons come first, each in its words."""
    fired = evaluation.decisions[table].fired
    if urgent and table == "sheet":
        fired = (*_deciding(evaluation, evaluation.decisions["standing"], "emergency_first"), *fired)
    return tuple(one for one in fired if one.rule.says.patient)


def _printed(fired: Fired) -> PrintedLine:
    return PrintedLine(
        section=fired.rule.fields.get("section", "now"),
        sentence=fired.rule.says.patient or "",
        rule=fired.rule.id,
        kind=fired.rule.fields.get("kind", "text"),
        private=fired.rule.fields.get("private"),
        evidence=fired.rule.evidence,
        fields=fired.rule.fields,
    )


def _told(content: Content, fired: Fired) -> SheetLine:
    return SheetLine(**_printed(fired)._asdict(), because=content.reasons.because(fired))


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


def _missing(
    content: Content, facts: Mapping[str, Value], offer: OfferCheck, touched: frozenset[str]
) -> tuple[Missing, ...]:
    # A handout of settled facts asks for nothing that is missing, nor for the proofs behind it.
    from counsel.assess.missing import missing_facts

    return missing_facts(content, facts, offer, touched)


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
