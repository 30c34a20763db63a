"""What a rule base said at one time, as a document that later versions still read; it compares nothing.

The shape has a version of its own. A change that old documents do not fit gets the next number and a
reader for the one before, so that a snapshot kept in a clinic's files stays readable.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from counsel import __version__
from counsel.content import Content
from counsel.errors import CounselError
from counsel.rulebook.book import QUESTIONS

FORMAT = "stroke-counsel rule base"
VERSION = 1
# Words of the book itself and labels of the window are no part of what the rule base says.
_OWN_WORDS = ("book.", "form.", "option.", "window.", "kind.")


class SnapshotError(CounselError):
    """A snapshot or an older content that cannot be read: which, why, and what to do."""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class OldPart(_Record):
    """Version and hash of one part of the content."""

    version: str
    hash: str


class OldFact(_Record):
    """A fact as conditions ask about it."""

    name: str
    kind: str
    unit: str | None = None
    range: tuple[float, float | None] | None = None
    choices: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


class OldTable(_Record):
    """A table; `rules` are the ids in their order."""

    id: str
    topic: str
    hit: str
    outcomes: tuple[str, ...] = ()
    rules: tuple[str, ...]


class OldRule(_Record):
    """A rule; `when` is the condition as written, None for one that always holds."""

    id: str
    table: str
    when: Any = None
    gives: str
    fields: dict[str, str] = {}
    physician: str | None = None
    patient: str | None = None
    evidence: tuple[str, ...] = ()
    status: str
    reviewed: str
    source: str
    note: str | None = None


class OldFlag(_Record):
    """A safety question."""

    id: str
    label: str
    why: str
    threshold: str
    action: str
    scope: str
    answered: str
    private: bool
    routes: tuple[str, ...]
    cells: str
    basis: str
    sources: tuple[str, ...]
    asked_when: Any = None
    note: str | None = None


class OldTrial(_Record):
    """How a trial counts."""

    id: str
    short_name: str
    efficacy: str
    phase: str | None = None
    registered: str
    blinded_control: str
    met: str
    reason: str


class OldClaim(_Record):
    """A founding claim with its verdict."""

    id: str
    claim: str
    verdict: str
    literature: str
    caveat: str
    used: str
    rules: tuple[str, ...] = ()
    sources: tuple[str, ...]


class Snapshot(_Record):
    """All that a rule base said, with the versions it had; `sentences` are the English ones by id."""

    format: Literal["stroke-counsel rule base"] = "stroke-counsel rule base"
    version: Literal[1] = 1
    program: str
    rulebase: OldPart
    evidence: OldPart
    review_by: str
    reviewers: tuple[str, ...]
    facts: tuple[OldFact, ...]
    tables: tuple[OldTable, ...]
    rules: tuple[OldRule, ...]
    sentences: dict[str, str]
    flags: tuple[OldFlag, ...]
    trials: tuple[OldTrial, ...]
    claims: tuple[OldClaim, ...]


def snapshot_of(content: Content) -> Snapshot:
    """The snapshot of the content that the program runs on."""
    rules = content.rules.document()
    return snapshot_from(
        {
            "program": __version__,
            "rulebase": {"version": content.rulebase.version, "hash": content.rulebase.hash},
            "evidence": {"version": content.evidence_part.version, "hash": content.evidence_part.hash},
            "review_by": str(content.review_by),
            "reviewers": content.reviewers,
        },
        rules["facts"],
        [(entry["topic"], entry["table"]) for entry in rules["tables"]],
        content.evidence.document()["files"],
        content.reference.sentences,
    )


def snapshot_from(
    about: Mapping[str, Any],
    facts: Iterable[Mapping[str, Any]],
    tables: Iterable[tuple[str, Mapping[str, Any]]],
    files: Mapping[str, Mapping[str, Any]],
    sentences: Mapping[str, str],
) -> Snapshot:
    """The snapshot of parsed data: facts and tables as written, evidence by path below its folder.

    Takes what it knows and leaves the rest, so that it reads content of other versions too. Raises KeyError,
    TypeError or ValidationError for data that are no content.
    """
    flags = files["safety_flags.yaml"]["flags"]
    kept = [(topic, table) for topic, table in tables if topic != QUESTIONS]
    trials = [file for path, file in sorted(files.items()) if path.startswith("trials/")]
    return Snapshot.model_validate(
        {
            **about,
            "facts": [*_declared(facts), *_asked(flags)],
            "tables": [
                {**_picked(OldTable, table), "topic": topic, "rules": [rule["id"] for rule in table["rules"]]}
                for topic, table in kept
            ],
            "rules": [_rule(table["id"], rule) for _, table in kept for rule in table["rules"]],
            "sentences": {key: text for key, text in sentences.items() if not key.startswith(_OWN_WORDS)},
            "flags": [_picked(OldFlag, flag) for flag in flags],
            "trials": [_trial(trial) for trial in trials],
            "claims": [_claim(claim) for claim in files["claims.yaml"]["claims"]],
        }
    )


def read_snapshot(data: bytes, name: str) -> Snapshot:
    """The snapshot in a JSON file; raises SnapshotError naming the file and the fault."""
    remedy = (
        "Name a file that `stroke-counsel rulebook --snapshot` wrote, or a folder with resources and rules."
    )
    try:
        document = json.loads(data)
    except ValueError as fault:
        raise SnapshotError(f"{name} is not JSON ({fault}).", remedy) from fault
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise SnapshotError(f"{name} is no snapshot of a rule base.", remedy)
    if document.get("version") != VERSION:
        raise SnapshotError(
            f"{name} is a snapshot of version {document.get('version')!r}; this program reads {VERSION}.",
            "Use the program that wrote it, or a newer one.",
        )
    try:
        return Snapshot.model_validate(document)
    except ValidationError as fault:
        raise SnapshotError(
            f"{name}: {fault_in_words(fault)}.", "The file was changed; use an unchanged copy."
        ) from fault


def snapshot_bytes(snapshot: Snapshot) -> bytes:
    """The snapshot as JSON; equal content gives equal bytes."""
    return (snapshot.model_dump_json(indent=1, exclude_defaults=False) + "\n").encode()


def fault_in_words(fault: ValidationError) -> str:
    """Where the first fault of a document is, and what it is."""
    first = fault.errors(include_url=False)[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg']} (given: {first['input']!r:.60})"


def _picked(model: type[BaseModel], data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: data[key] for key in model.model_fields if key in data}


def _declared(facts: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    # Those of the safety questions are made from the register, here as in the loader.
    return [_picked(OldFact, fact) for fact in facts if not fact["name"].startswith("safety.")]


def _asked(flags: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "name": f"safety.{flag['id']}",
            "kind": "flag",
            "tags": [flag["scope"], flag["action"], flag["answered"]],
        }
        for flag in flags
        if flag["answered"] != "derived" and flag["scope"] != "offer"
    ]


def _rule(table: str, rule: Mapping[str, Any]) -> dict[str, Any]:
    says = rule.get("says") or {}
    return {
        **_picked(OldRule, rule),
        "table": table,
        "reviewed": str(rule["reviewed"]),
        "physician": says.get("physician"),
        "patient": says.get("patient"),
    }


def _trial(trial: Mapping[str, Any]) -> dict[str, Any]:
    # Whether the main outcome was met stood among the counted fields before it moved to the outcome.
    outcome = _picked(OldTrial, trial.get("primary_outcome") or {})
    return {**_picked(OldTrial, trial), **outcome, **_picked(OldTrial, trial["counted"])}


def _claim(claim: Mapping[str, Any]) -> dict[str, Any]:
    used = claim["maps_to"]
    return {**_picked(OldClaim, claim), "used": f"{used['kind']}: {used['key']}"}
