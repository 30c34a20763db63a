"""Cuts the values of facts at the thresholds of the rules: no condition tells apart what is in one cell.

It knows no subject: which facts hang together, and how, is told to it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rules.conditions import Condition, InInterval, Known, Leaf, Maybe, OutcomeIs, parts_of
from rules.load import RuleBase, Table
from rules.schema import FactDeclaration
from rules.values import Choices, Cut, Flag, Interval, Value, overlaps

Starts = dict[str, set[Cut]]
Cells = Mapping[str, tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class Point:
    """One way in which facts that hang together can be: the cell of each, and what each entry says.

    `entries` holds, by the row of the missing-facts list, something equal where that row says the same.
    """

    cells: Mapping[str, int]
    entries: Mapping[str, Hashable]


@dataclass(frozen=True, slots=True)
class Linked:
    """Facts that hang together: cuts they need of one another, and the combinations that exist.

    `rows` holds, by row, the facts that its entry gives alone. A row named in `only_with` is kept whole
    only where one of those facts is read, every other row always.
    """

    facts: tuple[str, ...]
    rows: Mapping[str, tuple[str, ...]]
    only_with: Mapping[str, frozenset[str]]
    refine: Callable[[Starts], None]
    points: Callable[[Cells], Iterable[Point]]


@dataclass(frozen=True)
class CellGroup:
    """One variable of the proofs: a fact, or facts that hang together, with every combination of cells.

    `exact[i]` is a representative of combination i by fact, `entries[i]` what each row says there.
    """

    facts: tuple[str, ...]
    cells: Cells
    places: tuple[Mapping[str, int], ...]
    entries: tuple[Mapping[str, Hashable], ...]

    @cached_property
    def exact(self) -> tuple[Mapping[str, Value], ...]:
        """For each combination one exact value of each fact."""
        shown = {fact: tuple(representative(cell) for cell in cells) for fact, cells in self.cells.items()}
        return tuple({fact: shown[fact][at] for fact, at in place.items()} for place in self.places)

    @property
    def size(self) -> int:
        """How many combinations exist."""
        return len(self.places)

    @cached_property
    def holding(self) -> Mapping[str, tuple[int, ...]]:
        """For each fact and each of its cells the combinations in it, as bits."""
        bits = {fact: [0] * len(cells) for fact, cells in self.cells.items()}
        for number, place in enumerate(self.places):
            for fact, at in place.items():
                bits[fact][at] |= 1 << number
        return {fact: tuple(of) for fact, of in bits.items()}

    def possible(self, facts: Mapping[str, Value]) -> int:
        """The combinations that these facts leave possible, as bits; a fact left out leaves all."""
        left = (1 << self.size) - 1
        for fact, cells in self.cells.items():
            value = facts.get(fact)
            if value is None or len(cells) == 1:
                continue
            allowed = 0
            for cell, bits in zip(cells, self.holding[fact], strict=True):
                if overlaps(cell, value):
                    allowed |= bits
            left &= allowed
        return left


@dataclass(frozen=True, slots=True)
class Threshold:
    """A cut that rules make in a number fact.

    The side below ends at `value` (holding it where `included_below`), the side above begins there.
    """

    fact: str
    value: float
    included_below: bool
    rules: tuple[str, ...]


def representative(cell: Value) -> Value:
    """One exact value of a cell, away from its ends where there is room."""
    if not isinstance(cell, Interval):
        return cell
    low, high = cell.low, cell.high
    assert low is not None
    if not cell.low_open:
        return Interval.exact(low)
    return Interval.exact(low + 1 if high is None else (low + high) / 2)


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Every leaf of a condition in the order written."""
    if isinstance(condition, Leaf):
        yield condition
    for part in parts_of(condition):
        yield from leaves(part)


def closure(base: RuleBase, tables: Iterable[str]) -> tuple[Table, ...]:
    """These tables and all that they refer to, in the order of evaluation."""
    wanted = set(tables)
    for table in reversed(base.tables):
        if table.id in wanted:
            for rule in table.rules:
                wanted.update(leaf.table for leaf in leaves(rule.condition) if isinstance(leaf, OutcomeIs))
    return tuple(table for table in base.tables if table.id in wanted)


def asks_what_is_known(base: RuleBase, condition: Condition) -> bool:
    """Whether it, or a rule behind an outcome that it asks for, turns on what is known: maybe, known."""
    if isinstance(condition, Maybe | Known):
        return True
    if isinstance(condition, OutcomeIs):
        behind = base.table(condition.table).rules
        return any(asks_what_is_known(base, rule.condition) for rule in behind)
    return any(asks_what_is_known(base, part) for part in parts_of(condition))


def facts_read(conditions: Iterable[Condition]) -> set[str]:
    """The facts that these conditions ask about themselves, not through an outcome."""
    return {
        leaf.fact for condition in conditions for leaf in leaves(condition) if not isinstance(leaf, OutcomeIs)
    }


