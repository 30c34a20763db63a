"""The chapters of the book that hold rules: one for each topic, and the open proposals; no layout."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from counsel.rulebook.book import QUESTIONS, Chapter, Entry, Section
from counsel.rulebook.writer import ChapterWriter
from rules.load import Rule, Table


def topic_chapters(at: ChapterWriter) -> Iterator[Chapter]:
    """A chapter for each topic in the order of evaluation, a section for each of its tables."""
    tables = [table for table in at.content.rules.tables if table.topic != QUESTIONS]
    for topic, group in groupby(tables, key=lambda table: table.topic):
        kept = list(group)
        keys = [key for table in kept for rule in table.rules for key in rule.record.evidence]
        yield Chapter(
            _named(at, f"topic.{topic}", topic[:1].upper() + topic[1:]),
            tuple(filter(None, [_named(at, f"topic.intro.{topic}", "")])),
            tuple(_section(at, table) for table in kept),
            at.citations(keys),
        )


def _section(at: ChapterWriter, table: Table) -> Section:
    paragraphs = [at.say(f"hit.{table.hit}")]
    if table.hit != "collect":
        names = "; ".join(at.words.outcome(table.id, outcome) for outcome in table.outcomes)
        paragraphs.append(at.say("outcomes", outcomes=names))
    return Section(
        _named(at, f"table.{table.id}", table.id),
        tuple(paragraphs),
        tuple(rule_entry(at, table, rule) for rule in table.rules),
    )


def rule_entry(at: ChapterWriter, table: Table, rule: Rule) -> Entry:
    """A rule in words: condition, what it gives, what it says, sources, origin."""
    record = rule.record
    rows = (
        at.condition("when", at.words.condition(record.when)),
        *at.label("gives", _gives(at, table, rule)),
        *at.sentence("physician", record.says.physician),
        *at.sentence("patient", record.says.patient),
        *at.label("fields", _besides(at, rule)),
        *at.label("note", record.note),
        *at.sources(record.evidence),
    )
    proposal = record.status == "proposal"
    return Entry(record.id, rows, at.say(f"status.{record.status}"), proposal, _origin(at, rule))


def _gives(at: ChapterWriter, table: Table, rule: Rule) -> list[str]:
    """The outcome, and where the words for the patient stand; a rule of a sheet alone gives but a place."""
    section = rule.record.fields.get("section")
    placed = section is not None and at.wording.has(f"sheet.section.{section}")
    return [
        *([_outcome(at, table, rule)] if table.outcomes or not placed else []),
        *([_place(at, rule)] if placed else []),
    ]


def _outcome(at: ChapterWriter, table: Table, rule: Rule) -> str:
    gives = rule.record.gives
    if table.outcomes or at.wording.has(f"book.outcome.{table.id}.{gives}"):
        return at.words.outcome(table.id, gives)
    return at.say("gives.key", key=gives)


def _place(at: ChapterWriter, rule: Rule) -> str:
    fields = rule.record.fields
    kind = fields.get("kind", "text")
    name = at.wording.say(f"sheet.section.{fields['section']}")
    return at.say("section", section=name, kind=_named(at, f"kind.{kind}", kind))


def _besides(at: ChapterWriter, rule: Rule) -> list[str]:
    """What the reader of the outcome is given besides, but for what the row `gives` has said."""
    fields = {key: value for key, value in rule.record.fields.items() if key not in ("section", "kind")}
    return [_field(at, key, value) for key, value in fields.items()]


def _field(at: ChapterWriter, key: str, value: str) -> str:
    if at.wording.has(value):
        value = at.wording.sentences[value]
    elif value in at.words.facts:
        value = at.words.fact(value)
    pattern = f"field.{key}" if at.wording.has(f"book.field.{key}") else "field.other"
    return at.say(pattern, key=key, value=value)


def _origin(at: ChapterWriter, rule: Rule) -> str:
    source = rule.record.source
    # A section is one of the written policy; every other origin names itself.
    if source.startswith("section"):
        source = at.say("origin.policy", source=source)
    return at.say("origin", source=source, reviewed=at.day(rule.record.reviewed))


def proposals_chapter(at: ChapterWriter) -> Chapter:
    """All that needs a clinician's decision: rules with that status, and proposed readings in the records."""
    proposals = [
        (table, rule)
        for table in at.content.rules.tables
        for rule in table.rules
        if rule.record.status == "proposal" and table.topic != QUESTIONS
    ]
    entries = tuple(_to_decide(at, table, rule) for table, rule in proposals)
    nothing = () if entries else (at.say("proposals.none"),)
    keys = [key for _, rule in proposals for key in rule.record.evidence]
    records, more = _proposed_readings(at)
    return Chapter(
        at.say("proposals.title"),
        (at.say("proposals.intro"),),
        (
            Section(at.say("proposals.rules"), nothing, entries),
            Section(at.say("proposals.records"), (), records),
        ),
        at.citations([*keys, *more]),
    )


def _to_decide(at: ChapterWriter, table: Table, rule: Rule) -> Entry:
    whole = rule_entry(at, table, rule)
    question = at.label("decide", rule.record.note or at.say("proposals.decide"))
    noted = at.label("note", rule.record.note)
    rows = (row for row in whole.rows if row not in noted)
    return Entry(whole.title, (*question, *rows), whole.mark, True, whole.origin)


def _proposed_readings(at: ChapterWriter) -> tuple[tuple[Entry, ...], list[str]]:
    scales, phases = at.content.evidence.scales, at.content.evidence.phases.proposal_for_rules
    size = scales.infarct_size.bands_proposal
    readings = {
        "untestable": ((scales.nihss.untestable_rule.proposal,), scales.nihss.untestable_rule.sources),
        "size": (tuple(f"{band.name}: {band.rule}" for band in size.bands), size.sources),
        "age": ((scales.age.proposal,), scales.age.sources),
        "phases": (
            tuple(f"{band.name}: {band.range}" for band in phases.bands) + phases.notes,
            phases.sources,
        ),
    }
    entries = tuple(
        Entry(
            at.say(f"proposals.heading.{name}"),
            (
                *at.label("decide", at.say("proposals.decide_record")),
                *at.label("proposal", lines),
                *at.sources(sources),
            ),
            at.say("status.proposal"),
            raised=True,
        )
        for name, (lines, sources) in readings.items()
    )
    return entries, [key for _, sources in readings.values() for key in sources]


def _named(at: ChapterWriter, sentence: str, written: str) -> str:
    return at.say(sentence) if at.wording.has(f"book.{sentence}") else written
