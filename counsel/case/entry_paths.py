"""Dotted paths into the case: the entry at one, and the words that may stand there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from counsel.case.document import Case


class EntryValue(NamedTuple):
    """What stands at a path; `is_given` tells null, asked and there is none, from what was left out."""

    value: Any
    is_given: bool


def entry_at(case: Case, path: str) -> EntryValue:
    """The entry of a case at a path of the document; None and not given where its section is left out."""
    node: Any = case
    is_given = False
    for key in path.split("."):
        if not isinstance(node, BaseModel):
            return EntryValue(None, False)
        is_given = key in node.model_fields_set
        node = getattr(node, key)
    return EntryValue(node, is_given)


@cache
def words_at(path: str) -> tuple[str, ...]:
    """The words of the case format that may stand at a path, one or several of them; empty where none may.

    A key of a list's items is named like one of its section: `stroke.previous.type`. Raises KeyError where
    the case document has no such entry.
    """
    annotation: Any = Case
    for key in path.split("."):
        sections = (one for one in _parts(annotation) if _is_section(one))
        model = next((one for one in sections if key in one.model_fields), None)
        if model is None:
            raise KeyError(path)
        annotation = model.model_fields[key].annotation
    words = (word for part in _parts(annotation) if get_origin(part) is Literal for word in get_args(part))
    return tuple(dict.fromkeys(words))


def _is_section(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, BaseModel)


def _parts(annotation: Any) -> Iterator[Any]:
    """The annotation and all that its unions, lists and annotated types are made of."""
    yield annotation
    if get_origin(annotation) in (Annotated, Union, UnionType, tuple):
        inner = get_args(annotation)
        for part in inner[:1] if get_origin(annotation) is Annotated else inner:
            yield from _parts(part)
