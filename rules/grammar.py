"""Reads a condition as written in a rule file into condition nodes; it reads no file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, NoReturn

from rules.conditions import (
    All,
    AtLeast,
    Condition,
    FlagIs,
    InInterval,
    Known,
    Maybe,
    Not,
    OneOf,
    OutcomeIs,
    Some,
    number_text,
)
from rules.errors import RuleError
from rules.schema import FactDeclaration
from rules.values import Interval

Path = tuple[str | int, ...]
_FLAG_WORDS = {"yes": True, True: True, "no": False, False: False}
BOUNDS = ("from", "to", "above", "below")


class ParsedFile(NamedTuple):
    """A data file after parsing: its path, its content, and the line of each node by its path of keys."""

    path: str
    data: dict[str, Any]
    lines: Mapping[Path, int]


@dataclass(frozen=True, slots=True)
class FilePlace:
    """A parsed file as the place of an error: its path and the line of each node."""

    path: str
    lines: Mapping[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int | None:
        """The line of a node, or of the nearest node above it that has one."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return None

    def fail(self, path: Path, message: str, allowed: str) -> NoReturn:
        """Raises the RuleError for this node."""
        key = next((step for step in reversed(path) if isinstance(step, str)), "file")
        raise RuleError(self.path, self.line(path), key, message, allowed)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a condition may speak of: every fact, and the outcomes of the tables before its own.

    `later` are tables that exist but stand too late, or collect, so that no condition may use them.
    """

    facts: Mapping[str, FactDeclaration]
    outcomes: Mapping[str, tuple[str, ...]]
    later: frozenset[str] = frozenset()


class ConditionReader:
    """Reads the conditions of one table."""

    def __init__(self, vocabulary: Vocabulary, source: FilePlace) -> None:
        self._vocabulary = vocabulary
        self._fail = source.fail
        self._forms: dict[str, tuple[frozenset[str], Callable[[dict[str, Any], Path], Condition]]] = {
            "fact": (frozenset(("fact", "is", *BOUNDS)), self._fact),
            "known": (frozenset(("known",)), self._known),
            "outcome": (frozenset(("outcome", "is")), self._outcome),
            "all": (frozenset(("all",)), lambda raw, path: All(self._parts(raw, "all", path))),
            "any": (frozenset(("any",)), lambda raw, path: Some(self._parts(raw, "any", path))),
            "not": (frozenset(("not",)), lambda raw, path: Not(self.condition(raw["not"], (*path, "not")))),
            "at_least": (frozenset(("at_least", "of")), self._at_least),
            "maybe": (
                frozenset(("maybe",)),
                lambda raw, path: Maybe(self.condition(raw["maybe"], (*path, "maybe"))),
            ),
            "any_tagged": (frozenset(("any_tagged", "is")), self._any_tagged),
        }

    def condition(self, raw: Any, path: Path) -> Condition:
        """The nodes of a condition; raises RuleError at the first fault."""
        if not isinstance(raw, dict):
            self._fail(path, f"a condition is a mapping, not {raw!r}", f"one of {_listed(self._forms)}")
        deciding = [key for key in self._forms if key in raw]
        if len(deciding) != 1:
            given = _listed(deciding or raw) or "nothing"
            self._fail(path, f"one key must decide the condition, found {given}", _listed(self._forms))
        keys, read = self._forms[deciding[0]]
        for key in raw:
            if key not in keys:
                self._fail((*path, str(key)), f"unknown key {key!r}", _listed(sorted(keys)))
        return read(raw, path)

    def _parts(self, raw: dict[str, Any], key: str, path: Path) -> tuple[Condition, ...]:
        parts = raw[key]
        if not isinstance(parts, list) or not parts:
            self._fail((*path, key), "needs a list of conditions", "at least one condition")
        return tuple(self.condition(part, (*path, key, index)) for index, part in enumerate(parts))

    def _at_least(self, raw: dict[str, Any], path: Path) -> Condition:
        if "of" not in raw:
            self._fail((*path, "at_least"), "needs its conditions", "at_least with of")
        parts = self._parts(raw, "of", path)
        count = raw["at_least"]
        if type(count) is not int or not 1 <= count <= len(parts):
            self._fail((*path, "at_least"), f"{count!r} is no possible count", f"1 to {len(parts)}")
        return AtLeast(count, parts)

    def _declared(self, name: Any, path: Path) -> FactDeclaration:
        if not isinstance(name, str) or name not in self._vocabulary.facts:
            self._fail(
                path, f"unknown fact {name!r}", f"a declared fact{near(name, self._vocabulary.facts)}"
            )
        return self._vocabulary.facts[name]

    def _known(self, raw: dict[str, Any], path: Path) -> Condition:
        return Known(self._declared(raw["known"], (*path, "known")).name)

    def _fact(self, raw: dict[str, Any], path: Path) -> Condition:
        fact = self._declared(raw["fact"], (*path, "fact"))
        if fact.kind == "number":
            return self._number(fact, raw, path)
        for bound in BOUNDS:
            if bound in raw:
                self._fail((*path, bound), f"{fact.name} is a {fact.kind}, not a number", "is")
        if fact.kind == "flag":
            return FlagIs(fact.name, self._yes(raw, path))
        return OneOf(fact.name, self._members(raw, fact.choices, path))

    def _yes(self, raw: dict[str, Any], path: Path) -> bool:
        word = raw.get("is")
        if not isinstance(word, str | bool) or word not in _FLAG_WORDS:
            self._fail((*path, "is"), f"{word!r} is no answer of a flag", "yes, no")
        return _FLAG_WORDS[word]

    def _members(self, raw: dict[str, Any], allowed: tuple[str, ...], path: Path) -> frozenset[str]:
        asked = raw.get("is")
        members = asked if isinstance(asked, list) else [asked]
        if not members:
            self._fail((*path, "is"), "the list is empty", _listed(allowed))
        for member in members:
            if not isinstance(member, str) or member not in allowed:
                self._fail((*path, "is"), f"{member!r} is none of its values", _listed(allowed))
        return frozenset(members)

    def _number(self, fact: FactDeclaration, raw: dict[str, Any], path: Path) -> Condition:
        if "is" in raw:
            self._fail((*path, "is"), f"{fact.name} is a number", _listed(BOUNDS))
        for pair in (("from", "above"), ("to", "below")):
            if all(bound in raw for bound in pair):
                self._fail((*path, pair[1]), "the same end is given twice", f"{pair[0]} or {pair[1]}")
        ends = {bound: self._end(fact, raw[bound], (*path, bound)) for bound in BOUNDS if bound in raw}
        if not ends:
            self._fail((*path, "fact"), "the interval has no end", f"one or two of {_listed(BOUNDS)}")
        low, high = ends.get("from", ends.get("above")), ends.get("to", ends.get("below"))
        try:
            asked: Interval | None = Interval(low, high, "above" in raw, "below" in raw)
        except ValueError:
            asked = None
        if asked is not None and fact.integer:
            asked = asked.whole()
        if asked is None:
            self._fail(path, "no number lies in this interval", "a low end below the high end")
        return InInterval(fact.name, asked, fact.unit)

    def _end(self, fact: FactDeclaration, end: Any, path: Path) -> float:
        assert fact.range is not None
        low, high = fact.range
        top = "any number" if high is None else number_text(high)
        allowed = f"{'whole numbers ' if fact.integer else ''}{number_text(low)} to {top}"
        if isinstance(end, bool) or not isinstance(end, int | float):
            self._fail(path, f"{end!r} is not a number", allowed)
        if not Interval(low, high).contains(end):
            self._fail(path, f"{end!r} is outside the range of {fact.name}", allowed)
        if fact.integer and not float(end).is_integer():
            self._fail(path, f"{fact.name} is a whole number, {end!r} is not", allowed)
        return end

    def _outcome(self, raw: dict[str, Any], path: Path) -> Condition:
        table = raw["outcome"]
        outcomes = self._vocabulary.outcomes
        if not isinstance(table, str) or table not in outcomes:
            exists = table in self._vocabulary.later
            reason = "collects, or does not come before this rule" if exists else "is unknown"
            before = _listed(outcomes) or "no table comes before this one"
            self._fail((*path, "outcome"), f"the table {table!r} {reason}", before)
        return OutcomeIs(table, self._members(raw, outcomes[table], path))

    def _any_tagged(self, raw: dict[str, Any], path: Path) -> Condition:
        tags = raw["any_tagged"]
        if not isinstance(tags, list) or not tags or not all(isinstance(tag, str) for tag in tags):
            self._fail((*path, "any_tagged"), "needs a list of tags", "at least one tag")
        yes = self._yes(raw, path)
        flags = [fact for fact in self._vocabulary.facts.values() if fact.kind == "flag"]
        tagged = [fact.name for fact in flags if set(tags) <= set(fact.tags)]
        if not tagged:
            known = sorted({tag for fact in flags for tag in fact.tags})
            self._fail(
                (*path, "any_tagged"), f"no flag carries {_listed(tags)}", _listed(known) or "no tag exists"
            )
        return Some(tuple(FlagIs(name, yes) for name in tagged))


def _listed(names: Any) -> str:
    return ", ".join(str(name) for name in names)


def near(name: Any, names: Iterable[str]) -> str:
    """The names that look most like one, as the end of what is allowed; empty where none does."""
    from difflib import get_close_matches

    close = get_close_matches(str(name), list(names), n=3)
    return f", perhaps {' or '.join(close)}" if close else ""
