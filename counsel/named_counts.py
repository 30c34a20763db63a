"""The shape of counts: a number, and the studies behind it; they are counted in counting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class NamedCount:
    """A number that sentences show, and the ids of the trials that it was counted from."""

    name: str
    value: int
    trials: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
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


@dataclass(frozen=True, slots=True)
class Pair:
    """A gain without a control group (or found afterwards), and the controlled trial that then missed."""

    first: str
    gain: Literal["uncontrolled", "post_hoc"]
    then: str


@dataclass(frozen=True, slots=True)
class Ongoing:
    """A study that was running when last seen and is not outside; it may be closed by now."""

    study: str
    registry: str | None
    status: str
    last_checked: str
