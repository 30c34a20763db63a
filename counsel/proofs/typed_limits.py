"""Finds in a text or a line of Python a number that a rule has as a limit; it knows no rule and no reason.

A number counts only beside a word of what the limit measures: `50 mL`, `day 183`, `volume_ml > 50`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, cast

from counsel.wording.limits import is_near, longer_than, rounded, without_limits
from rules.limits import Place

_GAP = re.compile(r"\{[^{}]*\}")
_PART = re.compile(r"[A-Za-z]+|\d+")
_NUMBER = r"\d+(?:[.,]\d+)?"
# Smaller numbers count steps and items in code far more often than they are limits.
_LEAST_IN_CODE = 3
_MOST_NAMED = 2


class Typed(NamedTuple):
    """A number that was typed: as it stands there, and the limits that have it."""

    said: str
    limits: tuple[str, ...]


class CodeLine(NamedTuple):
    """A line of Python with such a number."""

    number: int
    typed: Typed


@dataclass(frozen=True)
class Words:
    """What one language calls what limits measure.

    `measures` by the quantity, or the fact, that they belong to; `times` by unit of time; `numbers` are
    number words, which are read before a unit of time only. `names` are those of variables in Python.
    """

    measures: Mapping[str, tuple[str, ...]]
    times: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, int]
    names: Mapping[str, tuple[str, ...]]


class TypedLimits:
    """Looks for the limits of one rule base; `measure` gives the quantity of a fact."""

    def __init__(self, limits: Iterable[Place], quantities: Mapping[str, str], words: Words) -> None:
        self._words = words
        self._quantities = quantities
        # Those whose number is written come first: they are what a message names.
        self._limits = sorted(
            (place for place in limits if place.named), key=lambda place: bool(place.written)
        )

    def in_text(self, text: str) -> Iterator[Typed]:
        """Every number of a text that a limit has, beside a word of what it measures."""
        if not self._may_count.search(text):
            return
        typed = _GAP.sub(" … ", without_limits(text, " … "))
        for quantity, pattern in self._patterns.items():
            for found in pattern.finditer(typed):
                for number in _numbers(found[0]):
                    yield from self._known(found[0], self._values.get((quantity, number), ()))
        for unit, pattern in self._times.items():
            for found in pattern.finditer(typed):
                for number in self._counted(found[0]):
                    yield from self._known(found[0], self._in_longer.get((unit, number), ()))

    def in_code(self, source: str) -> Iterator[CodeLine]:
        """Every line of a module with a limit beside a name of what it measures, or in a text."""
        tree = ast.parse(source)
        for line, text in _texts(tree):
            for typed in self.in_text(text):
                yield CodeLine(line, typed)
        yield from self._in_lines(source.splitlines(), tree)

    def _in_lines(self, lines: Sequence[str], tree: ast.Module) -> Iterator[CodeLine]:
        targets = _targets(tree)
        for line, value in _constants(tree):
            target = targets.get(line, "")
            parts = _name_parts(f"{target} {lines[line - 1]}")
            for quantity in self._named_by(parts):
                said = f"{target}: {lines[line - 1]}" if target else lines[line - 1]
                for typed in self._known(said, self._values.get((quantity, value), ())):
                    yield CodeLine(line, typed)

    def _known(self, said: str, limits: tuple[str, ...]) -> Iterator[Typed]:
        if limits:
            yield Typed(" ".join(said.split()), limits)

    def _named_by(self, parts: frozenset[str]) -> Iterator[str]:
        for quantity, names in self._words.names.items():
            if not parts.isdisjoint(names):
                yield quantity

    def _counted(self, text: str) -> Iterator[float]:
        yield from _numbers(text)
        first = text.split()[0].lower()
        if first in self._words.numbers:
            yield self._words.numbers[first]

    @cached_property
    def _values(self) -> Mapping[tuple[str, float], tuple[str, ...]]:
        found: dict[tuple[str, float], tuple[str, ...]] = {}
        for place in self._limits:
            key = (self._quantity(place), float(place.value))
            found[key] = (*found.get(key, ()), place.name)
        return found

    @cached_property
    def _in_longer(self) -> Mapping[tuple[str, float], tuple[str, ...]]:
        """The limits told rounded in a longer unit of time."""
        found: dict[tuple[str, float], tuple[str, ...]] = {}
        for place in self._limits:
            for unit in longer_than(place.unit):
                number = rounded(place.value, place.unit, unit)
                # One of a unit is how people count, and a number far from the round one is not told by it.
                if number > 1 and is_near(place.value, place.unit, unit):
                    key = (unit, float(number))
                    found[key] = (*found.get(key, ()), place.name)
        return found

    def _quantity(self, place: Place) -> str:
        return self._quantities.get(place.fact or "", place.fact or place.unit or place.name)

    @cached_property
    def _may_count(self) -> re.Pattern[str]:
        return re.compile(
            "|".join((r"\d", *(rf"\b{number}\b" for number in self._words.numbers))), re.IGNORECASE
        )

    @cached_property
    def _patterns(self) -> Mapping[str, re.Pattern[str]]:
        return {quantity: _beside(words) for quantity, words in self._words.measures.items()}

    @cached_property
    def _times(self) -> Mapping[str, re.Pattern[str]]:
        return {unit: _beside(words, self._words.numbers) for unit, words in self._words.times.items()}


def _beside(words: Iterable[str], numbers: Iterable[str] = ()) -> re.Pattern[str]:
    """A number, or two with a short word between, right before or right after one of the words."""
    named = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    one = "|".join((_NUMBER, *(rf"\b{number}\b" for number in numbers)))
    span = rf"(?:{one})(?:(?: (?:to|and|or) | ?[-–] ?)(?:{_NUMBER}))?"
    return re.compile(rf"(?<![\w.,]){span}[ -]?(?:{named})\b|\b(?:{named}) {span}(?![\w])", re.IGNORECASE)


def _numbers(text: str) -> Iterator[float]:
    for number in re.findall(_NUMBER, text):
        yield float(number.replace(",", "."))


def _constants(tree: ast.Module) -> Iterator[tuple[int, float]]:
    """Every number of a module that may be a limit."""
    for node in ast.walk(tree):
        number = node.value if isinstance(node, ast.Constant) else None
        if isinstance(number, int | float) and not isinstance(number, bool):
            value = float(number)
            if value >= _LEAST_IN_CODE or not value.is_integer():
                yield cast(ast.Constant, node).lineno, value


def _texts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every text of a module but for its docstrings."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def _targets(tree: ast.Module) -> Mapping[int, str]:
    """For each line of an assignment, the name that it gives a value to."""
    found: dict[int, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name):
                lines = range(node.lineno, (node.end_lineno or node.lineno) + 1)
                found.update(dict.fromkeys(lines, target.id))
    return found


def _name_parts(text: str) -> frozenset[str]:
    return frozenset(part.lower() for part in _PART.findall(text))


def shown(typed: Typed) -> str:
    """The number and the limits that have it, for a message."""
    return f"{typed.said!r}, a limit: {', '.join(typed.limits[:_MOST_NAMED])}"
