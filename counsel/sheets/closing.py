"""What stands on a sheet beside its rules: what is still to check, the age of the content, the footer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from counsel.assess.assessment import Assessment
from counsel.assess.sentence_values import day_in_words
from counsel.sheets.blocks import Sentence
from counsel.sheets.sentences import SheetSource, say
from counsel.sheets.short_citations import brief_citation
from counsel.sheets.typed_text import LONGEST_LABEL, breakable, printable

# More would not be read, and the physician's screen lists them all.
_MOST_CHECKS, _MOST_REASONS = 4, 5
_OUT_OF_DATE_AFTER = timedelta(days=365)
_OTHER = "sheet.check.other"


def still_to_check(source: SheetSource) -> list[Sentence]:
    """The facts that keep the standing open, or stage or expectation of somebody whom studies may take."""
    assessment = source.assessment
    if assessment.urgent or not _is_open(assessment):
        return []
    asked: list[str] = []
    for row in source.assessor.missing(assessment):
        if {"standing", "phase", "expectation"} & set(row.could_change):
            name = "safety" if row.fact.startswith("safety") else row.fact
            key = f"sheet.check.{name}"
            asked.append(key if source.wording.has(key) else _OTHER)
    if not asked and source.assessment.standing.id is None:
        asked.append(_OTHER)
    # Two facts may be one question to the reader: how large an area is, by its volume or its width.
    said = {sentence.text: sentence for sentence in (say(source, key) for key in dict.fromkeys(asked))}
    return [_of(sentence, "missing", "item") for sentence in list(said.values())[:_MOST_CHECKS]]


def _is_open(assessment: Assessment) -> bool:
    """Where the standing is settled as another one, neither stage nor expectation would change the answer."""
    if assessment.standing.id is None:
        return True
    details = (assessment.phase.possible, assessment.expectation.possible)
    return assessment.standing.id == "trial_only" and any(len(possible) != 1 for possible in details)


def most_reasons(source: SheetSource, first: list[Sentence]) -> list[Sentence]:
    """What comes first, with the reasons cut to what can be read at once, and a word that there are more."""
    reasons = [sentence for sentence in first if sentence.kind == "item"]
    if len(reasons) <= _MOST_REASONS:
        return first
    more = _of(say(source, "sheet.reason.more"), "reasons", "item")
    before = [sentence for sentence in first if sentence.kind not in ("item", "after")]
    after = [sentence for sentence in first if sentence.kind == "after"]
    return [*before, *reasons[: _MOST_REASONS - 1], more, *after]


def age_of_content(source: SheetSource) -> list[Sentence]:
    """A warning from the day after the review was due, a stronger one a year later."""
    late = source.assessment.assessed_on - source.content.review_by
    if late <= timedelta():
        return []
    key = "sheet.close.out_of_date" if late > _OUT_OF_DATE_AFTER else "sheet.close.review_due"
    return [_of(say(source, key), "content-age", "warning")]


def sources_of(source: SheetSource, sentences: Iterable[Sentence]) -> list[Sentence]:
    """The studies behind the sentences, each cited once."""
    trials = source.content.evidence.trials
    named = dict.fromkeys(one for sentence in sentences for one in sentence.evidence)
    return [
        Sentence(brief_citation(trials[one]), "", "sources", (one,), "item") for one in named if one in trials
    ]


def footer(source: SheetSource) -> tuple[str, ...]:
    """What stands on each page: date, content and its hash, review, who wrote and who paid."""
    content, wording = source.content, source.wording
    line = wording.say(
        "sheet.footer.line",
        {
            "date": day_in_words(source.assessment.assessed_on, wording),
            "content": content.rulebase.version,
            "hash": f"{content.rulebase.hash}-{content.evidence_part.hash}",
            "review_by": day_in_words(content.review_by, wording),
        },
    )
    paid = (
        wording.say("sheet.footer.paid", {"who": content.funding})
        if content.funding
        else wording.say("sheet.footer.paid_unknown")
    )
    wrote = wording.say("sheet.footer.wrote", {"who": content.authors, "paid": paid})
    reviewed = (
        wording.say("sheet.footer.reviewed", {"who": ", ".join(content.reviewers)})
        if content.reviewers
        else wording.say("sheet.footer.review")
    )
    return (line, reviewed, wrote)


def label(source: SheetSource) -> str:
    """For whom the sheet is, where a label was typed."""
    patient = source.case.patient
    typed = printable(patient.label, LONGEST_LABEL) if patient and patient.label else ""
    return source.wording.say("sheet.footer.for", {"label": breakable(typed)}) if typed else ""


def _of(sentence: Sentence, rule: str, kind: str) -> Sentence:
    return Sentence(sentence.text, sentence.id, rule, (), kind, runs=sentence.runs)
