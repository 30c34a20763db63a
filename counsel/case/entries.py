"""The forms that single entries of a case take (ranges, flags, dates, choices, text); no sections."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any, ClassVar, Generic, Literal, NoReturn, Self, TypeAlias, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    GetJsonSchemaHandler,
    Tag,
    field_validator,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from counsel.case import partial_dates as spans

LONGEST_TEXT = 500
DATE_ALLOWED = "2026-09-10T14:30, 2026-09-10, 2026-09, 2026, or an earliest and a latest date"
FLAG_ALLOWED = "yes, no or unknown"
OR_RANGE = ', or a range {"low": ..., "high": ...}'
OR_ONE_OF = ', or {"one_of": [...]}'
_SHAPE_MARK = "<"
_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def refuse_entry(reason: str, allowed: str = "", at: str = "") -> NoReturn:
    """Refuse the entry under validation, or the part of it at the key `at`.

    Without `allowed`, what the description of its field allows is named.
    """
    raise PydanticCustomError("refused", "{reason}", {"reason": reason, "allowed": allowed, "at": at})


def is_shape_mark(part: object) -> bool:
    """Whether a part of an error's location is the mark of a form and no key of the document."""
    return isinstance(part, str) and part.startswith(_SHAPE_MARK)


class CasePart(BaseModel):
    """A section of the case: frozen, no unknown keys, no conversion of types, null only if it means none."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False, defer_build=True)
    null_means_none: ClassVar[bool] = False

    @field_validator("*", mode="before")
    @classmethod
    def _null_is_not_unknown(cls, value: Any) -> Any:
        if value is None and not cls.null_means_none:
            refuse_entry("null says nothing here; what is not known is left out")
        return value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The JSON Schema, in which null stands only where it is taken."""
        described = handler(schema)
        if not cls.null_means_none:
            properties = handler.resolve_ref_schema(described).get("properties", {})
            for name, entry in properties.items():
                properties[name] = _without_null(entry)
        return described


class _PlainForm(CasePart):
    """A form of an entry that says by its keys what it is: the published schema has no words on it."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        described = super().__get_pydantic_json_schema__(schema, handler)
        handler.resolve_ref_schema(described).pop("description", None)
        return described


def _without_null(entry: JsonSchemaValue) -> JsonSchemaValue:
    forms = [form for form in entry.get("anyOf", ()) if form != {"type": "null"}]
    rest = {
        key: value for key, value in entry.items() if key != "anyOf" and (key, value) != ("default", None)
    }
    if not forms:
        return rest
    return {**forms[0], **rest} if len(forms) == 1 else {"anyOf": forms, **rest}


T = TypeVar("T")
Known: TypeAlias = T | None
"""A fact that is None in Python when it is left out of the document; null is refused in the document."""


def _shape(value: Any) -> str:
    if isinstance(value, BaseModel):
        value = value.model_dump(exclude_unset=True)
    if isinstance(value, bool) or value is None:
        return "<neither>"
    if isinstance(value, int | float):
        return "<number>"
    if isinstance(value, str):
        return "<text>"
    if isinstance(value, list | tuple):
        return "<list>"
    return _shape_of_keys(value) if isinstance(value, dict) else "<neither>"


def _shape_of_keys(value: dict[Any, Any]) -> str:
    marks = (("items", "<items>"), ("one_of", "<one_of>"), ("own", "<own>"), ("earliest", "<dates>"))
    more = (("latest", "<dates>"), ("low", "<range>"), ("high", "<range>"))
    return next((shape for key, shape in marks + more if key in value), "<object>")


BY_SHAPE = Discriminator(_shape)
"""Chooses the form of an entry by its looks alone, so that an error speaks of the one form that was meant."""

NUMBER, TEXT, LIST = Tag("<number>"), Tag("<text>"), Tag("<list>")
RANGE, ITEMS, ONE_OF, OWN, DATES, OBJECT = (
    Tag(f"<{shape}>") for shape in ("range", "items", "one_of", "own", "dates", "object")
)


N = TypeVar("N")


class Range(_PlainForm, Generic[N]):
    """A number known only to lie between two ends, both included; one of them may be left out.

    Each kind of number has a class of its own, whose name stands in the published schema.
    """

    low: Known[N] = None
    high: Known[N] = None

    @model_validator(mode="after")
    def _ends_in_order(self) -> Self:
        low: Any = self.low
        high: Any = self.high
        if low is None and high is None:
            refuse_entry("a range needs at least one end", '{"low": ..., "high": ...}')
        if low is not None and high is not None and low > high:
            refuse_entry("the lower end is above the upper end", "a lower end that is not above the upper")
        return self


def is_listed_once(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """Refuses a list in which something stands twice."""
    if any(value in values[:at] for at, value in enumerate(values)):
        refuse_entry("something is named twice", "each once")
    return values


Several = Annotated[tuple[T, ...], Field(strict=False), AfterValidator(is_listed_once)]
"""A list in which nothing stands twice."""


class OneOfSeveral(_PlainForm, Generic[T]):
    """A choice of which more than one value is still possible; each kind of choice has a class of its own."""

    one_of: Annotated[Several[T], Field(min_length=1)]


FlagWord = Literal["yes", "no", "unknown"]


def _is_date(text: str) -> str:
    try:
        spans.parse(text)
    except ValueError as error:
        refuse_entry(str(error), spans.ALLOWED)
    return text


def _is_day(text: str) -> str:
    if spans.parse(_is_date(text)).precision not in ("day", "minute"):
        refuse_entry("the day is missing", "a day, with or without a time: 2026-11-21 or 2026-11-21T12:00")
    return text


def _is_no_time(text: str) -> str:
    if spans.parse(_is_date(text)).precision == "minute":
        refuse_entry("a time of day is not asked for here", "2026-09-10, 2026-09 or 2026")
    return text


PartialDate = Annotated[str, AfterValidator(_is_date)]
Day = Annotated[str, AfterValidator(_is_day)]
PartialDay = Annotated[str, AfterValidator(_is_no_time)]


class DateRange(CasePart):
    """A date known only to lie between two others, each of them as exact as it is known."""

    earliest: PartialDate
    latest: PartialDate

    @model_validator(mode="after")
    def _ends_in_order(self) -> Self:
        try:
            self.span()
        except ValueError as error:
            refuse_entry(str(error), "an earliest date that is not after the latest")
        return self

    def span(self) -> spans.Span:
        """The moments still possible."""
        return spans.between(spans.parse(self.earliest), spans.parse(self.latest))


When = Annotated[Annotated[PartialDate, TEXT] | Annotated[DateRange, DATES], BY_SHAPE]
"""A date in any of its forms."""


def span_of(when: str | DateRange) -> spans.Span:
    """The moments that a date of the case leaves possible."""
    return when.span() if isinstance(when, DateRange) else spans.parse(when)


def _cleaned(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    # Control characters and bidirectional overrides would reorder or hide what is printed.
    kept = "".join(" " if char.isspace() else char for char in value if _is_printable(char))
    return re.sub(" +", " ", kept).strip()


def _is_printable(char: str) -> bool:
    # The joiners (ZWJ, ZWNJ) are of category Cf too, but Persian and Indic names are written with them.
    return char.isspace() or char in "\u200c\u200d" or not unicodedata.category(char).startswith("C")


Words = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT), BeforeValidator(_cleaned)]
"""Free text: control characters are taken out, never empty."""
Id = Annotated[str, Field(pattern=_ID, max_length=80)]
