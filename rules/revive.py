"""Frozen records as plain data, and back without checking them a second time; it opens no file.

A record is kept as the values of its fields in their order. What a field holds (a record, several, or a day)
is read from the class, so that nothing in the data says what is made of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from sys import modules
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel

from rules.plain import Plain
from rules.record import PlainRecord

Kept = BaseModel | PlainRecord
Model = TypeVar("Model", bound=Kept)
_WORD = re.compile(r"\w+")
Change = Callable[[Any], Any]


class _Held(NamedTuple):
    """A field that holds more than plain data: how it is kept, and how it comes back."""

    name: str
    kept: Change
    revived: Change


class _Plan(NamedTuple):
    """The fields of a record in order, and those that need a change."""

    fields: tuple[str, ...]
    names: frozenset[str]
    held: tuple[_Held, ...]


def plain_record(record: Kept) -> Plain:
    """The values of a record's fields as plain data."""
    plan = _plan_of(type(record))  # type: ignore[arg-type]  # a class has a hash of its own
    values = {name: record.__dict__[name] for name in plan.fields}
    for name, kept, _ in plan.held:
        if values[name] is not None:
            values[name] = kept(values[name])
    return tuple(values.values())


def revived(model: type[Model], plain: Plain) -> Model:
    """The record of earlier plain data; raises ValueError where they have other fields."""
    plan = _plan_of(model)  # type: ignore[arg-type]  # a class has a hash of its own
    values = dict(zip(plan.fields, plain, strict=True))
    for name, _, change in plan.held:
        if values[name] is not None:
            values[name] = change(values[name])
    return _made(model, values, plan.names)


def _made(model: type[Model], values: dict[str, Any], given: frozenset[str]) -> Model:
    made = model.__new__(model)
    put = object.__setattr__
    put(made, "__dict__", values)
    if issubclass(model, BaseModel):
        # What model_construct does, without looking for defaults, in a fifth of its time.
        # A set of its own: a changed copy of a record adds to it.
        put(made, "__pydantic_fields_set__", set(given))
        put(made, "__pydantic_extra__", None)
        put(made, "__pydantic_private__", None)
    return made


@cache
def _plan_of(model: type[Kept]) -> _Plan:
    names = tuple(model.model_fields) if issubclass(model, BaseModel) else model._fields
    held = []
    for base in model.__mro__:
        # As text: to make types of all annotations takes longer than to make the records.
        for name, written in vars(base).get("__annotations__", {}).items():
            changes = _changes(str(written), vars(modules[base.__module__])) if name in names else None
            if changes is not None:
                held.append(_Held(name, *changes))
    return _Plan(names, frozenset(names), tuple(held))


def _changes(written: str, known: Mapping[str, Any]) -> tuple[Change, Change] | None:
    """How such a field is kept and comes back; None where it holds plain data already."""
    if written == "date":
        return date.isoformat, date.fromisoformat
    named = (known.get(word) for word in _WORD.findall(written))
    inner = next((one for one in named if isinstance(one, type) and issubclass(one, Kept)), None)
    if inner is None:
        return None
    if written.startswith(("tuple[", "Many[")):
        return _many(inner)
    if written.startswith(("dict[", "Mapping[")):
        return _by_key(inner)
    return plain_record, lambda plain: revived(inner, plain)


def _many(inner: type[Kept]) -> tuple[Change, Change]:
    return (
        lambda records: tuple([plain_record(one) for one in records]),
        lambda plain: tuple([revived(inner, one) for one in plain]),
    )


def _by_key(inner: type[Kept]) -> tuple[Change, Change]:
    return (
        lambda records: {key: plain_record(one) for key, one in records.items()},
        lambda plain: {key: revived(inner, one) for key, one in plain.items()},
    )
