"""The mutants, the judge and the proofs do what they say, and a sample of the mutants is noticed by the cases."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from rules.load import ParsedFile, RuleBase, load_rules
from tests.mutate.__main__ import Fate, Range, share, table
from tests.mutate.equivalence import plain, reason_it_is_equivalent
from tests.mutate.mutants import Mutant, mutants
from tests.support.program import program

SAMPLE = 150
FACTS = [
    {"name": "days", "kind": "number", "integer": True, "range": [0, None]},
    {"name": "volume", "kind": "number", "range": [0, None]},
    {"name": "kind", "kind": "choice", "choices": ["a", "b", "c"]},
    {"name": "ill", "kind": "flag"},
]


def base(*conditions: Any, hit: str = "first") -> RuleBase:
    told = {"evidence": [], "source": "section 1", "status": "policy", "reviewed": "2026-11-21"}
    rules = [{"id": f"r{at}", "gives": "x", "when": when, **told} for at, when in enumerate(conditions)]
    rules.append({"id": "last", "gives": "y", **told})
    data = {"topic": "t", "tables": [{"id": "one", "hit": hit, "changes": "x", "outcomes": ["x", "y"], "rules": rules}]}
    return load_rules([ParsedFile("facts", {"facts": FACTS}, {})], [ParsedFile("rules", data, {})])


def changes(condition: Any, hit: str = "first") -> dict[str, Mutant]:
    return {mutant.id.removeprefix("r0: "): mutant for mutant in mutants(base(condition, hit=hit))}


@pytest.mark.parametrize(
    ("condition", "change"),
    [
        ({"fact": "days", "from": 7, "to": 90}, "moved threshold days 7 to 90 low 6"),
        ({"fact": "days", "from": 7, "to": 90}, "moved threshold days 7 to 90 high 91"),
        ({"fact": "volume", "above": 150}, "moved threshold volume more than 150 low 150.1"),
        ({"fact": "volume", "above": 150}, "open for closed volume more than 150"),
        ({"fact": "kind", "is": ["a", "b"]}, "choice removed kind a or b without a"),
        ({"all": [{"fact": "ill", "is": "yes"}, {"fact": "kind", "is": "a"}]}, "dropped condition ill yes"),
        ({"all": [{"fact": "ill", "is": "yes"}, {"fact": "kind", "is": "a"}]}, "any for all"),
        ({"any": [{"fact": "ill", "is": "yes"}, {"fact": "kind", "is": "a"}]}, "all for any"),
        ({"not": {"fact": "ill", "is": "yes"}}, "not dropped ill yes"),
        ({"maybe": {"fact": "ill", "is": "yes"}}, "maybe dropped ill yes"),
        ({"fact": "ill", "is": "yes"}, "unknown taken as no"),
        ({"fact": "ill", "is": "yes"}, "unknown taken as yes"),
        ({"fact": "ill", "is": "yes"}, "deleted rule"),
        ({"fact": "ill", "is": "yes"}, "swapped outcome y"),
    ],
)
def test_a_change_is_made(condition: Any, change: str) -> None:
    assert change in changes(condition)


def test_a_mutant_changes_its_own_rule_alone() -> None:
    whole = base({"fact": "ill", "is": "yes"}, {"fact": "kind", "is": "a"})
    deleted = next(mutant for mutant in mutants(whole) if mutant.operator == "deleted rule")
    assert [rule.record.id for rule in deleted.base(whole).tables[0].rules] == ["r1", "last"]


def test_no_mutant_is_the_rule_itself() -> None:
    every = _range().mutants
    assert [one.id for one in every if one.rule == one.original] == []


@pytest.mark.parametrize(
    ("condition", "change", "equal"),
    [
        ({"all": [{"fact": "ill", "is": "yes"}]}, "any for all", True),
        ({"all": [{"fact": "days", "to": 6}, {"fact": "days", "to": 9}]}, "dropped condition days at most 9", True),
        ({"all": [{"fact": "days", "to": 6}, {"fact": "days", "to": 9}]}, "dropped condition days at most 6", False),
        ({"maybe": {"known": "days"}}, "maybe dropped days known", True),
        ({"maybe": {"fact": "ill", "is": "yes"}}, "maybe dropped ill yes", False),
        ({"fact": "volume", "above": 150}, "open for closed volume more than 150", False),
        ({"fact": "ill", "is": "yes"}, "unknown taken as yes", False),
        ({"fact": "ill", "is": "yes"}, "deleted rule", False),
    ],
)
def test_equivalence_is_proved_or_not_claimed(condition: Any, change: str, equal: bool) -> None:
    whole = base(condition)
    mutant = next(one for one in mutants(whole) if one.id == f"r0: {change}")
    # The facts of the real rule base that are always known are not declared in this small one.
    assert bool(reason_it_is_equivalent(mutant, whole)) is equal


def test_a_joint_of_one_part_is_its_part() -> None:
    inner = base({"fact": "ill", "is": "yes"}).tables[0].rules[0].condition
    outer = base({"all": [{"any": [{"fact": "ill", "is": "yes"}]}]}).tables[0].rules[0].condition
    assert plain(outer) == inner


def test_the_table_counts_by_operator_and_names_the_survivors() -> None:
    fates = [
        Fate("deleted rule", "a: deleted rule", "killed by case", "c"),
        Fate("deleted rule", "b: deleted rule", "survived", ""),
        Fate("not dropped", "a: not dropped", "equivalent", "proof"),
    ]
    lines = list(table(fates))
    assert lines[1].split()[-5:] == ["2", "0", "1", "0", "1"]
    assert share(fates) == 0.5
    assert lines[-1] == "survived: b: deleted rule"


@cache
def _range() -> Range:
    return Range(program().content)


def test_a_fixed_sample_of_the_mutants_is_noticed_or_proved_to_change_nothing() -> None:
    """Every hundred-and-fiftieth; `run.py mutate` takes all of them."""
    fates = [_range().fate(at) for at in range(0, len(_range().mutants), SAMPLE)]
    assert [fate.mutant for fate in fates if fate.fate == "survived"] == []


def test_without_cases_every_mutant_survives_or_is_equivalent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.mutate.__main__.read_cases", tuple)
    blind = Range(replace(program().content))
    fates = {blind.fate(at).fate for at in range(0, len(blind.mutants), SAMPLE * 3)}
    assert "killed by case" not in fates


def test_what_a_property_forbids_is_killed_by_check() -> None:
    """No study of umbilical cord cells with a result reports whom it treated, so that no case can notice this one."""
    place = next(
        at
        for at in _range().places(("caveat-general",))
        if _range().mutants[at].id == "caveat-general: dropped condition offer.cells uc_msc"
    )
    assert _range().checked(place) == "mandatory"


def test_a_mutant_that_breaks_no_property_is_not_killed_by_check() -> None:
    place = next(at for at in _range().places(("red-pressure",)) if _range().mutants[at].operator == "deleted rule")
    assert _range().checked(place) == ""
