"""The shape of counts: a number, and the studies behind it; they are counted in counting."""

from __future__ import annotations

from typing import Literal, NamedTuple


class NamedCount(NamedTuple):
    """A number that sentences show, and the ids of the trials that it was counted from."""

    name: str
    value: int
    trials: tuple[str, ...]


class Tally(NamedTuple):
    """The trials of one design or of one stage of stroke, by verdict; a count is the length of a list."""

    by: Literal["design", "stage"]
    name: str
    inside: tuple[str, ...]
    outside: tuple[str, ...]
    open: tuple[str, ...]
    cannot_tell: tuple[str, ...]
    registered: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The sentence that names the design or the stage for the physician."""
        return f"dr.coverage.{self.by}.{self.name}"


class Pair(NamedTuple):
    """A gain without a control group (or found afterwards), and the controlled trial that then missed."""

    first: str
    gain: Literal["uncontrolled", "post_hoc"]
    then: str


class Ongoing(NamedTuple):
    """A study that was running when last seen and is not outside; it may be closed by now."""

    study: str
    registry: str | None
    status: str
    last_checked: str
