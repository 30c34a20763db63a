"""What the proofs leave out as impossible is given by no case, and it is what they are meant to leave out."""

from __future__ import annotations

from functools import cache

import pytest

from counsel.facts.case_facts import facts_of
from counsel.facts.dependencies import DAYS, HOURS, LOCATION, OTHER, OTHER_DAYS
from counsel.form.declarations import ENTERED
from rules.values import Flag, Interval, Value
from tests.mutate.possible import Possible, never_unknown
from tests.support.named_cases import read_cases
from tests.support.program import program

NAMED = [one for one in read_cases() if "refused" not in one.expects]
GIVEN = "stroke.onset_given"
CHEST, FEVER = "treated.symptom.chest_pain", "treated.symptom.fever"


@cache
def _possible(*names: str) -> Possible:
    rules = program().content.rules
    asked = [rule.condition for table in rules.tables for rule in table.rules]
    return Possible(rules, names or tuple(rules.facts), asked)


@cache
def _facts() -> dict[str, dict[str, Value]]:
    """The facts of each named case by its name; an unknown number is everything that its declaration allows."""
    content = program().content
    given = {one.name: facts_of(one.case, content.evidence.asked_flags, ENTERED, content.measures) for one in NAMED}
    return {
        name: {
            **content.rules.everything,
            **{fact: value for fact, value in facts.items() if value != Interval.unknown()},
        }
        for name, facts in given.items()
    }


def test_every_named_case_is_possible() -> None:
    assert [name for name, facts in _facts().items() if not _possible().can_be(facts)] == []


def test_no_named_case_leaves_open_what_is_never_unknown() -> None:
    names = [name for name in program().content.rules.facts if never_unknown(name)]
    assert "goal.walking" in names
    assert [(case, name) for case, of in _facts().items() for name in names if of[name] is Flag.UNKNOWN] == []


@pytest.mark.parametrize(
    ("facts", "can_be"),
    [
        ({DAYS: Interval(1, 1), HOURS: Interval(0, 48, True, True)}, True),
        ({DAYS: Interval(9, 9), HOURS: Interval(0, 20)}, False),
        ({DAYS: Interval(0, 9), HOURS: Interval(0, 20)}, False),
        ({GIVEN: Flag.NO, OTHER: Flag.NO, DAYS: Interval(0, 9)}, False),
        ({GIVEN: Flag.NO, OTHER: Flag.YES, DAYS: Interval(0, 9)}, True),
        ({GIVEN: Flag.YES, DAYS: Interval(0, 9)}, True),
        ({OTHER: Flag.NO, OTHER_DAYS: Interval(0, 9)}, False),
        ({OTHER: Flag.YES, OTHER_DAYS: Interval(0, 9)}, True),
        ({"treated.present": Flag.YES, CHEST: Flag.UNKNOWN, FEVER: Flag.NO}, False),
        ({"treated.present": Flag.YES, CHEST: Flag.YES, FEVER: Flag.NO}, True),
        ({"treated.present": Flag.NO, CHEST: Flag.YES}, False),
        (dict.fromkeys(LOCATION, Flag.NO), False),
        (dict.fromkeys(LOCATION, Flag.UNKNOWN), True),
        ({**dict.fromkeys(LOCATION, Flag.NO), LOCATION[0]: Flag.YES}, True),
        ({LOCATION[0]: Flag.YES, LOCATION[1]: Flag.UNKNOWN}, False),
    ],
)
def test_facts_that_hang_together(facts: dict[str, Value], can_be: bool) -> None:
    assert _possible(*facts).can_be({**program().content.rules.everything, **facts}) is can_be
