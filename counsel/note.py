"""The physician's note as plain text for the medical record; it adds nothing to the assessment."""

from __future__ import annotations

from counsel.assessment import Assessment
from counsel.content import Content
from counsel.screen import Line, ScreenView, screen_view


def note(assessment: Assessment, content: Content) -> str:
    """The note: what was entered is not repeated, what was found and with which content is."""
    view = screen_view(assessment, content)
    return "\n".join([_head(assessment, view), *_body(view), _tail(assessment, content)]) + "\n"


def in_words(assessment: Assessment, content: Content) -> str:
    """The assessment for the terminal: as the note, with what is missing."""
    view = screen_view(assessment, content)
    missing = [f"- {row.label}: {row.could_change}" for row in view.missing]
    tail = ["", content.wording("en").say("dr.missing.title"), *missing] if missing else []
    return "\n".join([_head(assessment, view), *_body(view), *tail, "", _tail(assessment, content)]) + "\n"


def _head(assessment: Assessment, view: ScreenView) -> str:
    return f"Stem cells after stroke, counselling on {assessment.assessed_on}\n\n{view.standing_title}"


def _body(view: ScreenView) -> list[str]:
    lines = [*_listed(view.standing_lines), "", view.phase_title, *_listed(view.phase_lines), ""]
    for part in view.expectation:
        lines += [part.title, *_listed(part.lines)]
    lines += ["", view.arguments_title]
    lines += [f"+ {line.text}" for line in view.arguments_for]
    lines += [f"- {line.text}" for line in view.arguments_against]
    for block in (view.offer, view.findings, view.caveats):
        if block:
            lines += ["", *_listed(block)]
    return lines


def _listed(lines: tuple[Line, ...]) -> list[str]:
    return [f"- {line.text}" for line in lines]


def _tail(assessment: Assessment, content: Content) -> str:
    made = assessment.provenance
    reviewed = ", ".join(content.reviewers) or "not yet reviewed by a clinician"
    return (
        f"stroke-counsel {made.program}; rules {made.rulebase.version} ({made.rulebase.hash}); "
        f"evidence {made.evidence.version} ({made.evidence.hash}); review by {made.evidence.review_by}; {reviewed}. "
        "No recommendation for or against a treatment; not a referral."
    )
