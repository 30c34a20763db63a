"""The assessment as a pydantic model: its JSON and its JSON Schema, derived from the one definition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any, get_args, get_type_hints

from pydantic import BaseModel, ConfigDict, create_model

from counsel.assess import assessment as definition
from counsel.assess.assessment import Assessment, Missing, SheetLine, TraceLine

_CONFIG = ConfigDict(frozen=True, extra="forbid")


def _model() -> type[BaseModel]:
    """Every field of an assessment but what makes others on request (kept out of its repr), and those."""
    hints = get_type_hints(Assessment, vars(definition))
    shown = {each.name: hints[each.name] for each in fields(Assessment) if each.repr}
    made = {"missing": tuple[Missing, ...], "sheet": tuple[SheetLine, ...], "trace": tuple[TraceLine, ...]}
    described: dict[str, Any] = {name: (_described(hint), ...) for name, hint in (shown | made).items()}
    return create_model("Assessment", __config__=_CONFIG, **described)


def _described(hint: Any) -> Any:
    """The type with a model in the place of each named tuple, which JSON would show as a list."""
    if hasattr(hint, "_fields"):
        return _described_tuple(hint)
    parts = get_args(hint)
    if any(hasattr(part, "_fields") for part in parts):
        return hint.__origin__[tuple(_described(part) for part in parts)]
    return hint


@cache
def _described_tuple(kind: Any) -> type[BaseModel]:
    values, hints = _plain(kind._field_defaults), get_type_hints(kind)
    described: dict[str, Any] = {
        name: (_described(hint), values.get(name, ...)) for name, hint in hints.items()
    }
    return create_model(kind.__name__, __config__=_CONFIG, __doc__=kind.__doc__, **described)


def _plain(value: Any) -> Any:
    if hasattr(value, "_fields"):
        return {name: _plain(part) for name, part in zip(value._fields, value, strict=True)}
    if isinstance(value, tuple):
        return tuple(_plain(part) for part in value)
    return {key: _plain(part) for key, part in value.items()} if isinstance(value, Mapping) else value


AssessmentDocument = _model()


def document_of(assessment: Assessment) -> BaseModel:
    """The document of an assessment with its whole trace, as `model_dump_json` writes it."""
    held = {each.name: getattr(assessment, each.name) for each in fields(assessment) if each.repr}
    made = {name: getattr(assessment, name) for name in ("missing", "sheet", "trace")}
    return AssessmentDocument(**{name: _plain(value) for name, value in (held | made).items()})
