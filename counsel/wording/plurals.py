"""Which plural form a whole number takes in a language, by rules written as CLDR does; it holds no language.

The grammar: unicode.org/reports/tr35/tr35-numbers.html#Language_Plural_Rules, for whole numbers, so that `n`
and `i` are the number and every other operand is 0.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

OTHER = "other"
CATEGORIES = ("zero", "one", "two", "few", "many", OTHER)
_RELATION = r"([a-z])(?:\s*%\s*(\d+))?\s*(!?=)\s*([\d.,\s]+)"
_IS_THE_NUMBER = frozenset("ni")


class PluralRules(NamedTuple):
    """The plural forms of one language: the condition of each but `other`, which takes what is left."""

    conditions: Mapping[str, str] = MappingProxyType({})

    @property
    def categories(self) -> tuple[str, ...]:
        """The forms that this language has."""
        return (*(name for name in CATEGORIES if name in self.conditions), OTHER)

    def category(self, number: int) -> str:
        """The form that a number takes; raises ValueError for a condition that cannot be read."""
        return next((name for name, asked in self.conditions.items() if _holds(asked, number)), OTHER)

    def fault(self) -> str:
        """What of the rules cannot be read; empty where all can."""
        strange = sorted(set(self.conditions) - set(CATEGORIES[:-1]))
        if strange:
            return f"{strange[0]!r} is no plural form; allowed are {', '.join(CATEGORIES[:-1])}"
        try:
            self.category(0)
        except ValueError as error:
            return str(error)
        return ""


def _holds(condition: str, number: int) -> bool:
    return any(all(_relation(one, number) for one in each.split(" and ")) for each in condition.split(" or "))


def _relation(written: str, number: int) -> bool:
    found = re.fullmatch(_RELATION, written.strip())
    if found is None:
        message = f"{written.strip()!r} is no condition on a number, such as `n % 10 = 2..4`"
        raise ValueError(message)
    operand, modulus, sign, values = found.groups()
    value = number if operand in _IS_THE_NUMBER else 0
    if modulus:
        value %= int(modulus)
    return (sign == "=") is any(_within(value, one.strip()) for one in values.split(","))


def _within(value: int, span: str) -> bool:
    low, _, high = span.partition("..")
    return int(low) <= value <= int(high or low)
