"""Whether a study of people like this one used the offered cells or route; it compares nobody itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from counsel.assessment import Coverage
from counsel.evidence import Evidence
from rules.values import Choices, Facts, Flag, Value


def studied_facts(facts: Mapping[str, Value], coverage: Coverage, evidence: Evidence) -> Facts:
    """Two facts of an offer, from the studies inside which this person lies and that have a result.

    A study that may yet turn out to include this person does not count.
    """
    given = [
        evidence.products[study.study]
        for study in coverage.studies
        if study.verdict == "inside" and study.study in evidence.products
    ]
    cells = {word for product in given for word in product.cells}
    routes = {word for product in given for word in product.routes}
    return {
        "offer.cells_studied": _among(facts["offer.cells"], cells),
        "offer.route_studied": _among(facts["offer.route"], routes),
    }


def _among(offered: Value, used: Iterable[str]) -> Flag:
    assert isinstance(offered, Choices)
    known = offered.possible & frozenset(used)
    if known == offered.possible:
        return Flag.YES
    return Flag.UNKNOWN if known else Flag.NO
