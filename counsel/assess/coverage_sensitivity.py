"""Which facts can still turn the verdict on a study, exactly; what a verdict means is coverage's."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from counsel.assess.coverage import study_verdict
from counsel.assess.offer_studied import STUDIED
from counsel.evidence.criteria import LOCATION, SIDE, Asked, CriterionVerdict
from counsel.evidence.library import Evidence, Trial
from counsel.facts.dependencies import linked
from rules.cells import CellGroup, facts_read, groups
from rules.conditions import Condition, FlagIs, InInterval, OneOf
from rules.diagrams import Node
from rules.load import Rule, RuleBase
from rules.sensitivity import Sensitivity
from rules.symbolic import Domain, Symbolic
from rules.values import Choices, Flag, Value

Verdicts = tuple[CriterionVerdict, ...]
# What an offer says of its cells and its route, in the order of STUDIED.
_OFFERED = ("offer.cells", "offer.route")


def coverage_sensitivity(rules: RuleBase, evidence: Evidence) -> Sensitivity:
    """What tells for any facts which of them can still turn the verdict on some study.

    With it the rules that ask whether an offer was studied in people like this one, by their `changes`.
    """
    asked = {trial: evidence.criteria[trial][0] for trial in evidence.trials}
    every = [one for criteria in asked.values() for one in criteria if one.fact is not None]
    leaves = [leaf for one in every for leaf in _leaves(rules, one)]
    about = list(_about_studied(rules))
    offered = [OneOf(fact, frozenset(rules.facts[fact].choices)) for fact in _OFFERED if fact in rules.facts]
    conditions = [rule.condition for _, rule in about]
    variables = groups(rules, [*leaves, *conditions, *offered], linked(rules))
    studies = _Studies(rules, variables)
    verdicts = {trial: studies.verdict(evidence.trials[trial], criteria) for trial, criteria in asked.items()}
    studies.define(evidence, verdicts)
    answers = [("coverage", [*verdicts.values()])]
    answers += [(changes, [studies.symbolic.of_compiled(rule.compiled)]) for changes, rule in about]
    return Sensitivity.of(studies.diagrams, variables, answers)


def _about_studied(rules: RuleBase) -> Iterator[tuple[str, Rule]]:
    """The rules that ask whether the offer was studied in people like this one, with what they change."""
    for table in rules.tables:
        for rule in table.rules:
            if not facts_read([rule.condition]).isdisjoint(STUDIED):
                yield table.changes, rule


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

    def __init__(self, rules: RuleBase, variables: Sequence[CellGroup]) -> None:
        domain = Domain.of(variables)
        self.diagrams = domain.diagrams()
        self.symbolic = Symbolic(domain, rules.everything, self.diagrams)
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

    def define(self, evidence: Evidence, verdicts: Mapping[str, Node]) -> None:
        """Whether a study that includes this person used the offered cells, and one the offered route."""
        trials = [evidence.trials[study] for study in verdicts if evidence.trials[study].has_result]
        kinds: dict[str, Collection[str]] = {trial.id: trial.cells.kinds for trial in trials}
        routes: dict[str, Collection[str]] = {trial.id: trial.routes for trial in trials}
        for fact, offered, words in zip(STUDIED, _OFFERED, (kinds, routes), strict=True):
            if offered in self._level:
                self.symbolic.defined[fact] = self._among(offered, words, verdicts)

    def _among(
        self, offered: str, words: Mapping[str, Collection[str]], verdicts: Mapping[str, Node]
    ) -> Node:
        level = self._level[offered]
        states = self.symbolic.domain.states[level]
        found = self.diagrams.end(Flag.NO)
        for study, used in words.items():
            fits = [self.diagrams.end(_holds(state[offered], used)) for state in states]
            node = self.diagrams.node(level, tuple(fits))
            mine = self.diagrams.join(_used_inside, verdicts[study], node)
            found = self.diagrams.join(_either, mine, found)
        return found

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


def _holds(value: Value, words: Collection[str]) -> bool:
    assert isinstance(value, Choices)
    return value.possible <= frozenset(words)


def _used_inside(verdict: str, fits: bool) -> Flag:
    return Flag.YES if fits and verdict == "inside" else Flag.NO


def _either(one: Flag, other: Flag) -> Flag:
    return Flag.YES if Flag.YES in (one, other) else Flag.NO


def _and_then(one: CriterionVerdict, before: Verdicts) -> Verdicts:
    """Once a criterion is outside no other has a say, and once one is open only those outside."""
    deciding: tuple[CriterionVerdict, ...] = ("outside", "open")
    for verdict in deciding:
        if one == verdict or verdict in before:
            return (verdict,) * (len(before) + 1)
    return (*before, one)
