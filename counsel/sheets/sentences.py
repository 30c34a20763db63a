"""From the fired rules of a sheet to its sentences, gaps filled; which rules fire is not decided here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from counsel.assess.assessment import Assessment, PrintedLine
from counsel.assess.assessor import Assessor
from counsel.assess.sentence_values import gaps
from counsel.case.parse import Case
from counsel.content import Content
from counsel.sheets.blocks import Sentence
from counsel.sheets.certainty import sentence_for
from counsel.sheets.goals import goal_gaps
from counsel.sheets.kinds import STANDARD_TABLE, SheetKind
from counsel.sheets.numbers import compared
from counsel.wording.sentences import Wording

# Marks a key word in the wording of the sheets with pictures; in a typed text it is only a star.
KEY_WORD, _TYPED_STAR = "*", "\ue000"


@dataclass(frozen=True)
class SheetSource:
    """What the sentences of one sheet are made from."""

    kind: SheetKind
    case: Case
    assessment: Assessment
    assessor: Assessor
    wording: Wording

    @property
    def content(self) -> Content:
        """The content by which the case was judged."""
        return self.assessor.content

    @property
    def brief(self) -> bool:
        """Whether studies are told in short: something else comes first, or is still to check."""
        return self.kind.brief and self.assessment.standing.id != "trial_only"

    @cached_property
    def lines(self) -> tuple[PrintedLine, ...]:
        """The lines of all tables of the kind; in an emergency only those of the standard sheet."""
        everywhere = self.kind.is_standard or not self.assessment.urgent
        tables = self.kind.tables if everywhere else (STANDARD_TABLE,)
        fired = (line for table in tables for line in self.assessor.lines(self.assessment, table))
        return tuple(line for line in fired if not _is_left_out(line, self))

    @cached_property
    def voices(self) -> tuple[str, ...]:
        """In whose words the sheet speaks, the nearest first: those that its rules name, then its kind."""
        named = (line.fields["voice"] for line in self.lines if "voice" in line.fields)
        return (*dict.fromkeys(named), self.kind.name)


def _is_left_out(line: PrintedLine, source: SheetSource) -> bool:
    """By its rule: in some kinds of sheets, or where studies are told in short."""
    fields = line.fields
    elsewhere = "not_in" in fields and source.kind.name in fields["not_in"].split()
    return elsewhere or (fields.get("in_brief") == "no" and source.brief)


def sentences_of(source: SheetSource) -> dict[str, list[Sentence]]:
    """The sentences by section, none twice in a section; a line whose gap has nothing to name is left out."""
    shared = _without_stars(
        {
            **gaps(source.assessment, source.content, source.wording),
            **goal_gaps(source.case, source.content, source.wording),
        }
    )
    found: dict[str, list[Sentence]] = {}
    for line in source.lines:
        own = _own_gaps(source, line)
        values = {**shared, **_without_stars(own)} if own else shared
        needed = line.fields.get("if_named")
        if needed and values.get(needed) is None:
            continue
        sentence = _sentence(source, line, values)
        block = found.setdefault(line.section, [])
        if all(sentence.text != earlier.text for earlier in block):
            block.append(sentence)
    return found


def say(source: SheetSource, sentence_id: str, values: Mapping[str, object] | None = None) -> Sentence:
    """A sentence of the layout itself, with no rule behind it: a date, a state, a question of form."""
    return _worded(source, sentence_id, "", (), "text", {}, _without_stars(values or {}))


def _own_gaps(source: SheetSource, line: PrintedLine) -> dict[str, object]:
    """The gaps that only this line has: the figures or the outcome that its rule names."""
    evidence, own = source.content.evidence, {}
    if "numbers" in line.fields:
        own.update(compared(evidence.outcomes[line.fields["numbers"]], source.wording).gaps())
    if "outcome" in line.fields:
        own["outcome"] = source.wording.say(f"sheet.outcome.{line.fields['outcome']}")
    return own


def _sentence(source: SheetSource, line: PrintedLine, values: Mapping[str, object]) -> Sentence:
    return _worded(source, _chosen(source, line), line.rule, line.evidence, line.kind, line.fields, values)


def _chosen(source: SheetSource, line: PrintedLine) -> str:
    if line.private and line.private not in (source.case.print_private or ()):
        return "sheet.reason.private"
    if "certainty" in line.fields:
        return sentence_for(line.fields["certainty"], line.fields.get("size", ""))
    stages = source.assessment.phase.dates
    if line.sentence == "sheet.where.ends" and any(stage.approximate for stage in stages):
        return "sheet.where.ends_range"
    return line.sentence


def _worded(
    source: SheetSource,
    sentence_id: str,
    rule: str,
    evidence: tuple[str, ...],
    kind: str,
    fields: Mapping[str, str],
    values: Mapping[str, object],
) -> Sentence:
    worded_id = in_voice(source, sentence_id)
    text = source.wording.say(worded_id, values)
    runs = _runs(text)
    return Sentence(
        text="".join(part for part, _ in runs) if runs else text,
        id=worded_id,
        rule=rule,
        evidence=evidence,
        kind=kind,
        mark="figure" if fields.keys() & {"numbers", "nobody_knows"} else fields.get("mark", ""),
        icon=fields.get("icon", ""),
        runs=runs if len(runs) > 1 else (),
    )


def in_voice(source: SheetSource, sentence_id: str) -> str:
    """The sentence in the words of the first voice that has some for it."""
    name = sentence_id.removeprefix("sheet.")
    for voice in source.voices:
        voiced = f"{voice}.{name}"
        if source.wording.has(voiced):
            return voiced
    return sentence_id


def _without_stars(values: Mapping[str, object]) -> dict[str, object]:
    return {
        name: value.replace(KEY_WORD, _TYPED_STAR) if isinstance(value, str) else value
        for name, value in values.items()
    }


def _runs(text: str) -> tuple[tuple[str, bool], ...]:
    """The parts of a text with stars; empty for one without."""
    if KEY_WORD not in text and _TYPED_STAR not in text:
        return ()
    parts = text.split(KEY_WORD)
    return tuple(
        (part.replace(_TYPED_STAR, KEY_WORD), bool(place % 2)) for place, part in enumerate(parts) if part
    )
