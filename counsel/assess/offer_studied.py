"""Whether a study of people like this one used the offered cells or route; it compares nobody itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from counsel.assess.assessment import Coverage
from counsel.evidence.library import Evidence
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


def _among(offered: Value, used: Iterable[str]) -> Flag:
    assert isinstance(offered, Choices)
    known = offered.possible & frozenset(used)
    if known == offered.possible:
        return Flag.YES
    return Flag.UNKNOWN if known else Flag.NO
