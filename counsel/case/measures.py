"""The numbers by which forms of one fact of a case are converted, from the rule data; it converts nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from counsel.case import scale_limits as scales
from rules.schema import SpanRecord
from rules.values import Interval

# The span of each size word in rules/data/conversions.yaml.
_SIZES = {
    "lacunar": "size-lacunar",
    "not_large": "size-not-large",
    "large": "size-large",
    "very_large": "size-very-large",
}


@dataclass(frozen=True)
class Measures:
    """What the forms of an infarct mean: volumes in mL, widths in mm, days since the stroke.

    `sizes` are the volumes by size word. An infarct no wider than `narrow` is at most lacunar. An ASPECTS
    within `low_aspects` on `aspects_days` means a volume of `aspects_ml`. `abc_share` are the ends of what
    planimetry gives, as shares of ABC/2.
    """

    sizes: Mapping[str, Interval]
    narrow: Interval
    low_aspects: Interval
    aspects_days: Interval
    aspects_ml: Interval
    abc_share: tuple[float, float]

    @property
    def lacunar_ml(self) -> float:
        """The largest volume of a lacunar infarct."""
        high = self.sizes["lacunar"].high
        assert high is not None
        return high

    @property
    def narrow_mm(self) -> float:
        """The largest width of a narrow infarct."""
        assert self.narrow.high is not None
        return self.narrow.high


def measures_of(spans: Iterable[SpanRecord]) -> Measures:
    """The measures in the spans of a rule base; raises KeyError where one is missing."""
    found = {span.id: span.interval() for span in spans}
    share = found["abc-share"]
    assert share.low is not None
    assert share.high is not None
    return Measures(
        sizes={word: _within(scales.VOLUME_ML, found[span]) for word, span in _SIZES.items()},
        narrow=_within(scales.DIAMETER_MM, found["narrow"]),
        low_aspects=_within(scales.ASPECTS, found["aspects-low"]),
        aspects_days=_within((0, None), found["aspects-early"]),
        aspects_ml=_within(scales.VOLUME_ML, found["aspects-volume"]),
        abc_share=(share.low, share.high),
    )


def largest_lacunar(spans: Iterable[SpanRecord]) -> float | None:
    """The largest volume of a lacunar infarct in mL; None in a rule base that does not say it."""
    return next((span.interval().high for span in spans if span.id == _SIZES["lacunar"]), None)


def _within(scale: tuple[float, float | None], span: Interval) -> Interval:
    """The span with the lowest number of its scale where it has no low end."""
    low = scale[0] if span.low is None else span.low
    return Interval(low, span.high, span.low_open, span.high_open)
