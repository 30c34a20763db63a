"""Which facts can still turn the verdict on a study, exactly; what a verdict means is coverage's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from counsel.coverage import study_verdict
from counsel.criteria import LOCATION, SIDE, Asked, CriterionVerdict
from counsel.evidence import Evidence, Trial
from counsel.linked import linked
from rules.cells import Group, groups
from rules.conditions import Condition, FlagIs, InInterval, OneOf
from rules.diagrams import Diagrams, Node
from rules.load import RuleBase
from rules.sensitivity import Sensitivity
from rules.values import Value

Verdicts = tuple[CriterionVerdict, ...]


def coverage_sensitivity(rules: RuleBase, evidence: Evidence) -> Sensitivity:
    """What tells for any facts which of them can still turn the verdict on some study."""
    asked = {trial: evidence.criteria[trial][0] for trial in evidence.trials}
    every = [one for criteria in asked.values() for one in criteria if one.fact is not None]
    variables = groups(rules, [leaf for one in every for leaf in _leaves(rules, one)], linked(rules.facts))
    studies = _Studies(rules, variables)
    verdicts = [studies.verdict(evidence.trials[trial], criteria) for trial, criteria in asked.items()]
    return Sensitivity(studies.diagrams, variables, [("coverage", verdicts)])


def _leaves(rules: RuleBase, asked: Asked) -> Iterator[Condition]:
    """The comparisons of a criterion as conditions, for the cuts that they make."""
    for fact in _read(rules, asked):
        declaration = rules.facts[fact]
        if declaration.kind == "number" and asked.limits is not None:
            limits = asked.limits.whole() if declaration.integer else asked.limits
            if limits is not None:
                yield InInterval(fact, limits)
        elif declaration.kind == "choice":
            yield OneOf(fact, frozenset(declaration.choices))
        else:
            yield FlagIs(fact, True)


def _read(rules: RuleBase, asked: Asked) -> tuple[str, ...]:
    assert asked.fact is not None
    if asked.fact == LOCATION:
        return tuple(fact for fact in rules.facts if fact.startswith(f"{LOCATION}."))
    return (asked.fact,) if asked.side is None else (asked.fact, SIDE)


class _Studies:
    """The verdicts on studies as diagrams over the variables that their criteria read."""

    def __init__(self, rules: RuleBase, variables: Sequence[Group]) -> None:
        self.diagrams = Diagrams([group.size for group in variables])
        self._rules = rules
        self._variables = variables
        self._level = {fact: at for at, group in enumerate(variables) for fact in group.facts}

    def verdict(self, trial: Trial, criteria: Sequence[Asked]) -> Node:
        """The verdict on one study."""
        nodes = [(self._criterion(asked), asked) for asked in criteria]
        # From the last variable to the first, so that wide ones are walked once.
        nodes.sort(key=lambda one: -self.diagrams.level[one[0]])
        together = self.diagrams.end(())
        for node, _ in nodes:
            together = self.diagrams.join(_and_then, node, together)
        ordered = [asked for _, asked in nodes]
        return self.diagrams.map(lambda said: study_verdict(trial, ordered, said), together)

    def _criterion(self, asked: Asked) -> Node:
        if asked.fact is None:
            return self.diagrams.end(asked.verdict_without_fact)
        levels = sorted({self._level[fact] for fact in _read(self._rules, asked)})
        return self._over(asked, levels, {})

    def _over(self, asked: Asked, levels: Sequence[int], facts: Mapping[str, Value]) -> Node:
        if not levels:
            return self.diagrams.end(asked.verdict(facts))
        states = self._variables[levels[0]].exact
        return self.diagrams.node(
            levels[0], tuple([self._over(asked, levels[1:], {**facts, **state}) for state in states])
        )


def _and_then(one: CriterionVerdict, before: Verdicts) -> Verdicts:
    """Once a criterion is outside no other has a say, and once one is open only those outside."""
    deciding: tuple[CriterionVerdict, ...] = ("outside", "open")
    for verdict in deciding:
        if one == verdict or verdict in before:
            return (verdict,) * (len(before) + 1)
    return (*before, one)
