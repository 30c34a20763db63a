"""Which rules, conversions, sentences and fields of the form take each limit; it judges none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from counsel.wording.limits import limits_in
from rules.limits import Limits, Place

# The words of fields and their choices.
_FORM = ("form.", "option.")


class LimitUses(NamedTuple):
    """A limit whose number is written in its rule, and the names of all places that take it."""

    limit: Place
    rules: tuple[str, ...]
    sentences: tuple[str, ...]
    fields: tuple[str, ...]

    def places(self) -> Iterator[str]:
        """Every place that takes the limit."""
        yield from (*self.rules, *self.sentences, *self.fields)


def limit_uses(limits: Limits, written: Mapping[str, str]) -> tuple[LimitUses, ...]:
    """Every limit that is written, in the order of the rules, with what takes it, directly or by others.

    `written` are the sentences of one language that take limits, before the numbers are filled in.
    """
    by_rules = _by_origin((place.owner, limits.origins_of(place)) for place in limits.places if place.written)
    by_texts = _by_origin((key, _origins(limits, text)) for key, text in written.items())
    return tuple(
        LimitUses(
            place,
            tuple(dict.fromkeys(by_rules.get(place.name, ()))),
            tuple(key for key in by_texts.get(place.name, ()) if not key.startswith(_FORM)),
            tuple(key for key in by_texts.get(place.name, ()) if key.startswith(_FORM)),
        )
        for place in limits.written()
    )


def _origins(limits: Limits, text: str) -> frozenset[str]:
    return frozenset(origin for name in limits_in(text) for origin in limits.origins[name])


def _by_origin(takers: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for taker, origins in takers:
        for origin in origins:
            found.setdefault(origin, []).append(taker)
    return found
