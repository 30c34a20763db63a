"""How one language writes dates: its names and patterns, made from its sentences; it reads no date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

_MONTHS = range(1, 13)
_UNITS = ("hour", "day", "week", "month", "year")
_HIGHEST_NUMBER_WORD = 12
_DAYS_BACK = 2
_NO_LIST = "-"
_LETTERS = r"[^\W\d_]"
_SHORTEST_MONTH = 3


class Sentences(Protocol):
    """What gives the sentences of a language; a Wording does."""

    def say(self, sentence_id: str, values: Mapping[str, object] | None = None) -> str:
        """The sentence with its gaps filled."""


@dataclass(frozen=True)
class DateWords:
    """The sentences `form.date` and the months of `date.month` as the reading of typed dates needs them."""

    sentences: Sentences

    def say(self, name: str, **values: object) -> str:
        """A sentence about dates: `said.day`, `refused.future`."""
        return self.sentences.say(f"form.date.{name}", values)

    def month(self, number: int) -> str:
        """The name of a month, from 1."""
        return self.sentences.say(f"date.month.{number}")

    @cached_property
    def months(self) -> Mapping[str, int]:
        """The names of the months in small letters, with their numbers."""
        return {self.month(number).lower(): number for number in _MONTHS}

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Words for small numbers."""
        count = range(1, _HIGHEST_NUMBER_WORD + 1)
        return {word: number for number in count for word in self._listed(f"number.{number}")}

    @cached_property
    def units(self) -> Mapping[str, str]:
        """Writings of units of time, with the unit: hour, day, week, month or year."""
        return {word: unit for unit in _UNITS for word in self._listed(f"unit.{unit}")}

    @cached_property
    def days_back(self) -> Mapping[str, int]:
        """Days that have a name, such as yesterday, with how many days they lie back."""
        return {word: days for days in range(_DAYS_BACK + 1) for word in self._listed(f"back.{days}")}

    @cached_property
    def ago(self) -> re.Pattern[str]:
        """A span of time back from today: `about 10 weeks ago`, with `count` and `unit`."""
        gaps = {
            "{n}": rf"(?P<count>\d{{1,4}}|{_LETTERS}+)",
            "{unit}": f"(?P<unit>{_any_of(self.units)})",
        }
        span = _pattern(self.say("ago", n="{n}", unit="{unit}"), gaps)
        return re.compile(rf"^(?:(?:{_any_of(self._listed('about'))})\s*)?{span}$")

    @cached_property
    def clock(self) -> re.Pattern[str]:
        """A time of day behind a `day`."""
        at = _any_of(self._listed("at"))
        return re.compile(
            rf"^(?P<day>.*?\S)(?:\s*t\s*|\s+(?:(?:{at})\s+)?|,\s*)(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})$"
        )

    @cached_property
    def range(self) -> re.Pattern[str]:
        """Two dates, `first` and `last`."""
        between, to = _any_of(self._listed("between")), _any_of((*self._listed("to"), "-", "–", "—"))
        return re.compile(
            rf"^(?:(?:{between})\s+)?(?P<first>.+?)(?:\s+(?:{to})\s+|\s*(?:–|—)\s*)(?P<last>.+)$"
        )

    @cached_property
    def name_first(self) -> re.Pattern[str]:
        """A month by name, a day perhaps, and a year."""
        return re.compile(rf"^({self._name})\.?(?:\s+(\d{{1,2}}){self._ordinal},?)?\s+(\d{{4}})$")

    @cached_property
    def day_first(self) -> re.Pattern[str]:
        """A day, a month by name, and a year."""
        return re.compile(rf"^(\d{{1,2}}){self._ordinal}\.?\s+({self._name})\.?,?\s+(\d{{4}}|\d{{2}})$")

    @property
    def _name(self) -> str:
        return f"{_LETTERS}{{{_SHORTEST_MONTH},{max(map(len, self.months))}}}"

    @property
    def _ordinal(self) -> str:
        return f"(?:{_any_of(self._listed('ordinal'))})?"

    def _listed(self, name: str) -> tuple[str, ...]:
        text = self.say(name)
        return () if text == _NO_LIST else tuple(one.strip().lower() for one in text.split(","))


def _any_of(words: Iterable[str]) -> str:
    """One of the words, the longest first; nothing at all where there are none."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _pattern(text: str, gaps: Mapping[str, str]) -> str:
    """A text as a pattern, each gap as its own; blanks between two gaps may be left out."""
    pieces = (piece for piece in re.split(r"(\{\w+\})", text) if piece)
    return "".join(gaps.get(piece) or _blanks(piece) for piece in pieces)


def _blanks(text: str) -> str:
    words = r"\s+".join(map(re.escape, text.split()))
    if not words:
        return r"\s*"
    before, after = (r"\s+" if blank.isspace() else "" for blank in (text[0], text[-1]))
    return f"{before}{words}{after}"
