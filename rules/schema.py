"""The shape of fact and rule files, field by field; what refers to what is checked in load."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from rules.values import Choices, Flag, Interval, Value

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
Text = Annotated[str, StringConstraints(min_length=1)]
FactKind = Literal["number", "choice", "flag"]
Hit = Literal["unique", "first", "collect"]


class Record(BaseModel):
    """A frozen record that refuses unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class FactDeclaration(Record):
    """One fact: its kind and what may be known of it.

    `range` is [low, high] in `unit`, both ends possible, high null when there is none. `row` is the
    line under which a missing fact is listed, its own name unless given. Facts with the same `quantity`
    measure the same, so that they may share a limit; without one a fact is measured by nothing else.
    """

    name: Id
    kind: FactKind
    unit: str | None = None
    integer: bool = False
    range: tuple[float, float | None] | None = None
    choices: tuple[Text, ...] = ()
    worse: Literal["higher", "lower"] | None = None
    row: str = ""
    quantity: Text | None = None
    tags: tuple[Id, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _row_is_name(cls, data: Any) -> Any:
        if isinstance(data, Mapping) and data.get("row") is None:
            return {**data, "row": data.get("name", "")}
        return data

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        if self.kind == "number":
            self._check_number()
        elif self.unit is not None or self.integer or self.range is not None or self.worse is not None:
            raise ValueError(f"unit, integer, range and worse belong to a number, not to a {self.kind}")
        elif self.quantity is not None:
            raise ValueError(f"a quantity belongs to a number, not to a {self.kind}")
        if self.kind == "choice" and len(set(self.choices)) < max(1, len(self.choices)):
            raise ValueError("a choice needs choices, each named once")
        if self.kind != "choice" and self.choices:
            raise ValueError(f"choices belong to a choice, not to a {self.kind}")
        return self

    def _check_number(self) -> None:
        if self.range is None:
            raise ValueError("a number needs a range: [low, high], with null for no highest number")
        low, high = self.range
        if high is not None and low > high:
            raise ValueError("the range runs from low to high")
        if self.integer and any(end is not None and not float(end).is_integer() for end in self.range):
            raise ValueError("the range of an integer fact has whole ends")

    @property
    def measures(self) -> str:
        """What it measures: its quantity, or itself."""
        return self.quantity or self.name

    def everything(self) -> Value:
        """The value that says nothing: the whole range, all choices, or unknown."""
        if self.kind == "flag":
            return Flag.UNKNOWN
        if self.kind == "choice":
            return Choices(frozenset(self.choices))
        assert self.range is not None
        return Interval(*self.range)


class Says(Record):
    """The sentences that a rule brings, by reader; a reader left out is told nothing."""

    physician: Id | None = None
    patient: Id | None = None

    def ids(self) -> tuple[str, ...]:
        """The sentence ids given."""
        return tuple(sentence for sentence in (self.physician, self.patient) if sentence is not None)


class RuleRecord(Record):
    """One rule: under `when` (left out: always) its table gives `gives`.

    `when` is the condition as written; `fields` holds what the reader of the outcome needs besides.
    """

    id: Id
    when: Any = None
    gives: Id
    says: Says = Says()
    evidence: tuple[Id, ...] = ()
    status: Literal["policy", "proposal"]
    reviewed: date
    source: Text
    note: str | None = None
    fields: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _when_is_no_blank(self) -> Self:
        if self.when is None and "when" in self.model_fields_set:
            raise ValueError("when is empty; a rule that always holds leaves it out")
        return self


class TableRecord(Record):
    """Rules that answer one question; `changes` names what a change of the answer is called."""

    id: Id
    hit: Hit
    outcomes: tuple[Id, ...] = ()
    changes: Id
    rules: tuple[RuleRecord, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _outcomes_are_closed(self) -> Self:
        if self.hit != "collect" and not self.outcomes:
            raise ValueError(f"a table with hit {self.hit} names its outcomes")
        if len(set(self.outcomes)) < len(self.outcomes):
            raise ValueError("each outcome is named once")
        return self


class SpanRecord(Record):
    """A span of numbers that no condition asks for, but the program works with; bounds as in a condition.

    Without a `fact` it holds plain numbers in `unit`.
    """

    id: Id
    fact: Id | None = None
    unit: Text | None = None
    from_: float | None = Field(None, alias="from")
    to: float | None = None
    above: float | None = None
    below: float | None = None
    evidence: tuple[Id, ...] = ()
    status: Literal["policy", "proposal"]
    reviewed: date
    source: Text
    note: str | None = None

    @model_validator(mode="after")
    def _has_ends(self) -> Self:
        low, high = (self.from_, self.above), (self.to, self.below)
        if all(end is None for end in (*low, *high)):
            raise ValueError("a span needs an end: from or above, to or below")
        if None not in low or None not in high:
            raise ValueError("the same end is given twice")
        return self

    def interval(self) -> Interval:
        """The numbers in it; raises ValueError where there are none."""
        low = self.from_ if self.above is None else self.above
        high = self.to if self.below is None else self.below
        return Interval(low, high, self.above is not None, self.below is not None)


class RuleFile(Record):
    """A rule file: one topic, its tables in order, and spans."""

    topic: Text
    tables: tuple[TableRecord, ...]
    spans: tuple[SpanRecord, ...] = ()


class FactFile(Record):
    """A fact file."""

    facts: tuple[FactDeclaration, ...]
