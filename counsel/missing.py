"""Which unknown or partial facts could still change the result, and what; it asks nobody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from counsel.assessment import Coverage, Missing
from rules.engine import Evaluation
from rules.load import RuleBase

ORDER = (
    "standing", "phase", "expectation", "bands", "caveats", "arguments", "offer", "routes", "coverage",
)  # fmt: skip


def missing_facts(
    rules: RuleBase, evaluation: Evaluation, coverage: Coverage, touched_flags: frozenset[str]
) -> tuple[Missing, ...]:
    """One row a fact, sorted by what it changes; `touched_flags` are the flags named singly in the case."""
    changes: dict[str, set[str]] = {}
    for table in rules.tables:
        if table.changes in ORDER:
            _add(changes, table.changes, evaluation.decisions[table.id].open_facts())
    for study in coverage.studies:
        if study.verdict != "outside":
            for criterion in study.criteria:
                if criterion.verdict == "open":
                    _add(changes, "coverage", criterion.facts)
    rows = _by_row(rules, changes, touched_flags)
    listed = [
        Missing(fact=row, could_change=tuple(k for k in ORDER if k in what)) for row, what in rows.items()
    ]
    return tuple(sorted(listed, key=_weight))


def _add(changes: dict[str, set[str]], what: str, facts: Iterable[str]) -> None:
    for fact in facts:
        changes.setdefault(fact, set()).add(what)


def _by_row(
    rules: RuleBase, changes: Mapping[str, set[str]], touched_flags: frozenset[str]
) -> dict[str, set[str]]:
    rows: dict[str, set[str]] = {}
    for fact in rules.facts:
        if fact in changes:
            declaration = rules.facts[fact]
            row = fact if fact in touched_flags else declaration.row or fact
            rows.setdefault(row, set()).update(changes[fact])
    return rows


def _weight(row: Missing) -> tuple[int, int]:
    return ORDER.index(row.could_change[0]), -len(row.could_change)
