"""Figures of trials that may be shown, each with its comparison group and time; it shows none."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from counsel.evidence.trials import Many
from rules.record import PlainRecord

_WHOLE = 100


class OutcomeGroup(PlainRecord):
    """How many of one group: a count out of its size, or a percent where no count was seen."""

    count: Annotated[int, Field(ge=0)] | None = None
    of: Annotated[int, Field(gt=0)] | None = None
    percent: Annotated[float, Field(ge=0, le=_WHOLE)] | None = None

    def _check(self) -> None:
        counted = self.count is not None and self.of is not None and self.count <= self.of
        if counted == (self.percent is not None) or (self.count is None) != (self.of is None):
            raise ValueError("a group has a count of its size, or a percent, and never both")

    @property
    def of_100(self) -> int:
        """The group as people out of 100; a half is rounded up."""
        if self.count is not None and self.of is not None:
            return (2 * _WHOLE * self.count + self.of) // (2 * self.of)
        assert self.percent is not None
        return int(self.percent + 0.5)


class Outcome(PlainRecord):
    """One outcome of one trial: both groups and the time after treatment, none of which may be missing."""

    id: str
    trial: str
    kind: Literal["benefit", "harm"]
    shows: str
    after_days: Annotated[int, Field(gt=0)]
    without_cells: OutcomeGroup
    with_cells: OutcomeGroup
    as_printed: str
    note: str


class LookedAt(PlainRecord):
    """In which trials a goal of a person was part of the main outcome; none where the list is empty."""

    goal: str
    looked_at_in: Many[str]
    note: str


class OutcomeFile(PlainRecord):
    """outcomes.yaml: the figures that sheets show as pictures, and the goals that trials looked at."""

    schema_note: str
    outcomes: Many[Outcome]
    goals: Many[LookedAt]
