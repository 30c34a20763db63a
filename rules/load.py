"""Turns parsed fact and rule files into a checked RuleBase; it opens no file itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, NoReturn, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from rules.conditions import ALWAYS, Condition
from rules.errors import RuleError
from rules.grammar import ConditionReader, FilePlace, ParsedFile, Path, Vocabulary
from rules.limits import NO_LIMITS, Limits
from rules.logic import Compiled, compile_condition
from rules.plain import Plain, condition_of, plain_condition
from rules.revive import plain_record, revived
from rules.schema import FactDeclaration, FactFile, Hit, RuleFile, RuleRecord, Says, SpanRecord, TableRecord
from rules.sieve import Sieve
from rules.values import Interval, Value

__all__ = ["ParsedFile", "Rule", "RuleBase", "RuleError", "Table", "load_rules"]

Model = TypeVar("Model", bound=BaseModel)
_RECORDS: Mapping[str, type[BaseModel]] = {
    "facts": FactDeclaration,
    "tables": TableRecord,
    "rules": RuleRecord,
    "says": Says,
    "spans": SpanRecord,
}


class Rule:
    """A rule's record with its condition, which is made ready to run when that is first asked for.

    `condition` may be the plain data that an earlier one was kept as.
    """

    def __init__(
        self, record: RuleRecord, condition: Condition | tuple[Plain, ...], everything: Mapping[str, Value]
    ) -> None:
        self.record = record
        self._given = condition
        self._everything = everything

    @cached_property
    def condition(self) -> Condition:
        """The condition as nodes."""
        return condition_of(self._given) if isinstance(self._given, tuple) else self._given

    @cached_property
    def compiled(self) -> Compiled:
        """The condition ready to run."""
        return compile_condition(self.condition, self._everything)

    def with_record(self, record: RuleRecord) -> Rule:
        """The same condition under another record."""
        return Rule(record, self._given, self._everything)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Rule):
            return NotImplemented
        return self.record == other.record and self.condition == other.condition

    def __hash__(self) -> int:
        return hash(self.record.id)

    def __repr__(self) -> str:
        return f"Rule({self.record.id})"


@dataclass(frozen=True, slots=True)
class Table:
    """A table's record with its rules; `topic` is that of its file."""

    record: TableRecord
    topic: str
    rules: tuple[Rule, ...]

    @property
    def id(self) -> str:
        """The table's id."""
        return self.record.id

    @property
    def hit(self) -> Hit:
        """How its rules are joined: unique, first or collect."""
        return self.record.hit

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Its outcomes in declared order; a collect table may leave them open."""
        return self.record.outcomes

    @property
    def changes(self) -> str:
        """What a change of its outcome is called."""
        return self.record.changes


@dataclass(frozen=True)
class RuleBase:
    """All facts in declared order and all tables in the order in which they are evaluated."""

    facts: Mapping[str, FactDeclaration]
    tables: tuple[Table, ...]
    spans: tuple[SpanRecord, ...] = ()
    limits: Limits = NO_LIMITS

    @cached_property
    def everything(self) -> MappingProxyType[str, Value]:
        """For each fact the value that says nothing."""
        return MappingProxyType({name: fact.everything() for name, fact in self.facts.items()})

    @cached_property
    def unmeasured(self) -> Mapping[str, Interval]:
        """For each number what an interval without ends leaves: its range, in whole numbers if integer."""
        spans = {name: span for name, span in self.everything.items() if isinstance(span, Interval)}
        return {
            name: (span.whole() if self.facts[name].integer else None) or span for name, span in spans.items()
        }

    @cached_property
    def flags(self) -> frozenset[str]:
        """The facts that are flags."""
        return frozenset(name for name, fact in self.facts.items() if fact.kind == "flag")

    @cached_property
    def sieve(self) -> Sieve:
        """The conditions of all rules, made ready to be evaluated together."""
        conditions = {table.id: [rule.condition for rule in table.rules] for table in self.tables}
        return Sieve(conditions, self.everything)

    @cached_property
    def _rules(self) -> dict[str, RuleRecord]:
        return {rule.record.id: rule.record for table in self.tables for rule in table.rules}

    @cached_property
    def _tables(self) -> dict[str, Table]:
        return {table.id: table for table in self.tables}

    def rule(self, rule_id: str) -> RuleRecord:
        """The rule's record; raises KeyError for an unknown id."""
        return self._rules[rule_id]

    def table(self, table_id: str) -> Table:
        """The table; raises KeyError for an unknown id."""
        return self._tables[table_id]

    def sentence_ids(self) -> frozenset[str]:
        """Every sentence that a rule can bring."""
        return frozenset(sentence for rule in self._rules.values() for sentence in rule.says.ids())

    def document(self) -> dict[str, Any]:
        """The base as JSON-able data, from which `from_document` builds an equal one."""
        return {
            "facts": [_dumped(fact) for fact in self.facts.values()],
            "tables": [{"topic": table.topic, "table": _dumped(table.record)} for table in self.tables],
            "spans": [_dumped(span) for span in self.spans],
            "limits": self.limits.document(),
        }

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> RuleBase:
        """The base of an earlier `document()`; raises RuleError when it is not one."""
        facts = ParsedFile("start-up copy", {"facts": document.get("facts")}, {})
        tables = [
            ParsedFile("start-up copy", {"topic": entry["topic"], "tables": [entry["table"]]}, {})
            for entry in document.get("tables", ())
        ]
        spans = {"topic": "spans", "tables": [], "spans": document.get("spans", [])}
        tables.append(ParsedFile("start-up copy", spans, {}))
        return load_rules([facts], tables, Limits.from_document(document.get("limits", ())))

    def ready(self) -> Plain:
        """The base as plain data for `from_ready`, with all that evaluations so far have worked out."""
        tables = tuple(
            (
                plain_record(table.record),
                table.topic,
                tuple(plain_condition(rule.condition) for rule in table.rules),
            )
            for table in self.tables
        )
        spans = tuple(map(plain_record, self.spans))
        facts = tuple(map(plain_record, self.facts.values()))
        return facts, tables, self.sieve.ready(), spans, self.limits.document()

    @classmethod
    def from_ready(cls, plain: Plain) -> RuleBase:
        """The base of an earlier `ready()`, checked then; raises ValueError or TypeError for no such data."""
        facts = {fact.name: fact for fact in (revived(FactDeclaration, one) for one in plain[0])}
        everything = MappingProxyType({name: fact.everything() for name, fact in facts.items()})
        tables = []
        for record, topic, conditions in plain[1]:
            table = revived(TableRecord, record)
            rules = zip(table.rules, conditions, strict=True)
            tables.append(Table(table, topic, tuple([Rule(rule, read, everything) for rule, read in rules])))
        spans = tuple([revived(SpanRecord, one) for one in plain[3]])
        base = cls(MappingProxyType(facts), tuple(tables), spans, Limits.from_document(plain[4]))
        # No fields: a base with other rules, made by `replace`, makes its own.
        base.__dict__.update(everything=everything, sieve=Sieve.from_ready(plain[2], everything))
        return base


