"""Every named case is as it expects, and the cases reach every limit, flag, standing and outcome of the rules."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from counsel.errors import InputError
from rules.conditions import Condition, InInterval, parts_of
from rules.engine import Evaluation, evaluate
from rules.values import Interval, Truth
from tests.support.named_cases import NamedCase, facts_in, faults, read_cases
from tests.support.program import program

NAMED = read_cases()
# A date on a clock moves in minutes, so a tenth of an hour is the least step that a case can hold exactly.
STEP = 0.1


@pytest.mark.parametrize("named", NAMED, ids=[f"{one.file}: {one.name}" for one in NAMED])
def test_a_named_case_is_as_it_expects(named: NamedCase) -> None:
    assert faults(named, program().assessor) == []


def test_no_two_cases_have_the_same_name() -> None:
    names = [named.name for named in NAMED]
    assert len(names) == len(set(names))


def _evaluations() -> Iterator[tuple[NamedCase, Evaluation, dict[str, object]]]:
    content = program().content
    for named in NAMED:
        if "refused" not in named.expects:
            facts = facts_in(named, content)
            yield named, evaluate(content.rules, facts), dict(facts)


def _thresholds() -> Iterator[tuple[str, str, float, bool, bool]]:
    """Every limit: rule, fact, number, whether the number itself is inside, whether it is a low end."""

    def leaves(condition: Condition) -> Iterator[InInterval]:
        if isinstance(condition, InInterval):
            yield condition
        for part in parts_of(condition):
            yield from leaves(part)

    for table in program().content.rules.tables:
        for rule in table.rules:
            for leaf in leaves(rule.condition):
                ends = (leaf.asked.low, leaf.asked.low_open, True), (leaf.asked.high, leaf.asked.high_open, False)
                for number, is_open, is_low in ends:
                    if number is not None:
                        yield rule.record.id, leaf.fact, number, not is_open, is_low


def _unstraddled(rule: str, fact: str, number: float, closed: bool, low: bool, seen: dict[str, list[Interval]]) -> str:
    """Which side of a limit no case stands on, empty for none; the last number inside and the first outside."""
    declared = program().content.rules.facts[fact]
    step = 1 if declared.integer else STEP
    outward = -step if low else step
    inside, outside = (number, number + outward) if closed else (number - outward, number)
    assert declared.range is not None
    least, most = declared.range[0], math.inf if declared.range[1] is None else declared.range[1]
    wanted = [value for value in (inside, outside) if least <= value <= most]
    # A range counts by the end that lies at the limit: it is there that the rule turns from true to open.
    ends = {end for interval in seen[fact] for end in (interval.low, interval.high) if end is not None}
    lacking = [f"{value:g}" for value in wanted if not any(math.isclose(value, end) for end in ends)]
    return f"{rule}: {fact} {' and '.join(lacking)}" if lacking else ""


# Beyond the 120 years of any onset that is accepted: it asks only that the onset has an earliest date.
BEYOND_EVERY_ONSET = 120 * 366


def test_cases_stand_on_both_sides_of_every_limit() -> None:
    seen: dict[str, list[Interval]] = {name: [] for name in program().content.rules.facts}
    for _, _, facts in _evaluations():
        for name, value in facts.items():
            if isinstance(value, Interval):
                seen[name].append(value)
    lacking = [
        _unstraddled(rule, fact, number, closed, low, seen)
        for rule, fact, number, closed, low in _thresholds()
        if not (fact.endswith("days_since_onset") and number > BEYOND_EVERY_ONSET)
    ]
    assert [line for line in lacking if line] == []


def test_every_rule_holds_in_a_case_and_fails_or_is_open_in_another() -> None:
    rules = program().content.rules
    holds: dict[str, set[bool]] = {rule.record.id: set() for table in rules.tables for rule in table.rules}
    for _, evaluation, _ in _evaluations():
        for fired in evaluation.trace:
            holds[fired.rule.id].add(fired.truth is Truth.TRUE)
    always = {rule.record.id for table in rules.tables for rule in table.rules if rule.record.when is None}
    assert [rule for rule, seen in holds.items() if True not in seen] == []
    assert [rule for rule, seen in holds.items() if False not in seen and rule not in always] == []


def test_every_outcome_of_every_table_is_settled_in_a_case() -> None:
    rules = program().content.rules
    lacking = {(table.record.id, outcome) for table in rules.tables for outcome in table.record.outcomes}
    for _, evaluation, _ in _evaluations():
        for decision in evaluation.decisions.values():
            collects = decision.hit == "collect"
            lacking -= {(decision.table, one) for one in decision.possible if collects or decision.settled}
    assert sorted(lacking) == []


def test_every_standing_is_expected_by_name_and_each_as_one_of_several() -> None:
    table = program().content.rules.table("standing").record
    standings = [named.expects["standing"] for named in NAMED if "standing" in named.expects]
    assert set(table.outcomes) <= {one for one in standings if isinstance(one, str)}
    assert set(table.outcomes) <= {one for several in standings if isinstance(several, list) for one in several}


def test_every_flag_of_the_register_is_answered_yes_in_a_case() -> None:
    flags = {flag.id for flag in program().content.evidence.flags}
    answered = {
        flag
        for named in NAMED
        for flag, answer in named.document.get("safety", {}).items()
        if answer == "yes"
    }
    assert sorted(flags - answered) == []


def test_every_name_in_an_expectation_exists() -> None:
    """A name spelt wrongly under `lacks` would hold for ever."""
    content = program().content
    known = set(content.rules.facts) | {fact.row for fact in content.rules.facts.values()}
    known |= {rule.record.id for table in content.rules.tables for rule in table.rules}
    known |= {rule.record.gives for table in content.rules.tables for rule in table.rules}
    known |= {sentence.removeprefix("sheet.") for sentence in content.wording("en").sentences}
    known |= {name.removeprefix("offer.") for name in content.rules.facts}
    known |= {flag.id for flag in content.evidence.flags} | set(content.evidence.trials)
    for named in NAMED:
        for key in ("because", "notes", "arguments", "caveats", "findings", "missing", "red_flags", "sheet", "printed", "answered", "not_answered", "routes", "asked", "holds"):
            wanted = named.expects.get(key, [])
            names = wanted if isinstance(wanted, list) else [*wanted.get("has", ()), *wanted.get("lacks", ())]
            strange = [name for name in names if name.rpartition("/")[2] not in known]
            assert not strange, f"{named.name}: {key} {strange}"


def test_a_case_that_expects_a_refusal_and_gets_none_fails() -> None:
    good = next(named for named in NAMED if named.expects.get("standing") == "trial_only")
    wrong = NamedCase(good.file, good.name, good.policy, good.document, {"refused": {"path": "x", "reason": "y"}})
    assert faults(wrong, program().assessor)


@pytest.mark.parametrize(
    "expects",
    [
        {"phase": "acute"},
        {"phase": ["early_subacute", "late_subacute"]},
        {"standing": {"id": "wait", "possible": ["trial_only"]}},
        {"severity": ["minor", "moderate"]},
        {"days": [71, 72]},
        {"caveats": {"has": ["WINDOWGAP"]}},
        {"caveats": {"lacks": ["CERT"]}},
        {"arguments": ["for-moderate"]},
        {"arguments": {"has": ["against/for-moderate"]}},
        {"sheet": {"has": ["now/answer.hope"]}},
        {"coverage": {"treasure-2024": "inside"}},
        {"coverage": {"no-such-study": "inside"}},
    ],
)
def test_a_wrong_expectation_is_found(expects: dict[str, object]) -> None:
    document = next(named for named in NAMED if named.name.startswith("On day 72")).document
    assert faults(NamedCase("", "", "", document, expects), program().assessor)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("cases:\n- {name: A, policy: s, expects: {fase: acute}}", "fase"),
        ("cases:\n- {name: A, policy: s, cases: {}, expects: {}}", "cases"),
        ("cases:\n- {name: A, policy: s, case: {stroke: {onset: 3 h ago}}, expects: {}}", "time of day"),
        ("cases:\n- {name: A, policy: s, without: [stroke.side], expects: {}}", "side"),
        ("cases:\n- {name: A, policy: s, base: other, expects: {}}", "other"),
        ("cases: []\nmore: 1", "more"),
    ],
)
def test_a_fault_in_a_case_file_is_named(tmp_path: Path, text: str, fault: str) -> None:
    bases = "known: {format: 1, assessed_on: 2026-11-21, stroke: {type: ischaemic}}"
    (tmp_path / "bases.yaml").write_text(bases, encoding="utf-8")
    (tmp_path / "topic.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=fault):
        read_cases(tmp_path)


def test_days_hours_and_yaml_words_are_written_as_the_case_format_has_them(tmp_path: Path) -> None:
    (tmp_path / "bases.yaml").write_text('known: {format: 1, assessed_on: "2026-11-21T12:00"}', encoding="utf-8")
    text = "cases:\n- {name: A, policy: s, case: {stroke: {onset: 25 h 30 min ago}, patient: {born: 1962-03-01}, safety: {coma: no}}, expects: {}}"
    (tmp_path / "topic.yaml").write_text(text, encoding="utf-8")
    (named,) = read_cases(tmp_path)
    assert named.document["stroke"]["onset"] == "2026-11-20T10:30"
    assert named.document["patient"]["born"] == "1962-03-01"
    assert named.document["safety"]["coma"] == "no"


def test_refused_cases_are_really_refused() -> None:
    for named in NAMED:
        if "refused" in named.expects:
            with pytest.raises(InputError):
                facts_in(named, program().content)
