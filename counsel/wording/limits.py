"""Limits of the rules in texts: a gap such as {infarct-large.from} holds the number that the rule has.

A limit can be told rounded in a longer unit of time: {phase-chronic.from:months}. It words nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from counsel.errors import CounselError
from rules.conditions import number_text
from rules.grammar import near
from rules.limits import Limits

# A limit's name has a dot; every other gap has none.
_GAP = re.compile(r"\{([A-Za-z0-9][\w-]*(?:\.[\w-]+)+)(?::(\w+))?\}")
# What a longer unit holds of the unit of a fact.
LONGER = {
    "days": {"weeks": 7.0, "months": 365.25 / 12, "years": 365.25},
    "hours": {"days": 24.0},
}


class LimitGapError(CounselError):
    """A gap for a limit that does not exist, or in a unit that its fact is not told in."""


def limits_in(text: str) -> tuple[str, ...]:
    """The names of the limits that a text takes, in its order."""
    return tuple(gap[1] for gap in _GAP.finditer(text))


def without_limits(text: str, filler: str = " ") -> str:
    """The text with its gaps for limits blanked: what is left was typed."""
    return _GAP.sub(filler, text) if "{" in text else text


def with_limits(text: str, limits: Limits) -> str:
    """The text with its limits filled in; raises LimitGapError for one that cannot be."""
    if "{" not in text:
        return text
    return _GAP.sub(lambda gap: _shown(gap[1], gap[2], limits), text)


def longer_than(unit: str | None) -> Mapping[str, float]:
    """The longer units that a unit can be told in, and what each holds of it; none but for days and hours."""
    # `days since onset` are days.
    return LONGER.get((unit or "").partition(" ")[0], {})


def rounded(value: float, unit: str | None, longer: str) -> int:
    """Days in whole weeks, months or years, hours in whole days; KeyError for any other pair of units."""
    return round(value / longer_than(unit)[longer])


def is_near(value: float, unit: str | None, longer: str) -> bool:
    """Whether the rounded number says nearly the same: within a tenth."""
    exact = value / longer_than(unit)[longer]
    return abs(exact - round(exact)) <= exact / 10


def _shown(name: str, unit: str | None, limits: Limits) -> str:
    place = limits.named.get(name)
    if place is None:
        raise LimitGapError(f"{name} is no limit of a rule.", _remedy(name, limits))
    if unit is None:
        return number_text(place.value)
    longer = longer_than(place.unit)
    if unit not in longer:
        allowed = ", ".join(longer) or "its own unit only"
        raise LimitGapError(f"{name} is not told in {unit}.", f"Allowed: {allowed}.")
    return str(rounded(place.value, place.unit, unit))


def _remedy(name: str, limits: Limits) -> str:
    return f"Name a limit of rules/data{near(name, limits.named)}."
