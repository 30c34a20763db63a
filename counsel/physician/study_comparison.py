"""All studies beside one person, as a table shows them, made on request; it judges nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import NamedTuple

from counsel.assess.assessment import Coverage, Criterion, PersonValue, StudyMatch, Verdict
from counsel.assess.sentence_values import day_in_words
from counsel.evidence.criteria import Asked
from counsel.evidence.library import Evidence, Trial
from counsel.wording.said import Said, said
from counsel.wording.sentences import Wording

# Says a fact of this person in words, by its name.
InWords = Callable[[str], str]
_PLACES = frozenset({"territory", "location"})


class CoverageLine(NamedTuple):
    """What is said of several studies together, and the studies behind its counts."""

    said: Said
    trials: tuple[str, ...] = ()

    def text(self, wording: Wording) -> str:
        """The sentence in the words of a language; raises WordingError for one that does not exist."""
        return self.said.text(wording)


class Strip(NamedTuple):
    """The study's and this person's range on one scale; None is an end without a limit, or not known."""

    unit: str
    low: float | None
    high: float | None
    here_low: float | None
    here_high: float | None


class CriterionView(NamedTuple):
    """One row: its label (a sentence id), the verdict with its sentence, and numbers to draw."""

    name: str
    label: str
    verdict: str
    reason: Said
    strip: Strip | None


class StudyView(NamedTuple):
    """One study: verdict, rows, design and result as sentence ids, where it can be read and what is unsure.

    `registry` and `people` are None where none was seen; `window_note` where the days count to treatment.
    `tested_again` is the id of the controlled trial that later missed.
    """

    study: str
    name: str
    verdict: Verdict
    reason: Said
    criteria: tuple[CriterionView, ...]
    also_asked: tuple[str, ...]
    stage: str | None
    control: str
    result: str
    window_note: str | None
    people: int | None
    citation: str
    registry: str | None
    status: str
    last_checked: str
    confidence: str
    unverified: tuple[str, ...]
    tested_again: str | None


def study_views(evidence: Evidence, coverage: Coverage, person: InWords) -> tuple[StudyView, ...]:
    """Every study of a coverage, in its order; the coverage must be of this evidence.

    `person` says a fact of this person in the language of the reader.
    """
    values = {value.fact: value for value in coverage.person}
    return tuple(_view(evidence, match, values, person) for match in coverage.studies)


def study_view(evidence: Evidence, coverage: Coverage, study: str, person: InWords) -> StudyView:
    """One study of a coverage by its id; KeyError for one that is not in it."""
    matches = {match.study: match for match in coverage.studies}
    return _view(evidence, matches[study], {value.fact: value for value in coverage.person}, person)


def coverage_lines(evidence: Evidence, coverage: Coverage, wording: Wording) -> tuple[CoverageLine, ...]:
    """What is said of all studies together: who was studied, ongoing studies, gains not repeated."""
    return (
        *_summary(evidence, coverage),
        *_ongoing(evidence, coverage, wording),
        *_pairs(evidence, coverage),
    )


def _view(
    evidence: Evidence, match: StudyMatch, values: Mapping[str, PersonValue], person: InWords
) -> StudyView:
    trial = evidence.trials[match.study]
    asked, _ = evidence.criteria[match.study]
    return StudyView(
        study=trial.id,
        name=trial.short_name,
        verdict=match.verdict,
        reason=said(f"dr.study.{match.verdict}"),
        criteria=tuple(map(partial(_row, values, person), match.criteria, asked)),
        also_asked=match.also_asked,
        stage=trial.counted.phase,
        control=f"dr.study.control.{trial.control}",
        result=f"dr.study.result.{trial.primary_outcome.result or 'not_seen'}",
        window_note=_window_note(trial),
        people=trial.n_total,
        citation=evidence.cite(trial.id),
        registry=trial.registry,
        status=trial.status,
        last_checked=trial.checked_on,
        confidence=trial.confidence,
        unverified=trial.unverified_fields,
        tested_again=trial.tested_again.by if trial.tested_again else None,
    )


def _window_note(trial: Trial) -> str | None:
    known = trial.window.min_days is not None or trial.window.max_days is not None
    if not known or trial.window.kind == "infusion":
        return None
    return f"dr.study.window.{trial.window.kind or 'unclear'}"


def _row(
    values: Mapping[str, PersonValue], person: InWords, criterion: Criterion, asked: Asked
) -> CriterionView:
    in_words = criterion.verdict == "open" and asked.fact is None
    sentence = "in_words" if in_words else criterion.verdict
    return CriterionView(
        name=criterion.name,
        label=f"dr.criterion.{criterion.name}",
        verdict=criterion.verdict,
        reason=said(f"dr.criterion.{sentence}", asked=asked.words, person=person(criterion.fact)),
        strip=_strip(values, asked),
    )


def _strip(values: Mapping[str, PersonValue], asked: Asked) -> Strip | None:
    here = values.get(asked.fact or "")
    if asked.limits is None or asked.left_out or here is None:
        return None
    return Strip(here.unit, asked.low, asked.high, here.low, here.high)


def _summary(evidence: Evidence, coverage: Coverage) -> Iterator[CoverageLine]:
    counts = {count.name: count for count in coverage.counts}
    values = {name: count.value for name, count in counts.items()}
    inside = counts["inside"].trials
    yield CoverageLine(said(_inside_sentence(evidence, inside), **values), inside)
    if len(inside) > 1 and values["inside_with_control"]:
        yield CoverageLine(said("dr.coverage.results", **values), counts["inside_with_control"].trials)
    if values["inside_unblinded_met"] and not values["inside_blinded_met"]:
        yield CoverageLine(said("dr.coverage.met_unblinded", **values), counts["inside_unblinded_met"].trials)
    yield from _place_not_reported(coverage)
    yield CoverageLine(said("dr.coverage.rest", **values))
    yield CoverageLine(said("dr.coverage.meaning"))


def _place_not_reported(coverage: Coverage) -> Iterator[CoverageLine]:
    """Studies that name no place, for a person whose infarct lies where trials often left people out."""
    if not coverage.small_or_posterior:
        return
    silent = tuple(
        study.study
        for study in coverage.studies
        if study.verdict == "inside" and not _PLACES & {criterion.name for criterion in study.criteria}
    )
    if silent:
        yield CoverageLine(said("dr.coverage.place_not_reported", place_not_reported=len(silent)), silent)


def _inside_sentence(evidence: Evidence, inside: tuple[str, ...]) -> str:
    if len(inside) != 1:
        return "dr.coverage.several" if inside else "dr.coverage.none"
    trial = evidence.trials[inside[0]]
    if trial.has_control_group:
        result = trial.primary_outcome.result if trial.has_result else None
        return f"dr.coverage.one.{result or 'not_seen'}"
    return f"dr.coverage.one.{'control_unclear' if trial.control == 'unknown' else 'without_control'}"


def _ongoing(evidence: Evidence, coverage: Coverage, wording: Wording) -> Iterator[CoverageLine]:
    for one in coverage.ongoing:
        checked = day_in_words(date.fromisoformat(one.last_checked), wording, short=True)
        values = {
            "name": evidence.trials[one.study].short_name,
            "registry": one.registry,
            "last_checked": checked,
        }
        yield CoverageLine(said("dr.coverage.ongoing", **values), (one.study,))


def _pairs(evidence: Evidence, coverage: Coverage) -> Iterator[CoverageLine]:
    for pair in coverage.pairs:
        names = {
            "first": evidence.trials[pair.first].short_name,
            "then": evidence.trials[pair.then].short_name,
        }
        yield CoverageLine(said(f"dr.coverage.pair.{pair.gain}", **names), (pair.first, pair.then))
