"""Has pydantic check what a record is made of, field by field; it knows no record."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, TypeAdapter, create_model
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, core_schema

if TYPE_CHECKING:
    from rules.record import PlainRecord

Made = TypeVar("Made", bound="PlainRecord")


def checked(record: type[Made], data: Any) -> Made:
    """The record of parsed data; raises ValidationError for a key or value that it does not have."""
    made: Made = _adapter(record).validate_python(data)  # type: ignore[arg-type]  # a class has a hash of its own
    return made


def fields_of(record: type[PlainRecord]) -> Mapping[str, FieldInfo]:
    """The fields as pydantic knows them, with the names they have in a file."""
    return _model_of(record).model_fields  # type: ignore[arg-type]  # a class has a hash of its own


def schema_of(record: type[PlainRecord], handler: GetCoreSchemaHandler) -> CoreSchema:
    """What a field that holds this record is checked by."""

    def made(model: BaseModel) -> PlainRecord:
        whole = record.of_values(dict(model.__dict__))
        whole._check()
        return whole

    model = _model_of(record)  # type: ignore[arg-type]  # a class has a hash of its own
    return core_schema.no_info_after_validator_function(made, handler(model))


@cache
def _adapter(record: type[PlainRecord]) -> TypeAdapter[Any]:
    return TypeAdapter(record)


@cache
def _model_of(record: type[PlainRecord]) -> type[BaseModel]:
    hints = get_type_hints(record, include_extras=True)
    fields: dict[str, Any] = {name: (hints[name], getattr(record, name, ...)) for name in record._fields}
    config = ConfigDict(extra="forbid", strict=True, defer_build=True)
    return create_model(record.__name__, __config__=config, __module__=record.__module__, **fields)
