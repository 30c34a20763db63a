"""Puts a number in the place of each name of a limit, and refuses names that lead nowhere.

A name is `<rule-id>.<bound>` where the rule has one bound of that kind, or `<rule-id>.<own>` for one that
the rule names under `limits`. In the place of a number may stand a name, with whole numbers or further
names added or taken off: `late.from - 1`. A field of a rule takes a limit in braces.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rules.conditions import number_text
from rules.grammar import BOUNDS, FilePlace, ParsedFile, Path, near
from rules.limits import Limits, Place
from rules.schema import FactDeclaration

# A limit in a field of a rule: a name has a dot.
_GAP = re.compile(r"\{([A-Za-z0-9][\w-]*(?:\.[\w-]+)+)\}")
_SIGN = re.compile(r"\s+([+-])\s+")
_WHOLE = re.compile(r"\d+")
_OWN = re.compile(r"[a-z][a-z0-9_]*")
_ALLOWED = "a number, or the name of a limit such as rule-id.from, with + or - and a whole number"


def resolve(
    facts: Mapping[str, FactDeclaration], files: Sequence[ParsedFile]
) -> tuple[list[ParsedFile], Limits]:
    """The files with a number in the place of every name, and all limits.

    Raises RuleError for an unknown name, a circle, or a name whose fact measures something else. What is
    wrong otherwise is left for the checks of files and conditions.
    """
    sources = [FilePlace(file.path, file.lines) for file in files]
    _check_owners(files, sources)
    slots = [
        slot for file, source in zip(files, sources, strict=True) for slot in _slots(file.data, source)
    ]
    limits = _Resolver(facts, slots)
    resolved = [
        ParsedFile(file.path, _resolved(file.data, source, limits), file.lines)
        for file, source in zip(files, sources, strict=True)
    ]
    return resolved, Limits(limits.places())


def _check_owners(files: Sequence[ParsedFile], sources: Sequence[FilePlace]) -> None:
    """A name of a limit says which rule it is of only where tables and rules have ids of their own."""
    owners: dict[tuple[str, str], str] = {}
    for file, source in zip(files, sources, strict=True):
        tables = (("table", ("tables", at), table) for at, table in _listed(file.data.get("tables")))
        rules = (("rule", path, rule) for path, rule in (*_rules(file.data), *_spans(file.data)))
        for noun, path, owner in (*tables, *rules):
            name = (noun, str(owner.get("id")))
            if name in owners:
                allowed = f"an id not used in {owners[name]}"
                source.fail((*path, "id"), f"the {noun} id {name[1]} is taken", allowed)
            owners[name] = source.path


@dataclass(frozen=True)
class _Slot:
    """Where a number or a name stands."""

    owner: str
    key: str
    fact: str | None
    unit: str | None
    raw: float | str
    source: FilePlace
    path: Path


def _slots(data: Mapping[str, Any], source: FilePlace) -> Iterator[_Slot]:
    for path, rule in _rules(data):
        owner = str(rule.get("id"))
        own = rule.get("limits")
        for key, raw in own.items() if isinstance(own, Mapping) else ():
            if key in BOUNDS or not _OWN.fullmatch(str(key)):
                message = f"{key!r} is no name for a limit"
                source.fail((*path, "limits", str(key)), message, "a word in small letters, and no bound")
            if not _is_written(raw):
                source.fail((*path, "limits", key), f"{raw!r} is no limit", _ALLOWED)
            yield _Slot(owner, key, None, None, raw, source, (*path, "limits", key))
        for at, condition in _conditions(rule.get("when"), (*path, "when")):
            yield from _bounds(owner, condition, None, source, at)
    for path, span in _spans(data):
        yield from _bounds(str(span.get("id")), span, span.get("unit"), source, path)


def _bounds(
    owner: str, holder: Mapping[str, Any], unit: str | None, source: FilePlace, path: Path
) -> Iterator[_Slot]:
    fact = holder.get("fact")
    for bound in BOUNDS:
        if bound in holder and _is_written(holder[bound]):
            named = fact if isinstance(fact, str) else None
            yield _Slot(owner, bound, named, unit, holder[bound], source, (*path, bound))


def _is_written(raw: Any) -> bool:
    """Whether it is a number or begins like a name; all else is refused where conditions are read."""
    if isinstance(raw, str):
        return raw[:1].isalpha()
    return isinstance(raw, int | float) and not isinstance(raw, bool)


def _rules(data: Mapping[str, Any]) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    for at, table in _listed(data.get("tables")):
        for place, rule in _listed(table.get("rules")):
            yield ("tables", at, "rules", place), rule


def _spans(data: Mapping[str, Any]) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    for at, span in _listed(data.get("spans")):
        yield ("spans", at), span


def _listed(node: Any) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for at, one in enumerate(node if isinstance(node, list) else ()):
        if isinstance(one, Mapping):
            yield at, one


def _conditions(node: Any, path: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Every condition on a fact in a condition as written."""
    if isinstance(node, Mapping):
        if "fact" in node:
            yield path, node
        for key, part in node.items():
            yield from _conditions(part, (*path, str(key)))
    elif isinstance(node, list):
        for at, part in enumerate(node):
            yield from _conditions(part, (*path, at))


