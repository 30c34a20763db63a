"""One person after another for the benchmarks, so different that no sheet repeats one before."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from counsel.case.parse import Case, parse_case
from tests.bench.start import CASE, ROOT

OFFER_CASE = ROOT / "tests" / "cases" / "asks-years-later-with-an-offer.json"
# The times since the stroke go through every phase but the first hours, where the sheet is a page of warnings.
_DAYS = (9, 47, 72, 130, 210, 400, 1300, 2900)
_TYPES = ("ischaemic", "ischaemic", "intracerebral_haemorrhage")
_GOALS = ("walking", "speech", "arm_and_hand", "needing_less_help", "fatigue")


def patients() -> Iterator[Case]:
    """Another age, severity, kind and time of the stroke each time, and a goal in words of their own."""
    document = json.loads(CASE.read_text(encoding="utf-8"))
    del document["severity"]["nihss_scored_on"]
    return _one_after_another(document)


def patients_with_everything() -> Iterator[Case]:
    """The same with an offer and an earlier treatment, so that every kind of sheet is theirs."""
    document = json.loads(OFFER_CASE.read_text(encoding="utf-8"))
    document["treated"] = {"product": "cells from fat", "route": "intravenous"}
    return _one_after_another(document)


def _one_after_another(document: dict[str, Any]) -> Iterator[Case]:
    today = date.fromisoformat(document["assessed_on"])
    for turn in itertools.count():
        onset = today - timedelta(days=_DAYS[turn % len(_DAYS)])
        yield parse_case(
            {
                **document,
                "patient": {"age": 35 + turn * 11 % 50},
                "stroke": {**document["stroke"], "type": _TYPES[turn % 3], "onset": onset.isoformat()},
                "severity": {**document["severity"], "nihss": turn * 7 % 26},
                "goals": [_GOALS[turn % 5], {"own": f"carry {turn + 2} cups"}],
            }
        )
