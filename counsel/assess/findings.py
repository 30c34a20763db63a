"""Rules that fired as findings of an assessment, each with its reasons in words; it decides nothing."""

from __future__ import annotations

from counsel.assess.assessment import Finding
from counsel.content import Content
from rules.engine import Evaluation, Fired


def finding(content: Content, fired: Fired) -> Finding:
    """One rule that fired: its sentences, its evidence and the facts behind it."""
    return Finding(
        rule=fired.rule.id,
        kind=fired.rule.gives,
        physician=fired.rule.says.physician or "",
        patient=fired.rule.says.patient or "",
        evidence=fired.rule.evidence,
        because=content.reasons.because(fired),
    )


def findings_of(content: Content, evaluation: Evaluation, *tables: str) -> tuple[Finding, ...]:
    """The rules that fired in these tables, in order."""
    return tuple(finding(content, fired) for table in tables for fired in evaluation.decisions[table].fired)
