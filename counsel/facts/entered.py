"""The facts that are one entry of the case as it stands; those made from several are in `case_facts`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from counsel.case.document import Case
from counsel.case.entry_paths import EntryValue, entry_at, words_at
from counsel.case.possible_values import UNKNOWN, chosen, number, yes_if
from counsel.facts.shapes import EnteredFact, FactShape
from rules.values import Choices, Facts, Flag, Interval, Value

_NONE = "none"


def entered_facts(case: Case, entered: Iterable[EnteredFact]) -> Facts:
    """The value of each of these facts in a case."""
    return {one.name: _value(entry_at(case, one.path), one) for one in entered}


def choices_of(fact: EnteredFact) -> tuple[str, ...]:
    """The choices of a fact: what the case document allows, without `unknown`; none for other kinds."""
    return tuple(one for one in words_at(fact.path) if one != UNKNOWN) if fact.shape.kind == "choice" else ()


def _value(entry: EntryValue, fact: EnteredFact) -> Value:
    if fact.shape.kind == "flag":
        return _answered(entry)
    if fact.shape.kind == "number":
        return _measured(entry, fact.shape)
    every = _every(fact)
    # Null, asked and there is none, is a choice where the document names it.
    if entry.value is None and entry.is_given and _NONE in every:
        return Choices.exact(_NONE)
    return chosen(entry.value, every)


def _answered(entry: EntryValue) -> Flag:
    """Left out is unknown, null is asked and none, a text or a number above 0 is yes."""
    value = entry.value
    if value is None:
        return Flag.NO if entry.is_given else Flag.UNKNOWN
    if isinstance(value, str):
        return Flag(value) if value in ("yes", "no", UNKNOWN) else Flag.YES
    return yes_if(value > 0)


def _measured(entry: EntryValue, shape: FactShape) -> Interval:
    assert shape.range is not None
    return number(None if isinstance(entry.value, str) else entry.value, shape.range)


@cache
def _every(fact: EnteredFact) -> frozenset[str]:
    return frozenset(choices_of(fact))
