"""Which unknown or partial facts could still change the result, and what; it asks nobody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from counsel.assess.assessment import Missing, OfferCheck
from counsel.assess.missing_tables import ORDER, MissingTables
from rules.load import RuleBase
from rules.values import Value


def missing_facts(
    rules: RuleBase,
    tables: MissingTables,
    facts: Mapping[str, Value],
    offer: OfferCheck,
    touched_flags: frozenset[str],
) -> tuple[Missing, ...]:
    """One row a fact, sorted by what it changes; `touched_flags` are the flags named singly in the case.

    A fact is listed if and only if some value of it could, for some completion of the other facts, change
    what is named. An item of an offer that is not answered changes the offer check by being answered.
    """
    changes = tables.result.turning(facts)
    _add(changes, "offer", (f"offer.{item}" for item in offer.not_answered))
    for fact, what in tables.coverage.turning(facts).items():
        changes.setdefault(fact, set()).update(what)
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
    """In declared order; entries that give several facts are named by their row already."""
    rows: dict[str, set[str]] = {}
    for fact, declaration in rules.facts.items():
        row = fact if fact in touched_flags else declaration.row
        what = changes.get(fact, set()) | changes.get(row, set())
        if what:
            rows.setdefault(row, set()).update(what)
    return rows


def _weight(row: Missing) -> tuple[int, int]:
    return ORDER.index(row.could_change[0]), -len(row.could_change)
