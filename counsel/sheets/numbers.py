"""Figures of a trial as people out of 100, in both groups and both frames; never one group alone."""

from __future__ import annotations

from dataclasses import dataclass

from counsel.evidence.outcomes import Outcome
from counsel.pictures.icon_arrays import PEOPLE
from counsel.wording.sentences import Wording

# From here on people count in months, and from a year on in years.
_FIRST_IN_MONTHS, _YEAR = 150, 365
_DAYS_PER_MONTH = 365.25 / 12


@dataclass(frozen=True)
class Compared:
    """What happened to 100 people without and to 100 with cells, after a time in words."""

    outcome: Outcome
    after: str

    @property
    def without_cells(self) -> int:
        """Of 100 people without cells."""
        return self.outcome.without_cells.of_100

    @property
    def with_cells(self) -> int:
        """Of 100 people with cells."""
        return self.outcome.with_cells.of_100

    def gaps(self) -> dict[str, object]:
        """The gaps of a sentence about these figures."""
        return {
            "without_did": self.without_cells,
            "without_did_not": PEOPLE - self.without_cells,
            "with_did": self.with_cells,
            "with_did_not": PEOPLE - self.with_cells,
            "after": self.after,
        }


def compared(outcome: Outcome, wording: Wording) -> Compared:
    """The figures of an outcome in the words of a language."""
    return Compared(outcome, _span(outcome.after_days, wording))


def _span(days: int, wording: Wording) -> str:
    if days < _FIRST_IN_MONTHS:
        return wording.say("sheet.span.days", {"n": days})
    if days < _YEAR:
        return wording.say("sheet.span.months", {"n": round(days / _DAYS_PER_MONTH)})
    return wording.say("sheet.span.years", {"n": round(days / _YEAR)})
