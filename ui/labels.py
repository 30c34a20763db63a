"""Labels of the studies, the patient view, what to say and the trace, by id; nothing clinical."""

from __future__ import annotations

from types import MappingProxyType

_LABELS = MappingProxyType(
    {
        "view.back": "Back",
        "view.back.help": "Back to the form and the result (Esc)",
        "studies.title": "Who was studied",
        "studies.person": "This person: {words}",
        "studies.search": "Search name, cells, registry number, words",
        "studies.search.name": "Search the studies",
        "studies.any.verdict": "This person: any",
        "studies.any.stage": "Any stage",
        "studies.any.design": "Any design",
        "studies.any.result": "Any main result",
        "studies.any.cells": "Any cells",
        "studies.shown": "{shown} of {total} shown",
        "studies.all": "Show all",
        "studies.none": "No study matches this search.",
        "studies.behind": "Behind the count: {label}",
        "studies.table": "All studies beside this person",
        "studies.together": "All studies together",
        "studies.by.design": "By design",
        "studies.by.stage": "By stage",
        "studies.pairs": "A gain without a control group, then none against one",
        "studies.ongoing": "Running when last seen",
        "studies.open": "{text} Show these studies.",
        "studies.overview": "All studies together",
        "studies.criteria": "What was asked, beside this person",
        "studies.record": "The record",
        "studies.again": "Open the trial that tested it again",
        "studies.copy": "Copy",
        "studies.copied": "The record is on the clipboard.",
        "studies.strip": "{label}: {words}",
        "studies.cell": "{count} studies: {row}, {column}",
        "studies.unknown": "?",
        "column.name": "Study",
        "column.verdict": "This person",
        "column.window": "When",
        "column.age": "Age",
        "column.nihss": "NIHSS",
        "column.lesion": "Infarct",
        "column.days": "Days",
        "column.cells": "Cells",
        "column.design": "Design",
        "column.people": "People",
        "column.result": "Main result",
        "column.verdict.help": "Whether such people were treated; inside says nothing about benefit",
        "column.window.help": "Days since the stroke: the bar is the study, the mark is this person",
        "column.age.help": "Age: the bar is the study, the mark is this person",
        "column.nihss.help": "NIHSS: the bar is the study, the mark is this person",
        "column.lesion.help": "Size of the infarct: the bar is the study, the mark is this person",
        "column.days.help": "Days since the stroke, in numbers",
        "timeline.study": "{name}: {result}",
        "studies.all.link": "All studies (F7)",
    }
)


def label(key: str, /, **gaps: object) -> str:
    """The label with this id, its gaps filled; KeyError where there is no such id."""
    return _LABELS[key].format(**gaps) if gaps else _LABELS[key]
