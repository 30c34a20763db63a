"""Reading a case, changing one entry of it, refusing what cannot be; its sections are not described here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from counsel.case.consistency import disagreements
from counsel.case.document import Case
from counsel.case.entries import is_shape_mark
from counsel.case.measures import Measures
from counsel.errors import InputError, Problem, refuse

__all__ = ["Case", "parse_case", "with_value"]

_JSON = "one JSON object, as `stroke-counsel schema case` describes it"
# A section whose mere presence says something stays when its last entry is taken out.
_PRESENCE_SPEAKS = frozenset({"treated", "offer"})


def parse_case(data: Mapping[str, Any] | str | bytes, measures: Measures | None = None) -> Case:
    """The case in a JSON document, as text, bytes (UTF-8) or already read.

    Without `measures` forms of an infarct that need converting are not compared; making facts of the case
    refuses them. Raises InputError naming every refused entry; nothing is converted or guessed.
    """
    document = _read(data) if isinstance(data, str | bytes | bytearray) else data
    try:
        case = Case.model_validate(document)
    except ValidationError as error:
        raise InputError(_problems(error)) from None
    except (RecursionError, UnicodeError, OverflowError):
        raise refuse("", "the document", "it cannot be read as a case", _JSON) from None
    found = disagreements(case, measures)
    if found:
        raise InputError(found)
    return case


def with_value(
    case: Case, path: str, value: object | None, measures: Measures | None = None
) -> Case:
    """The case with one entry put in at a dotted path (`safety.seizures`); None takes it out.

    Raises InputError, and leaves the given case as it was, where the result would be no case.
    """
    document = case.to_document()
    keys = path.split(".")
    if value is None:
        _take_out(document, keys)
    else:
        section = document
        for key in keys[:-1]:
            # Null, asked and there is none, gives way to what is known after all.
            if section.get(key) is None:
                section[key] = {}
            section = section[key]
            if not isinstance(section, dict):
                raise refuse(path, value, f"{key} holds no entries of its own", "a path of the case document")
        section[keys[-1]] = value
    return parse_case(document, measures)


def _take_out(document: dict[str, Any], keys: list[str]) -> None:
    if len(keys) == 1:
        document.pop(keys[0], None)
        return
    inner = document.get(keys[0])
    if not isinstance(inner, dict):
        return
    _take_out(inner, keys[1:])
    if not inner and keys[0] not in _PRESENCE_SPEAKS:
        del document[keys[0]]


def _read(data: str | bytes | bytearray) -> Any:
    try:
        return json.loads(data, object_pairs_hook=_no_key_twice, parse_constant=_no_such_number)
    except InputError:
        raise
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise refuse("", where, f"it is not JSON: {error.msg.lower()}", _JSON) from None
    except (ValueError, RecursionError):
        raise refuse("", "the document", "it cannot be read as JSON", _JSON) from None


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise refuse(twice, twice, "this key stands twice in the same object", "each key once")
    return document


def _no_such_number(name: str) -> Any:
    raise refuse("", name, "this is no number in JSON", "a finite number")


def _problems(error: ValidationError) -> Iterable[Problem]:
    for detail in error.errors(include_url=False):
        place = [part for part in detail["loc"] if not is_shape_mark(part) and part != "[key]"]
        context = detail.get("ctx", {})
        if context.get("at"):
            place.append(context["at"])
        value = _at(detail["input"], context.get("at"))
        yield Problem(
            ".".join(_printable(part) for part in place),
            value if detail["type"] != "missing" else None,
            _reason(detail["type"], context, value),
            context.get("allowed") or _allowed(place, detail["type"]),
        )


def _at(value: Any, key: str | None) -> Any:
    return value.get(key) if key and isinstance(value, dict) and key in value else value


def _printable(part: object) -> str:
    return str(part).encode("utf-8", "backslashreplace").decode("utf-8")


_REASONS = {
    "missing": "this is missing",
    "extra_forbidden": "there is no such entry",
    "greater_than": "the number is too low",
    "greater_than_equal": "the number is too low",
    "less_than": "the number is too high",
    "less_than_equal": "the number is too high",
    "literal_error": "this is not one of the words of the case format",
    "too_short": "this is empty or too short",
    "too_long": "this is too long, or holds too many entries",
    "string_too_short": "the text is empty",
    "string_too_long": "the text is too long",
    "string_pattern_mismatch": "the text does not have the form that is asked for",
    "string_unicode": "the text holds characters that cannot be written",
    "finite_number": "the number is not finite",
}


def _reason(kind: str, context: Mapping[str, Any], value: object) -> str:
    if kind == "refused":
        return str(context["reason"])
    if kind in _REASONS:
        return _REASONS[kind]
    if kind == "int_type" and isinstance(value, float):
        return "this is not a whole number"
    return f"{_called(value)} is not what belongs here"


def _called(value: object) -> str:
    names = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        str: "a text",
        list: "a list",
        dict: "an object",
    }
    return names.get(type(value), "this")


def _allowed(place: list[Any], kind: str) -> str:
    model: type[BaseModel] | None = Case
    description = "an object of " + ", ".join(_keys(Case))
    for part in place:
        field = None if model is None else _field(model, part)
        if field is None:
            if kind == "extra_forbidden" and model is not None:
                return ", ".join(_keys(model))
            continue
        description = field.description or description
        model = _model_in(field.annotation)
    return description


def _keys(model: type[BaseModel]) -> list[str]:
    return list(model.model_fields)


def _field(model: type[BaseModel], key: object) -> Any:
    return model.model_fields.get(key) if isinstance(key, str) else None


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (Annotated, Union, UnionType, tuple):
        for inner in get_args(annotation):
            found = _model_in(inner)
            if found is not None:
                return found
    return None
