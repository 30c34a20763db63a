"""Rules that fired as findings of an assessment; it decides nothing."""

from __future__ import annotations

from counsel.assess.assessment import Finding
from rules.engine import Evaluation, Fired


def findings_of(evaluation: Evaluation, *tables: str) -> tuple[Finding, ...]:
    """The rules that fired in these tables, in order."""
    return tuple(_finding(table, fired) for table in tables for fired in evaluation.decisions[table].fired)


def _finding(table: str, fired: Fired) -> Finding:
    return Finding(
        table=table,
        rule=fired.rule.id,
        kind=fired.rule.gives,
        physician=fired.rule.says.physician or "",
        patient=fired.rule.says.patient or "",
        evidence=fired.rule.evidence,
    )
