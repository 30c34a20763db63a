"""Every set of sentences that a sheet can have, each with a case that has it; no sheet is made here.

The rules are diagrams over the parts of a case, so that no combination of entries is left out. Each case found
is assessed, and must give what the diagrams say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from counsel.assess.assessment import Assessment
from counsel.content import Content
from rules.cells import closure
from rules.diagrams import Diagrams, Node
from rules.symbolic import Domain, Symbolic
from rules.values import Truth
from tests.gates.entries import NOTHING, OUTCOMES, SHEETS, Document, Part, merged, parts

# The reasons are many and independent of one another: what they look like together is tried by itself.
REASONS = "sheet-reason-"
_NOT_REASONS = ("sheet-reason-again-stop", "sheet-reason-again-wait")
# Sheets with lines of their own that only an earlier treatment decides.
_BY_ITSELF = "sheet_treated"


@dataclass(frozen=True)
class Reached:
    """One thing that can come out, and two cases that it comes out of.

    `found` is a set of rules that say something, or the outcomes still possible of each table of OUTCOMES.
    `known` is a case in which nothing else is left open, `bare` one that holds nothing else.
    """

    found: Any
    known: Document
    bare: Document


class Reachable:
    """What the rules of a content can lead to, over every part of a case."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self.parts: tuple[Part, ...] = parts(content)

    @cached_property
    def outcomes(self) -> tuple[Reached, ...]:
        """Every combination of stages, standings and expectations still possible."""
        made = [self._symbolic.outcomes[table] for table in OUTCOMES]
        return tuple(self._reached(_together(self._diagrams, made)))

    @cached_property
    def lines(self) -> tuple[Reached, ...]:
        """Every set of rules, the reasons apart, that say something on sheets that no treatment changes."""
        return tuple(self._of_tables([table for table in SHEETS if table != _BY_ITSELF]))

    @cached_property
    def treated(self) -> tuple[Reached, ...]:
        """The same for the sheet after treatment."""
        return tuple(self._of_tables([_BY_ITSELF]))

    @cached_property
    def emergencies(self) -> tuple[Reached, ...]:
        """Every set of emergencies that can stand together; the emergency sheet names each of them."""
        return tuple(one for one in self._of_rules(emergencies_of(self._content)) if one.found)

    @cached_property
    def _symbolic(self) -> Symbolic:
        base = self._content.rules
        own = {fact for part in self.parts for fact in part.facts}
        rest = {name: value for name, value in base.everything.items() if name not in own}
        facts = (*(part.facts for part in self.parts), tuple(rest))
        states = (*(tuple(one.facts for one in part.entries) for part in self.parts), (rest,))
        domain = Domain(facts, states)
        made = Symbolic(domain, base.everything, domain.diagrams())
        for table in closure(base, (*OUTCOMES, *SHEETS)):
            made.add(table)
        return made

    @property
    def _diagrams(self) -> Diagrams:
        return self._symbolic.diagrams

    def _of_tables(self, tables: Sequence[str]) -> Iterator[Reached]:
        return self._of_rules(told_by(self._content, tables))

    def _of_rules(self, rules: Sequence[str]) -> Iterator[Reached]:
        alike: dict[Node, list[str]] = {}
        for rule in rules:
            alike.setdefault(self._symbolic.truths[rule], []).append(rule)
        named = list(alike.values())
        for reached in self._reached(_true_ones(self._diagrams, list(alike))):
            true = frozenset(rule for at in reached.found for rule in named[at])
            yield Reached(true, reached.known, reached.bare)

    def _reached(self, node: Node) -> Iterator[Reached]:
        for value, path in _paths(self._diagrams, node):
            chosen = {
                at: self.parts[at].entries[state].document
                for at, state in path.items()
                if at < len(self.parts)
            }
            bare = merged(NOTHING, *chosen.values())
            usual = [part.entries[_usual(part)].document for at, part in enumerate(self.parts) if at not in chosen]
            yield Reached(value, merged(NOTHING, *usual, *chosen.values()), bare)


def told_by(content: Content, tables: Sequence[str]) -> list[str]:
    """The rules of these tables, the reasons apart."""
    every = (rule.record.id for table in tables for rule in content.rules.table(table).rules)
    return [rule for rule in every if not rule.startswith(REASONS) or rule in _NOT_REASONS]


def emergencies_of(content: Content) -> list[str]:
    """The rules of the standing that put an emergency first."""
    return [rule.record.id for rule in content.rules.table("standing").rules if rule.record.gives == "emergency_first"]


def outcomes_of(assessment: Assessment, told: str) -> tuple[frozenset[str], ...]:
    """What an assessment holds of `OUTCOMES`, as the diagrams give it."""
    urgent = "urgent" if assessment.urgent else "not_urgent"
    possible = (assessment.phase.possible, assessment.standing.possible, assessment.expectation.possible)
    return (*map(frozenset, possible), frozenset({told}), frozenset({urgent}))


def _usual(part: Part) -> int:
    """The entry of an everyday case: something is known, and no safety question is answered with yes."""
    return next((at for at, entry in enumerate(part.entries) if _is_usual(entry.document)), 0)


def _is_usual(document: Mapping[str, Any]) -> bool:
    if "safety" in document:
        return "no" in document["safety"].values()
    stroke = document.get("stroke", {})
    if "type" in stroke:
        return bool(stroke["type"] == "ischaemic")
    if "onset" in stroke:
        return bool(stroke["onset"] == "2026-09-10" or isinstance(stroke["onset"], dict))
    return bool(document) and "treated" not in document


def _together(diagrams: Diagrams, nodes: Sequence[Node]) -> Node:
    made = diagrams.end(())
    for node in nodes:
        made = diagrams.join(lambda value, so_far: (*so_far, value), node, made)
    return made


def _with_true(at: int, truth: Any, so_far: frozenset[int]) -> frozenset[int]:
    return so_far | {at} if truth == Truth.TRUE.value else so_far


def _true_ones(diagrams: Diagrams, nodes: Sequence[Node]) -> Node:
    """The numbers of the nodes that are true."""
    made = diagrams.end(frozenset[int]())
    for at, node in sorted(enumerate(nodes), key=lambda one: -diagrams.level[one[1]]):
        made = diagrams.join(partial(_with_true, at), node, made)
    return made


def _paths(diagrams: Diagrams, root: Node) -> Iterator[tuple[Any, dict[int, int]]]:
    """Each value of a function with one path to it: the first kid by which each node is met."""
    came: dict[Node, tuple[Node, int]] = {}
    waiting, seen = [root], {root}
    for node in waiting:
        for at, kid in enumerate(diagrams.kids[node]):
            if kid not in seen:
                seen.add(kid)
                came[kid] = (node, at)
                waiting.append(kid)
    for end in waiting:
        if diagrams.is_end(end):
            path, node = {}, end
            while node in came:
                node, at = came[node]
                path[diagrams.level[node]] = at
            yield diagrams.value[end], path
