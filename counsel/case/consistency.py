"""Entries of a case that cannot be true together: dates in the wrong order and forms that disagree."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from counsel.case import scale_limits as scales
from counsel.case.conversion import age_of, assessed_of, location_of, onset_of, volume_of
from counsel.case.document import Case
from counsel.case.entries import DateRange, span_of
from counsel.case.measures import Measures
from counsel.case.partial_dates import Span, parse, years_before
from counsel.case.possible_values import number
from counsel.errors import InputError, Problem

# Policy section 2: a stroke over 120 years ago is refused, with the reason.
LONGEST_AGO_YEARS = scales.AGE_YEARS[1]


class _Dated(NamedTuple):
    path: str
    value: str
    span: Span


def disagreements(case: Case, measures: Measures | None = None) -> list[Problem]:
    """Every contradiction found; without `assessed_on` nothing counts as in the future.

    Without `measures` no form of an infarct is converted, and none is found to disagree with another.
    """
    assessed = assessed_of(case)
    problems = [*_date_problems(case, assessed), *_order_problems(case)]
    if not problems:
        problems = list(_form_problems(case, assessed, measures))
    return problems


def _date_problems(case: Case, assessed: Span | None) -> Iterator[Problem]:
    birth = _earliest_birth(case, assessed)
    for dated in _all_dates(case):
        reason = _why_impossible(dated.span, assessed, birth)
        if reason is not None:
            yield Problem(dated.path, dated.value, reason, _window(assessed, birth))


def _why_impossible(span: Span, assessed: Span | None, birth: datetime | None) -> str | None:
    if assessed is not None:
        if span.earliest > assessed.latest:
            return "this is in the future, after the day of assessment"
        if span.latest.date() < years_before(assessed.earliest.date(), LONGEST_AGO_YEARS):
            return f"this is over {LONGEST_AGO_YEARS} years ago"
    if birth is not None and span.latest < birth:
        return "this is before the person was born"
    return None


def _window(assessed: Span | None, birth: datetime | None) -> str:
    parts = [] if birth is None else [f"from {birth.date().isoformat()}"]
    if assessed is not None:
        parts.append(f"up to {assessed.latest.date().isoformat()}")
    return "a date " + " ".join(parts)


def _all_dates(case: Case) -> Iterator[_Dated]:
    for path, when in _dated_entries(case):
        if isinstance(when, DateRange):
            yield _Dated(f"{path}.earliest", when.earliest, parse(when.earliest))
            yield _Dated(f"{path}.latest", when.latest, parse(when.latest))
        elif when is not None:
            yield _Dated(path, when, parse(when))


def _dated_entries(case: Case) -> Iterator[tuple[str, str | DateRange | None]]:
    if case.stroke is not None:
        yield "stroke.onset", case.stroke.onset
        yield "stroke.last_known_well", case.stroke.last_known_well
        yield "stroke.found_at", case.stroke.found_at
        for at, previous in enumerate(case.stroke.previous):
            yield f"stroke.previous.{at}.onset", previous.onset
    if case.severity is not None:
        yield "severity.nihss_scored_on", case.severity.nihss_scored_on
    if case.infarct is not None:
        yield "infarct.measured_on", case.infarct.measured_on
    if case.treated is not None:
        yield "treated.first_date", case.treated.first_date
        yield "treated.last_date", case.treated.last_date


def _earliest_birth(case: Case, assessed: Span | None) -> datetime | None:
    """The first moment at which the person can have been born, by date of birth or by age."""
    if case.patient is None:
        return None
    if case.patient.born is not None:
        return parse(case.patient.born).earliest
    if case.patient.age is None or assessed is None:
        return None
    most = number(case.patient.age, scales.AGE_YEARS).high
    assert most is not None
    first = years_before(assessed.earliest.date(), int(most) + 1) + timedelta(days=1)
    return datetime.combine(first, datetime.min.time())


def _order_problems(case: Case) -> Iterator[Problem]:
    stroke, treated = case.stroke, case.treated
    if stroke is not None and stroke.onset is not None:
        latest = span_of(stroke.onset).latest
        for at, previous in enumerate(stroke.previous):
            if previous.onset is not None and span_of(previous.onset).earliest > latest:
                reason = "this is later than stroke.onset, which is that of the latest stroke"
                yield Problem(
                    f"stroke.previous.{at}.onset", _plain(previous.onset), reason, "an earlier date"
                )
    first, last = (treated.first_date, treated.last_date) if treated is not None else (None, None)
    if first is not None and last is not None and span_of(first).earliest > span_of(last).latest:
        reason = "the last treatment comes before the first"
        yield Problem("treated.last_date", _plain(last), reason, "first_date or later")


def _plain(when: str | DateRange) -> object:
    return when.model_dump() if isinstance(when, DateRange) else when


def _form_problems(case: Case, assessed: Span | None, measures: Measures | None) -> Iterator[Problem]:
    checks: list[Callable[[], object]] = [
        lambda: onset_of(case, assessed),
        lambda: location_of(case, volume_of(case, assessed, measures), measures),
    ]
    if assessed is not None:
        checks.append(lambda: age_of(case, assessed))
    for check in checks:
        try:
            check()
        except InputError as error:
            yield from error.problems
