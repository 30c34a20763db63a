"""Times the core in a warm process; starts no other."""

from __future__ import annotations

import time
from collections.abc import Callable

from counsel.facts.case_facts import facts_of
from counsel.form.declarations import ENTERED
from counsel.shell import bootstrap
from rules.engine import evaluate
from tests.bench.figure import Figure, in_turn
from tests.bench.patients import patients


def ms(action: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    began = time.perf_counter_ns()
    action()
    return (time.perf_counter_ns() - began) / 1e6


def core_figures(program: bootstrap.Program, count: int) -> list[Figure]:
    """The rules with their trace, and the whole assessment."""
    given = patients()
    content = program.content
    rules = [rule for table in content.rules.tables for rule in table.rules]
    facts = (facts_of(case, content.evidence.asked_flags, ENTERED, content.measures) for case in patients())

    def every_rule() -> None:
        for rule in rules:
            _nothing(rule)

    def whole() -> float:
        case = next(given)
        return ms(lambda: program.assess(case))

    def evaluation() -> float:
        known = next(facts)
        return ms(lambda: evaluate(content.rules, known).trace)

    in_turn(count, whole, evaluation)
    assessed, evaluated, passed = in_turn(count, whole, evaluation, lambda: ms(every_rule))
    per_rule = f"a call of nothing for each of {len(rules)} rules"
    return [
        Figure("rules with trace", evaluated, per_rule, passed, most_median_ms=1),
        Figure("whole assessment", assessed, "the rules with trace", evaluated, most_median_ms=10),
    ]


def _nothing(_rule: object) -> None:
    return
