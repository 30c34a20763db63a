"""A frozen record of named fields, made without a look at them; rules.checked_record has them checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self, dataclass_transform

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


@dataclass_transform(kw_only_default=True, frozen_default=True)
class PlainRecord:
    """The base of records of which a class is made in a hundredth of the time that one with checks takes.

    The fields are the annotated names, those of the bases first; a value in the class is the default.
    `_check` is for what no type of a field can say.
    """

    _fields: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        named = (name for base in reversed(cls.__mro__) for name in vars(base).get("__annotations__", ()))
        cls._fields = tuple(dict.fromkeys(name for name in named if not name.startswith("_")))

    def __init__(self, **values: Any) -> None:
        strange = sorted(set(values) - set(self._fields))
        if strange:
            raise TypeError(f"{type(self).__name__} has no field {', '.join(strange)}")
        # A field without a default that is left out is no attribute of the class: AttributeError names it.
        whole = {name: values[name] if name in values else getattr(type(self), name) for name in self._fields}
        object.__setattr__(self, "__dict__", whole)

    @classmethod
    def of_values(cls, values: dict[str, Any]) -> Self:
        """The record of all its values in the order of its fields, which it keeps as they are."""
        made = cls.__new__(cls)
        object.__setattr__(made, "__dict__", values)
        return made

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        from rules.checked_record import schema_of

        return schema_of(cls, handler)

    def _check(self) -> None:
        """Raises ValueError where the fields contradict each other."""

    def __setattr__(self, name: str, _value: object) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} is read only")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} is read only")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((type(self), *self.__dict__.values()))

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items())
        return f"{type(self).__name__}({fields})"
