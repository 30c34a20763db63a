"""Frozen records as plain data, and back without checking them a second time; it opens no file.

A record is kept as the values of its fields in their order. What a field holds (a record, several, or a day)
is read from the class, so that nothing in the data says what is made of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple, TypeVar, get_args, get_origin

from pydantic import BaseModel

from rules.plain import Plain

Model = TypeVar("Model", bound=BaseModel)
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


def plain_record(record: BaseModel) -> Plain:
    """The values of a record's fields as plain data."""
    plan = _plan_of(type(record))
    values = {name: record.__dict__[name] for name in plan.fields}
    for name, kept, _ in plan.held:
        if values[name] is not None:
            values[name] = kept(values[name])
    return tuple(values.values())


def revived(model: type[Model], plain: Plain) -> Model:
    """The record of earlier plain data; raises ValueError where they have other fields."""
    plan = _plan_of(model)
    values = dict(zip(plan.fields, plain, strict=True))
    for name, _, change in plan.held:
        if values[name] is not None:
            values[name] = change(values[name])
    return _made(model, values, plan.names)


def _made(model: type[Model], values: dict[str, Any], given: frozenset[str]) -> Model:
    # What model_construct does, without looking for defaults, in a fifth of its time.
    made = model.__new__(model)
    put = object.__setattr__
    put(made, "__dict__", values)
    # A set of its own: a changed copy of a record adds to it.
    put(made, "__pydantic_fields_set__", set(given))
    put(made, "__pydantic_extra__", None)
    put(made, "__pydantic_private__", None)
    return made


@cache
def _plan_of(model: type[BaseModel]) -> _Plan:
    held = []
    for name, field in model.model_fields.items():
        changes = _changes(field.annotation)
        if changes is not None:
            held.append(_Held(name, *changes))
    return _Plan(tuple(model.model_fields), frozenset(model.model_fields), tuple(held))


def _changes(annotation: Any) -> tuple[Change, Change] | None:
    """How such a field is kept and comes back; None where it holds plain data already."""
    if annotation is date:
        return date.isoformat, date.fromisoformat
    inner = next(_records_in(annotation), None)
    if inner is None:
        return None
    origins = {get_origin(part) for part in (annotation, *get_args(annotation))}
    if tuple in origins:
        return _many(inner)
    if dict in origins:
        return _by_key(inner)
    return plain_record, lambda plain: revived(inner, plain)


def _many(inner: type[BaseModel]) -> tuple[Change, Change]:
    return (
        lambda records: tuple([plain_record(one) for one in records]),
        lambda plain: tuple([revived(inner, one) for one in plain]),
    )


def _by_key(inner: type[BaseModel]) -> tuple[Change, Change]:
    return (
        lambda records: {key: plain_record(one) for key, one in records.items()},
        lambda plain: {key: revived(inner, one) for key, one in plain.items()},
    )


def _records_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _records_in(part)
