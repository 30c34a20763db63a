"""From an assessment to the blocks of a sheet of any kind; it knows no markup and no paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from counsel.assess.assessment import Assessment
from counsel.assess.assessor import Assessor
from counsel.case.parse import Case
from counsel.errors import ORDER, refuse
from counsel.sheets.blocks import Handout, Picture, Sentence, SheetSection
from counsel.sheets.closing import age_of_content, footer, label, most_reasons, sources_of, still_to_check
from counsel.sheets.kinds import FORMS, STANDARD, URGENT_ORDER, kind_of
from counsel.sheets.pictures import pictures_of
from counsel.sheets.sentences import SheetSource, in_voice, sentences_of

__all__ = ["Handout", "Picture", "Sentence", "SheetSection", "handout"]

# Printed although no rule says anything there: room to write, things to point at.
_ALWAYS = frozenset({"notes", "scale", "marks"})
_WORDS = (
    "yes", "no", "unsure", "care", "study", "clinic", "good", "bad", "what", "answer", "amount", "least",
    "most", "copy_1", "copy_2",
)  # fmt: skip


def handout(
    case: Case, assessment: Assessment, assessor: Assessor, language: str, kind: str = STANDARD
) -> Handout:
    """The sheet of this kind; raises InputError for an unknown kind, or one that this case has no use for."""
    source = SheetSource(kind_of(kind), case, assessment, assessor, assessor.content.wording(language))
    urgent, wording = assessment.urgent, source.wording
    needed = source.kind.needs
    if needed and getattr(case, needed) is None and (source.kind.needs_in_emergency or not urgent):
        allowed = wording.say("kind.lacks.allowed", {"section": needed})
        raise refuse("kind", kind, wording.say(f"kind.lacks.{needed}"), allowed, ORDER)
    return Handout(
        language=language,
        kind=kind,
        title=wording.say("sheet.title_emergency" if urgent else in_voice(source, "sheet.title")),
        urgent=urgent,
        sections=_sections(source),
        footer=footer(source),
        page=wording.say("sheet.footer.page", {"page": "{page}", "pages": "{pages}"}),
        label=label(source),
        words={name: wording.say(f"sheet.word.{name}") for name in _WORDS},
    )


def _sections(source: SheetSource) -> tuple[SheetSection, ...]:
    said = _said(source)
    pictures = _pictures(source, said)
    order = URGENT_ORDER if source.assessment.urgent else source.kind.order
    always = () if source.assessment.urgent else _ALWAYS
    return tuple(
        SheetSection(
            id=name,
            heading=source.wording.say(_heading(source, name)),
            sentences=tuple(said.get(name, ())),
            form=FORMS.get(name, source.kind.form),
            pictures=pictures.get(name, ()),
        )
        for name in order
        if said.get(name) or name in always
    )


def _pictures(source: SheetSource, said: Mapping[str, Sequence[Sentence]]) -> dict[str, tuple[Picture, ...]]:
    """The pictures by section; a short sheet with the most blocks of all tells the stage in words alone."""
    found = pictures_of(source)
    late = any(sentence.kind == "warning" for sentence in said["close"])
    if source.kind.brief and said["check"] and said.get("notes") and late:
        found.pop("where", None)
    return found


def _heading(source: SheetSource, name: str) -> str:
    """In an emergency a kind that prints the lines of the standard sheet has its headings too."""
    usual = f"sheet.section.{name}"
    return usual if source.assessment.urgent and not source.kind.is_standard else in_voice(source, usual)


def _said(source: SheetSource) -> dict[str, list[Sentence]]:
    said = sentences_of(source)
    said["check"] = still_to_check(source)
    said["first"] = most_reasons(source, said.get("first", []))
    said["close"] = [*age_of_content(source), *said.get("close", [])]
    if "sources" in source.kind.order and not source.assessment.urgent:
        said["sources"] = sources_of(source, chain.from_iterable(said.values()))
    return said
