"""The fields of the form in order of speaking, one record each; their words are in `form.yaml`.

The items of an offer and of an earlier treatment are in `offer_fields`, which is read when they are wanted.
"""

from __future__ import annotations

from typing import Literal

from counsel.case import scale_limits as scales
from counsel.facts.shapes import FactShape
from counsel.form.field import FieldRecord

_FLAG = FactShape("flag")
_CHOICE = FactShape("choice")


def _points(limits: tuple[int, int], worse: Literal["higher", "lower"]) -> FactShape:
    return FactShape("number", unit="points", is_integer=True, range=limits, worse=worse)


_STROKE = (
    FieldRecord("stroke.type", "stroke", "choice", options="stroke_type", fact=_CHOICE, is_core=True),
    FieldRecord("stroke.onset", "stroke", "date", is_core=True),
    FieldRecord("stroke.location", "stroke", "choices", options="location", is_core=True),
    FieldRecord("stroke.last_known_well", "stroke", "date"),
    FieldRecord("stroke.found_at", "stroke", "date"),
    FieldRecord("stroke.territory", "stroke", "choice", options="territory", fact=_CHOICE),
    FieldRecord("stroke.side", "stroke", "choice", options="side", fact=_CHOICE),
    FieldRecord(
        "stroke.previous",
        "stroke",
        "strokes",
        parts=(
            FieldRecord("stroke.previous.onset", "stroke", "date"),
            FieldRecord("stroke.previous.type", "stroke", "choice", options="stroke_type"),
            FieldRecord("stroke.previous.disabling", "stroke", "flag"),
        ),
    ),
)
_PATIENT = (
    FieldRecord(
        "patient.age",
        "patient",
        "age",
        low=scales.AGE_YEARS[0],
        high=scales.AGE_YEARS[1],
        also=("patient.born",),
        is_core=True,
    ),
    FieldRecord("patient.label", "patient", "text", is_core=True),
    FieldRecord("assessed_on", "patient", "date"),
)
_SEVERITY = (
    FieldRecord(
        "severity.nihss",
        "severity",
        "nihss",
        unit="points",
        low=scales.NIHSS_TOTAL[0],
        high=scales.NIHSS_TOTAL[1],
        is_core=True,
    ),
    FieldRecord(
        "severity.mrs",
        "severity",
        "number",
        low=scales.MRS[0],
        high=scales.MRS[1],
        fact=_points(scales.MRS, worse="higher"),
        is_core=True,
    ),
    FieldRecord("severity.nihss_scored_on", "severity", "date"),
    FieldRecord(
        "severity.pre_stroke_mrs",
        "severity",
        "number",
        low=scales.MRS[0],
        high=scales.MRS[1],
        fact=_points(scales.MRS, worse="higher"),
    ),
    FieldRecord(
        "severity.barthel",
        "severity",
        "number",
        unit="points",
        low=scales.BARTHEL[0],
        high=scales.BARTHEL[1],
        fact=_points(scales.BARTHEL, worse="lower"),
    ),
)
_INFARCT = (
    FieldRecord(
        "infarct.volume_ml",
        "infarct",
        "number",
        unit="ml",
        low=scales.VOLUME_ML[0],
        high=scales.VOLUME_ML[1],
        is_core=True,
    ),
    FieldRecord("infarct.measured_on", "infarct", "date"),
    FieldRecord("infarct.modality", "infarct", "choice", options="modality"),
    FieldRecord(
        "infarct.abc_mm",
        "infarct",
        "diameters",
        unit="mm",
        low=scales.DIAMETER_MM[0],
        high=scales.DIAMETER_MM[1],
    ),
    FieldRecord("infarct.size", "infarct", "choice", options="size"),
    FieldRecord(
        "infarct.aspects",
        "infarct",
        "number",
        low=scales.ASPECTS[0],
        high=scales.ASPECTS[1],
        fact=_points(scales.ASPECTS, worse="lower"),
    ),
    FieldRecord(
        "infarct.max_diameter_mm",
        "infarct",
        "number",
        unit="mm",
        low=scales.DIAMETER_MM[0],
        high=scales.DIAMETER_MM[1],
        fact=FactShape("number", unit="mm", range=(0, None), worse="higher"),
    ),
    FieldRecord("infarct.subventricular", "infarct", "flag", fact=_FLAG),
)
_SUPPORT = (
    FieldRecord("rehab", "support", "choice", options="rehab", fact=_CHOICE, is_core=True),
    # Policy section 2: points on best language (item 9) raise the question about aphasia, points on visual
    # fields (item 3) the one about seeing.
    FieldRecord("communication.aphasia", "support", "flag", fact=_FLAG, is_core=True, raised_by_item="9"),
    FieldRecord("communication.vision", "support", "flag", fact=_FLAG, is_core=True, raised_by_item="3"),
    FieldRecord("communication.language", "support", "text"),
)
_GOALS = (FieldRecord("goals", "goals", "goals", options="goal", most=3),)
_ASKER = (
    FieldRecord("asker.who_asks", "asker", "choice", options="who_asks"),
    FieldRecord("asker.who_decides", "asker", "choice", options="who_decides", fact=_CHOICE),
    FieldRecord("asker.pressure_from_others", "asker", "flag", fact=_FLAG),
    FieldRecord("asker.carer_strain", "asker", "flag", fact=_FLAG),
)

CASE_FIELDS: tuple[FieldRecord, ...] = (
    *_STROKE, *_PATIENT, *_SEVERITY, *_INFARCT, *_SUPPORT, *_GOALS, *_ASKER,
)  # fmt: skip