def load_rules(
    fact_files: Sequence[ParsedFile], rule_files: Sequence[ParsedFile], limits: Limits | None = None
) -> RuleBase:
    """The checked rule base; tables keep the order of the files and of their place in them.

    With `limits` the files hold numbers only, as `document` gives them: no name is looked up. Raises
    RuleError at the first fault, with file, line, key and what is allowed.
    """
    facts = _read_facts(fact_files)
    everything = {name: fact.everything() for name, fact in facts.items()}
    if limits is None:
        from rules.limit_names import resolve

        rule_files, limits = resolve(facts, rule_files)
    read = [(FilePlace(file.path, file.lines), _validated(RuleFile, file)) for file in rule_files]
    _check_ids(read)
    later = frozenset(table.id for _, content in read for table in content.tables)
    earlier: dict[str, tuple[str, ...]] = {}
    tables = []
    for source, content in read:
        for index, record in enumerate(content.tables):
            vocabulary = Vocabulary(facts, earlier, later)
            rules = _read_rules(record, vocabulary, source, ("tables", index), everything)
            tables.append(Table(record, content.topic, rules))
            if record.hit != "collect":
                earlier[record.id] = record.outcomes
    spans = tuple(span for source, content in read for span in _read_spans(content.spans, facts, source))
    return RuleBase(MappingProxyType(facts), tuple(tables), spans, limits)


