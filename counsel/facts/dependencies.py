"""Which facts of a case hang together, and which combinations of them exist; it judges none of them.

One entry gives several facts (an onset gives days and hours), and some entries bound others (a lacunar
infarct holds no large volume). Proofs and missing facts speak of cases that exist, and of no others.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from functools import partial
from typing import Any

from counsel.case.measures import largest_lacunar
from rules.cells import Cells, Linked, Point, Starts, after
from rules.load import RuleBase
from rules.values import Flag, Interval, Value, overlaps

DAYS, HOURS = "stroke.days_since_onset", "stroke.hours_since_onset"
FOUND = "stroke.hours_since_found"
DISABLING, OTHER, OTHER_DAYS = "stroke.disabling_days", "stroke.other_stroke", "stroke.other_stroke_days"
VOLUME = "infarct.volume_ml"
PLACES = ("cortical", "subcortical", "lacunar", "brainstem", "cerebellar")
LOCATION = tuple(f"stroke.location.{place}" for place in PLACES)
ONSET_ROW, FOUND_ROW, PREVIOUS_ROW = "stroke.onset", "stroke.found_at", "stroke.previous"
LOCATION_ROW, VOLUME_ROW = "stroke.location", VOLUME

# What a case leaves out means none here, so that these are never unknown.
DECIDED = frozenset({"stroke.onset_given", "stroke.onset_unseen", OTHER, "treated.present", "offer.present"})
_HOURS_IN_DAY = 24
_Place = dict[str, int]


def linked(rules: RuleBase) -> tuple[Linked, ...]:
    """The links between the facts that these rules declare."""
    declared = set(rules.facts)
    found = []
    if declared >= {DAYS, HOURS, FOUND, DISABLING, OTHER, OTHER_DAYS}:
        rows = {ONSET_ROW: (DAYS, HOURS), FOUND_ROW: (FOUND,), PREVIOUS_ROW: (DISABLING, OTHER, OTHER_DAYS)}
        needed = {FOUND_ROW: frozenset((FOUND,)), PREVIOUS_ROW: frozenset((DISABLING, OTHER_DAYS))}
        facts = tuple(fact for own in rows.values() for fact in own)
        found.append(Linked(facts, rows, needed, _refine_times, _times))
    small = largest_lacunar(rules.spans)
    if declared >= {*LOCATION, VOLUME} and small is not None:
        rows = {LOCATION_ROW: LOCATION, VOLUME_ROW: (VOLUME,)}
        needed = {LOCATION_ROW: frozenset(LOCATION), VOLUME_ROW: frozenset((VOLUME,))}
        infarct = Linked(
            (*LOCATION, VOLUME), rows, needed, partial(_refine_volume, small), partial(_infarcts, small)
        )
        found.append(infarct)
    return tuple(found)


def laws(
    rules: RuleBase, fact: Callable[[str], Any], every: Callable[..., Any], some: Callable[..., Any]
) -> list[Any]:
    """The same links as formulas, for a prover that knows no cells; `fact` gives the term of a fact."""
    small = largest_lacunar(rules.spans)
    days, hours, found = fact(DAYS), fact(HOURS), fact(FOUND)
    disabling, other, other_days = fact(DISABLING), fact(OTHER), fact(OTHER_DAYS)
    places = dict(zip(PLACES, map(fact, LOCATION), strict=True))
    beside = [term for place, term in places.items() if place != "lacunar"]
    latest = every(disabling == days, other_days >= days)
    earlier = every(other_days == days, disabling >= days)
    return [
        hours < _HOURS_IN_DAY * (days + 1),
        some(days == 0, hours > _HOURS_IN_DAY * (days - 1)),
        found <= hours,
        some(every(other == False, disabling == days), every(other, some(latest, earlier))),  # noqa: E712
        some(places["lacunar"], *beside),
        *(some(places["lacunar"] == False, term == False) for term in beside),  # noqa: E712
        some(places["lacunar"] == False, fact(VOLUME) <= small),  # noqa: E712
    ]


def _refine_times(starts: Starts) -> None:
    """A day that hours tell apart from the next stands alone, and all counts of days share their cuts."""
    for hours, _ in starts[HOURS] | starts[FOUND]:
        day = int(hours // _HOURS_IN_DAY)
        starts[DAYS].update(((day, 0), (day + 1, 0), (day + 2, 0)))
    together = starts[DAYS] | starts[DISABLING] | starts[OTHER_DAYS]
    for fact in (DAYS, DISABLING, OTHER_DAYS):
        starts[fact] = set(together)
    shared = starts[HOURS] | starts[FOUND]
    starts[HOURS], starts[FOUND] = set(shared), set(shared)


def _times(cells: Cells) -> Iterator[Point]:
    """Onset, found at and earlier strokes: nobody is found before the onset, no earlier stroke is later."""
    for day, hour in _days_and_hours(cells):
        for found, span in enumerate(cells[FOUND]):
            if _lower(span) <= _upper(cells[HOURS][hour]):
                for times, previous in _strokes(cells, day):
                    place = {DAYS: day, HOURS: hour, FOUND: found, **times}
                    yield Point(place, {ONSET_ROW: (day, hour), FOUND_ROW: found, PREVIOUS_ROW: previous})


def _days_and_hours(cells: Cells) -> Iterator[tuple[int, int]]:
    for day, days in enumerate(cells[DAYS]):
        assert isinstance(days, Interval)
        assert days.low is not None
        low = max(0, _HOURS_IN_DAY * (days.low - 1))
        high = None if days.high is None else _HOURS_IN_DAY * (days.high + 1)
        span = Interval(low, high, low_open=days.low >= 1, high_open=True)
        yield from ((day, hour) for hour, hours in enumerate(cells[HOURS]) if overlaps(hours, span))


def _strokes(cells: Cells, day: int) -> Iterator[tuple[_Place, Hashable]]:
    """No earlier stroke; or the latest caused the disability; or an earlier one did."""
    yes, no = (cells[OTHER].index(flag) for flag in (Flag.YES, Flag.NO))
    yield {DISABLING: day, OTHER: no, OTHER_DAYS: 0}, None
    for earlier in range(day, len(cells[DAYS])):
        yield {DISABLING: day, OTHER: yes, OTHER_DAYS: earlier}, ("latest", earlier)
        yield {DISABLING: earlier, OTHER: yes, OTHER_DAYS: day}, ("earlier", earlier)


def _refine_volume(small: float, starts: Starts) -> None:
    starts[VOLUME].add(after((small, 0)))


def _infarcts(largest: float, cells: Cells) -> Iterator[Point]:
    """At least one location; a lacunar one stands alone and is small."""
    small = Interval(0, largest)
    for where in _locations():
        for volume, span in enumerate(cells[VOLUME]):
            if "lacunar" not in where or overlaps(span, small):
                place = {
                    name: cells[name].index(Flag.YES if spot in where else Flag.NO)
                    for name, spot in zip(LOCATION, PLACES, strict=True)
                }
                yield Point({**place, VOLUME: volume}, {LOCATION_ROW: where, VOLUME_ROW: volume})


def _locations() -> Iterator[tuple[str, ...]]:
    others = tuple(place for place in PLACES if place != "lacunar")
    yield ("lacunar",)
    for bits in range(1, 1 << len(others)):
        yield tuple(place for at, place in enumerate(others) if bits >> at & 1)


def _lower(cell: Value) -> tuple[float, int]:
    assert isinstance(cell, Interval)
    return cell.lower


def _upper(cell: Value) -> tuple[float, int]:
    assert isinstance(cell, Interval)
    return cell.upper
