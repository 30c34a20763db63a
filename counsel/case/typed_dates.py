"""Dates as a person types them, turned into the forms of the case and said back in words; holds no clock."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from counsel.case.date_words import DateWords
from counsel.case.partial_dates import DateError, Span, between, parse
from counsel.errors import InputError, refuse

# "10 weeks ago" is said to the nearest week: the day itself may lie half a unit to either side.
_DAYS_PER_UNIT = {"day": (1.0, 0), "week": (7.0, 3), "month": (30.44, 15), "year": (365.25, 182)}

_ISO = re.compile(r"^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$")
_DOTS = re.compile(r"^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})$")
_SLASHES = re.compile(r"^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})$")
_MONTH_YEAR = re.compile(r"^(\d{1,2})[/.-](\d{4})$")


class Understood(NamedTuple):
    """What an entry means: its form in the case document, and the same said back in words.

    `date` is said without how long ago it was.
    """

    value: str | dict[str, str]
    words: str
    date: str


def understood(text: str, today: date, day_first: bool, words: DateWords, path: str = "date") -> Understood:
    """What a typed date means; `today` may be a datetime, which "3 hours ago" needs.

    `day_first` is the order of `10/9/2026`; with dots the day always comes first. Raises InputError, with
    `path` in its one problem, for text that is no date or lies in the future.
    """
    return _DateReader(today, day_first, words).understood(text, path)


class _DateReader:
    """Reads dates on one day, in one language."""

    def __init__(self, today: date, day_first: bool, words: DateWords) -> None:
        self._now = today
        self._today = today.date() if isinstance(today, datetime) else today
        self._day_first = day_first
        self._words = words

    def understood(self, text: str, path: str) -> Understood:
        cleaned = " ".join(text.lower().split())
        try:
            value = self._range(cleaned) or self._single(cleaned)
            span = _span(value)
            said = _in_words(span, value, self._words)
            if span.earliest.date() > self._today:
                raise DateError("future", said, date=said)
        except DateError as fault:
            raise self._refused(path, text, fault.name, fault.values) from None
        except OverflowError:
            raise self._refused(path, text, "too_far", {}) from None
        distance = _distance(span, self._today, self._words)
        return Understood(value, self._words.say("said.whole", date=said, distance=distance), said)

    def _refused(self, path: str, text: str, name: str, values: Mapping[str, object]) -> InputError:
        reason = self._words.say(f"refused.{name}", **values)
        return refuse(path, text, reason, self._words.say("allowed"))

    def _range(self, text: str) -> dict[str, str] | None:
        match = self._words.range.match(text)
        if match is None:
            return None
        first, last = (self._single(match[end]) for end in ("first", "last"))
        earliest = first if isinstance(first, str) else first["earliest"]
        latest = last if isinstance(last, str) else last["latest"]
        between(parse(earliest), parse(latest))
        if parse(latest).earliest.date() > self._today:
            raise DateError("later_end", latest)
        return {"earliest": earliest, "latest": latest}

    def _single(self, text: str) -> str | dict[str, str]:
        if match := self._words.ago.match(text):
            return self._ago(match["count"], self._words.units[match["unit"]])
        if match := self._words.clock.match(text):
            day = self._day_form(match["day"])
            if len(day) < len("2026-09-10"):
                raise DateError("no_day_given", text)
            return f"{day}T{int(match['hour']):02}:{match['minute']}"
        return self._day_form(text)

    def _day_form(self, text: str) -> str:
        if text in self._words.days_back:
            return (self._today - timedelta(days=self._words.days_back[text])).isoformat()
        for pattern, read in self._readers():
            if match := pattern.match(text):
                return read(tuple(part or "" for part in match.groups()))
        raise DateError("unread", text)

    def _readers(self) -> tuple[tuple[re.Pattern[str], Callable[[tuple[str, ...]], str]], ...]:
        month, century = self._month, self._century
        return (
            (_ISO, lambda part: _form(part[0], part[1], part[2])),
            (_DOTS, lambda part: _form(century(part[2]), part[1], part[0])),
            (_SLASHES, lambda part: _form(century(part[2]), *(part[1::-1] if self._day_first else part[:2]))),
            (_MONTH_YEAR, lambda part: _form(part[1], part[0], "")),
            (self._words.name_first, lambda part: _form(part[2], month(part[0]), part[1])),
            (self._words.day_first, lambda part: _form(century(part[2]), month(part[1]), part[0])),
        )

    def _century(self, year: str) -> str:
        if len(year) == 4:
            return year
        this_century = self._today.year - self._today.year % 100 + int(year)
        return str(this_century if this_century <= self._today.year else this_century - 100)

    def _month(self, name: str) -> str:
        meant = [number for month, number in self._words.months.items() if month.startswith(name)]
        # A beginning that two months share is never guessed.
        if len(meant) != 1:
            raise DateError("month", name, text=name)
        return str(meant[0])

    def _ago(self, count_text: str, unit: str) -> str | dict[str, str]:
        count = int(count_text) if count_text.isdigit() else self._words.numbers.get(count_text)
        if count is None:
            raise DateError("number", count_text, text=count_text)
        if unit == "hour":
            if not isinstance(self._now, datetime):
                raise DateError("clock", count_text)
            return (self._now - timedelta(hours=count)).isoformat(timespec="minutes")[:16]
        days, either_way = _DAYS_PER_UNIT[unit]
        day = self._today - timedelta(days=round(days * count))
        if not either_way:
            return day.isoformat()
        latest = min(day + timedelta(days=either_way), self._today)
        return {"earliest": (day - timedelta(days=either_way)).isoformat(), "latest": latest.isoformat()}


def _form(year: str, month: str, day: str) -> str:
    parts = [year] + [f"{int(part):02}" for part in (month, day) if part]
    form = "-".join(parts)
    parse(form)
    return form


def _span(value: str | dict[str, str]) -> Span:
    return (
        parse(value) if isinstance(value, str) else between(parse(value["earliest"]), parse(value["latest"]))
    )


def _in_words(span: Span, value: str | dict[str, str], words: DateWords) -> str:
    if isinstance(value, dict):
        first, last = (_in_words(parse(value[end]), "", words) for end in ("earliest", "latest"))
        return words.say("said.range", first=first, last=last)
    moment = span.earliest
    if span.precision == "year":
        return words.say("said.year", year=moment.year)
    month = words.month(moment.month)
    if span.precision == "month":
        return words.say("said.month", month=month, year=moment.year)
    weekday = words.say(f"weekday.{moment.isoweekday()}")
    day = words.say("said.day", weekday=weekday, day=moment.day, month=month, year=moment.year)
    if span.precision == "day":
        return day
    return words.say("said.minute", date=day, hour=f"{moment.hour:02}", minute=f"{moment.minute:02}")


def _distance(span: Span, today: date, words: DateWords) -> str:
    most = (today - span.earliest.date()).days
    fewest = max((today - span.latest.date()).days, 0)
    if fewest != most:
        return words.say("said.days_range", low=fewest, high=most)
    if most == 0:
        return words.say("said.today")
    return words.say("said.days_ago", n=most)
