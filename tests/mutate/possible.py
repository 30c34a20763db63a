"""Which combinations of facts a case can give, as far as facts hang together; it judges no rule.

Where it is not sure it says yes: a proof over too many combinations is still a proof.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from counsel.facts.dependencies import DAYS, DECIDED, FOUND, HOURS, LOCATION, OTHER, OTHER_DAYS, linked
from rules.cells import CellGroup, groups
from rules.conditions import Condition
from rules.load import RuleBase
from rules.values import Flag, Value, overlaps

# Facts of the case document itself are never unknown: an entry is there or it is not (counsel/facts/case_facts.py).
_ALWAYS_KNOWN = DECIDED | {"infarct.from_diameters", "severity.nihss_untestable", "treated.product_named"}
_GOAL, _SYMPTOM = "goal.", "treated.symptom."
# These follow from the studies, whether there is an offer or not (counsel/assess/offer_studied.py).
_STUDIED = ("offer.cells_studied", "offer.route_studied")
_ONSET_GIVEN = "stroke.onset_given"
# What is unknown without onset, last known well and found; and of whom nothing is known without an earlier stroke.
_WITHOUT = {
    _ONSET_GIVEN: (DAYS, HOURS, FOUND, "stroke.latest_possible_days"),
    OTHER: (OTHER_DAYS,),
}
# An earlier stroke with a date bounds the latest one, whose own date is not known.
_BOUNDED_BY_OTHER = frozenset({DAYS, HOURS, "stroke.latest_possible_days"})


def never_unknown(fact: str) -> bool:
    """Whether every case answers this fact."""
    return fact in _ALWAYS_KNOWN or fact.startswith(_GOAL)


class Possible:
    """What may be of some facts of a rule base, cut where these conditions cut them."""

    def __init__(self, base: RuleBase, facts: Collection[str], asked: Sequence[Condition]) -> None:
        self._everything: Mapping[str, Value] = base.everything
        self._facts = frozenset(facts)
        joint = groups(base, asked, linked(base))
        self._groups = [one for one in joint if len(self._facts.intersection(one.facts)) > 1]
        self._known: dict[tuple[object, ...], bool] = {}

    def can_be(self, facts: Mapping[str, Value]) -> bool:
        """Whether a case may give these values; False only where none does."""
        return (
            self._absent_say_nothing(facts)
            and self._symptoms_come_together(facts)
            and self._places_come_together(facts)
            and all(self._exists(group, facts) for group in self._groups)
        )

    def _absent_say_nothing(self, facts: Mapping[str, Value]) -> bool:
        """No offer, no treatment, no onset, no earlier stroke: then nothing is known of it."""
        for name in self._facts:
            section = f"{name.partition('.')[0]}.present"
            if section in facts and facts[section] is Flag.NO and name not in (section, *_STUDIED):
                nothing = Flag.NO if never_unknown(name) or name.startswith(_SYMPTOM) else self._everything[name]
                if facts[name] != nothing:
                    return False
        return all(
            facts[name] == self._everything[name]
            for given, names in _WITHOUT.items()
            if given in self._facts and facts[given] is Flag.NO
            for name in self._facts.intersection(names)
            if name not in _BOUNDED_BY_OTHER or facts.get(OTHER) is Flag.NO
        )

    def _symptoms_come_together(self, facts: Mapping[str, Value]) -> bool:
        """One list names the symptoms, so that either all of them are known or none."""
        unknown = {facts[name] is Flag.UNKNOWN for name in self._facts if name.startswith(_SYMPTOM)}
        return len(unknown) < 2

    def _places_come_together(self, facts: Mapping[str, Value]) -> bool:
        """A list of places answers all of them; a choice between places leaves at least one open, and none sure."""
        places = [facts[name] for name in LOCATION if name in self._facts]
        if Flag.YES in places and Flag.UNKNOWN in places:
            return False
        if len(places) == len(LOCATION):
            return places.count(Flag.NO) < len(places)
        return True

    def _exists(self, group: CellGroup, facts: Mapping[str, Value]) -> bool:
        names = [name for name in group.facts if name in self._facts]
        key = (group.facts, *(facts[name] for name in names))
        if key not in self._known:
            self._known[key] = _holds(group, {name: facts[name] for name in names})
        return self._known[key]


def _holds(group: CellGroup, facts: Mapping[str, Value]) -> bool:
    """Whether some point is left, and both ends of the days and hours that one onset gives are taken by one."""
    left = group.possible(facts)
    if not left:
        return False
    if not facts.keys() >= {DAYS, HOURS}:
        return True
    for name in (DAYS, HOURS):
        inside = [at for at, cell in enumerate(group.cells[name]) if overlaps(cell, facts[name])]
        if any(not group.holding[name][at] & left for at in (inside[0], inside[-1])):
            return False
    return True
