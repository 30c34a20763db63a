"""The chapter of the book on scales, infarct size and age, as the records have them; no band decides here."""

from __future__ import annotations

from collections.abc import Iterable

from counsel.evidence.scales import NihssScale, ScaleRange, ScoreBands
from counsel.rulebook.book import Chapter, Entry, Grid, Section
from counsel.rulebook.writer import ChapterWriter


def scales_chapter(at: ChapterWriter) -> Chapter:
    """NIHSS, mRS, Barthel, infarct size, ABC/2, ASPECTS and age, with what is uncertain about each."""
    scales = at.content.evidence.scales
    nihss, size, age = scales.nihss, scales.infarct_size, scales.age
    used = (
        nihss.item_sources, nihss.untestable_rule.sources, nihss.severity_bands.sources,
        nihss.severity_bands_alternative.sources, nihss.bands_in_cell_trials.sources,
        scales.mrs.sources, scales.barthel.sources, size.bands_proposal.sources,
        *(threshold.sources for threshold in size.literature_thresholds),
        scales.abc_over_2.sources, *(one.sources for one in scales.abc_over_2.accuracy),
        scales.aspects.sources, age.sources,
    )  # fmt: skip
    sections = (_nihss(at, nihss), _mrs(at), _barthel(at), _size(at), _abc(at), _aspects(at), _age(at))
    keys = [key for sources in used for key in sources]
    return Chapter(at.say("scales.title"), (at.say("scales.intro"),), sections, at.citations(keys))


def _grid(
    at: ChapterWriter,
    caption: str,
    columns: Iterable[str],
    shares: tuple[int, ...],
    rows: tuple[tuple[str, ...], ...],
) -> Grid:
    return Grid(caption, tuple(at.say(f"column.{name}") for name in columns), shares, rows)


def _nihss(at: ChapterWriter, scale: NihssScale) -> Section:
    answers = {True: at.say("answer.yes"), False: at.say("answer.no"), None: at.say("answer.unknown")}
    items = tuple((item.id, item.name, f"{item.max}", answers[item.un]) for item in scale.items)
    trials = tuple((one.study, one.nihss) for one in scale.bands_in_cell_trials.items)
    rule = scale.untestable_rule
    other = scale.severity_bands_alternative
    notes = (other.note, scale.bands_in_cell_trials.note)
    keys = (*scale.item_sources, *rule.sources, *scale.severity_bands.sources)
    return Section(
        scale.name,
        (),
        (_read(at, (*rule.as_read, *filter(None, notes)), keys, scale.total),),
        (
            _grid(at, at.say("scales.items"), ("item", "name", "max", "un"), (10, 50, 15, 25), items),
            _bands(at, at.say("scales.bands"), scale.severity_bands),
            _bands(at, at.say("scales.bands_other"), other),
            _grid(at, at.say("scales.trials"), ("study", "range"), (50, 50), trials),
        ),
    )


def _bands(at: ChapterWriter, caption: str, bands: ScoreBands) -> Grid:
    rows = tuple((_ends(at, *band.range), band.name) for band in bands.bands)
    return _grid(at, caption, ("range", "band"), (25, 75), rows)


def _mrs(at: ChapterWriter) -> Section:
    scale = at.content.evidence.scales.mrs
    rows = tuple((f"{level.value}", level.label) for level in scale.levels)
    levels = _grid(at, scale.name, ("level", "name"), (15, 85), rows)
    return Section(
        scale.name, (), (_read(at, (scale.common_cut, scale.prestroke_use), scale.sources),), (levels,)
    )


def _barthel(at: ChapterWriter) -> Section:
    scale = at.content.evidence.scales.barthel
    return Section(scale.name, (), (_read(at, (scale.variant, scale.caution), scale.sources, scale.range),))


def _size(at: ChapterWriter) -> Section:
    size = at.content.evidence.scales.infarct_size
    bands = tuple((band.name, band.rule) for band in size.bands_proposal.bands)
    found = tuple((one.value, one.context) for one in size.literature_thresholds)
    return Section(
        at.say("scales.size"),
        (),
        (_read(at, (size.warning, size.form_rule), size.bands_proposal.sources),),
        (
            _grid(at, at.say("scales.size_bands"), ("band", "range"), (20, 80), bands),
            _grid(at, at.say("scales.thresholds"), ("value", "context"), (35, 65), found),
        ),
    )


def _abc(at: ChapterWriter) -> Section:
    method = at.content.evidence.scales.abc_over_2
    rows = tuple((one.study, one.result or at.say("not_seen")) for one in method.accuracy)
    accuracy = _grid(at, at.say("scales.accuracy"), ("study", "result"), (35, 65), rows)
    read = _read(at, (method.formula, method.app_rule), method.sources)
    return Section(at.say("scales.abc"), (), (read,), (accuracy,))


def _aspects(at: ChapterWriter) -> Section:
    scale = at.content.evidence.scales.aspects
    readings = (scale.meaning, scale.readings, scale.caution)
    return Section(scale.name, (), (_read(at, readings, scale.sources, scale.range),))


def _age(at: ChapterWriter) -> Section:
    age = at.content.evidence.scales.age
    rows = tuple((one.study, one.range) for one in age.in_trials)
    trials = _grid(at, at.say("scales.age_trials"), ("study", "range"), (55, 45), rows)
    read = _read(at, (age.statement, *age.in_prognosis), age.sources)
    return Section(at.say("scales.age"), (), (read,), (trials,))


def _read(
    at: ChapterWriter, readings: Iterable[str], sources: Iterable[str], ends: ScaleRange | None = None
) -> Entry:
    """What was read about a scale, as an entry to agree with or not."""
    scale = at.label("range", _range(at, ends)) if ends else ()
    return Entry(at.say("scales.read"), (*scale, *at.label("read", readings), *at.sources(sources)))


def _range(at: ChapterWriter, found: ScaleRange) -> str:
    if found.direction is None:
        return _ends(at, found.min, found.max)
    return at.say("range.direction", low=found.min, high=found.max, direction=found.direction)


def _ends(at: ChapterWriter, low: int, high: int) -> str:
    if low == high:
        return f"{low}"
    return at.say("range", low=low, high=high)
