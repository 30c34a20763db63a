"""The real program for tests, built once, and cases in short; it asserts nothing."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from counsel.assess.assessment import Assessment
from counsel.case.parse import Case, parse_case
from counsel.sheets.print_order import PrintOrder
from counsel.shell.bootstrap import start
from counsel.shell.machine.paths import paths_below, user_paths
from counsel.shell.machine.settings import Settings
from counsel.shell.program import Program

CASES = Path(__file__).resolve().parents[1] / "cases"
NOON = datetime(2026, 11, 21, 12, 0)  # noqa: DTZ001  # dates of a case are local and carry no zone
KNOWN: dict[str, Any] = {
    "format": 1,
    "assessed_on": "2026-11-21",
    "patient": {"age": 64},
    "stroke": {"type": "ischaemic", "onset": "2026-09-10", "location": ["cortical"], "territory": "mca"},
    "severity": {"nihss": 9, "mrs": 3, "pre_stroke_mrs": 0},
    "infarct": {"volume_ml": 35},
    "safety_others": "no",
    "rehab": "active",
}


@cache
def program() -> Program:
    """The program with the shipped content and no settings."""
    # What was read from the sources is kept as at every start: tests give each worker a place of its own for it.
    paths = paths_below(Path(mkdtemp()))._replace(cache_dir=user_paths().cache_dir)
    return start(clock=lambda: NOON, paths=paths, settings=Settings())


def known(**changes: Any) -> Case:
    """The case in which everything is known, with entries changed by section or by `section__entry`."""
    document = {key: dict(value) if isinstance(value, dict) else value for key, value in KNOWN.items()}
    for key, value in changes.items():
        section, _, entry = key.partition("__")
        if entry and value is None:
            document[section].pop(entry, None)
        elif entry:
            document.setdefault(section, {})[entry] = value
        elif value is None:
            document.pop(section, None)
        else:
            document[section] = value
    return parse_case(document, program().content.measures)


def ordered(case: Case, *kinds: str, using: Program | None = None, **wanted: Any) -> PrintOrder:
    """An order for sheets of a case, the standard one where none is named; `wanted` is size, paper and so on."""
    return PrintOrder(case, (using or program()).assess(case), kinds or ("standard",), **wanted)


def assessed(**changes: Any) -> Assessment:
    """The assessment of `known` with changes."""
    return program().assess(known(**changes))


def missing(**changes: Any) -> dict[str, tuple[str, ...]]:
    """What each missing fact of `known` with changes could still change."""
    return {row.fact: row.could_change for row in program().assessor.missing(assessed(**changes))}


def example(name: str) -> Assessment:
    """The assessment of a named example case."""
    return program().assess(program().open_case(CASES / f"{name}.json"))
