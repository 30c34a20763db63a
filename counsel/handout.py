"""From an assessment to the blocks of the take-home sheet; it knows no markup and no paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from counsel import figures
from counsel.assessment import Assessment, SheetLine
from counsel.case import Case
from counsel.content import Content
from counsel.spoken import day_in_words, gaps
from counsel.wording import Wording

# Order of voice.md; what is still to check stands first where something is.
_ORDER = (
    "check",
    "answer",
    "first",
    "now",
    "where",
    "studied",
    "unknown",
    "harm",
    "ask",
    "help",
    "notes",
    "close",
)
_URGENT_ORDER = ("now", "answer", "help", "close")
# More would not be read, and the physician's screen lists them all.
_MOST_CHECKS = 4
_OUT_OF_DATE_AFTER = timedelta(days=365)


@dataclass(frozen=True)
class Sentence:
    """One printed sentence with where it comes from; `kind` is text, item or warning."""

    text: str
    id: str
    rule: str
    evidence: tuple[str, ...]
    kind: str


@dataclass(frozen=True)
class Section:
    """A block with its heading that is never split across pages."""

    id: str
    heading: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Picture:
    """A figure with the text that carries its meaning, and the caption that explains how to read it."""

    svg: str
    alt: str
    caption: str


@dataclass(frozen=True)
class Handout:
    """The sheet: sections in order, the picture of the stages, and what stands on each page."""

    language: str
    title: str
    urgent: bool
    sections: tuple[Section, ...]
    picture: Picture | None
    footer: tuple[str, ...]
    page: str
    label: str


def handout(case: Case, assessment: Assessment, content: Content, language: str = "en") -> Handout:
    """The standard sheet of an assessment."""
    wording = content.wording(language)
    values = gaps(assessment, content, wording)
    by_section = _sentences(case, assessment, wording, values)
    by_section["check"] = _checks(assessment, wording)
    by_section["close"] = [
        *_age_of_content(assessment, content, wording),
        *by_section.get("close", []),
        *_review_state(content, wording),
    ]
    order = _URGENT_ORDER if assessment.urgent else _ORDER
    sections = tuple(
        Section(name, wording.say(f"sheet.section.{name}"), tuple(by_section.get(name, ())))
        for name in order
        if by_section.get(name) or name == "notes"
    )
    return Handout(
        language=language,
        title=wording.say("sheet.title_emergency" if assessment.urgent else "sheet.title"),
        urgent=assessment.urgent,
        sections=sections,
        picture=None if assessment.urgent else _picture(assessment, content, wording),
        footer=_footer(assessment, content, wording),
        page=wording.say("sheet.footer.page", {"page": "{page}", "pages": "{pages}"}),
        label=_label(case, wording),
    )


def _sentences(
    case: Case, assessment: Assessment, wording: Wording, values: Mapping[str, object]
) -> dict[str, list[Sentence]]:
    allowed = frozenset(case.print_private or ())
    found: dict[str, list[Sentence]] = {}
    for line in assessment.sheet:
        sentence_id = _chosen(line, assessment, allowed)
        text = wording.say(sentence_id, values)
        block = found.setdefault(line.section, [])
        if all(text != earlier.text for earlier in block):
            block.append(Sentence(text, sentence_id, line.rule, line.evidence, line.kind))
    return found


def _chosen(line: SheetLine, assessment: Assessment, allowed: frozenset[str]) -> str:
    if line.private and line.private not in allowed:
        return "sheet.reason.private"
    if line.sentence == "sheet.where.ends" and any(stage.approximate for stage in assessment.phase.dates):
        return "sheet.where.ends_range"
    return line.sentence


def _checks(assessment: Assessment, wording: Wording) -> list[Sentence]:
    """The facts that keep the standing, the stage or the expectation open, in plain words."""
    if assessment.urgent:
        return []
    asked: list[str] = []
    for row in assessment.missing:
        if {"standing", "phase", "expectation"} & set(row.could_change):
            name = "safety" if row.fact.startswith("safety") else row.fact
            key = f"sheet.check.{name}" if wording.has(f"sheet.check.{name}") else "sheet.check.other"
            if key not in asked:
                asked.append(key)
    return [Sentence(wording.say(key), key, "missing", (), "item") for key in asked[:_MOST_CHECKS]]


def _review_state(content: Content, wording: Wording) -> list[Sentence]:
    """Until a named clinician signs, every sheet says that none has."""
    key = "sheet.close.not_reviewed"
    return [] if content.reviewers else [Sentence(wording.say(key), key, "review-state", (), "text")]


def _age_of_content(assessment: Assessment, content: Content, wording: Wording) -> list[Sentence]:
    late = assessment.assessed_on - content.review_by
    if late <= timedelta():
        return []
    key = "sheet.close.out_of_date" if late > _OUT_OF_DATE_AFTER else "sheet.close.review_due"
    return [Sentence(wording.say(key), key, "content-age", (), "warning")]


def stages(
    assessment: Assessment, content: Content, name: str, wording: Wording
) -> tuple[figures.Stage, ...]:
    """The stages of the timeline; `name` is the prefix of the sentence ids of their names."""
    return tuple(
        figures.Stage(
            id=rule.record.gives,
            name=wording.say(f"{name}.{rule.record.gives}"),
            first_day=int(rule.record.fields["first_day"]),
            here=rule.record.gives in assessment.phase.possible
            and assessment.phase.days_since_onset.low is not None,
        )
        for rule in content.rules.table("phase").rules
    )


def _picture(assessment: Assessment, content: Content, wording: Wording) -> Picture | None:
    days = assessment.phase.days_since_onset
    if days.low is None:
        return None
    line = stages(assessment, content, "sheet.stage", wording)
    named = ", ".join(stage.name for stage in line if stage.here)
    here = wording.say("sheet.where.picture_here", {"stages": named})
    return Picture(
        svg=figures.timeline(line, days.low, days.high, wording.say("sheet.where.you")),
        alt=wording.say("sheet.where.picture_alt", {"here": here}),
        caption=wording.say("sheet.where.picture"),
    )


def _footer(assessment: Assessment, content: Content, wording: Wording) -> tuple[str, ...]:
    line = wording.say(
        "sheet.footer.line",
        {
            "date": day_in_words(assessment.assessed_on, wording),
            "content": content.rulebase.version,
            "hash": f"{content.rulebase.hash}-{content.evidence_part.hash}",
        },
    )
    return (line,) if content.reviewers else (line, wording.say("sheet.footer.review"))


def _label(case: Case, wording: Wording) -> str:
    label = case.patient.label if case.patient else None
    return wording.say("sheet.footer.for", {"label": label}) if label else ""
