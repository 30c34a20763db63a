"""Calendar dates on which each stage begins and ends for one person; the limits come from the rule data."""

from __future__ import annotations

from datetime import date, timedelta

from counsel.assess.assessment import PhaseDates
from rules.load import RuleBase
from rules.values import Interval


def stage_dates(rules: RuleBase, days: Interval, assessed_on: date) -> tuple[PhaseDates, ...]:
    """The dates of every stage; empty where the onset is not known.

    For a range of onsets: the earliest begin and the latest end, marked approximate. A stage outside the
    calendar (beyond year 9999) has no end.
    """
    if days.low is None or days.high is None:
        return ()
    latest_onset = assessed_on - timedelta(days=int(days.low))
    earliest_onset = assessed_on - timedelta(days=int(days.high))
    return tuple(
        PhaseDates(
            id=rule.record.gives,
            begins=earliest_onset + timedelta(days=int(rule.record.fields["first_day"])),
            ends=_end(latest_onset, rule.record.fields.get("last_day")),
            approximate=earliest_onset != latest_onset,
        )
        for rule in rules.table("phase").rules
    )


def _end(latest_onset: date, last_day: str | None) -> date | None:
    if last_day is None:
        return None
    try:
        return latest_onset + timedelta(days=int(last_day))
    except OverflowError:
        return None
