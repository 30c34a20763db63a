"""The numbers of rules by name, and which comes from which; how names are looked up is in `limit_names`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple


class Place(NamedTuple):
    """A number of a rule or span in its place.

    `key` is the bound, or the name that the rule gives it; `written` is the text where it is taken from
    other limits, and empty where the number itself is written. `named` tells whether others may take it.
    """

    owner: str
    key: str
    fact: str | None
    unit: str | None
    value: float
    written: str
    named: bool

    @property
    def name(self) -> str:
        """The name of the limit, as other places write it."""
        return f"{self.owner}.{self.key}"


@dataclass(frozen=True)
class Limits:
    """Every number of the rules in its place, in the order of the files."""

    places: tuple[Place, ...] = ()

    @cached_property
    def named(self) -> Mapping[str, Place]:
        """The places that have a name, by it."""
        return {place.name: place for place in self.places if place.named}

    def written(self) -> tuple[Place, ...]:
        """The places where a number itself is written."""
        return tuple(place for place in self.places if not place.written)

    @cached_property
    def origins(self) -> Mapping[str, frozenset[str]]:
        """For each name the limits that it comes from in the end, itself where its number is written."""
        return {name: self.origins_of(place) for name, place in self.named.items()}

    def origins_of(self, place: Place) -> frozenset[str]:
        """The named limits, each with its number written, from which a place takes its own."""
        if not place.written:
            return frozenset((place.name,))
        taken = (self.named[name] for name in names_in(place.written, place.owner))
        return frozenset(origin for one in taken for origin in self.origins_of(one))

    def document(self) -> list[list[Any]]:
        """The places as JSON-able data, from which `from_document` makes equal ones."""
        return [list(place) for place in self.places]

    @classmethod
    def from_document(cls, document: Sequence[Sequence[Any]]) -> Limits:
        """The limits of an earlier `document()`."""
        return cls(tuple(Place(*place) for place in document))


NO_LIMITS = Limits()


def names_in(written: str, owner: str) -> tuple[str, ...]:
    """The full names of the limits in what is written in the place of a number."""
    terms = written.split()[::2]
    return tuple(term if "." in term else f"{owner}.{term}" for term in terms if not term.isdecimal())
