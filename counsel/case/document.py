"""The case document, format 1: its sections and what each entry may be; what the entries mean is not here."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from counsel.case import scale_limits as scales
from counsel.case.entries import (
    BY_SHAPE,
    DATE_ALLOWED,
    FLAG_ALLOWED,
    ITEMS,
    LIST,
    NUMBER,
    ONE_OF,
    OR_ONE_OF,
    OR_RANGE,
    OWN,
    RANGE,
    TEXT,
    CasePart,
    Day,
    FlagWord,
    Id,
    Known,
    OneOfSeveral,
    PartialDay,
    Range,
    Several,
    When,
    Words,
    is_listed_once,
    refuse_entry,
)
from counsel.case.offer import Offer, Treated

StrokeType = Literal[
    "ischaemic",
    "intracerebral_haemorrhage",
    "subarachnoid_haemorrhage",
    "tia",
    "cerebral_venous_thrombosis",
    "hypoxic_brain_injury",
    "other_or_mimic",
]
Location = Literal["cortical", "subcortical", "lacunar", "brainstem", "cerebellar"]
Territory = Literal["mca", "aca", "pca", "vertebrobasilar", "other"]
Side = Literal["left", "right", "both"]
Size = Literal["lacunar", "not_large", "large", "very_large"]
Rehab = Literal["active", "arranged", "ended", "not_available"]
WhoDecides = Literal["patient", "family", "together", "legal_representative"]
Goal = Literal[
    "walking",
    "arm_and_hand",
    "speech",
    "thinking_and_memory",
    "mood",
    "fatigue",
    "pain",
    "taking_part",
    "needing_less_help",
]


def _is_alive(value: Any) -> Any:
    if isinstance(value, int) and value == scales.MRS[1] + 1:
        refuse_entry("6 on this scale means that the person has died; this program is about a living person")
    return value


def _is_in_fives(value: int) -> int:
    if value % scales.BARTHEL_STEP:
        refuse_entry("the Barthel index goes up in fives")
    return value


def _lacunar_stands_alone(value: tuple[Location, ...]) -> tuple[Location, ...]:
    if "lacunar" in value and len(value) > 1:
        refuse_entry("a lacunar infarct stands alone", "lacunar by itself, or the other locations without it")
    return value


def _are_all_items(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    for item, points in value.items():
        _check_item(item, points)
    missing = [item for item in scales.NIHSS_ITEM_MAXIMA if item not in value]
    if missing:
        refuse_entry(f"without {', '.join(missing)} there is no total", "all fifteen items")
    return value


def _check_item(item: object, points: object) -> None:
    if item not in scales.NIHSS_ITEM_MAXIMA:
        refuse_entry(f"{item!r} is no item of the NIHSS", ", ".join(scales.NIHSS_ITEM_MAXIMA))
    most = scales.NIHSS_ITEM_MAXIMA[str(item)]
    testable = item not in scales.UNTESTABLE_ITEMS
    allowed = f"a whole number from 0 to {most}" + ("" if testable else ", or UN where it cannot be tested")
    if points == "UN":
        if testable:
            refuse_entry(f"item {item} cannot be untestable", allowed, str(item))
    elif isinstance(points, bool) or not isinstance(points, int):
        refuse_entry("this is not a whole number", allowed, str(item))
    elif not 0 <= points <= most:
        refuse_entry(f"item {item} goes from 0 to {most}", allowed, str(item))


Years = Annotated[int, Field(ge=scales.AGE_YEARS[0], le=scales.AGE_YEARS[1])]
Nihss = Annotated[int, Field(ge=scales.NIHSS_TOTAL[0], le=scales.NIHSS_TOTAL[1])]
Mrs = Annotated[int, Field(ge=scales.MRS[0], le=scales.MRS[1]), BeforeValidator(_is_alive)]
Barthel = Annotated[int, Field(ge=scales.BARTHEL[0], le=scales.BARTHEL[1]), AfterValidator(_is_in_fives)]
Volume = Annotated[float, Field(ge=scales.VOLUME_ML[0], le=scales.VOLUME_ML[1])]
Diameter = Annotated[float, Field(gt=scales.DIAMETER_MM[0], le=scales.DIAMETER_MM[1])]
Aspects = Annotated[int, Field(ge=scales.ASPECTS[0], le=scales.ASPECTS[1])]


class AgeYearsRange(Range[Years]):
    """An age known only to lie between two."""


class NihssTotalRange(Range[Nihss]):
    """A total of the NIHSS known only to lie between two."""


class MrsRange(Range[Mrs]):
    """A level of the mRS known only to lie between two."""


class BarthelRange(Range[Barthel]):
    """A Barthel index known only to lie between two."""


class VolumeRange(Range[Volume]):
    """A volume in mL known only to lie between two."""


class DiameterRange(Range[Diameter]):
    """A diameter in mm known only to lie between two."""


class AspectsRange(Range[Aspects]):
    """An ASPECTS known only to lie between two."""


class OneOfStrokeTypes(OneOfSeveral[StrokeType]):
    """A type of stroke of which more than one is possible."""


class OneOfLocations(OneOfSeveral[Location]):
    """A location of which more than one is possible."""


class OneOfTerritories(OneOfSeveral[Territory]):
    """A territory of which more than one is possible."""


class OneOfSides(OneOfSeveral[Side]):
    """A side of which more than one is possible."""


class OneOfRehab(OneOfSeveral[Rehab]):
    """A state of rehabilitation of which more than one is possible."""


MrsEntry = Annotated[Annotated[Mrs, NUMBER] | Annotated[MrsRange, RANGE], BY_SHAPE]
TypeEntry = Annotated[Annotated[StrokeType, TEXT] | Annotated[OneOfStrokeTypes, ONE_OF], BY_SHAPE]


class Patient(CasePart):
    """Who the stroke happened to; the label is for the sheet only and no fact."""

    age: Known[Annotated[Annotated[Years, NUMBER] | Annotated[AgeYearsRange, RANGE], BY_SHAPE]] = Field(
        None, description="a whole number of years from 0 to 120" + OR_RANGE
    )
    born: Known[PartialDay] = Field(None, description="1962-03-01, 1962-03 or 1962")
    label: Known[Words] = Field(None, description="initials or a local number, as text")


class PreviousStroke(CasePart):
    """An earlier stroke; `disabling` tells whether it caused the disability."""

    onset: Known[When] = Field(None, description=DATE_ALLOWED)
    type: Known[TypeEntry] = Field(None, description="a type of stroke" + OR_ONE_OF)
    disabling: Known[FlagWord] = Field(None, description=FLAG_ALLOWED)


class Stroke(CasePart):
    """The latest stroke, and those before it."""

    type: Known[TypeEntry] = Field(None, description=f"{', '.join(get_args(StrokeType))}{OR_ONE_OF}")
    onset: Known[When] = Field(None, description=DATE_ALLOWED)
    last_known_well: Known[When] = Field(None, description=DATE_ALLOWED)
    found_at: Known[When] = Field(None, description=DATE_ALLOWED)
    location: Known[
        Annotated[
            Annotated[
                Several[Location],
                Field(min_length=1),
                AfterValidator(_lacunar_stands_alone),
                LIST,
            ]
            | Annotated[OneOfLocations, ONE_OF],
            BY_SHAPE,
        ]
    ] = Field(None, description=f"a list of {', '.join(get_args(Location))}{OR_ONE_OF}")
    territory: Known[
        Annotated[Annotated[Territory, TEXT] | Annotated[OneOfTerritories, ONE_OF], BY_SHAPE]
    ] = Field(None, description=f"{', '.join(get_args(Territory))}{OR_ONE_OF}")
    side: Known[Annotated[Annotated[Side, TEXT] | Annotated[OneOfSides, ONE_OF], BY_SHAPE]] = Field(
        None, description=f"left, right, both{OR_ONE_OF}"
    )
    previous: Annotated[tuple[PreviousStroke, ...], Field(strict=False)] = Field(
        (), description="a list of earlier strokes, each with onset, type and disabling"
    )


class NihssItems(CasePart):
    """The fifteen items; an untestable one is UN."""

    items: Annotated[dict[str, int | Literal["UN"]], BeforeValidator(_are_all_items)] = Field(
        description="all fifteen items of the NIHSS",
        json_schema_extra={"required": list(scales.NIHSS_ITEM_MAXIMA)},
    )


class Severity(CasePart):
    """How severe the stroke is, and how the person was before it."""

    nihss: Known[
        Annotated[
            Annotated[Nihss, NUMBER] | Annotated[NihssTotalRange, RANGE] | Annotated[NihssItems, ITEMS],
            BY_SHAPE,
        ]
    ] = Field(
        None, description="a whole number from 0 to 42" + OR_RANGE + ', or {"items": ...} with all fifteen'
    )
    nihss_scored_on: Known[Day] = Field(None, description="2026-11-20, with or without a time")
    mrs: Known[MrsEntry] = Field(None, description="a whole number from 0 to 5" + OR_RANGE)
    pre_stroke_mrs: Known[MrsEntry] = Field(None, description="a whole number from 0 to 5" + OR_RANGE)
    barthel: Known[Annotated[Annotated[Barthel, NUMBER] | Annotated[BarthelRange, RANGE], BY_SHAPE]] = Field(
        None, description="0 to 100 in fives" + OR_RANGE
    )


class Infarct(CasePart):
    """The infarct on imaging; every form of its volume is intersected with the others."""

    volume_ml: Known[Annotated[Annotated[Volume, NUMBER] | Annotated[VolumeRange, RANGE], BY_SHAPE]] = Field(
        None, description="mL from 0 to 2000" + OR_RANGE
    )
    measured_on: Known[Day] = Field(None, description="2026-11-20, with or without a time")
    modality: Known[Literal["ct", "mri"]] = Field(None, description="ct or mri")
    abc_mm: Known[Annotated[tuple[Diameter, Diameter, Diameter], Field(strict=False)]] = Field(
        None, description="three diameters in mm, each above 0 and up to 250"
    )
    size: Known[Size] = Field(None, description=", ".join(get_args(Size)))
    aspects: Known[Annotated[Annotated[Aspects, NUMBER] | Annotated[AspectsRange, RANGE], BY_SHAPE]] = Field(
        None, description="a whole number from 0 to 10" + OR_RANGE
    )
    max_diameter_mm: Known[
        Annotated[Annotated[Diameter, NUMBER] | Annotated[DiameterRange, RANGE], BY_SHAPE]
    ] = Field(None, description="mm, above 0 and up to 250" + OR_RANGE)
    subventricular: Known[FlagWord] = Field(None, description=FLAG_ALLOWED)


class Communication(CasePart):
    """What stands between the person and the words of the sheet."""

    aphasia: Known[FlagWord] = Field(None, description=FLAG_ALLOWED)
    vision: Known[FlagWord] = Field(None, description=FLAG_ALLOWED)
    language: Known[
        Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35)]
    ] = Field(None, description="a language code such as en or pt-BR")


class OwnGoal(CasePart):
    """A goal in the person's own words."""

    own: Words


