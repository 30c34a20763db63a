"""A small rule base about things on a table, and the means to build others."""

from __future__ import annotations

from typing import Any

from rules.load import ParsedFile, RuleBase, load_rules

FACTS: list[dict[str, Any]] = [
    {"name": "length", "kind": "number", "unit": "cm", "range": [0, 100], "worse": "higher"},
    {"name": "count", "kind": "number", "range": [0, None], "integer": True},
    {"name": "colour", "kind": "choice", "choices": ["red", "green", "blue"]},
    {"name": "wet", "kind": "flag", "tags": ["state", "weather"], "row": "condition"},
    {"name": "warm", "kind": "flag", "tags": ["state"]},
]


def rule(name: str, gives: str, when: Any = None, **other: Any) -> dict[str, Any]:
    """A rule as data; no `when` if it always holds."""
    record = {"id": name, "gives": gives, "status": "policy", "reviewed": "2026-01-31", "source": "part 1"}
    return {**record, **({} if when is None else {"when": when}), **other}


def table(name: str, hit: str, rules: list[dict[str, Any]], outcomes: Any = None) -> dict[str, Any]:
    """A table as data; the outcomes are those given unless named."""
    named = list(dict.fromkeys(one["gives"] for one in rules)) if outcomes is None else outcomes
    return {"id": name, "hit": hit, "outcomes": named, "changes": name, "rules": rules}


def load(*tables: dict[str, Any], lines: Any = None) -> RuleBase:
    """The rule base of these tables over FACTS."""
    rule_file = ParsedFile("things.yaml", {"topic": "things", "tables": list(tables)}, lines or {})
    return load_rules([ParsedFile("facts.yaml", {"facts": FACTS}, {})], [rule_file])


def load_when(when: Any, lines: Any = None) -> RuleBase:
    """A base whose only rule has this condition."""
    return load(table("answer", "collect", [rule("only", "yes", when)]), lines=lines)


SIZE = table(
    "size",
    "unique",
    [
        rule("size-small", "small", {"fact": "length", "below": 7}),
        rule("size-middle", "middle", {"fact": "length", "from": 7, "to": 20}),
        rule("size-large", "large", {"fact": "length", "above": 20}),
    ],
)
PLACE = table(
    "place",
    "first",
    [
        rule("place-dry", "cellar", {"fact": "wet", "is": "yes"}),
        rule("place-shelf", "shelf", {"outcome": "size", "is": ["small", "middle"]}),
        rule("place-other", "floor"),
    ],
)
REMARKS = table(
    "remarks",
    "collect",
    [
        rule(
            "remark-shelf",
            "on-the-shelf",
            {"outcome": "place", "is": "shelf"},
            says={"physician": "shelf.long", "patient": "shelf.short"},
            evidence=["study-1", "study-2"],
            fields={"side": "left"},
        ),
        rule("remark-red", "may-be-red", {"maybe": {"fact": "colour", "is": "red"}}),
        rule(
            "remark-unmeasured", "unmeasured", {"not": {"known": "length"}}, says={"physician": "unmeasured"}
        ),
    ],
)


def things() -> RuleBase:
    """Sizes, then places that follow them, then remarks that follow the places."""
    return load(SIZE, PLACE, REMARKS)
