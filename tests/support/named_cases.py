"""Reads the named cases of tests/cases/*.yaml and judges an assessment by what they expect; it is no test."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from counsel.assess.assessment import Assessment
from counsel.assess.assessor import Assessor
from counsel.assess.coverage import coverage_of
from counsel.assess.offer_studied import studied_facts
from counsel.case.parse import Case, parse_case
from counsel.content import Content
from counsel.errors import InputError
from counsel.facts.case_facts import facts_of
from counsel.form.declarations import ENTERED
from counsel.sheets.handout import handout
from counsel.shell.content.strict_yaml import read_strict
from rules.engine import evaluate
from rules.values import Value
from tests.support.program import program

CASES = Path(__file__).resolve().parents[1] / "cases"
BASES = "bases.yaml"
_KEYS = {"name", "policy", "base", "without", "case", "expects"}
_AGO = re.compile(r"(\d+) days? ago|(\d+) h(?: (\d+) min)? ago")


@dataclass(frozen=True)
class NamedCase:
    """One case: a sentence to agree or disagree with, its section of the policy, and what it expects."""

    file: str
    name: str
    policy: str
    document: Mapping[str, Any]
    expects: Mapping[str, Any]

    @cached_property
    def case(self) -> Case:
        """The parsed case; raises InputError where the case expects to be refused."""
        return parse_case(self.document, program().content.measures)

    @property
    def assessed_on(self) -> date:
        """The day of assessment."""
        return date.fromisoformat(str(self.document["assessed_on"])[:10])


def read_cases(folder: Path = CASES) -> tuple[NamedCase, ...]:
    """Every named case in the order of the files; raises ValueError naming the file and the case at fault."""
    bases = read_strict(folder / BASES).data
    files = sorted(path for path in folder.glob("*.yaml") if path.name != BASES)
    return tuple(case for path in files for case in _cases_in(path, bases))


def _cases_in(path: Path, bases: Mapping[str, Any]) -> Iterable[NamedCase]:
    data = read_strict(path).data
    if set(data) != {"cases"}:
        raise ValueError(f"{path.name}: only `cases` is allowed, found {', '.join(data)}")
    for entry in data["cases"]:
        try:
            yield _named(path.stem, entry, bases)
        except (KeyError, TypeError, ValueError) as fault:
            raise ValueError(f"{path.name}: {entry.get('name', entry)!r}: {fault}") from fault


def _named(file: str, entry: Mapping[str, Any], bases: Mapping[str, Any]) -> NamedCase:
    strange = set(entry) - _KEYS | set(entry["expects"]) - set(_EXPECTATIONS) - {"refused"}
    if strange:
        raise ValueError(f"unknown keys {', '.join(sorted(strange))}")
    document = _merged(deepcopy(bases[entry.get("base", "known")]), entry.get("case", {}))
    for dotted in entry.get("without", ()):
        _take_out(document, dotted.split("."))
    return NamedCase(file, entry["name"], entry["policy"], _spelt(document, document), entry["expects"])


def _merged(base: Any, over: Any) -> Any:
    if not isinstance(base, dict) or not isinstance(over, dict):
        return over
    return {**base, **{key: _merged(base.get(key), value) for key, value in over.items()}}


def _take_out(document: dict[str, Any], keys: list[str]) -> None:
    for key in keys[:-1]:
        document = document[key]
    del document[keys[-1]]


def _spelt(value: Any, document: Mapping[str, Any]) -> Any:
    """YAML's yes, no and dates as the words of the case format, which has no other use for these types."""
    if isinstance(value, dict):
        return {key: _spelt(inner, document) for key, inner in value.items()}
    if isinstance(value, list):
        return [_spelt(inner, document) for inner in value]
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return _before(value, str(document["assessed_on"])) if isinstance(value, str) else value


