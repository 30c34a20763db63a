"""The figures of a sheet with their words: the line of stages, pairs of 100 people; it draws none."""

from __future__ import annotations

from counsel.assess.assessment import PrintedLine
from counsel.pictures import timeline as figures
from counsel.pictures.icon_arrays import PeopleGroup, icon_pair
from counsel.pictures.stages import stages
from counsel.sheets.blocks import Picture
from counsel.sheets.numbers import Compared, compared
from counsel.sheets.sentences import SheetSource
from counsel.wording.sentences import Wording


def pictures_of(source: SheetSource) -> dict[str, tuple[Picture, ...]]:
    """The pictures by section: the line of stages, and one for each line whose rule names figures.

    Where something else comes first its room is needed, and the stage is told in words.
    """
    if source.assessment.urgent:
        return {}
    found: dict[str, list[Picture]] = {}
    for line in () if source.brief else source.lines:
        if "numbers" in line.fields:
            outcome = source.content.evidence.outcomes[line.fields["numbers"]]
            picture = _pair(compared(outcome, source.wording), source.wording)
            found.setdefault(line.section, []).append(picture)
        elif "nobody_knows" in line.fields:
            found.setdefault(line.section, []).append(_nobody_knows(line, source.wording))
    timeline = None if source.brief else _timeline(source)
    return {
        **{section: tuple(pictures) for section, pictures in found.items()},
        **({"where": (timeline,)} if timeline else {}),
    }


def _timeline(source: SheetSource) -> Picture | None:
    days, wording = source.assessment.phase.days_since_onset, source.wording
    if days.low is None:
        return None
    line = stages(source.assessment, source.content, "sheet.stage", wording)
    named = ", ".join(stage.name for stage in line if stage.here)
    here = wording.say("sheet.where.picture_here", {"stages": named})
    return Picture(
        svg=figures.timeline(line, days.low, days.high, wording.say("sheet.where.you")),
        alt=wording.say("sheet.where.picture_alt", {"here": here}),
        caption=wording.say("sheet.where.picture"),
    )


def _pair(numbers: Compared, wording: Wording) -> Picture:
    values = {**numbers.gaps(), "shows": wording.say(f"sheet.shows.{numbers.outcome.shows}")}
    groups = (
        PeopleGroup(
            wording.say("sheet.pair.without"),
            wording.say("sheet.pair.without_n", values),
            numbers.without_cells,
        ),
        PeopleGroup(
            wording.say("sheet.pair.with"), wording.say("sheet.pair.with_n", values), numbers.with_cells
        ),
    )
    return Picture(
        svg=icon_pair(*groups),
        tall=icon_pair(*groups, tall=True),
        alt=wording.say("sheet.pair.alt", values),
        caption=wording.say("sheet.pair.caption", values),
    )


def _nobody_knows(line: PrintedLine, wording: Wording) -> Picture:
    unknown = wording.say("sheet.pair.unknown_n")
    groups = (
        PeopleGroup(wording.say("sheet.pair.without"), unknown, None),
        PeopleGroup(wording.say("sheet.pair.with"), unknown, None),
    )
    why = wording.say(line.sentence)
    return Picture(
        svg=icon_pair(*groups),
        tall=icon_pair(*groups, tall=True),
        alt=wording.say("sheet.pair.unknown_alt", {"why": why}),
        caption=wording.say(f"sheet.pair.{line.fields['nobody_knows']}_caption"),
    )
