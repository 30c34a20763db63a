"""Whether a named case notices a mutant, by what it states and by nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from counsel.assess.assessor import Assessor
from counsel.assess.missing_tables import missing_tables
from counsel.content import Content
from rules.engine import Decision, Evaluation, evaluate
from rules.load import Rule, RuleBase
from rules.logic import OPEN
from rules.trace import Run
from rules.values import Facts, Truth
from tests.mutate.mutants import Mutant
from tests.support.named_cases import NamedCase, facts_in, faults

# Which expectations read which table, besides `tables` that names them itself; a case that states none of those of a
# changed table cannot notice it.
_READ_BY: Mapping[str, frozenset[str]] = {
    "phase": frozenset(("phase", "begins", "ends", "printed")),
    "severity": frozenset(("severity",)),
    "infarct": frozenset(("infarct",)),
    "age": frozenset(("age",)),
    "standing": frozenset(("standing", "because", "sheet", "printed")),
    "urgency": frozenset(("standing", "because", "cells", "sheet", "printed")),
    "cells": frozenset(("cells", "notes")),
    "expectation_notes": frozenset(("notes",)),
    "arguments": frozenset(("arguments",)),
    "caveats": frozenset(("caveats",)),
    "phase_notes": frozenset(("findings",)),
    "flags": frozenset(("findings",)),
    "findings": frozenset(("findings",)),
    "offer_notes": frozenset(("findings",)),
    "routes": frozenset(("routes",)),
    "red_flags": frozenset(("red_flags",)),
    "sheet": frozenset(("sheet", "printed")),
    "asked": frozenset(("asked",)),
}
# These are made from the facts that are still open, which can change while no rule turns.
_FROM_OPEN_FACTS = frozenset(("missing", "printed"))


@dataclass(frozen=True)
class _Seen:
    """A case with what the unchanged rules found: completed facts, outcomes by table, and the evaluation."""

    named: NamedCase
    facts: Facts
    outcomes: dict[str, frozenset[str]]
    prospects: dict[str, frozenset[str]]
    evaluation: Evaluation
    text: str


class Judge:
    """The named cases, evaluated once by the unchanged rules."""

    def __init__(self, content: Content, cases: Sequence[NamedCase]) -> None:
        self._content = content
        self._tables = missing_tables(content)
        self._seen = [_seen(named, content) for named in cases if "refused" not in named.expects]

    def killer(self, mutant: Mutant) -> str | None:
        """The name of a case whose expectation fails under the mutant, or None."""
        changed = replace(self._content, rules=mutant.base(self._content.rules))
        # Working out what could turn a result costs a second; only the lists of open facts need it made anew.
        quick = Assessor(changed, self._tables)
        words = _words(mutant.original)
        # A case that names what the rule says is likelier to notice; the order saves time only.
        likely = sorted(self._seen, key=lambda seen: not any(word in seen.text for word in words))
        turned = (seen for seen in likely if _turns(mutant, seen) and _reads_a_change(changed.rules, seen))
        opened = (seen for seen in likely if _opens(mutant, seen) & set(seen.named.expects))
        return next(
            (
                seen.named.name
                for assessor, touched in ((quick, turned), (Assessor(changed), opened))
                for seen in touched
                if _notices(seen.named, assessor)
            ),
            None,
        )


def _words(rule: Rule) -> tuple[str, ...]:
    sentence = (rule.record.says.patient or "").removeprefix("sheet.")
    return tuple(f"'{word}'" for word in (rule.record.id, rule.record.gives)) + ((f"{sentence}'",) if sentence else ())


def _notices(named: NamedCase, assessor: Assessor) -> bool:
    try:
        return bool(faults(named, assessor))
    except Exception:
        # A mutant that breaks the program breaks the case.
        return True


def _seen(named: NamedCase, content: Content) -> _Seen:
    evaluation = evaluate(content.rules, facts_in(named, content))
    run: Any = evaluation.trace[0]._run
    assert isinstance(run, Run)
    return _Seen(named, run.facts, run.outcomes, dict(run._prospects), evaluation, str(named.expects))


def _turns(mutant: Mutant, seen: _Seen) -> bool:
    """Whether the changed rule has another truth or another outcome here."""
    before, after = mutant.original, mutant.rule
    if after is None or after.record is not before.record:
        return _truth(before, seen) is not Truth.FALSE
    return _truth(before, seen) is not _truth(after, seen)


def _truth(rule: Rule, seen: _Seen) -> Truth:
    return rule.compiled.truth(seen.facts, seen.outcomes)


def _opens(mutant: Mutant, seen: _Seen) -> frozenset[str]:
    """The expectations on open facts, where the facts that the rule still asks about may be others."""
    rules = [rule for rule in (mutant.original, mutant.rule) if rule is not None]
    prospects = [rule.compiled.prospect(seen.facts, seen.prospects) for rule in rules]
    return _FROM_OPEN_FACTS if OPEN in prospects or len(set(prospects)) > 1 else frozenset()


def _reads_a_change(rules: RuleBase, seen: _Seen) -> bool:
    after = evaluate(rules, seen.facts).decisions
    return any(
        _asks_about(table, seen.named)
        for table, before in seen.evaluation.decisions.items()
        if _shown(before) != _shown(after[table]) or table in ("standing", "urgency")
    )


def _asks_about(table: str, named: NamedCase) -> bool:
    return bool(_READ_BY.get(table, frozenset()) & set(named.expects)) or table in named.expects.get("tables", {})


def _shown(decision: Decision) -> object:
    fired = [(one.rule.id, one.rule.gives, one.rule.fields.get("section")) for one in decision.fired]
    return decision.possible, fired