class _Resolver:
    """Finds the number for every slot, following names."""

    def __init__(self, facts: Mapping[str, FactDeclaration], slots: Sequence[_Slot]) -> None:
        self._facts = facts
        self._slots = slots
        count = Counter((slot.owner, slot.key) for slot in slots)
        self._named = {
            f"{slot.owner}.{slot.key}": slot for slot in slots if count[slot.owner, slot.key] == 1
        }
        self._several = {f"{owner}.{key}" for (owner, key), times in count.items() if times > 1}
        self._measured_by = self._facts_of_own()
        self._values: dict[int, float] = {}
        self._open: list[int] = []

    def places(self) -> tuple[Place, ...]:
        """Every slot with its number."""
        return tuple(self._place(slot) for slot in self._slots if self._is_read(slot))

    def value(self, slot: _Slot) -> float:
        """The number for a slot; raises RuleError."""
        if not isinstance(slot.raw, str):
            return slot.raw
        key = id(slot)
        if key in self._open:
            slot.source.fail(slot.path, f"{slot.raw!r} leads back to itself", "a limit written as a number")
        if key not in self._values:
            self._open.append(key)
            self._values[key] = self._sum(slot, slot.raw)
            self._open.pop()
        return self._values[key]

    def texts(self, owner: str, text: str, source: FilePlace, path: Path) -> str:
        """A field of a rule with the limits in braces filled in."""
        return _GAP.sub(lambda gap: number_text(self.value(self._find(gap[1], owner, source, path))), text)

    def changes(self, source: FilePlace) -> dict[Path, float]:
        """For each place of a file where a name stands, its number."""
        return {
            slot.path: self.value(slot)
            for slot in self._slots
            if isinstance(slot.raw, str) and slot.source is source and self._is_read(slot)
        }

    def _place(self, slot: _Slot) -> Place:
        fact = self._fact(slot)
        unit = self._facts[fact].unit if fact is not None and fact in self._facts else slot.unit
        name = f"{slot.owner}.{slot.key}"
        written = slot.raw if isinstance(slot.raw, str) else ""
        return Place(slot.owner, slot.key, fact, unit, self.value(slot), written, name in self._named)

    def _is_read(self, slot: _Slot) -> bool:
        """Whether its fact is a number; bounds of others are refused where conditions are read."""
        return slot.fact is None or (slot.fact in self._facts and self._facts[slot.fact].kind == "number")

    def _sum(self, slot: _Slot, written: str) -> float:
        first, *rest = _SIGN.split(written.strip())
        found = self._find(first, slot.owner, slot.source, slot.path)
        self._check_measure(slot, found)
        total = self.value(found)
        for sign, term in zip(rest[::2], rest[1::2], strict=True):
            step = int(term) if _WHOLE.fullmatch(term) else self._step(slot, term)
            total = total + step if sign == "+" else total - step
        return total

    def _step(self, slot: _Slot, term: str) -> float:
        return self.value(self._find(term, slot.owner, slot.source, slot.path))

    def _find(self, term: str, owner: str, source: FilePlace, path: Path) -> _Slot:
        name = term if "." in term else f"{owner}.{term}"
        if name in self._several:
            message = f"{name} stands for more than one number"
            source.fail(path, message, "a name that the rule gives each of them under limits")
        if name not in self._named:
            source.fail(path, f"{term!r} is no limit", f"{_ALLOWED}{near(name, self._named)}")
        return self._named[name]

    def _check_measure(self, slot: _Slot, found: _Slot) -> None:
        """A number of days after a stroke is none of days after a treatment."""
        here, there = self._measure(slot), self._measure(found)
        if here is not None and there is not None and here != there:
            message = f"{slot.raw!r} is a limit of {there}, and here stands one of {here}"
            allowed = [name for name, one in self._named.items() if self._measure(one) == here]
            slot.source.fail(slot.path, message, ", ".join(sorted(allowed)))

    def _measure(self, slot: _Slot) -> str | None:
        fact = self._fact(slot)
        return self._facts[fact].measures if fact is not None and fact in self._facts else None

    def _fact(self, slot: _Slot) -> str | None:
        return slot.fact or self._measured_by.get(f"{slot.owner}.{slot.key}")

    def _facts_of_own(self) -> dict[str, str]:
        """The fact of each limit that a rule names itself: that of the first bound which begins with it."""
        found: dict[str, str] = {}
        for slot in self._slots:
            if slot.fact is not None and isinstance(slot.raw, str):
                first = _SIGN.split(slot.raw.strip())[0]
                found.setdefault(first if "." in first else f"{slot.owner}.{first}", slot.fact)
        return found


