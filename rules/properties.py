"""What must hold of a rule base, as stated in data apart from its rules; how it is proved is prove's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from rules.conditions import Condition
from rules.grammar import ConditionReader, FilePlace, Path, Vocabulary
from rules.load import ParsedFile, RuleBase
from rules.schema import Id, Record, Text


class SettledEarly(Record):
    """An outcome that may be settled for safety while another is still possible."""

    table: Id
    outcome: Id
    source: Text


class Ordered(Record):
    """Outcomes that never rise while facts get worse; `worse_tagged` names flags by their tags instead."""

    id: Id
    table: Id
    lowest_first: tuple[Id, ...]
    worse: tuple[Id, ...] = ()
    worse_tagged: tuple[Id, ...] = ()
    within: Any = None
    source: Text


class Mandatory(Record):
    """What a collect table gives whenever `when` holds (left out: always)."""

    table: Id
    gives: tuple[Id, ...]
    when: Any = None
    source: Text


class PropertyFile(Record):
    """The statements, by kind."""

    settled_early: tuple[SettledEarly, ...] = ()
    ordered: tuple[Ordered, ...] = ()
    mandatory: tuple[Mandatory, ...] = ()


_RECORDS: Mapping[str, type[Record]] = {
    "settled_early": SettledEarly,
    "ordered": Ordered,
    "mandatory": Mandatory,
}


@dataclass(frozen=True)
class OrderedClaim:
    """An order read against a rule base: its facts named and its condition understood."""

    record: Ordered
    worse: tuple[str, ...]
    within: Condition | None


@dataclass(frozen=True)
class MandatoryClaim:
    """A mandatory outcome read against a rule base."""

    record: Mandatory
    when: Condition | None


@dataclass(frozen=True)
class Claims:
    """All statements, read against a rule base."""

    settled_early: dict[str, str]
    ordered: tuple[OrderedClaim, ...]
    mandatory: tuple[MandatoryClaim, ...]


def read_properties(base: RuleBase, file: ParsedFile) -> Claims:
    """The statements of a file; raises RuleError with file, line and what is allowed."""
    source = FilePlace(file.path, file.lines)
    try:
        read = PropertyFile.model_validate(file.data)
    except ValidationError as error:
        # An unknown key says more than the key that is missing because of it.
        faults = sorted(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
        path = tuple(faults[0]["loc"])
        record = _RECORDS.get(str(path[0]), PropertyFile)
        source.fail(path, faults[0]["msg"].removeprefix("Value error, "), ", ".join(record.model_fields))
    reader = _Reader(base, source)
    return Claims(
        {
            one.table: reader.outcome(one.table, one.outcome, ("settled_early", at))
            for at, one in enumerate(read.settled_early)
        },
        tuple(reader.ordered(one, ("ordered", at)) for at, one in enumerate(read.ordered)),
        tuple(reader.mandatory(one, ("mandatory", at)) for at, one in enumerate(read.mandatory)),
    )


class _Reader:
    def __init__(self, base: RuleBase, source: FilePlace) -> None:
        outcomes = {table.id: table.outcomes for table in base.tables if table.hit != "collect"}
        self._base = base
        self._source = source
        self._outcomes = outcomes
        self._conditions = ConditionReader(Vocabulary(base.facts, outcomes), source)

    def outcome(self, table: str, outcome: str, path: Path) -> str:
        if table not in self._outcomes:
            allowed = ", ".join(self._outcomes)
            self._source.fail((*path, "table"), f"no table {table!r} with outcomes", allowed)
        if outcome not in self._outcomes[table]:
            self._source.fail(path, f"{outcome!r} is no outcome of {table}", ", ".join(self._outcomes[table]))
        return outcome

    def ordered(self, record: Ordered, path: Path) -> OrderedClaim:
        for outcome in record.lowest_first:
            self.outcome(record.table, outcome, (*path, "lowest_first"))
        for fact in record.worse:
            if fact not in self._base.facts or self._base.facts[fact].worse is None:
                allowed = ", ".join(name for name, fact in self._base.facts.items() if fact.worse)
                self._source.fail((*path, "worse"), f"{fact!r} has no worse direction", allowed)
        tags = set(record.worse_tagged)
        tagged = [name for name, fact in self._base.facts.items() if tags and tags <= set(fact.tags)]
        if not record.worse and not tagged:
            allowed = "worse with facts, or worse_tagged with tags of flags"
            self._source.fail(path, "names no fact that gets worse", allowed)
        return OrderedClaim(record, (*record.worse, *tagged), self._read(record.within, (*path, "within")))

    def mandatory(self, record: Mandatory, path: Path) -> MandatoryClaim:
        collecting = {table.id: {rule.record.gives for rule in table.rules} for table in self._base.tables}
        for outcome in record.gives:
            if outcome not in collecting.get(record.table, ()):
                allowed = ", ".join(sorted(collecting.get(record.table, collecting)))
                message = f"{outcome!r} is given by no rule of {record.table}"
                self._source.fail((*path, "gives"), message, allowed)
        return MandatoryClaim(record, self._read(record.when, (*path, "when")))

    def _read(self, condition: Any, path: Path) -> Condition | None:
        return None if condition is None else self._conditions.condition(condition, path)