def _before(text: str, assessed_on: str) -> str:
    """`90 days ago` as the date, `23 h 54 min ago` as the moment, counted back from the assessment."""
    ago = _AGO.fullmatch(text)
    if ago is None:
        return text
    days, hours, minutes = (None if part is None else int(part) for part in ago.groups())
    if days is not None:
        return (date.fromisoformat(assessed_on[:10]) - timedelta(days=days)).isoformat()
    if "T" not in assessed_on:
        raise ValueError(f"{text!r} needs a time of day in assessed_on")
    moment = datetime.fromisoformat(assessed_on) - timedelta(hours=hours or 0, minutes=minutes or 0)
    return moment.isoformat(timespec="minutes")


def facts_in(named: NamedCase, content: Content) -> dict[str, Value]:
    """The facts of a case as an assessment takes them; raises InputError where it is refused."""
    facts = facts_of(named.case, content.evidence.asked_flags, ENTERED, content.measures)
    return {**facts, **studied_facts(facts, coverage_of(content.evidence, facts), content.evidence)}


def faults(named: NamedCase, assessor: Assessor) -> list[str]:
    """What is not as the case expects, one line each; none when all is."""
    refusal = named.expects.get("refused")
    try:
        case = named.case
        result = assessor.assess(case, named.assessed_on)
    except InputError as error:
        if refusal is None:
            return [f"refused: {error}"]
        told = [f"{problem.path}: {problem.reason}" for problem in error.problems]
        fits = any(line.startswith(f"{refusal['path']}: ") and refusal["reason"] in line for line in told)
        return [] if fits else [f"refused for {told}, not for {refusal}"]
    if refusal is not None:
        return [f"not refused, expected {refusal}"]
    found = _Result(case, result, assessor, facts_in(named, assessor.content))
    return [
        f"{key}: {fault}"
        for key, wanted in named.expects.items()
        for fault in _EXPECTATIONS[key](found, wanted)
    ]


@dataclass(frozen=True)
class _Result:
    case: Case
    assessment: Assessment
    assessor: Assessor
    facts: Mapping[str, Value]


Judge = Callable[[_Result, Any], Iterable[str]]


def _settled(find: Callable[[Assessment], tuple[str | None, Iterable[str]]]) -> Judge:
    """A word: it is settled so; a list: these are possible; `id` with `possible`: one is shown for safety."""

    def judge(result: _Result, wanted: Any) -> Iterable[str]:
        shown, possible = find(result.assessment)
        if isinstance(wanted, str):
            wanted = {"id": wanted, "possible": [wanted]}
        elif isinstance(wanted, list):
            wanted = {"id": None, "possible": wanted}
        if (shown, set(possible)) != (wanted["id"], set(wanted["possible"])):
            yield f"expected {wanted}, found {shown} of {sorted(possible)}"

    return judge


def _same(find: Callable[[Assessment], Any]) -> Judge:
    def judge(result: _Result, wanted: Any) -> Iterable[str]:
        found = find(result.assessment)
        if found != wanted:
            yield f"expected {wanted}, found {found}"

    return judge


def _band(name: str) -> Judge:
    def judge(result: _Result, wanted: Any) -> Iterable[str]:
        found = set(getattr(result.assessment.bands, name))
        if found != ({wanted} if isinstance(wanted, str) else set(wanted)):
            yield f"expected {wanted}, found {sorted(found)}"

    return judge


def _names(find: Callable[[_Result], Iterable[tuple[str, str]]]) -> Judge:
    """Names that must be there (`has`), must not (`lacks`), or all of them (a list).

    `find` gives pairs of a qualifier and a name; `qualifier/name` in a case asks for both.
    """

    def judge(result: _Result, wanted: Any) -> Iterable[str]:
        pairs = list(find(result))
        plain = {name for _, name in pairs}
        every = plain | {f"{qualifier}/{name}" for qualifier, name in pairs}
        if isinstance(wanted, list):
            whole = every - plain if any("/" in name for name in wanted) else plain
            if whole != set(wanted):
                yield f"too many: {sorted(whole - set(wanted))}, too few: {sorted(set(wanted) - whole)}"
            return
        if set(wanted) - {"has", "lacks"}:
            yield f"only has and lacks are allowed, found {', '.join(wanted)}"
        yield from (f"lacks {name}" for name in wanted.get("has", ()) if name not in every)
        yield from (f"has {name}" for name in wanted.get("lacks", ()) if name in every)

    return judge


