"""Where a study's range and this person lie on a common scale, 0 to 1; it draws and judges nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from counsel.case import scale_limits as fixed
from counsel.content import Content
from counsel.physician.study_comparison import CriterionView, Strip
from counsel.pictures.timeline import position

DRAWN = ("window", "age", "nihss", "lesion")
_HOURS_PER_DAY = 24.0
_MARGIN = 1.2


class StripView(NamedTuple):
    """A study's range and this person's on one scale; an end is None where there is no limit or no value.

    `words` says the same as the drawing.
    """

    verdict: str
    low: float | None
    high: float | None
    here_low: float | None
    here_high: float | None
    has_range: bool
    words: str


class Scales:
    """The same scale for the same unit in every study, so that strips can be compared down a column."""

    def __init__(self, content: Content) -> None:
        stages = content.rules.table("phase").rules
        self._first_days = [int(rule.record.fields["first_day"]) for rule in stages]
        self._ends: dict[str, tuple[float, float]] = {
            "years": fixed.AGE_YEARS,
            "NIHSS": fixed.NIHSS_TOTAL,
        }
        self._limits = _limits(content)

    def strip(self, row: CriterionView, words: str) -> StripView:
        """One criterion as positions; without numbers on either side there is no range."""
        strip = row.strip
        if strip is None:
            return StripView(row.verdict, None, None, None, None, has_range=False, words=words)
        return StripView(
            row.verdict,
            self._place(strip, strip.low),
            self._place(strip, strip.high),
            self._place(strip, strip.here_low),
            self._place(strip, strip.here_high),
            has_range=True,
            words=words,
        )

    def _place(self, strip: Strip, value: float | None) -> float | None:
        if value is None:
            return None
        if strip.unit in ("days", "hours"):
            days = value if strip.unit == "days" else value / _HOURS_PER_DAY
            return position(max(days, 0), self._first_days)
        low, high = self._ends.get(strip.unit) or (0.0, self._longest(strip))
        return min(1.0, max(0.0, (value - low) / (high - low)))

    def _longest(self, strip: Strip) -> float:
        """The end of a scale that has none of its own: the largest number on it, and a little more."""
        ends = (strip.high, strip.here_high, *self._limits.get(strip.unit, ()))
        return _MARGIN * max(end for end in ends if end is not None)


def _limits(content: Content) -> Mapping[str, tuple[float, ...]]:
    """Every limit of lesion size in the records, by unit."""
    lesions = [trial.lesion for trial in content.evidence.trials.values()]
    volumes = [end for one in lesions for end in (one.min_volume_ml, one.max_volume_ml)]
    diameters = [one.min_diameter_mm for one in lesions]
    return {"mL": _known(volumes), "mm": _known(diameters)}


def _known(ends: Iterable[float | None]) -> tuple[float, ...]:
    return tuple(end for end in ends if end is not None)
