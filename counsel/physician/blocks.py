"""Blocks beside the main result: claims, offer items, the course without cells; it draws nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from counsel.assess.assessment import OfferItem, Tone
from counsel.physician.lines import Line, Speaker, TitledLines


@dataclass(frozen=True)
class OfferRow:
    """An item of an offer: its question, how and with what it was answered, and the red flags it raised."""

    item: str
    question: Line
    state: str
    red_flags: tuple[Line, ...]
    answer: str = ""


@dataclass(frozen=True)
class RouteView:
    """A route and what speaks against it in this person."""

    route: str
    title: str
    lines: tuple[Line, ...]


def bands(speaker: Speaker) -> tuple[Line, ...]:
    """The bands that are settled, in words."""
    found = speaker.assessment.bands
    settled = {"severity": found.severity, "infarct": found.infarct, "age": found.age}
    by_outcome = {
        (table, rule.record.gives): rule.record.id
        for table in settled
        for rule in speaker.content.rules.table(table).rules
    }
    return tuple(
        speaker.line(by_outcome[table, possible[0]])
        for table, possible in settled.items()
        if len(possible) == 1
    )


def offer_rows(speaker: Speaker) -> tuple[OfferRow, ...]:
    """Every item of the offer with its question; nothing without an offer."""
    return tuple(_offer_row(speaker, item) for item in speaker.assessment.offer.items)


def _offer_row(speaker: Speaker, item: OfferItem) -> OfferRow:
    tone: Tone = "plain" if item.state == "answered" else "caution"
    return OfferRow(
        item=item.item,
        question=speaker.line(item.rule, tone),
        state=speaker.say(f"dr.offer.state.{item.state}"),
        red_flags=tuple(speaker.line(rule, "caution") for rule in item.red_flags),
        answer=speaker.words.answer(item),
    )


def offer_groups(speaker: Speaker, items: Iterable[OfferRow]) -> dict[str, TitledLines]:
    """The items of an offer in groups by how they were answered; a group without items is left out."""
    rows = list(zip((item.state for item in speaker.assessment.offer.items), items, strict=True))
    groups = {
        "red_flag": _once(line for _state, row in rows for line in row.red_flags),
        "not_answered": _once(_quiet(row.question) for state, row in rows if state == "not_answered"),
        "answered": _once(_answered(speaker, row) for state, row in rows if state == "answered"),
    }
    return {
        state: TitledLines(speaker.say(f"dr.offer.group.{state}", n=len(lines)), lines)
        for state, lines in groups.items()
        if lines
    }


def _quiet(line: Line) -> Line:
    """A question to ask is no warning; its group says that it is open."""
    return line._replace(tone="plain")


def _answered(speaker: Speaker, row: OfferRow) -> Line:
    """The question with its answer."""
    told = speaker.say("dr.offer.answered", question=row.question.text, answer=row.answer)
    return row.question._replace(text=told)


def _once(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Each sentence once: one red flag can come from two items."""
    return tuple({line.text: line for line in lines}.values())


def routes(speaker: Speaker) -> tuple[RouteView, ...]:
    """The routes that a flag speaks against."""
    table = speaker.content.rules.table("routes").rules
    rules = {rule.record.gives: rule.record.id for rule in table}
    return tuple(
        RouteView(
            route=route.route,
            title=speaker.say(f"dr.route.{route.route}"),
            lines=tuple(speaker.line(rules[flag], "caution") for flag in route.flags),
        )
        for route in speaker.assessment.routes
    )


def claims(speaker: Speaker, shown: Iterable[str]) -> TitledLines | None:
    """What the founding documents claim of the rules that are shown, and where they contradict themselves.

    None where no such rule answers a claim.
    """
    evidence = speaker.content.evidence
    answered = {claim.id: claim for rule in shown for claim in evidence.claims_by_rule.get(rule, ())}
    if not answered:
        return None
    lines = [
        Line(speaker.grounds.claim(claim), reason=_sources(speaker, claim.sources))
        for claim in answered.values()
    ]
    lines += [
        Line(speaker.grounds.contradiction(about), reason=_sources(speaker, about.between))
        for about in evidence.claim_file.contradictions_between_seeds
    ]
    return TitledLines(speaker.say("dr.claim.title"), tuple(lines))


def _sources(speaker: Speaker, sources: Iterable[str]) -> str:
    return "\n".join(speaker.grounds.sources(sources))


def course(speaker: Speaker) -> TitledLines:
    """The course without cells in the Copenhagen study, from its record; it predicts for nobody."""
    record = speaker.content.evidence.time_course
    told = [
        speaker.say("dr.course.best", severity=row.initial_severity.capitalize(), **_weeks(row.weeks, row.ci))
        for row in record.best_function
    ]
    told += [
        speaker.say("dr.course.all", share=f"{row.share * 100:g}", **_weeks(row.weeks, row.ci))
        for row in record.all_patients
    ]
    told.append(speaker.say("dr.course.caution"))
    reason = _sources(speaker, record.sources)
    return TitledLines(speaker.say("dr.course.title"), tuple(Line(text, reason=reason) for text in told))


def _weeks(weeks: float, interval: tuple[float, float]) -> dict[str, str]:
    low, high = interval
    return {"weeks": f"{weeks:g}", "low": f"{low:g}", "high": f"{high:g}"}


def mechanisms(speaker: Speaker) -> TitledLines | None:
    """How cells are said to work, for the physician who is asked; the caveat stands first."""
    block = speaker.part("dr.mechanism.title", speaker.assessment.mechanisms)
    if block is None:
        return None
    caveats = {rule.record.gives: rule.record.id for rule in speaker.content.rules.table("caveats").rules}
    return TitledLines(block.title, (speaker.line(caveats["MECH"], "caution"), *block.lines))
