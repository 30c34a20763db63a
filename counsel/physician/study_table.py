"""All studies as rows to sort, filter and draw beside one person, with ready words; it judges nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from counsel.assess.assessment import Assessment
from counsel.assess.assessor import Assessor
from counsel.assess.result_words import ResultWords
from counsel.evidence.count_shapes import Tally
from counsel.evidence.counts import design_of, stage_of
from counsel.evidence.library import Trial
from counsel.physician.range_strips import DRAWN, Scales, StripView
from counsel.physician.study_comparison import CriterionView, StudyView, coverage_lines, study_views
from counsel.wording.sentences import Wording

VERDICTS = ("inside", "open", "cannot_tell", "registered", "outside")
# What is said of this person above the table, in this order, where it is known.
PERSON = ("stroke.days_since_onset", "patient.age", "severity.nihss", "infarct.volume_ml")


class Word(NamedTuple):
    """A value of a record and the words for it."""

    id: str
    text: str


class StudyRow(NamedTuple):
    """One study: words by column, numbers to sort by, the strips to draw, and the text that is searched.

    `low_day` and `high_day` count from onset; None where there is no limit or none was seen.
    """

    study: str
    name: str
    verdict: Word
    stage: Word
    design: Word
    result: Word
    cells: tuple[Word, ...]
    days: str
    low_day: float | None
    high_day: float | None
    people: int | None
    strips: Mapping[str, StripView]
    search: str

    @property
    def cell_words(self) -> str:
        """The kinds of cells in one line."""
        return ", ".join(kind.text for kind in self.cells)


class CountedLine(NamedTuple):
    """A sentence and the studies behind its counts."""

    text: str
    trials: tuple[str, ...]


class TallyView(NamedTuple):
    """A design or a stage, and the studies of it by verdict."""

    by: str
    label: str
    trials: Mapping[str, tuple[str, ...]]


class StudyTable(NamedTuple):
    """Everything that the table of studies shows at once; a record is told when it is opened.

    `person` holds the known numbers of this person in words, in the order in which they are told.
    """

    rows: tuple[StudyRow, ...]
    verdicts: tuple[Word, ...]
    summary: tuple[CountedLine, ...]
    tallies: tuple[TallyView, ...]
    pairs: tuple[CountedLine, ...]
    ongoing: tuple[CountedLine, ...]
    person: tuple[str, ...]


def study_table(assessor: Assessor, assessment: Assessment, wording: Wording) -> StudyTable:
    """The table of one assessment in the language of the wording."""
    content, person = assessor.content, ResultWords(assessor, assessment, wording).person
    evidence, coverage = content.evidence, assessment.coverage
    known = {one.fact for one in coverage.person if one.low is not None}
    scales = Scales(content)
    said = [CountedLine(one.text(wording), one.trials) for one in coverage_lines(evidence, coverage, wording)]
    ongoing, pairs = len(coverage.ongoing), len(coverage.pairs)
    first = len(said) - ongoing - pairs
    return StudyTable(
        rows=tuple(
            _row(evidence.trials[view.study], view, wording, scales)
            for view in study_views(evidence, coverage, person)
        ),
        verdicts=tuple(Word(name, wording.say(f"dr.table.verdict.{name}")) for name in VERDICTS),
        summary=tuple(said[:first]),
        tallies=tuple(_tally(tally, wording) for tally in coverage.tallies),
        pairs=tuple(said[first + ongoing :]),
        ongoing=tuple(said[first : first + ongoing]),
        person=tuple(person(fact) for fact in PERSON if fact in known),
    )


def _tally(tally: Tally, wording: Wording) -> TallyView:
    return TallyView(
        tally.by,
        wording.say(f"dr.coverage.{tally.by}.{tally.name}"),
        {verdict: getattr(tally, verdict) for verdict in VERDICTS},
    )


def _row(trial: Trial, view: StudyView, wording: Wording, scales: Scales) -> StudyRow:
    design, stage, result = design_of(trial), stage_of(trial), trial.primary_outcome.result or "not_seen"
    cells = tuple(Word(kind, wording.say(f"dr.kind.{kind}")) for kind in trial.cells.kinds)
    row = StudyRow(
        study=trial.id,
        name=trial.short_name,
        verdict=Word(view.verdict, wording.say(f"dr.table.verdict.{view.verdict}")),
        stage=Word(stage, wording.say(f"dr.coverage.stage.{stage}")),
        design=Word(design, wording.say(f"dr.table.design.{design}")),
        result=Word(result, wording.say(f"dr.table.result.{result}")),
        cells=cells,
        days=days_in_words(trial.window.min_days, trial.window.max_days, wording),
        low_day=trial.window.min_days,
        high_day=trial.window.max_days,
        people=trial.n_total,
        strips=_strips(view.criteria, wording, scales),
        search="",
    )
    return _searchable(row, trial)


def _searchable(row: StudyRow, trial: Trial) -> StudyRow:
    words: Iterable[str | None] = (
        row.name, row.study, row.verdict.text, row.stage.text, row.design.text, row.result.text,
        row.cell_words, trial.citation, trial.registry, trial.cells.type, trial.route, trial.design,
        trial.primary_outcome.measure, trial.status,
    )  # fmt: skip
    text = " ".join(word for word in words if word).casefold()
    values = {name: getattr(row, name) for name in row._fields}
    return StudyRow(**{**values, "search": text})


def days_in_words(low: float | None, high: float | None, wording: Wording) -> str:
    """A window of days since onset in short words."""
    which = {(True, True): "both", (True, False): "from", (False, True): "to", (False, False): "unknown"}
    key = which[low is not None, high is not None]
    return wording.say(f"dr.table.days.{key}", {"low": f"{low or 0:g}", "high": f"{high or 0:g}"})


def _strips(criteria: Iterable[CriterionView], wording: Wording, scales: Scales) -> dict[str, StripView]:
    """A strip for each drawn criterion; where a record asks twice, the numbers are drawn and all is told."""
    found: dict[str, list[CriterionView]] = {}
    for row in criteria:
        if row.name in DRAWN:
            found.setdefault(row.name, []).append(row)
    return {
        name: scales.strip(
            next((row for row in rows if row.strip is not None), rows[0]),
            " ".join(row.reason.text(wording) for row in rows),
        )
        for name, rows in found.items()
    }
