"""The shape of a published time course of recovery without cells; it predicts for nobody."""

from __future__ import annotations

from counsel.evidence.trials import Many, Sourced, Span
from rules.record import PlainRecord


class BestFunction(PlainRecord):
    """Weeks until best function for one class of initial severity, with its 95% interval."""

    initial_severity: str
    weeks: float
    ci: Span


class ShareByWeek(PlainRecord):
    """Weeks until a share (0 to 1) of all patients had best function."""

    share: float
    weeks: float
    ci: Span


class TimeCourse(Sourced):
    """The Copenhagen time course; its severity classes are not NIHSS bands."""

    population: str
    scales: dict[str, str]
    best_function: Many[BestFunction]
    all_patients: Many[ShareByWeek]
    after: str
    companion_statement: str