def _resolved(data: Mapping[str, Any], source: FilePlace, limits: _Resolver) -> dict[str, Any]:
    changes = limits.changes(source)
    made = dict(data)
    if "spans" in data:
        made["spans"] = _changed(data["spans"], ("spans",), changes)
    if isinstance(data.get("tables"), list):
        made["tables"] = [
            _table(table, ("tables", at), changes, limits, source) for at, table in enumerate(data["tables"])
        ]
    return made


def _table(
    table: Any, path: Path, changes: Mapping[Path, float], limits: _Resolver, source: FilePlace
) -> Any:
    if not isinstance(table, Mapping) or not isinstance(table.get("rules"), list):
        return table
    rules = [
        _rule(rule, (*path, "rules", at), changes, limits, source) for at, rule in enumerate(table["rules"])
    ]
    return {**table, "rules": rules}


def _rule(rule: Any, path: Path, changes: Mapping[Path, float], limits: _Resolver, source: FilePlace) -> Any:
    if not isinstance(rule, Mapping):
        return rule
    made = {key: part for key, part in rule.items() if key != "limits"}
    if "when" in made:
        made["when"] = _changed(made["when"], (*path, "when"), changes)
    if isinstance(made.get("fields"), Mapping):
        made["fields"] = {
            key: limits.texts(str(rule.get("id")), part, source, (*path, "fields", key))
            if isinstance(part, str)
            else part
            for key, part in made["fields"].items()
        }
    return made


def _changed(node: Any, path: Path, changes: Mapping[Path, float]) -> Any:
    """The node with a number in each place of `changes`; what holds none of them is the same object."""
    if not any(place[: len(path)] == path for place in changes):
        return node
    if isinstance(node, Mapping):
        return {key: _changed(part, (*path, key), changes) for key, part in node.items()}
    if isinstance(node, list):
        return [_changed(part, (*path, at), changes) for at, part in enumerate(node)]
    return changes.get(path, node)
