"""The studies with a control group and a result, placed on the line of stages; it draws nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from counsel.evidence.library import Evidence, Trial
from counsel.pictures.timeline import position

# What the first main result of a study is drawn as; another result is not drawn.
_KINDS = {"neutral": "neutral", "negative": "negative", "positive": "positive", "safety-only": "safety"}
_GAP = 0.006


@dataclass(frozen=True, slots=True)
class StudyBar:
    """One study on the line, 0 to 1; an end is open where the record has no limit. Lanes count from 0."""

    study: str
    name: str
    kind: str
    low: float
    high: float
    open_low: bool
    open_high: bool
    lane: int = 0


@dataclass(frozen=True, slots=True)
class StudyBars:
    """All bars, the kinds among them in the order of the legend, and how many studies could not be placed."""

    bars: tuple[StudyBar, ...]
    kinds: tuple[str, ...]
    unplaced: int


@lru_cache(maxsize=4)
def study_bars(evidence: Evidence, first_days: Sequence[int]) -> StudyBars:
    """Every study with a control group whose main result was seen; neutral ones are like any other."""
    shown = [
        trial
        for trial in evidence.trials.values()
        if trial.has_control_group and trial.primary_outcome.result in _KINDS
    ]
    placed = [trial for trial in shown if _has_window(trial)]
    bars = _in_lanes([_bar(trial, first_days) for trial in placed])
    kinds = tuple(kind for kind in dict.fromkeys(_KINDS.values()) if any(bar.kind == kind for bar in bars))
    return StudyBars(bars, kinds, len(shown) - len(placed))


def _has_window(trial: Trial) -> bool:
    return trial.window.min_days is not None or trial.window.max_days is not None


def _bar(trial: Trial, first_days: Sequence[int]) -> StudyBar:
    low, high = trial.window.min_days, trial.window.max_days
    return StudyBar(
        trial.id,
        trial.short_name,
        _KINDS[trial.primary_outcome.result or ""],
        0.0 if low is None else position(low, first_days),
        1.0 if high is None else position(high, first_days),
        low is None,
        high is None,
    )


def _in_lanes(bars: Sequence[StudyBar]) -> tuple[StudyBar, ...]:
    """Each bar in the first lane that is free where it begins, so that none covers another."""
    ends: list[float] = []
    placed = []
    for bar in sorted(bars, key=lambda bar: (bar.low, bar.high, bar.study)):
        lane = next((at for at, end in enumerate(ends) if end + _GAP < bar.low), len(ends))
        if lane == len(ends):
            ends.append(0.0)
        ends[lane] = bar.high
        placed.append(replace(bar, lane=lane))
    return tuple(placed)
