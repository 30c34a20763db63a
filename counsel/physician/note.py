"""The physician's note and the words for the terminal, as plain text; they add nothing to the assessment."""

from __future__ import annotations

from typing import Any

from counsel.assess.assessment import Provenance
from counsel.case.document_paths import value_at
from counsel.case.parse import Case
from counsel.content import Content
from counsel.form import case_form
from counsel.physician.lines import Line
from counsel.physician.result import ScreenView
from counsel.wording.sentences import Wording


def note(case: Case, view: ScreenView, made: Provenance, content: Content, wording: Wording) -> str:
    """The note for the medical record: what was entered, what was found, and with which content."""
    lines = [*_head(view, wording), *_entered(case, wording), "", *_body(view), ""]
    lines.append(_tail(made, content, wording))
    return "\n".join(lines) + "\n"


def in_words(view: ScreenView, made: Provenance, content: Content, wording: Wording) -> str:
    """The assessment for the terminal: what was found, and what is missing."""
    missing = [f"- {row.label}: {row.could_change}" for row in view.missing]
    if missing:
        missing = ["", wording.say("dr.missing.title"), *missing]
    lines = [*_head(view, wording), *_body(view), *missing, "", _tail(made, content, wording)]
    return "\n".join(lines) + "\n"


def _head(view: ScreenView, wording: Wording) -> list[str]:
    return [wording.say("note.head", {"day": view.assessed_on}), ""]


def _entered(case: Case, wording: Wording) -> list[str]:
    """The entries as they were typed, and the flags that were answered yes."""
    document = case.to_document()
    lines = [
        f"{field.label}: {_shown(value)}{' ' + field.unit if field.unit else ''}"
        for field in case_form(wording)
        if (value := value_at(document, field.path)) is not None
    ]
    present = [flag for flag, answer in document.get("safety", {}).items() if answer == "yes"]
    named = ", ".join(present) or wording.say("note.flags.none")
    return [*lines, wording.say("note.flags", {"flags": named})]


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_shown(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return ", ".join(_shown(inner) for inner in value)
    return str(value)


def _body(view: ScreenView) -> list[str]:
    lines = [view.standing_title, *_listed(view.standing_lines), "", view.phase_title]
    lines += [*_listed(view.phase_lines), ""]
    for part in view.expectation:
        lines += [part.title, *_listed(part.lines)]
    lines += ["", view.arguments_title]
    lines += [f"+ {line.text}" for line in view.arguments_for]
    lines += [f"- {line.text}" for line in view.arguments_against]
    for block in (view.offer, view.findings, view.caveats):
        if block:
            lines += ["", *_listed(block)]
    if view.treated:
        lines += ["", view.treated.title, *_listed(view.treated.lines)]
    return lines


def _listed(lines: tuple[Line, ...]) -> list[str]:
    return [f"- {line.text}" for line in lines]


def _tail(made: Provenance, content: Content, wording: Wording) -> str:
    return wording.say(
        "note.tail",
        {
            "program": made.program,
            "rules": made.rulebase.version,
            "rules_hash": made.rulebase.hash,
            "evidence": made.evidence.version,
            "evidence_hash": made.evidence.hash,
            "review_by": made.evidence.review_by,
            "reviewed": ", ".join(content.reviewers) or wording.say("note.not_reviewed"),
        },
    )
