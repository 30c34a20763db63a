"""Partial dates as spans of time, and the days and hours between two of them; it never asks what today is.

All times are the clock of the place where the person is; no time zone is kept or assumed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from rules.values import Interval

Precision = Literal["minute", "day", "month", "year", "range"]

ALLOWED = "2026-09-10T14:30, 2026-09-10, 2026-09 or 2026"
EARLIEST_YEAR = 1800
LATEST_YEAR = 2199
HOURS_IN_DAY = 24

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2}))?)?)?", re.ASCII)
_DAY_BEGINS = time(0, 0)
_DAY_ENDS = time(23, 59)


class DateError(ValueError):
    """Why something is no date: `name` and the `values` of its gaps, by which other languages say it."""

    def __init__(self, name: str, message: str, **values: object) -> None:
        super().__init__(message)
        self.name = name
        self.values = values


@dataclass(frozen=True, slots=True)
class Span:
    """The moments still possible, both ends included, to the minute.

    `earliest_timed` and `latest_timed` tell whether that end was given with a time of day; an end given as a
    date begins at 00:00 or ends at 23:59.
    """

    earliest: datetime
    latest: datetime
    precision: Precision
    earliest_timed: bool = False
    latest_timed: bool = False

    @property
    def is_moment(self) -> bool:
        """Whether day and time of day are known."""
        return self.earliest_timed and self.latest_timed and self.earliest == self.latest

    def intersect(self, other: Span) -> Span | None:
        """The moments in both, or None where there are none."""
        first = self if self.earliest >= other.earliest else other
        last = self if self.latest <= other.latest else other
        if first.earliest > last.latest:
            return None
        if first is last:
            return first
        return Span(first.earliest, last.latest, "range", first.earliest_timed, last.latest_timed)

    def before(self, moment: datetime) -> Span | None:
        """The part up to a moment, or None where all of it is later; the precision stays as given."""
        if self.earliest > moment:
            return None
        return self if self.latest <= moment else replace(self, latest=moment, latest_timed=False)

    def after(self, moment: datetime) -> Span | None:
        """The part from a moment on, or None where all of it is earlier; the precision stays as given."""
        if self.latest < moment:
            return None
        return self if self.earliest >= moment else replace(self, earliest=moment, earliest_timed=False)


def parse(text: str) -> Span:
    """The span of `2026-09-10T14:30`, `2026-09-10`, `2026-09` or `2026`; raises DateError."""
    match = _FORM.fullmatch(text)
    if match is None:
        raise DateError("no_date", "this is not a date")
    year, month, day, hour, minute = (None if part is None else int(part) for part in match.groups())
    assert year is not None
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        message = f"the year lies outside {EARLIEST_YEAR} to {LATEST_YEAR}"
        raise DateError("no_year", message, first=EARLIEST_YEAR, last=LATEST_YEAR)
    if month is None:
        return _whole_days(date(year, 1, 1), date(year, 12, 31), "year")
    if not 1 <= month <= 12:
        raise DateError("no_month", "there is no such month")
    if day is None:
        return _whole_days(date(year, month, 1), _last_of_month(year, month), "month")
    if not 1 <= day <= _last_of_month(year, month).day:
        raise DateError("no_day", "there is no such day")
    whole = date(year, month, day)
    if hour is None or minute is None:
        return _whole_days(whole, whole, "day")
    if hour >= HOURS_IN_DAY or minute >= 60:
        raise DateError("no_time", "there is no such time of day")
    moment = datetime.combine(whole, time(hour, minute))
    return Span(moment, moment, "minute", earliest_timed=True, latest_timed=True)


def between(earliest: Span, latest: Span) -> Span:
    """The span from the earliest moment of one to the latest of the other; DateError where that is none."""
    if earliest.earliest > latest.latest:
        raise DateError("order", "the earliest date comes after the latest")
    return Span(earliest.earliest, latest.latest, "range", earliest.earliest_timed, latest.latest_timed)


def span_days(since: Span, assessed: Span) -> Interval:
    """Whole calendar days from `since` to `assessed`, never below 0."""
    low = (assessed.earliest.date() - since.latest.date()).days
    high = (assessed.latest.date() - since.earliest.date()).days
    return Interval(max(low, 0), max(high, 0))


def span_hours(since: Span, assessed: Span) -> Interval:
    """Hours from `since` to `assessed`: exact between two times of day, else open by a day each way.

    A date on day D means above 24 x (D - 1) and below 24 x (D + 1) hours; never below 0.
    """
    low, low_open = _fewest_hours(since, assessed)
    high, high_open = _most_hours(since, assessed)
    return Interval(low, high, low_open, high_open)


def _fewest_hours(since: Span, assessed: Span) -> tuple[float, bool]:
    if since.latest_timed and assessed.is_moment:
        return max(_hours(since.latest, assessed.earliest), 0.0), False
    days = (assessed.earliest.date() - since.latest.date()).days
    return (0.0, False) if days < 1 else (float(HOURS_IN_DAY * (days - 1)), True)


def _most_hours(since: Span, assessed: Span) -> tuple[float, bool]:
    if since.earliest_timed and assessed.is_moment:
        return max(_hours(since.earliest, assessed.latest), 0.0), False
    days = max((assessed.latest.date() - since.earliest.date()).days, 0)
    return float(HOURS_IN_DAY * (days + 1)), True


def whole_years(born: Span, assessed: Span) -> Interval:
    """Completed years of age, both ends included."""
    return Interval(
        _years(born.latest.date(), assessed.earliest.date()),
        _years(born.earliest.date(), assessed.latest.date()),
    )


def years_before(day: date, years: int) -> date:
    """The same day that many years earlier; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _years(born: date, on: date) -> int:
    return max(on.year - born.year - ((on.month, on.day) < (born.month, born.day)), 0)


def _hours(start: datetime, end: datetime) -> float:
    return (end - start).total_seconds() / 3600


def _whole_days(first: date, last: date, precision: Precision) -> Span:
    return Span(datetime.combine(first, _DAY_BEGINS), datetime.combine(last, _DAY_ENDS), precision)


def _last_of_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