def _tables(result: _Result, wanted: Mapping[str, Any]) -> Iterable[str]:
    """The rules that hold in a table, each with its section or outcome: for what no other expectation reads."""
    for table, rules in wanted.items():
        fired = evaluate(result.assessor.content.rules, result.facts).decisions[table].fired
        pairs = [(one.rule.fields.get("section", one.rule.gives), one.rule.id) for one in fired]
        judge = _names(lambda _, pairs=pairs: pairs)  # type: ignore[misc]
        yield from (f"{table} {fault}" for fault in judge(result, rules))


def _verdicts(result: _Result, wanted: Mapping[str, str]) -> Iterable[str]:
    found = {study.study: study.verdict for study in result.assessment.coverage.studies}
    for study in result.assessment.coverage.studies:
        found |= {f"{study.study}/{one.name}": one.verdict for one in study.criteria}
    for name, verdict in wanted.items():
        if found.get(name) != verdict:
            yield f"{name} is {found.get(name)}, not {verdict}"


# A conditional question falls away only where its condition is certainly false.
_ASKED = (("asked", "true"), ("asked", "open"))


# The named cases are written in the language of the shipped words.
LANGUAGE = "en"


def _short(sentence: str) -> str:
    return sentence.removeprefix("sheet.")


def _printed(result: _Result) -> Iterable[tuple[str, str]]:
    sections = handout(result.case, result.assessment, result.assessor, LANGUAGE).sections
    return [(section.id, _short(one.id)) for section in sections for one in section.sentences]


_EXPECTATIONS: Mapping[str, Judge] = {
    "phase": _settled(lambda it: (it.phase.id, it.phase.possible)),
    "days": _same(lambda it: [it.phase.days_since_onset.low, it.phase.days_since_onset.high]),
    "begins": _same(lambda it: it.phase.begins),
    "ends": _same(lambda it: it.phase.ends),
    "severity": _band("severity"),
    "infarct": _band("infarct"),
    "age": _band("age"),
    "standing": _settled(lambda it: (it.standing.id, it.standing.possible)),
    "because": _names(lambda it: [("", rule) for rule in it.assessment.standing.rules]),
    "cells": _settled(lambda it: (it.expectation.cells, it.expectation.possible)),
    "notes": _names(lambda it: [("", rule) for rule in it.assessment.expectation.rules]),
    "arguments": _names(lambda it: [(one.side, one.rule) for one in it.assessment.arguments]),
    "caveats": _names(lambda it: [("", one.key) for one in it.assessment.caveats]),
    "findings": _names(lambda it: [(one.kind, one.rule) for one in it.assessment.findings]),
    "missing": _names(
        lambda it: [(what, row.fact) for row in it.assessor.missing(it.assessment) for what in row.could_change]
    ),
    "red_flags": _names(lambda it: [("", rule) for rule in it.assessment.offer.red_flags]),
    "answered": _names(lambda it: [("", item) for item in it.assessment.offer.answered]),
    "not_answered": _names(lambda it: [("", item) for item in it.assessment.offer.not_answered]),
    "routes": _names(
        lambda it: [(route.route, flag) for route in it.assessment.routes for flag in route.flags]
    ),
    "coverage": _verdicts,
    "sheet": _names(
        lambda it: [
            (line.section, _short(line.sentence)) for line in it.assessor.lines(it.assessment, "sheet")
        ]
    ),
    "printed": _names(_printed),
    "tables": _tables,
    "asked": _names(
        lambda it: [
            ("", one.gives)
            for one in it.assessor.trace(it.assessment)
            if (one.table, one.truth) in _ASKED
        ]
    ),
}