class Asker(CasePart):
    """Who asks and who decides."""

    who_asks: Known[Literal["patient", "family", "both"]] = Field(None, description="patient, family or both")
    who_decides: Known[WhoDecides] = Field(
        None, description="patient, family, together or legal_representative"
    )
    pressure_from_others: Known[FlagWord] = Field(None, description=FLAG_ALLOWED)
    carer_strain: Known[FlagWord] = Field(None, description=FLAG_ALLOWED)


def _is_format_one(value: Any) -> Any:
    if isinstance(value, bool) or value != 1 or not isinstance(value, int):
        refuse_entry("this program reads format 1 of the case document", "1")
    return value


class Case(CasePart):
    """One person's case as it is typed, saved and sent; facts that are not known are left out."""

    format: Annotated[Literal[1], BeforeValidator(_is_format_one)] = Field(description="1")
    assessed_on: Known[Day] = Field(None, description="2026-11-21, or with a time 2026-11-21T12:00")
    patient: Known[Patient] = Field(None, description="an object of age, born and label")
    stroke: Known[Stroke] = Field(None, description="an object of facts of the stroke")
    severity: Known[Severity] = Field(None, description="an object of scores")
    infarct: Known[Infarct] = Field(None, description="an object of facts of the infarct")
    safety: Known[dict[Id, FlagWord]] = Field(
        None, description="ids of safety flags, each yes, no or unknown"
    )
    safety_others: Known[FlagWord] = Field(None, description=FLAG_ALLOWED)
    rehab: Known[Annotated[Annotated[Rehab, TEXT] | Annotated[OneOfRehab, ONE_OF], BY_SHAPE]] = Field(
        None, description=f"{', '.join(get_args(Rehab))}{OR_ONE_OF}"
    )
    communication: Known[Communication] = Field(None, description="an object of aphasia, vision and language")
    asker: Known[Asker] = Field(None, description="an object of who asks and who decides")
    goals: Annotated[
        tuple[Annotated[Annotated[Goal, TEXT] | Annotated[OwnGoal, OWN], BY_SHAPE], ...],
        Field(strict=False, max_length=3),
        AfterValidator(is_listed_once),
    ] = Field((), description=f'up to three of {", ".join(get_args(Goal))}, or {{"own": "..."}}')
    treated: Known[Treated] = Field(None, description="an object of what was given before")
    offer: Known[Offer] = Field(None, description="an object of the items of the offer")
    print_private: Several[Id] = Field((), description="a list of ids of private flags")

    def to_document(self) -> dict[str, Any]:
        """The JSON document of this case, as `parse_case` takes it; what is not known is left out."""
        document: dict[str, Any] = _with_whole_numbers(self.model_dump(mode="json", exclude_unset=True))
        return document


def _with_whole_numbers(value: Any) -> Any:
    """35.0 as 35, as it was typed."""
    if isinstance(value, dict):
        return {key: _with_whole_numbers(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with_whole_numbers(inner) for inner in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
