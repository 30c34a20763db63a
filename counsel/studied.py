"""Whether a study of people like this one used the offered cells or route; it compares nobody itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from counsel.assessment import Coverage, StudyMatch
from counsel.evidence import Evidence
from rules.values import Choices, Facts, Flag, Value

STUDIED = ("offer.cells_studied", "offer.route_studied")


def studied_facts(facts: Mapping[str, Value], coverage: Coverage, evidence: Evidence) -> Facts:
    """Two facts of an offer, from the studies inside which this person lies and that have a result.

    A study that may yet turn out to include this person does not count.
    """
    given = [
        evidence.trials[study.study]
        for study in coverage.studies
        if study.verdict == "inside" and evidence.trials[study.study].has_result
    ]
    cells: set[str] = {kind for trial in given for kind in trial.cells.kinds}
    routes: set[str] = {route for trial in given for route in trial.routes}
    used = (facts["offer.cells"], cells), (facts["offer.route"], routes)
    return {name: _among(offered, words) for name, (offered, words) in zip(STUDIED, used, strict=True)}


def hanging_facts(facts: Mapping[str, Value], coverage: Coverage, evidence: Evidence) -> frozenset[str]:
    """The facts on which it hangs whether the offered cells and route were used in people like this one.

    A study counts that more knowledge could still bring to include this person; one with a criterion
    that no fact settles never will. Nothing hangs where cells or route stay unstudied all the same.
    """
    trials = evidence.trials
    possible = [one for one in coverage.studies if trials[one.study].has_result and _may_include(one)]
    with_cells = [one for one in possible if _fits(facts["offer.cells"], trials[one.study].cells.kinds)]
    with_route = [one for one in possible if _fits(facts["offer.route"], trials[one.study].routes)]
    if not with_cells or not with_route:
        return frozenset()
    return _open_facts(with_cells) | _open_facts(with_route)


def _may_include(study: StudyMatch) -> bool:
    if study.verdict != "open":
        return study.verdict == "inside"
    return all(criterion.facts for criterion in study.criteria if criterion.verdict == "open")


def _fits(offered: Value, given: Iterable[str]) -> bool:
    assert isinstance(offered, Choices)
    return bool(offered.possible & frozenset(given))


def _open_facts(studies: Sequence[StudyMatch]) -> frozenset[str]:
    """What would bring one of these to include the person; nothing where one of them does already."""
    if any(study.verdict == "inside" for study in studies):
        return frozenset()
    criteria = (criterion for study in studies for criterion in study.criteria)
    return frozenset(fact for one in criteria if one.verdict == "open" for fact in one.facts)


def _among(offered: Value, used: Iterable[str]) -> Flag:
    assert isinstance(offered, Choices)
    known = offered.possible & frozenset(used)
    if known == offered.possible:
        return Flag.YES
    return Flag.UNKNOWN if known else Flag.NO
