"""What each field of the form is called, explained by and limited to, in order of speaking; draws nothing.

The items of an offer and of an earlier treatment are in `form_offer`, which is read when they are wanted.
"""

from __future__ import annotations

from counsel.case import scale_limits as scales
from counsel.form import options
from counsel.form.field import DATE_HELP, FormField, Kind, Option, Section

__all__ = ["FORM", "FormField", "Kind", "Option", "Section", "form_field"]

_UNSEEN = "Only when nobody saw the onset, for example on waking"

_STROKE = (
    FormField(
        "stroke.type", "Type of stroke", "stroke", "choice",
        help="As CT or MRI showed it.", options=options.TYPES, is_core=True,
    ),
    FormField("stroke.onset", "Onset", "stroke", "date", help=DATE_HELP, is_core=True),
    FormField(
        "stroke.location", "Location", "stroke", "choices",
        help="All that are present. Lacunar stands alone.", options=options.LOCATIONS, is_core=True,
    ),
    FormField("stroke.last_known_well", "Last known well", "stroke", "date", help=f"{_UNSEEN}. {DATE_HELP}"),
    FormField(
        "stroke.found_at", "Found at", "stroke", "date",
        help=f"{_UNSEEN}: when the person was found. {DATE_HELP}",
    ),
    FormField("stroke.territory", "Territory", "stroke", "choice", options=options.TERRITORIES),
    FormField("stroke.side", "Side", "stroke", "choice", options=options.SIDES),
    FormField(
        "stroke.previous", "Earlier strokes", "stroke", "strokes",
        help="Each with its date, its type, and whether it caused the disability.", options=options.TYPES,
    ),
)  # fmt: skip
_PATIENT = (
    FormField(
        "patient.age", "Age", "patient", "age",
        help="In whole years, or a date of birth: 1.3.1962, or the year 1962.",
        low=scales.AGE_YEARS[0], high=scales.AGE_YEARS[1], also=("patient.born",), is_core=True,
    ),
    FormField(
        "patient.label", "Label", "patient", "text",
        help="Initials or a local number, for the sheet only.", is_core=True,
    ),
    FormField(
        "assessed_on", "Day of assessment", "patient", "date",
        help="Today where nothing is entered. The time of day matters in the first two days.",
    ),
)  # fmt: skip
_SEVERITY = (
    FormField(
        "severity.nihss", "NIHSS", "severity", "nihss", unit="points",
        help="Total from 0 to 42. A range, 6-12, where it is not certain.",
        low=scales.NIHSS_TOTAL[0], high=scales.NIHSS_TOTAL[1], is_core=True,
    ),
    FormField(
        "severity.mrs", "mRS now", "severity", "number",
        help="Modified Rankin scale, 0 (no symptoms) to 5 (bedridden).",
        low=scales.MRS[0], high=scales.MRS[1], is_core=True,
    ),
    FormField(
        "severity.nihss_scored_on", "NIHSS scored on", "severity", "date",
        help="The day; scores of another stage may no longer hold.",
    ),
    FormField(
        "severity.pre_stroke_mrs", "mRS before the stroke", "severity", "number",
        help="Modified Rankin scale before the stroke, 0 to 5.", low=scales.MRS[0], high=scales.MRS[1],
    ),
    FormField(
        "severity.barthel", "Barthel index", "severity", "number", unit="points",
        help="The 100-point version, in fives.", low=scales.BARTHEL[0], high=scales.BARTHEL[1],
    ),
)  # fmt: skip
_INFARCT = (
    FormField(
        "infarct.volume_ml", "Infarct volume", "infarct", "number", unit="mL",
        help="As measured. Early swelling makes it larger, later scarring smaller. A range is accepted.",
        low=scales.VOLUME_ML[0], high=scales.VOLUME_ML[1], is_core=True,
    ),
    FormField("infarct.measured_on", "Measured on", "infarct", "date", help="The day of the scan."),
    FormField("infarct.modality", "Scan", "infarct", "choice", options=options.MODALITIES),
    FormField(
        "infarct.abc_mm", "Three diameters", "infarct", "diameters", unit="mm",
        help="ABC/2 runs high: planimetry gave "
        f"{scales.ABC_FACTORS[0]:g} to {scales.ABC_FACTORS[1]:g} times its value, so a range is taken.",
        low=scales.DIAMETER_MM[0], high=scales.DIAMETER_MM[1],
    ),
    FormField(
        "infarct.size", "Size in a word", "infarct", "choice",
        help="When no volume was measured.", options=options.SIZES,
    ),
    FormField(
        "infarct.aspects", "ASPECTS", "infarct", "number",
        help="0 to 10, 10 is normal. Made for MCA strokes in the first hours.",
        low=scales.ASPECTS[0], high=scales.ASPECTS[1],
    ),
    FormField(
        "infarct.max_diameter_mm", "Largest diameter", "infarct", "number", unit="mm",
        help="Tells a lacunar infarct from a larger one.",
        low=scales.DIAMETER_MM[0], high=scales.DIAMETER_MM[1],
    ),
    FormField(
        "infarct.subventricular", "Subventricular zone", "infarct", "flag",
        help="Whether the infarct reaches it. Exploratory: it changes nothing.", options=options.FLAGS,
    ),
)  # fmt: skip
_SUPPORT = (
    FormField("rehab", "Rehabilitation", "support", "choice", options=options.REHAB, is_core=True),
    FormField(
        "communication.aphasia", "Aphasia", "support", "flag",
        help="Decides which kinds of sheet are offered first; never chosen for you.",
        options=options.FLAGS, is_core=True,
    ),
    FormField(
        "communication.vision", "Trouble seeing", "support", "flag",
        help="Loss of part of the sight, or neglect of one side.", options=options.FLAGS, is_core=True,
    ),
    FormField(
        "communication.language", "Language", "support", "text",
        help="The code of the language the person reads best: en, de, pt-BR.",
    ),
)  # fmt: skip
_GOALS = (
    FormField(
        "goals", "What matters most", "goals", "goals",
        help="Up to three, in the person's own order.", options=options.GOALS, most=3,
    ),
)  # fmt: skip
_ASKER = (
    FormField("asker.who_asks", "Who asks", "asker", "choice", options=options.WHO_ASKS),
    FormField("asker.who_decides", "Who decides", "asker", "choice", options=options.WHO_DECIDES),
    FormField(
        "asker.pressure_from_others", "Pressed by others", "asker", "flag",
        help="Whether somebody urges a decision.", options=options.FLAGS,
    ),
    FormField(
        "asker.carer_strain", "Carer under strain", "asker", "flag",
        help="Whether whoever cares at home is near the limit.", options=options.FLAGS,
    ),
)  # fmt: skip

FORM: tuple[FormField, ...] = (
    *_STROKE, *_PATIENT, *_SEVERITY, *_INFARCT, *_SUPPORT, *_GOALS, *_ASKER,
)  # fmt: skip


def form_field(path: str) -> FormField:
    """The declared field at a path, or the one that enters it too; KeyError where there is none."""
    from counsel.form.offer_fields import OFFER_FORM

    for field in (*FORM, *OFFER_FORM):
        if path == field.path or path in field.also:
            return field
    raise KeyError(path)
