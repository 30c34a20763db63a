"""Every small change of every rule, one at a time; whether anybody notices is not decided here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rules.conditions import (
    ALWAYS,
    All,
    AtLeast,
    Condition,
    InInterval,
    Maybe,
    Not,
    OneOf,
    OutcomeIs,
    Some,
    asked_text,
    parts_of,
)
from rules.load import Rule, RuleBase, Table
from rules.schema import FactDeclaration
from rules.values import Interval

STEP = 0.1
# Where the outcome of a collect table is read by the program; elsewhere only the rule's id is.
_READ = ("caveats", "arguments", "findings", "phase_notes", "asked")

Change = tuple[str, str, Condition]


@dataclass(frozen=True)
class Mutant:
    """One rule changed: `rule` is the changed one, None where it was taken out."""

    operator: str
    detail: str
    table: str
    original: Rule
    rule: Rule | None

    @property
    def id(self) -> str:
        """A name by which a person finds the change: rule, operator, detail."""
        return f"{self.original.record.id}: {self.operator} {self.detail}".strip()

    def base(self, base: RuleBase) -> RuleBase:
        """The rule base with the change in it."""
        tables = tuple(self._table(table) if table.id == self.table else table for table in base.tables)
        return replace(base, tables=tables)

    def _table(self, table: Table) -> Table:
        changed = [self.rule if rule is self.original else rule for rule in table.rules]
        return replace(table, rules=tuple(rule for rule in changed if rule is not None))


def mutants(base: RuleBase) -> Iterator[Mutant]:
    """All mutants in the order of the rules; the same change is made once, and none that changes nothing."""
    for table in base.tables:
        for rule in table.rules:
            yield Mutant("deleted rule", "", table.id, rule, None)
            yield from _outcomes(table, rule)
            seen = {rule.condition}
            for operator, detail, condition in _conditions(base, table, rule):
                if condition not in seen:
                    seen.add(condition)
                    changed = Rule(rule.record, condition, base.everything)
                    yield Mutant(operator, detail, table.id, rule, changed)


def _outcomes(table: Table, rule: Rule) -> Iterator[Mutant]:
    """Another outcome: the next one of the table, or the section of the sheet after this one."""
    record = rule.record
    if table.hit != "collect" or table.id in _READ:
        every = table.outcomes or tuple(dict.fromkeys(other.record.gives for other in table.rules))
        if len(every) > 1:
            other = every[(every.index(record.gives) + 1) % len(every)]
            changed = rule.with_record(record.model_copy(update={"gives": other}))
            yield Mutant("swapped outcome", other, table.id, rule, changed)
    if "section" in record.fields:
        placed = (other.record.fields.get("section") for other in table.rules)
        sections = tuple(dict.fromkeys(section for section in placed if section))
        if len(sections) > 1:
            other = sections[(sections.index(record.fields["section"]) + 1) % len(sections)]
            fields = {**record.fields, "section": other}
            changed = rule.with_record(record.model_copy(update={"fields": fields}))
            yield Mutant("swapped outcome", other, table.id, rule, changed)


def _conditions(base: RuleBase, table: Table, rule: Rule) -> Iterator[Change]:
    if rule.condition == ALWAYS:
        return
    yield from _changes(base, rule.condition)
    if table.hit != "collect":
        # In a table that collects, an open rule says nothing already.
        yield "unknown taken as no", "", Not(Maybe(Not(rule.condition)))
    yield "unknown taken as yes", "", Maybe(rule.condition)


def _changes(base: RuleBase, condition: Condition) -> Iterator[Change]:
    """Every change of this node, and of those below with this node around them."""
    if isinstance(condition, InInterval):
        yield from _intervals(base.facts[condition.fact], condition)
    elif isinstance(condition, OneOf | OutcomeIs):
        yield from _choices(condition)
    elif isinstance(condition, All | Some | AtLeast):
        yield from _joints(condition)
    elif isinstance(condition, Not):
        yield "not dropped", _brief(condition.part), condition.part
    elif isinstance(condition, Maybe):
        yield "maybe dropped", _brief(condition.part), condition.part
    for at, part in enumerate(parts_of(condition)):
        for operator, detail, changed in _changes(base, part):
            yield operator, detail, _with_part(condition, at, changed)


def _with_part(condition: Condition, at: int, part: Condition) -> Condition:
    if isinstance(condition, All | Some | AtLeast):
        return replace(condition, parts=(*condition.parts[:at], part, *condition.parts[at + 1 :]))
    assert isinstance(condition, Not | Maybe)
    return replace(condition, part=part)


def _intervals(fact: FactDeclaration, leaf: InInterval) -> Iterator[Change]:
    asked, step = leaf.asked, 1 if fact.integer else STEP
    for by in (-step, step):
        for end in ("low", "high"):
            value = getattr(asked, end)
            if value is not None:
                yield from _moved(fact, leaf, end, round(value + by, 6))
    if not fact.integer:
        for end in ("low", "high"):
            if getattr(asked, end) is not None:
                is_open = not getattr(asked, f"{end}_open")
                changed = _interval(asked, **{f"{end}_open": is_open})
                if changed is not None:
                    yield "open for closed", _brief(leaf), replace(leaf, asked=changed)


def _moved(fact: FactDeclaration, leaf: InInterval, end: str, value: float) -> Iterator[Change]:
    """The leaf with one end moved; where that leaves no number, a condition that never holds."""
    changed = _interval(leaf.asked, **{end: value})
    assert fact.range is not None
    if changed is None or not _overlaps(changed, fact.range):
        yield "moved threshold", f"{_brief(leaf)} {end} {value:g}", Some(())
    else:
        yield "moved threshold", f"{_brief(leaf)} {end} {value:g}", replace(leaf, asked=changed)


def _overlaps(asked: Interval, span: tuple[float, float | None]) -> bool:
    return asked.intersect(Interval(*span)) is not None


def _interval(asked: Interval, **changes: float | bool) -> Interval | None:
    ends = {end: getattr(asked, end) for end in ("low", "high", "low_open", "high_open")} | changes
    try:
        return Interval(ends["low"], ends["high"], bool(ends["low_open"]), bool(ends["high_open"]))
    except ValueError:
        return None


def _choices(leaf: OneOf | OutcomeIs) -> Iterator[Change]:
    name = "choices" if isinstance(leaf, OneOf) else "outcomes"
    choices = getattr(leaf, name)
    if len(choices) > 1:
        for choice in sorted(choices):
            yield "choice removed", f"{_brief(leaf)} without {choice}", replace(leaf, **{name: choices - {choice}})


def _joints(condition: All | Some | AtLeast) -> Iterator[Change]:
    parts = condition.parts
    if isinstance(condition, AtLeast):
        for count in (condition.count - 1, condition.count + 1):
            if 1 <= count <= len(parts):
                yield "moved threshold", f"at least {count}", replace(condition, count=count)
    elif isinstance(condition, All):
        yield "any for all", "", Some(parts)
    else:
        yield "all for any", "", All(parts)
    for at, part in enumerate(parts):
        rest = (*parts[:at], *parts[at + 1 :])
        if not isinstance(condition, AtLeast) or len(rest) >= condition.count:
            yield "dropped condition", _brief(part), replace(condition, parts=rest)


def _brief(condition: Condition) -> str:
    """A condition in a few words, to find it in its rule."""
    if isinstance(condition, All | Some | AtLeast):
        joint = {All: "all", Some: "any", AtLeast: "at least"}[type(condition)]
        return f"{joint}({', '.join(map(_brief, condition.parts))})"[:80]
    if isinstance(condition, Not | Maybe):
        return f"{type(condition).__name__.lower()} {_brief(condition.part)}"
    name = condition.table if isinstance(condition, OutcomeIs) else condition.fact
    return f"{name} {asked_text(condition)}"
