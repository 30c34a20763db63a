"""What is particular to one language beside its sentences: plural forms, and what nobody may be told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from counsel.wording.plurals import PluralRules

_KEYS = frozenset({"plurals", "unwanted"})


class LanguageRules(NamedTuple):
    """The plural forms of a language, and by name the expressions that no sentence for patients may match."""

    plurals: PluralRules = PluralRules()
    unwanted: Mapping[str, str] = MappingProxyType({})

    def document(self) -> dict[str, Any]:
        """The rules as plain data, for `language_rules` and `checked_rules`."""
        return {"plurals": dict(self.plurals.conditions), "unwanted": dict(self.unwanted)}


def language_rules(data: Mapping[str, Any]) -> LanguageRules:
    """The rules in the part `language` of a file; raises ValueError naming what cannot be used."""
    strange = sorted(set(data) - _KEYS)
    if strange:
        message = f"unknown key {strange[0]!r}; allowed are {', '.join(sorted(_KEYS))}"
        raise ValueError(message)
    plurals = PluralRules(_texts(data, "plurals"))
    if fault := plurals.fault():
        raise ValueError(f"plurals: {fault}")
    patterns = _texts(data, "unwanted")
    for name, pattern in patterns.items():
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"unwanted.{name}: this is no regular expression ({error})") from None
    return LanguageRules(plurals, patterns)


def checked_rules(data: Mapping[str, Mapping[str, str]]) -> LanguageRules:
    """The rules that `document` gave, which were looked at when they were read."""
    return LanguageRules(PluralRules(data["plurals"]), data["unwanted"])


def _texts(data: Mapping[str, Any], key: str) -> Mapping[str, str]:
    found = data.get(key) or {}
    if not isinstance(found, Mapping) or not all(isinstance(text, str) for text in found.values()):
        raise ValueError(f"{key}: names with texts belong here")
    return MappingProxyType(dict(found))
