"""Assesses cases with one content, and tells what is asked of a result later; it says nothing in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal

from counsel.assess.assess import assessed, deciding
from counsel.assess.assessment import Assessment, Missing, PrintedLine, Spoken, TraceLine
from counsel.assess.missing import missing_facts
from counsel.assess.missing_tables import MissingTables, missing_tables
from counsel.case.parse import Case
from counsel.content import Content
from counsel.facts.case_facts import facts_of
from counsel.form.declarations import ENTERED
from rules.engine import Evaluation, Fired, Reason, evaluate
from rules.values import Truth, Value

_TRUTH: Mapping[Truth, Literal["true", "false", "open"]] = {
    Truth.TRUE: "true",
    Truth.FALSE: "false",
    Truth.OPEN: "open",
}
_SPOKEN = ("opening", "answers", "teach_back")
# The present case, the one before it, and those that a worker prints meanwhile.
_KEPT = 4


class Assessor:
    """Judges cases by one content; several threads may share one.

    An assessment is data. What few results are asked for (what is missing, the trace, what to say, the lines
    of a sheet) is found when it is asked for, from the facts that the assessment holds. The evaluations of
    the last assessments are kept, so that asking costs no second one.
    """

    def __init__(self, content: Content, tables: MissingTables | None = None) -> None:
        """`tables` are those behind what is missing; without them they are made when they are asked for."""
        self.content = content
        self._tables = tables
        self._recent: tuple[tuple[Mapping[str, Value], Evaluation], ...] = ()

    def assess(self, case: Case, assessed_on: date) -> Assessment:
        """The assessment of a case on a day; raises InputError for facts that contradict each other."""
        facts = facts_of(case, self.content.evidence.asked_flags, ENTERED, self.content.measures)
        named = frozenset(f"safety.{flag}" for flag in case.safety or {})
        return assessed(self.content, facts, named, assessed_on, self._evaluate)

    def missing(self, assessment: Assessment) -> tuple[Missing, ...]:
        """The facts that could still change the result, sorted by what they change."""
        return missing_facts(
            self.content.rules, self.tables, assessment.facts, assessment.offer, assessment.flags_named
        )

    def trace(self, assessment: Assessment) -> tuple[TraceLine, ...]:
        """Every rule in order with its truth."""
        return tuple(
            TraceLine(fired.table, fired.rule.id, _TRUTH[fired.truth], fired.rule.gives)
            for fired in self.evaluation(assessment).trace
        )

    def reasons(self, assessment: Assessment) -> Callable[[str], tuple[Reason, ...]]:
        """What tells for a rule, by its id, the leaves that decided it; KeyError for an unknown rule."""
        fired = {one.rule.id: one for one in self.evaluation(assessment).trace}
        return lambda rule: fired[rule].because()

    def talk(self, assessment: Assessment) -> tuple[Spoken, ...]:
        """What the physician can say aloud, in order."""
        decisions = self.evaluation(assessment).decisions
        return tuple(_spoken(table, fired) for table in _SPOKEN for fired in decisions[table].fired)

    def lines(self, assessment: Assessment, table: str) -> tuple[PrintedLine, ...]:
        """What a table of a sheet says, in the order of print; KeyError for an unknown table.

        On the standard sheet of an emergency the reasons come first, each in its own words.
        """
        evaluation = self.evaluation(assessment)
        fired = evaluation.decisions[table].fired
        if assessment.urgent and table == "sheet":
            standing = evaluation.decisions["standing"]
            fired = (*deciding(evaluation, standing, "emergency_first"), *fired)
        return tuple(_printed(one) for one in fired if one.rule.says.patient)

    def flags_asked(self, assessment: Assessment) -> frozenset[str]:
        """The safety questions that are put: those whose condition is not certainly false."""
        unasked = {
            fired.rule.gives
            for fired in self.evaluation(assessment).trace
            if fired.table == "asked" and fired.truth is Truth.FALSE
        }
        return frozenset(self.content.evidence.asked_flags) - unasked

    @property
    def tables(self) -> MissingTables:
        """The tables behind what is missing."""
        if self._tables is None:
            self._tables = missing_tables(self.content)
        return self._tables

    def evaluation(self, assessment: Assessment) -> Evaluation:
        """The rules on the facts of an assessment."""
        for facts, evaluation in self._recent:
            if facts is assessment.facts:
                return evaluation
        return self._evaluate(assessment.facts)

    def _evaluate(self, facts: Mapping[str, Value]) -> Evaluation:
        evaluation = evaluate(self.content.rules, facts)
        # Replaced whole: another thread may be reading the old one.
        self._recent = ((facts, evaluation), *self._recent[: _KEPT - 1])
        return evaluation


def _spoken(table: str, fired: Fired) -> Spoken:
    return Spoken(
        table=table,
        gives=fired.rule.gives,
        question=fired.rule.fields.get("question", ""),
        sentence=fired.rule.says.patient or "",
        rule=fired.rule.id,
    )


def _printed(fired: Fired) -> PrintedLine:
    return PrintedLine(
        section=fired.rule.fields.get("section", "now"),
        sentence=fired.rule.says.patient or "",
        rule=fired.rule.id,
        kind=fired.rule.fields.get("kind", "text"),
        private=fired.rule.fields.get("private"),
        evidence=fired.rule.evidence,
        fields=fired.rule.fields,
    )