def groups(
    base: RuleBase, conditions: Sequence[Condition], linked: Sequence[Linked] = ()
) -> tuple[CellGroup, ...]:
    """The variables that these conditions read, in declared order; linked facts come together."""
    read = facts_read(conditions)
    starts = starts_of(base, conditions)
    for link in linked:
        if not read.isdisjoint(link.facts):
            link.refine(starts)
    taken: set[str] = set()
    made = []
    for fact in base.facts:
        if fact in read and fact not in taken:
            owner = next((one for one in linked if fact in one.facts), None)
            made.append(_single(base, fact, starts) if owner is None else _joint(base, owner, read, starts))
            taken.update((fact,) if owner is None else owner.facts)
    return tuple(made)


def cells_of(fact: FactDeclaration, starts: Iterable[Cut]) -> tuple[Value, ...]:
    """The cells of a fact between these cuts, lowest first."""
    if fact.kind == "flag":
        return (Flag.YES, Flag.NO)
    if fact.kind == "choice":
        return tuple(Choices.exact(choice) for choice in fact.choices)
    assert fact.range is not None
    low, high = fact.range
    inner = {cut for cut in starts if cut > (low, 0) and (high is None or cut <= (high, 0))}
    cuts = sorted({(low, 0), *inner})
    cells: list[Value] = []
    for begin, end in zip(cuts, [*cuts[1:], None], strict=True):
        top = high if end is None else end[0]
        cell: Interval | None = Interval(begin[0], top, begin[1] == 1, end is not None and end[1] == 0)
        if fact.integer and cell is not None:
            cell = cell.whole()
        if cell is not None:
            cells.append(cell)
    return tuple(cells)


def after(upper: Cut) -> Cut:
    """Where the next cell begins after one that ends here."""
    return upper[0], upper[1] + 1


def first_above(cells: Sequence[Value], threshold: Threshold) -> int:
    """The number of the first cell above a threshold of its fact."""
    cut = (threshold.value, int(threshold.included_below))
    return next(at for at, cell in enumerate(cells) if isinstance(cell, Interval) and cell.lower >= cut)


def thresholds(base: RuleBase) -> tuple[Threshold, ...]:
    """Every threshold of the rules, by fact in declared order and value."""
    by_cut: dict[tuple[str, Cut], dict[str, None]] = {}
    for table in base.tables:
        for rule in table.rules:
            for leaf in leaves(rule.condition):
                if isinstance(leaf, InInterval):
                    for cut in _cuts(base.facts[leaf.fact], leaf.asked):
                        by_cut.setdefault((leaf.fact, cut), {})[rule.record.id] = None
    order = {fact: at for at, fact in enumerate(base.facts)}
    return tuple(
        _threshold(base.facts[fact], cut, tuple(rules))
        for (fact, cut), rules in sorted(by_cut.items(), key=lambda one: (order[one[0][0]], one[0][1]))
    )


def _threshold(fact: FactDeclaration, cut: Cut, rules: tuple[str, ...]) -> Threshold:
    return Threshold(fact.name, cut[0], cut[1] == 1, rules)


def _cuts(fact: FactDeclaration, asked: Interval) -> Iterator[Cut]:
    """Where cells begin because of this leaf, inside the range; whole numbers begin at themselves."""
    assert fact.range is not None
    low, high = fact.range
    ends = [] if asked.low is None else [asked.lower]
    if asked.high is not None:
        ends.append((asked.high + 1, 0) if fact.integer else after(asked.upper))
    for cut in ends:
        if cut > (low, 0) and (high is None or cut <= (high, 0)):
            yield cut


def starts_of(base: RuleBase, conditions: Iterable[Condition]) -> Starts:
    """By fact, where a cell begins because of a leaf of these conditions."""
    starts: Starts = {fact: set() for fact in base.facts}
    for condition in conditions:
        for leaf in leaves(condition):
            if isinstance(leaf, InInterval):
                starts[leaf.fact].update(_cuts(base.facts[leaf.fact], leaf.asked))
    return starts


def _single(base: RuleBase, fact: str, starts: Starts) -> CellGroup:
    declaration = base.facts[fact]
    cells = cells_of(declaration, starts[fact])
    places = tuple({fact: at} for at in range(len(cells)))
    return CellGroup((fact,), {fact: cells}, places, tuple({declaration.row: at} for at in range(len(cells))))


def _joint(base: RuleBase, link: Linked, read: set[str], starts: Starts) -> CellGroup:
    """Facts that nobody reads fall away, and combinations that are then the same are one."""
    cells = {fact: cells_of(base.facts[fact], starts[fact]) for fact in link.facts}
    whole = {row for row in link.rows if not read.isdisjoint(link.only_with.get(row, link.facts))}
    facts = tuple(fact for row, own in link.rows.items() for fact in own if row in whole or fact in read)
    kept: dict[Hashable, tuple[dict[str, int], Mapping[str, Hashable]]] = {}
    for point in link.points(cells):
        place = {fact: point.cells[fact] for fact in facts}
        entries = {
            row: point.entries[row] if row in whole else tuple(place.get(fact) for fact in own)
            for row, own in link.rows.items()
        }
        kept.setdefault((tuple(place.values()), tuple(entries.values())), (place, entries))
    return CellGroup(
        facts,
        {fact: cells[fact] for fact in facts},
        tuple(place for place, _ in kept.values()),
        tuple(entries for _, entries in kept.values()),
    )
