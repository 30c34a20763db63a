"""Every way to fill a part of a case that the rules of the sheets tell apart, as pieces of case documents.

Where a piece begins and ends is read from the thresholds of the rules; what follows from it is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, product
from typing import Any

from counsel.case import scale_limits as scales
from counsel.case.parse import parse_case
from counsel.content import Content
from counsel.errors import InputError
from counsel.facts.case_facts import facts_of
from counsel.form.declarations import ENTERED
from rules.cells import cells_of, closure, leaves, starts_of
from rules.conditions import Condition, OutcomeIs
from rules.load import RuleBase
from rules.logic import compile_condition
from rules.values import Interval, Value

Document = dict[str, Any]
ASSESSED = date(2026, 11, 21)
NOTHING: Document = {"format": 1, "assessed_on": "2026-11-21T12:00"}
# What a sheet is made from, beside the tables of its kind.
OUTCOMES = ("phase", "standing", "cells", "told", "urgency")
SHEETS = ("sheet", "sheet_long", "sheet_aphasia", "sheet_carer", "sheet_treated")
# How far above the last threshold a number without an upper end is taken.
_BEYOND = 400
_EARLIER = "stroke.disabling_days"
_STROKE_BEGAN = ("stroke.days_since_onset", "stroke.disabling_days", "stroke.other_stroke_days")


@dataclass(frozen=True)
class Entry:
    """One way to fill a part of a case, and what all facts are then."""

    document: Mapping[str, Any]
    facts: Mapping[str, Value]


@dataclass(frozen=True)
class Part:
    """A part of a case with the facts that it alone decides, and every way to fill it that rules tell apart."""

    facts: tuple[str, ...]
    entries: tuple[Entry, ...]


def parts(content: Content) -> tuple[Part, ...]:
    """The parts of a case that the sheets depend on, the offer apart; no fact is decided by two of them."""
    base = content.rules
    asked = _asked(base)
    cells = {name: list(_spans(base, name, asked)) for name in _numbers(base, asked)}
    flags = sorted({leaf.fact for leaf in asked if leaf.fact.startswith("safety.")} - {_DERIVED})
    ways: list[Iterable[Document]] = [
        _times(cells),
        _infarcts(cells, content.measures.lacunar_ml),
        _ranges("patient", "age", cells["patient.age"]),
        _ranges("severity", "nihss", cells["severity.nihss"]),
        _ranges("severity", "mrs", cells["severity.mrs"]),
        _types(base),
        _treated(cells["treated.days_since_last"]),
        [{}, *({"rehab": choice} for choice in base.facts["rehab"].choices)],
        *(_joint(group) for group in _going_on(content, flags)),
    ]
    return tuple(_part(content, asked, list(way)) for way in ways)


_DERIVED = "safety.after-infusion-symptoms"


def merged(*documents: Mapping[str, Any]) -> Document:
    """One document of several, section by section; a later one wins."""
    made: Document = {}
    for document in documents:
        for key, value in document.items():
            if isinstance(value, dict) and isinstance(made.get(key), dict):
                made[key] = {**made[key], **value}
            else:
                made[key] = deepcopy(value)
    return made


def _asked(base: RuleBase) -> list[Any]:
    """The leaves that any table of the sheets asks, itself or through an outcome."""
    tables = closure(base, (*OUTCOMES, *SHEETS))
    found = dict.fromkeys(leaf for table in tables for rule in table.rules for leaf in leaves(rule.condition))
    return [leaf for leaf in found if not isinstance(leaf, OutcomeIs)]


def _part(content: Content, asked: Sequence[Any], documents: list[Document]) -> Part:
    """Of the ways that no leaf tells apart one is kept, the one that comes first."""
    entries = [entry for document in documents if (entry := _entry(content, document))]
    first = entries[0].facts
    own = tuple(name for name in first if any(entry.facts[name] != first[name] for entry in entries))
    mine = [compile_condition(leaf, content.rules.everything) for leaf in asked if leaf.fact in own]
    kept: dict[Any, Entry] = {}
    for entry in entries:
        kept.setdefault(tuple(check.truth(entry.facts, {}) for check in mine), entry)
    return Part(own, tuple(kept.values()))


def _entry(content: Content, document: Document) -> Entry | None:
    """None where the entries of a document contradict each other."""
    try:
        return Entry(document, facts_of(parse_case(merged(NOTHING, document)), content.evidence.asked_flags, ENTERED, content.measures))
    except InputError:
        return None


def _numbers(base: RuleBase, asked: Sequence[Condition]) -> list[str]:
    return [name for name, fact in base.facts.items() if fact.kind == "number" and any(getattr(leaf, "fact", None) == name for leaf in asked)]


def _spans(base: RuleBase, name: str, asked: Sequence[Condition]) -> Iterator[tuple[float, float]]:
    """Every run of neighbouring cells of a number, as its ends inside them; single cells come first."""
    starts = starts_of(base, asked)
    shared = set().union(*(starts[one] for one in _STROKE_BEGAN)) | {(1, 0), (2, 0)}
    counted = starts[_EARLIER] | starts["stroke.other_stroke_days"]
    cuts = counted if name == _EARLIER else shared if name in _STROKE_BEGAN else starts[name]
    cells = [_ends(cell) for cell in cells_of(base.facts[name], cuts)]
    for length in range(1, len(cells) + 1):
        for at in range(len(cells) - length + 1):
            yield cells[at][0], cells[at + length - 1][1]


def _ends(cell: Value) -> tuple[float, float]:
    assert isinstance(cell, Interval)
    assert cell.low is not None
    high = cell.low + _BEYOND if cell.high is None else cell.high
    step = (high - cell.low) / 4
    return cell.low + step * cell.low_open, high - step * cell.high_open


def _ranges(section: str, entry: str, spans: Sequence[tuple[float, float]]) -> Iterator[Document]:
    yield {}
    for low, high in spans:
        yield {section: {entry: {"low": int(low), "high": int(high)}}}


def _day(before: float) -> str:
    return (ASSESSED - timedelta(days=int(before))).isoformat()


def _began(span: tuple[float, float]) -> Any:
    low, high = _day(span[0]), _day(span[1])
    return low if low == high else {"earliest": high, "latest": low}


def _times(cells: Mapping[str, Sequence[tuple[float, float]]]) -> Iterator[Document]:
    """Each onset, seen or unseen, with each earlier stroke."""
    days = cells["stroke.days_since_onset"]
    onsets: list[Document] = [{}, *({"onset": _began(span)} for span in days)]
    onsets += [{"onset": at} for at in ("2026-11-21T09:00", "2026-11-20T15:00", "2026-11-20T06:00", "2026-11-19T10:00")]
    found = ("2026-11-21T08:00", "2026-11-20T06:00", "2026-11-21", "2026-11-20", "2026-11-18", "2026-09-10", None)
    single = [span for span in days if int(span[0]) == int(span[1])] + [span for span in days if span[0] > 2]
    for well, at in product([None, *map(_began, single)], found):
        unseen = {"last_known_well": well, "found_at": at}
        onsets.append({key: value for key, value in unseen.items() if value is not None})
    for onset in onsets:
        yield {"stroke": onset} if onset else {}
    # Only the days of these two are asked of an earlier stroke; before the latest it is cut off by the core.
    earlier = [None, *map(_began, cells[_EARLIER])]
    for onset, when, disabling in product(onsets, earlier, ("yes", "no", "unknown")):
        previous: Document = {"disabling": disabling, **({"onset": when} if when else {})}
        yield {"stroke": {**onset, "previous": [previous]}}


def _infarcts(
    cells: Mapping[str, Sequence[tuple[float, float]]], largest: float
) -> Iterator[Document]:
    """Each place, certain or one of several, with each size; `largest` is that of a lacunar infarct in mL."""
    places = ("cortical", "subcortical", "brainstem", "cerebellar")
    where: list[Any] = [["cortical"], None, ["lacunar"]]
    where += [list(some) for size in range(1, 5) for some in combinations(places, size)]
    every = ("lacunar", *places)
    where += [{"one_of": list(some)} for size in range(2, 5) for some in combinations(every, size)]
    volumes = [{}, {"volume_ml": {"low": 0, "high": largest}}]
    volumes += [{"volume_ml": {"low": low, "high": high}} for low, high in cells["infarct.volume_ml"]]
    widths: list[Document] = [{}] + [
        {"max_diameter_mm": {"low": max(low, 1), "high": min(high, scales.DIAMETER_MM[1])}}
        for low, high in cells["infarct.max_diameter_mm"]
    ]
    for place, volume, width in product(where, volumes, widths):
        size = {**volume, **width}
        yield {**({"stroke": {"location": place}} if place else {}), **({"infarct": size} if size else {})}


def _types(base: RuleBase) -> Iterator[Document]:
    """Known, not known, or one of two."""
    kinds = base.facts["stroke.type"].choices
    yield {}
    for kind in kinds:
        yield {"stroke": {"type": kind}}
    for some in combinations(kinds, 2):
        yield {"stroke": {"type": {"one_of": list(some)}}}


def _treated(spans: Sequence[tuple[float, float]]) -> Iterator[Document]:
    """None; or a route, a time and at most one symptom."""
    yield {}
    routes: list[Document] = [{"route": "intravenous"}, {"route": "intrathecal"}, {}]
    dates: list[Document] = [{}, *({"last_date": _began(span)} for span in spans)]
    symptoms = ("chest_pain", "breathlessness", "limb_swelling", "fever", "headache", "back_pain", "leg_weakness", "bladder_change")
    told: list[Document] = [{"symptoms": []}, {}, *({"symptoms": [one]} for one in symptoms)]
    for route, when, symptom in product(routes, dates, told):
        yield {"treated": {"product": "cells", **route, **when, **symptom}}


def _going_on(content: Content, flags: Sequence[str]) -> list[tuple[str, ...]]:
    """The flags by themselves, and with the one before it a flag that is only asked about after it."""
    names = [flag.removeprefix("safety.") for flag in flags]
    after = {
        name: first.removeprefix("safety.")
        for name in names
        if (first := str((content.evidence.asked_flags[name].asked_when or {}).get("fact"))).startswith("safety.")
    }
    alone = [(name,) for name in names if name not in after and name not in after.values()]
    return alone + [(first, name) for name, first in after.items()]


def _joint(flags: Sequence[str]) -> list[Document]:
    """Every way to answer these flags together."""
    return [merged(*answers) for answers in product(*map(_answers, flags))]


def _answers(flag: str) -> Iterator[Document]:
    for answer in ("no", "yes", "unknown"):
        yield {"safety": {flag: answer}}
