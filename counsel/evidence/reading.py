"""Reads one record from parsed data, a fault told by file and key; it checks nothing between records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar, get_args

from pydantic import ValidationError

from counsel.errors import CounselError
from rules.checked_record import checked, fields_of
from rules.record import PlainRecord

TRIALS = "trials/"

_M = TypeVar("_M", bound=PlainRecord)


class EvidenceError(CounselError):
    """A fault in an evidence file: `file` (relative path), `key` (dotted), `message` (what is allowed)."""

    def __init__(self, file: str, key: str, message: str) -> None:
        super().__init__(f"{file}: {key}: {message}.", "Correct this file and start again.")
        self.file = file
        self.key = key
        self.message = message


def read_record(model: type[_M], path: str, data: Any) -> _M:
    """The record of parsed data; raises EvidenceError for a key or value that it does not have."""
    try:
        return checked(model, data)
    except ValidationError as fault:
        raise _as_evidence_error(model, path, data, fault) from None


def item_name(item: Any, index: int) -> str:
    """The id of a list item in a key, or its index."""
    return str(item["id"]) if isinstance(item, dict) and "id" in item else str(index)


def _as_evidence_error(
    model: type[PlainRecord], path: str, data: Any, fault: ValidationError
) -> EvidenceError:
    first = fault.errors(include_url=False)[0]
    place, node = "", data
    for step in first["loc"]:
        node = _below(node, step)
        if isinstance(step, int):
            place += f"[{item_name(node, step)}]"
        else:
            place += f".{step}" if place else step
    if first["type"] == "extra_forbidden":
        fields = _fields_at(model, first["loc"][:-1])
        return EvidenceError(path, place, f"unknown key; allowed are {', '.join(fields)}")
    if first["type"] == "missing":
        return EvidenceError(path, place, "this key is missing; write null if it is not known")
    return EvidenceError(path, place or "(file)", f"{first['msg']} (given: {first['input']!r:.60})")


def _below(node: Any, step: str | int) -> Any:
    try:
        return node[step]
    except (KeyError, IndexError, TypeError):
        return None


def _fields_at(model: type[PlainRecord], loc: tuple[str | int, ...]) -> list[str]:
    for step in loc:
        for name, field in fields_of(model).items():
            if step in (name, field.alias):
                model = next(_records_in(field.annotation), model)
    return [field.alias or name for name, field in fields_of(model).items()]


def _records_in(annotation: Any) -> Iterator[type[PlainRecord]]:
    if isinstance(annotation, type) and issubclass(annotation, PlainRecord):
        yield annotation
    for part in get_args(annotation):
        yield from _records_in(part)