def _read_spans(
    spans: Sequence[SpanRecord], facts: Mapping[str, FactDeclaration], source: FilePlace
) -> Iterator[SpanRecord]:
    numbers = [name for name, fact in facts.items() if fact.kind == "number"]
    for index, span in enumerate(spans):
        if span.fact is not None and span.fact not in numbers:
            source.fail(("spans", index, "fact"), f"{span.fact!r} is no fact in numbers", ", ".join(numbers))
        yield span


def _read_facts(files: Sequence[ParsedFile]) -> dict[str, FactDeclaration]:
    facts: dict[str, FactDeclaration] = {}
    for file in files:
        for index, fact in enumerate(_validated(FactFile, file).facts):
            if fact.name in facts:
                source = FilePlace(file.path, file.lines)
                source.fail(
                    ("facts", index, "name"), f"the fact {fact.name} is declared twice", "one declaration"
                )
            facts[fact.name] = fact
    return facts


def _check_ids(read: Sequence[tuple[FilePlace, RuleFile]]) -> None:
    tables: dict[str, str] = {}
    rules: dict[str, str] = {}
    for source, content in read:
        for index, span in enumerate(content.spans):
            _claim(rules, span.id, "rule", source, ("spans", index, "id"))
        for index, table in enumerate(content.tables):
            _claim(tables, table.id, "table", source, ("tables", index, "id"))
            for place, rule in enumerate(table.rules):
                _claim(rules, rule.id, "rule", source, ("tables", index, "rules", place, "id"))


def _claim(owners: dict[str, str], identity: str, noun: str, source: FilePlace, path: Path) -> None:
    if identity in owners:
        source.fail(path, f"the {noun} id {identity} is taken", f"an id not used in {owners[identity]}")
    owners[identity] = source.path


def _read_rules(
    table: TableRecord, vocabulary: Vocabulary, source: FilePlace, path: Path, everything: Mapping[str, Value]
) -> tuple[Rule, ...]:
    rules = []
    reader = ConditionReader(vocabulary, source)
    for index, record in enumerate(table.rules):
        here: Path = (*path, "rules", index)
        if table.outcomes and record.gives not in table.outcomes:
            message = f"{record.gives!r} is no outcome of the table {table.id}"
            source.fail((*here, "gives"), message, ", ".join(table.outcomes))
        condition: Condition = ALWAYS
        if record.when is not None:
            condition = reader.condition(record.when, (*here, "when"))
        rules.append(Rule(record, condition, everything))
    return tuple(rules)


def _validated(model: type[Model], file: ParsedFile) -> Model:
    try:
        return model.model_validate(file.data)
    except ValidationError as error:
        _refuse(model, FilePlace(file.path, file.lines), error.errors()[0])


def _refuse(model: type[BaseModel], source: FilePlace, first: ErrorDetails) -> NoReturn:
    path = tuple(first["loc"])
    record = _record_at(model, path)
    fields = ", ".join(record.model_fields)
    if first["type"] == "extra_forbidden":
        source.fail(path, f"unknown key {path[-1]!r}", fields)
    if first["type"] == "missing":
        source.fail(path, "is missing", fields)
    message = first["msg"].removeprefix("Value error, ")
    allowed = f"what {record.__name__} in rules/schema.py describes"
    if first["type"] == "string_pattern_mismatch":
        message, allowed = "is no id", "letters, digits, dot, underscore and hyphen, no space"
    elif "expected" in first.get("ctx", {}):
        allowed = str(first["ctx"]["expected"])
    source.fail(path, f"{message}, found {_brief(first['input'])}", allowed)


def _record_at(model: type[BaseModel], path: Path) -> type[BaseModel]:
    names = [step for step in path[:-1] if step in _RECORDS]
    return _RECORDS[str(names[-1])] if names else model


def _brief(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _dumped(record: BaseModel) -> dict[str, Any]:
    return record.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
