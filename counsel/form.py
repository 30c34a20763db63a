"""What each field of the form is called, explained by and limited to, in order of speaking; draws nothing."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from counsel import scales

Kind = Literal["date", "number", "choice", "choices", "flag", "text"]
Section = Literal[
    "stroke",
    "severity",
    "infarct",
    "patient",
    "safety",
    "rehab",
    "communication",
    "goals",
    "treated",
    "offer",
]


class Option(NamedTuple):
    """One choice of a field: the value of the case document and the words on screen."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of the form. `path` is where it stands in the case document, as `with_value` takes it.

    `low` and `high` are inclusive, in `unit`; `decimals` is the number of decimal places; `most` is how many
    options may be chosen at once (None: no limit).
    """

    path: str
    label: str
    section: Section
    kind: Kind
    unit: str = ""
    help: str = ""
    options: tuple[Option, ...] = ()
    low: float | None = None
    high: float | None = None
    decimals: int = 0
    step: float = 1
    most: int | None = None


FLAG_OPTIONS = (Option("yes", "yes"), Option("no", "no"), Option("unknown", "not known"))

_DATE_HELP = "10.9.26, 2026-09-10 14:30, sept 2026, 2023, 10 weeks ago, aug 2026 - sept 2026"

TYPES = (
    Option("ischaemic", "ischaemic"),
    Option("intracerebral_haemorrhage", "bleeding in the brain"),
    Option("subarachnoid_haemorrhage", "subarachnoid bleeding"),
    Option("tia", "TIA"),
    Option("cerebral_venous_thrombosis", "cerebral venous thrombosis"),
    Option("hypoxic_brain_injury", "lack of oxygen to the whole brain"),
    Option("other_or_mimic", "other, or a mimic"),
)
LOCATIONS = (
    Option("cortical", "cortical"),
    Option("subcortical", "subcortical"),
    Option("lacunar", "lacunar"),
    Option("brainstem", "brainstem"),
    Option("cerebellar", "cerebellar"),
)
TERRITORIES = (
    Option("mca", "middle cerebral artery"),
    Option("aca", "anterior cerebral artery"),
    Option("pca", "posterior cerebral artery"),
    Option("vertebrobasilar", "vertebrobasilar"),
    Option("other", "other"),
)
SIZES = (
    Option("lacunar", "lacunar"),
    Option("not_large", f"not large (below {scales.LARGE_FROM_ML:g} mL)"),
    Option("large", f"large ({scales.LARGE_FROM_ML:g} to {scales.LARGE_TO_ML:g} mL)"),
    Option("very_large", f"very large (above {scales.LARGE_TO_ML:g} mL)"),
)
REHAB = (
    Option("active", "going on now"),
    Option("arranged", "arranged"),
    Option("ended", "ended"),
    Option("not_available", "not available"),
)
GOALS = (
    Option("walking", "walking"),
    Option("arm_and_hand", "arm and hand"),
    Option("speech", "speech"),
    Option("thinking_and_memory", "thinking and memory"),
    Option("mood", "mood"),
    Option("fatigue", "fatigue"),
    Option("pain", "pain"),
    Option("taking_part", "taking part in life"),
    Option("needing_less_help", "needing less help"),
)

_STROKE = (
    FormField(
        "stroke.type",
        "Type of stroke",
        "stroke",
        "choice",
        help="As CT or MRI showed it.",
        options=TYPES,
    ),
    FormField("stroke.onset", "Onset", "stroke", "date", help=_DATE_HELP),
    FormField(
        "stroke.last_known_well",
        "Last known well",
        "stroke",
        "date",
        help="Only when nobody saw the onset, for example on waking. " + _DATE_HELP,
    ),
    FormField(
        "stroke.found_at",
        "Found at",
        "stroke",
        "date",
        help="Only when nobody saw the onset: when the person was found. " + _DATE_HELP,
    ),
    FormField(
        "stroke.location",
        "Location",
        "stroke",
        "choices",
        help="All that are present. Lacunar stands alone.",
        options=LOCATIONS,
    ),
    FormField("stroke.territory", "Territory", "stroke", "choice", options=TERRITORIES),
)
_SEVERITY = (
    FormField(
        "severity.nihss",
        "NIHSS",
        "severity",
        "number",
        unit="points",
        help="Total from 0 to 42. A range, 6-12, where it is not certain.",
        low=scales.NIHSS_TOTAL[0],
        high=scales.NIHSS_TOTAL[1],
    ),
    FormField(
        "severity.mrs",
        "mRS now",
        "severity",
        "number",
        help="Modified Rankin scale, 0 (no symptoms) to 5 (bedridden).",
        low=scales.MRS[0],
        high=scales.MRS[1],
    ),
    FormField(
        "severity.pre_stroke_mrs",
        "mRS before the stroke",
        "severity",
        "number",
        help="Modified Rankin scale before the stroke, 0 to 5.",
        low=scales.MRS[0],
        high=scales.MRS[1],
    ),
    FormField(
        "severity.barthel",
        "Barthel index",
        "severity",
        "number",
        unit="points",
        help="The 100-point version, in fives.",
        low=scales.BARTHEL[0],
        high=scales.BARTHEL[1],
        step=scales.BARTHEL_STEP,
    ),
)
_INFARCT = (
    FormField(
        "infarct.volume_ml",
        "Infarct volume",
        "infarct",
        "number",
        unit="mL",
        help="As measured. Early swelling makes it larger, later scarring smaller. A range is accepted.",
        low=scales.VOLUME_ML[0],
        high=scales.VOLUME_ML[1],
        decimals=1,
    ),
    FormField(
        "infarct.size",
        "Size in a word",
        "infarct",
        "choice",
        help="When no volume was measured.",
        options=SIZES,
    ),
)
_PERSON = (
    FormField(
        "patient.age",
        "Age",
        "patient",
        "number",
        unit="years",
        help="In whole years.",
        low=scales.AGE_YEARS[0],
        high=scales.AGE_YEARS[1],
    ),
    FormField("rehab", "Rehabilitation", "rehab", "choice", options=REHAB),
    FormField(
        "communication.aphasia",
        "Aphasia",
        "communication",
        "flag",
        help="Decides which kinds of sheet are offered first; never chosen for you.",
        options=FLAG_OPTIONS,
    ),
    FormField(
        "goals",
        "What matters most",
        "goals",
        "choices",
        help="Up to three, in the person's own order.",
        options=GOALS,
        most=3,
    ),
)

FORM: tuple[FormField, ...] = _STROKE + _SEVERITY + _INFARCT + _PERSON


def flag_field(flag: str, label: str, threshold: str = "", section: Section = "safety") -> FormField:
    """The form field of a safety flag, from its evidence record: `threshold` becomes its help."""
    return FormField(f"safety.{flag}", label, section, "flag", help=threshold, options=FLAG_OPTIONS)


def form_field(path: str) -> FormField:
    """The declared field at a path; KeyError for a path that FORM does not hold."""
    return _BY_PATH[path]


_BY_PATH = {field.path: field for field in FORM}
