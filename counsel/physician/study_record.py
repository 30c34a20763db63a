"""The full record of one study in words, beside this person's criteria; made when it is opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from counsel.assess.assessment import Assessment
from counsel.assess.assessor import Assessor
from counsel.assess.result_words import ResultWords
from counsel.assess.sentence_values import day_in_words
from counsel.content import Content
from counsel.evidence.library import Trial
from counsel.physician.range_strips import DRAWN, Scales, StripView
from counsel.physician.study_comparison import CriterionView, StudyView, study_view
from counsel.wording.sentences import Wording

_Value = str | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the record with its label; several paragraphs where the record holds a list."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One criterion: its label, the verdict in a word, the sentence, and the strip where it can be drawn."""

    label: str
    verdict: str
    verdict_words: str
    reason: str
    strip: StripView | None


@dataclass(frozen=True, slots=True)
class StudyRecord:
    """One study as it is opened; `tested_again` is the id of the trial that later missed, or None."""

    study: str
    name: str
    verdict: str
    verdict_words: str
    reason: str
    criteria: tuple[CriterionRow, ...]
    notes: tuple[str, ...]
    fields: tuple[Field, ...]
    tested_again: str | None


def study_record(assessor: Assessor, assessment: Assessment, study: str, wording: Wording) -> StudyRecord:
    """The record of the study with this id; KeyError for one that does not exist."""
    content, person = assessor.content, ResultWords(assessor, assessment, wording).person
    trial = content.evidence.trials[study]
    view = study_view(content.evidence, assessment.coverage, study, person)
    scales = Scales(content)
    return StudyRecord(
        study=study,
        name=trial.short_name,
        verdict=view.verdict,
        verdict_words=wording.say(f"dr.table.verdict.{view.verdict}"),
        reason=view.reason.text(wording),
        criteria=tuple(_criterion(row, wording, scales) for row in view.criteria),
        notes=(wording.say(view.window_note),) if view.window_note else (),
        fields=tuple(_told(trial, view, content, wording)),
        tested_again=view.tested_again,
    )


def _criterion(row: CriterionView, wording: Wording, scales: Scales) -> CriterionRow:
    reason = row.reason.text(wording)
    return CriterionRow(
        label=wording.say(row.label),
        verdict=row.verdict,
        verdict_words=wording.say(f"dr.table.here.{row.verdict}"),
        reason=reason,
        strip=scales.strip(row, reason) if row.name in DRAWN and row.strip else None,
    )


def _told(trial: Trial, view: StudyView, content: Content, wording: Wording) -> Iterator[Field]:
    """Every field of the record; what was not seen is said to be so."""
    for name, value in (
        *_result(trial, view, content, wording),
        *_made(trial, view, wording),
        *_harm(trial),
        *_read(trial, view, wording),
    ):
        lines = (value,) if isinstance(value, str) else value or (wording.say("dr.record.not_seen"),)
        yield Field(wording.say(f"dr.record.{name}"), tuple(lines))


def _result(
    trial: Trial, view: StudyView, content: Content, wording: Wording
) -> Iterator[tuple[str, _Value]]:
    outcome = trial.primary_outcome
    yield "result", wording.say(view.result)
    yield "outcome", outcome.measure
    yield "timepoint", outcome.timepoint
    yield "numbers", outcome.numbers
    yield "secondary", trial.secondary_findings
    if trial.tested_again:
        names = {"first": trial.short_name, "then": content.evidence.trials[trial.tested_again.by].short_name}
        yield "tested_again", wording.say(f"dr.coverage.pair.{trial.tested_again.gain}", names)


def _made(trial: Trial, view: StudyView, wording: Wording) -> Iterator[tuple[str, _Value]]:
    cells = trial.cells
    yield "design", trial.design
    yield "control", wording.say(view.control)
    yield "people", _people(trial, wording)
    yield "window", trial.window.text
    yield "cells", cells.type
    yield "donor", wording.say(f"dr.record.donor.{cells.donor}") if cells.donor else None
    yield "dose", cells.dose
    yield "sessions", None if cells.sessions is None else str(cells.sessions)
    yield "route", trial.route
    months = trial.follow_up_months
    yield "follow_up", None if months is None else wording.say("dr.record.months", {"months": f"{months:g}"})


def _people(trial: Trial, wording: Wording) -> str | None:
    counts = {"total": trial.n_total, "treated": trial.n_treated, "control": trial.n_control}
    if all(count is None for count in counts.values()):
        return None
    unseen = wording.say("dr.record.not_seen")
    values = {name: unseen if count is None else count for name, count in counts.items()}
    return wording.say("dr.record.people_of", values)


def _harm(trial: Trial) -> Iterator[tuple[str, _Value]]:
    safety = trial.safety
    yield "deaths", safety.deaths
    yield "serious", safety.serious_adverse_events
    yield "related", safety.cell_related_sae
    yield "tumours", safety.tumours
    yield "harm", safety.other


def _read(trial: Trial, view: StudyView, wording: Wording) -> Iterator[tuple[str, _Value]]:
    yield "citation", view.citation
    yield "registry", trial.registry
    yield "status", trial.status
    yield "last_checked", day_in_words(date.fromisoformat(trial.checked_on), wording, short=True)
    yield "funding", trial.funding
    yield "confidence", wording.say(f"dr.record.confidence.{trial.confidence}")
    yield "also_asked", view.also_asked
    yield "unverified", trial.unverified_fields
    yield "sources", tuple(f"{one.url} ({one.what_it_confirmed})" for one in trial.sources)
