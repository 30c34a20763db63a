"""Dates, spans of time and counts as the gaps of sentences ask for them; it holds no sentence."""

from __future__ import annotations

from datetime import date

from counsel.assess.assessment import Assessment, DayRange
from counsel.content import Content
from counsel.evidence.counts import study_figures
from counsel.wording.sentences import Wording

_DAYS_PER_MONTH = 365.25 / 12
_DAYS_PER_YEAR = 365.25
# Up to here people count in days, and up to two years in months.
_LAST_IN_DAYS = 60
_LAST_IN_MONTHS = 730


def day_in_words(day: date, wording: Wording, short: bool = False) -> str:
    """A date as the language writes it: `9 December 2026`; short for the physician's screen: `9 Dec 2026`."""
    names = "dr.date" if short else "date"
    month = wording.say(f"{names}.month.{day.month}")
    return wording.say(f"{names}.format", {"day": day.day, "month": month, "year": day.year})


def time_since(days: DayRange, wording: Wording) -> str | None:
    """How long ago, in words for a patient; None where it is not known."""
    if days.low is None or days.high is None:
        return None
    low, high = days.low, days.high
    if high <= _LAST_IN_DAYS:
        return _in_days(low, high, wording)
    if high <= _LAST_IN_MONTHS or low < _DAYS_PER_YEAR:
        return _in_months(low, high, wording)
    return _in_years(low, high, wording)


def _in_days(low: int, high: int, wording: Wording) -> str:
    if low == 0:
        name = "today" if high == 0 else "day_or_today" if high == 1 else "days_up_to"
        return wording.say(f"sheet.time.{name}", {"n": high})
    if low != high:
        return wording.say("sheet.time.days_range", {"low": low, "high": high})
    return wording.say("sheet.time.days", {"n": low})


def _in_months(low: int, high: int, wording: Wording) -> str:
    first, last = round(low / _DAYS_PER_MONTH), round(high / _DAYS_PER_MONTH)
    if first == last:
        return wording.say("sheet.time.months", {"n": first})
    if not first:
        return wording.say("sheet.time.months_up_to", {"n": last})
    return wording.say("sheet.time.months_range", {"low": first, "high": last})


def _in_years(low: int, high: int, wording: Wording) -> str:
    first, last = int(low / _DAYS_PER_YEAR), int(high / _DAYS_PER_YEAR)
    if first == last:
        return wording.say("sheet.time.years", {"n": first})
    return wording.say("sheet.time.years_range", {"low": first, "high": last + 1})


def counts(content: Content) -> dict[str, object]:
    """The counts and windows that sentences show, by name, computed from the trial records."""
    return {name: count.value for name, count in study_figures(content.evidence).items()}


def gaps(assessment: Assessment, content: Content, wording: Wording) -> dict[str, object]:
    """Every gap that a sentence about this assessment may ask for; None where there is no value."""
    phase, until = assessment.phase, assessment.standing.until
    return {
        **counts(content),
        "time_since": time_since(phase.days_since_onset, wording),
        "ends": day_in_words(phase.ends, wording) if phase.ends else None,
        "until": day_in_words(until, wording, short=True) if until else None,
    }


# The gaps that a rule's sentence may have; the loader refuses every other.
GAPS = frozenset(
    {
        "studies_total", "met_acute", "counted_acute", "met_early", "counted_early", "met_chronic",
        "counted_chronic", "blinded_met", "blinded_total", "registered_met", "registered_total",
        "later_early", "unregistered_met_acute", "unregistered_acute",
        "people_largest_acute", "people_largest_early", "people_largest_chronic",
        "people_met_chronic", "reached_cells_acute", "not_reached_cells_acute",
        "reached_control_acute", "not_reached_control_acute", "score_cells_early",
        "score_control_early", "time_since", "ends", "until",
        "window_from_acute", "window_to_acute", "window_from_early", "window_to_early",
        "window_from_chronic", "window_from_met_chronic", "window_to_met_chronic",
    }
)  # fmt: skip

# Those that a sheet fills besides: figures of a trial, an outcome, the person's goals.
SHEET_GAPS = frozenset(
    {
        "without_did", "without_did_not", "with_did", "with_did_not", "after", "outcome", "goals",
        "goals_looked_at", "goals_not_looked_at",
    }
)  # fmt: skip
