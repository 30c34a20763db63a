"""What was given before and what is offered now, item by item; the check of an offer is not here."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, get_args

from pydantic import Field, StringConstraints

from counsel.case.entries import (
    BY_SHAPE,
    DATE_ALLOWED,
    FLAG_ALLOWED,
    LIST,
    NUMBER,
    OBJECT,
    ONE_OF,
    OR_ONE_OF,
    OR_RANGE,
    RANGE,
    TEXT,
    CasePart,
    FlagWord,
    Known,
    OneOfSeveral,
    Range,
    Several,
    When,
    Words,
)

Symptom = Literal[
    "chest_pain",
    "breathlessness",
    "limb_swelling",
    "fever",
    "headache",
    "back_pain",
    "leg_weakness",
    "bladder_change",
]
Cells = Literal[
    "uc_msc",
    "bm_msc",
    "ad_msc",
    "other_msc",
    "ucb",
    "mnc",
    "mapc",
    "nsc",
    "nsc_msc",
    "epc",
    "fetal",
    "embryonic",
    "exosomes",
    "unknown",
]
Donor = Literal["autologous", "allogeneic", "unknown"]
Route = Literal["intravenous", "intra_arterial", "intrathecal", "intracerebral", "intranasal", "unknown"]
LegalBasis = Literal[
    "proper_trial",
    "authorised_for_stroke",
    "authorised_for_other_disease",
    "hospital_exemption_or_expanded_access",
    "national_plan_number",
    "none",
    "unknown",
]
Claim = Literal["cure", "no_risk", "testimonials", "many_diseases", "everybody_accepted", "best_results_now"]

Count = Annotated[int, Field(ge=1, le=1000)]
Months = Annotated[float, Field(ge=0, le=1200)]


class CountRange(Range[Count]):
    """A count known only to lie between two."""


class OneOfRoutes(OneOfSeveral[Route]):
    """A route of which more than one is possible."""


class OneOfCells(OneOfSeveral[Cells]):
    """Cells of which more than one kind is possible."""


class OneOfDonors(OneOfSeveral[Donor]):
    """A donor of which more than one is possible."""


class OneOfLegalBases(OneOfSeveral[LegalBasis]):
    """A legal basis of which more than one is possible."""


CountEntry = Annotated[Annotated[Count, NUMBER] | Annotated[CountRange, RANGE], BY_SHAPE]
RouteEntry = Annotated[Annotated[Route, TEXT] | Annotated[OneOfRoutes, ONE_OF], BY_SHAPE]


class Treated(CasePart):
    """An earlier treatment with cells."""

    product: Known[Words] = Field(None, description="text")
    route: Known[RouteEntry] = Field(None, description=f"{', '.join(get_args(Route))}{OR_ONE_OF}")
    sites: Known[Annotated[Annotated[Words, TEXT] | Annotated[Several[Words], LIST], BY_SHAPE]] = Field(
        None, description="text, or a list of texts"
    )
    first_date: Known[When] = Field(None, description=DATE_ALLOWED)
    last_date: Known[When] = Field(None, description=DATE_ALLOWED)
    doses: Known[CountEntry] = Field(None, description="a whole number from 1" + OR_RANGE)
    symptoms: Known[Several[Symptom]] = Field(
        None, description=f"a list of {', '.join(get_args(Symptom))}; an empty list for none of them"
    )


class Price(CasePart):
    """What the offer costs; `includes` null or empty: asked, and nothing was named."""

    null_means_none: ClassVar[bool] = True
    amount: Annotated[float, Field(ge=0, le=1e9)] | None = Field(None, description="a number from 0")
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = Field(
        None, description="three capital letters such as USD"
    )
    includes: Several[Words] | None = Field(None, description="a list of texts")


class ProductDetails(CasePart):
    """What is known of the product itself; null: asked, and there was no answer."""

    null_means_none: ClassVar[bool] = True
    donor_tests: FlagWord | None = Field(None, description=FLAG_ALLOWED)
    tissue: Words | None = Field(None, description="text")
    passages_below_20: FlagWord | None = Field(None, description=FLAG_ALLOWED)
    serum: Words | None = Field(None, description="text, or yes, no or unknown")
    fresh_or_thawed: Literal["fresh", "thawed", "unknown"] | None = Field(
        None, description="fresh, thawed or unknown"
    )
    viability_percent: Annotated[float, Field(ge=0, le=100)] | None = Field(
        None, description="0 to 100 percent"
    )
    sterility: FlagWord | None = Field(None, description=FLAG_ALLOWED)
    endotoxin: FlagWord | None = Field(None, description=FLAG_ALLOWED)
    mycoplasma: FlagWord | None = Field(None, description=FLAG_ALLOWED)
    identity: FlagWord | None = Field(None, description=FLAG_ALLOWED)
    potency: FlagWord | None = Field(None, description=FLAG_ALLOWED)
    genetic_stability: FlagWord | None = Field(None, description=FLAG_ALLOWED)
    certificate_issuer: Words | None = Field(None, description="text, or yes, no or unknown")


class Offer(CasePart):
    """An offer of cells, item by item; null: asked, and there is none."""

    null_means_none: ClassVar[bool] = True
    cells: Annotated[Annotated[Cells, TEXT] | Annotated[OneOfCells, ONE_OF], BY_SHAPE] | None = Field(
        None, description=f"{', '.join(get_args(Cells))}{OR_ONE_OF}"
    )
    donor: Annotated[Annotated[Donor, TEXT] | Annotated[OneOfDonors, ONE_OF], BY_SHAPE] | None = Field(
        None, description=f"{', '.join(get_args(Donor))}{OR_ONE_OF}"
    )
    route: RouteEntry | None = Field(None, description=f"{', '.join(get_args(Route))}{OR_ONE_OF}")
    sessions: (
        Annotated[
            Annotated[Count, NUMBER] | Annotated[CountRange, RANGE] | Annotated[Literal["unknown"], TEXT],
            BY_SHAPE,
        ]
        | None
    ) = Field(None, description="a whole number from 1" + OR_RANGE + ", or unknown")
    registry_number: Words | None = Field(None, description="text, null for none, or yes, no or unknown")
    legal_basis: (
        Annotated[Annotated[LegalBasis, TEXT] | Annotated[OneOfLegalBases, ONE_OF], BY_SHAPE] | None
    ) = Field(None, description=f"{', '.join(get_args(LegalBasis))}{OR_ONE_OF}")
    ethics_approval: FlagWord | None = Field(None, description=FLAG_ALLOWED)
    product_details: ProductDetails | None = Field(None, description="an object of details of the product")
    price: Annotated[Annotated[Price, OBJECT] | Annotated[FlagWord, TEXT], BY_SHAPE] | None = Field(
        None, description="an object of amount, currency and includes, or " + FLAG_ALLOWED
    )
    complications_paid_by: Words | None = Field(None, description="text, or yes, no or unknown")
    named_stroke_doctor: Words | None = Field(None, description="yes, no, unknown, or a name")
    follow_up_months: Annotated[Annotated[Months, NUMBER] | Annotated[FlagWord, TEXT], BY_SHAPE] | None = (
        Field(None, description="a number of months from 0, or " + FLAG_ALLOWED)
    )
    rehabilitation_included: FlagWord | None = Field(None, description=FLAG_ALLOWED)
    claims: Annotated[Annotated[Several[Claim], LIST] | Annotated[FlagWord, TEXT], BY_SHAPE] | None = Field(
        None, description=f"a list of {', '.join(get_args(Claim))}; an empty list for none"
    )
    pressure_to_decide: FlagWord | None = Field(None, description=FLAG_ALLOWED)
    stop_medicines: FlagWord | None = Field(None, description=FLAG_ALLOWED)
    stop_rehabilitation: FlagWord | None = Field(None, description=FLAG_ALLOWED)
