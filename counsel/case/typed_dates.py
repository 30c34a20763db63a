"""Dates as a person types them, turned into the forms of the case and said back in words; holds no clock."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from counsel.case.partial_dates import (
    ALLOWED,
    Span,
    between,
    parse,
    span_days,
    span_hours,
    whole_years,
    years_before,
)
from counsel.errors import InputError, refuse

__all__ = [
    "ALLOWED",
    "Span",
    "Understood",
    "between",
    "parse",
    "span_days",
    "span_hours",
    "understood",
    "whole_years",
    "years_before",
]

TYPED_ALLOWED = "10.9.26, 10/9/2026, 2026-09-10 14:30, sept 2026, 2026-09, 2023, 10 weeks ago, yesterday"

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# "10 weeks ago" is said to the nearest week: the day itself may lie half a unit to either side.
_DAYS_PER_UNIT = {"day": (1.0, 0), "week": (7.0, 3), "month": (30.44, 15), "year": (365.25, 182)}
_NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        start=1,
    )
} | {"a": 1, "an": 1}

_CLOCK = re.compile(r"^(?P<day>.*\S)(?:\s*t\s*|\s+(?:at\s+)?|,\s*)(?P<hour>\d{1,2}):(?P<minute>\d{2})$")
_AGO = re.compile(
    r"^(?:(?:about|around|roughly|approximately|some|ca\.?|~)\s*)?(?P<count>\d{1,4}|[a-z]+)\s*"
    r"(?P<unit>hour|hr|h|day|d|week|wk|w|month|mo|year|yr|y)s?\s+ago$"
)
_UNITS = {"h": "hour", "d": "day", "w": "week", "m": "month", "y": "year"}
_RANGE = re.compile(
    r"^(?:between\s+)?(?P<first>.+?)(?:\s+(?:-|–|—|to|until|and)\s+|\s*(?:–|—)\s*)(?P<last>.+)$"
)
_ISO = re.compile(r"^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$")
_DOTS = re.compile(r"^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})$")
_SLASHES = re.compile(r"^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})$")
_MONTH_YEAR = re.compile(r"^(\d{1,2})[/.-](\d{4})$")
_NAME_FIRST = re.compile(r"^([a-z]{3,9})\.?(?:\s+(\d{1,2})(?:st|nd|rd|th)?,?)?\s+(\d{4})$")
_DAY_NAME = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?\.?\s+([a-z]{3,9})\.?,?\s+(\d{4}|\d{2})$")


class Understood(NamedTuple):
    """What an entry means: its form in the case document, and the same said back in words."""

    value: str | dict[str, str]
    words: str


def understood(text: str, today: date, day_first: bool, path: str = "date") -> Understood:
    """What a typed date means; `today` may be a datetime, which "3 hours ago" needs.

    `day_first` is the order of `10/9/2026`; with dots the day always comes first. Raises InputError, with
    `path` in its one problem, for text that is no date or lies in the future.
    """
    cleaned = " ".join(text.lower().split())
    try:
        value = _range(cleaned, today, day_first) or _single(cleaned, today, day_first)
        span = _span(value)
    except (ValueError, OverflowError) as error:
        raise _refused(path, text, str(error)) from None
    if span.earliest.date() > _day(today):
        raise _refused(path, text, f"{_in_words(span, value)} is in the future")
    return Understood(value, f"{_in_words(span, value)}, {_distance(span, _day(today))}")


def _refused(path: str, text: str, reason: str) -> InputError:
    return refuse(path, text, reason, TYPED_ALLOWED)


def _range(text: str, today: date, day_first: bool) -> dict[str, str] | None:
    match = _RANGE.match(text)
    if match is None:
        return None
    first, last = (_single(match[end], today, day_first) for end in ("first", "last"))
    earliest = first if isinstance(first, str) else first["earliest"]
    latest = last if isinstance(last, str) else last["latest"]
    between(parse(earliest), parse(latest))
    if parse(latest).earliest.date() > _day(today):
        raise ValueError("the later end is in the future")
    return {"earliest": earliest, "latest": latest}


def _single(text: str, today: date, day_first: bool) -> str | dict[str, str]:
    if match := _AGO.match(text):
        return _ago(match["count"], _UNITS[match["unit"][0]], today)
    if match := _CLOCK.match(text):
        day = _day_form(match["day"], today, day_first)
        if len(day) < len("2026-09-10"):
            raise ValueError("a time of day needs a day")
        return f"{day}T{int(match['hour']):02}:{match['minute']}"
    return _day_form(text, today, day_first)


def _day_form(text: str, today: date, day_first: bool) -> str:
    named = {"today": 0, "yesterday": 1, "the day before yesterday": 2}
    if text in named:
        return (_day(today) - timedelta(days=named[text])).isoformat()
    readers: tuple[tuple[re.Pattern[str], Callable[[tuple[str, ...]], str]], ...] = (
        (_ISO, lambda part: _form(part[0], part[1], part[2])),
        (_DOTS, lambda part: _form(_century(part[2], today), part[1], part[0])),
        (_SLASHES, lambda part: _form(_century(part[2], today), *(part[1::-1] if day_first else part[:2]))),
        (_MONTH_YEAR, lambda part: _form(part[1], part[0], "")),
        (_NAME_FIRST, lambda part: _form(part[2], _month(part[0]), part[1])),
        (_DAY_NAME, lambda part: _form(_century(part[2], today), _month(part[1]), part[0])),
    )
    for pattern, read in readers:
        if match := pattern.match(text):
            return read(tuple(part or "" for part in match.groups()))
    raise ValueError("this is not understood as a date")


def _form(year: str, month: str, day: str) -> str:
    parts = [year] + [f"{int(part):02}" for part in (month, day) if part]
    form = "-".join(parts)
    parse(form)
    return form


def _century(year: str, today: date) -> str:
    if len(year) == 4:
        return year
    this_century = today.year - today.year % 100 + int(year)
    return str(this_century if this_century <= today.year else this_century - 100)


def _month(name: str) -> str:
    for number, month in enumerate(_MONTHS, start=1):
        if month.lower().startswith(name) or (name == "sept" and month == "September"):
            return str(number)
    message = f"“{name}” is not the name of a month"
    raise ValueError(message)


def _ago(count_text: str, unit: str, today: date) -> str | dict[str, str]:
    count = int(count_text) if count_text.isdigit() else _NUMBER_WORDS.get(count_text)
    if count is None:
        message = f"“{count_text}” is not a number"
        raise ValueError(message)
    if unit == "hour":
        if not isinstance(today, datetime):
            raise ValueError("hours need a time of day: write day and time, such as 2026-09-10 14:30")
        return (today - timedelta(hours=count)).isoformat(timespec="minutes")[:16]
    days, either_way = _DAYS_PER_UNIT[unit]
    day = _day(today) - timedelta(days=round(days * count))
    if not either_way:
        return day.isoformat()
    latest = min(day + timedelta(days=either_way), _day(today))
    return {"earliest": (day - timedelta(days=either_way)).isoformat(), "latest": latest.isoformat()}


def _span(value: str | dict[str, str]) -> Span:
    return (
        parse(value) if isinstance(value, str) else between(parse(value["earliest"]), parse(value["latest"]))
    )


def _day(today: date) -> date:
    return today.date() if isinstance(today, datetime) else today


def _in_words(span: Span, value: str | dict[str, str]) -> str:
    if isinstance(value, dict):
        first, last = parse(value["earliest"]), parse(value["latest"])
        return f"between {_in_words(first, '')} and {_in_words(last, '')}"
    moment = span.earliest
    if span.precision == "year":
        return str(moment.year)
    month = f"{_MONTHS[moment.month - 1]} {moment.year}"
    if span.precision == "month":
        return month
    day = f"{_WEEKDAYS[moment.weekday()]} {moment.day} {month}"
    return day if span.precision == "day" else f"{day}, {moment.hour:02}:{moment.minute:02}"


def _distance(span: Span, today: date) -> str:
    most = (today - span.earliest.date()).days
    fewest = max((today - span.latest.date()).days, 0)
    if fewest == most:
        return "today" if most == 0 else f"{most} day{'s' if most > 1 else ''} ago"
    return f"{fewest} to {most} days ago"
