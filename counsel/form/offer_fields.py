"""The fields of an offer and of an earlier treatment, one record each; their words are in `form.yaml`."""

from __future__ import annotations

from counsel.facts.shapes import FactShape
from counsel.form.field import FieldRecord

_FLAG = FactShape("flag")
_CHOICE = FactShape("choice")
_COUNT = FactShape("number", is_integer=True, range=(1, None))
_SAID_WITH = "offer.product_details"

_OFFER = (
    FieldRecord("offer", "offer", "presence"),
    FieldRecord("offer.cells", "offer", "choice", options="cells", fact=_CHOICE),
    FieldRecord("offer.donor", "offer", "choice", options="donor", fact=_CHOICE),
    FieldRecord("offer.route", "offer", "choice", options="route", fact=_CHOICE),
    FieldRecord("offer.sessions", "offer", "number", low=1, high=1000, fact=_COUNT),
    FieldRecord("offer.legal_basis", "offer", "choice", options="legal_basis", fact=_CHOICE),
    FieldRecord("offer.registry_number", "offer", "answer", fact=FactShape("flag", "offer.registered")),
    FieldRecord("offer.ethics_approval", "offer", "flag", fact=_FLAG),
    FieldRecord("offer.named_stroke_doctor", "offer", "answer", fact=_FLAG),
    FieldRecord(
        "offer.follow_up_months",
        "offer",
        "answer-number",
        unit="months",
        low=0,
        high=1200,
        fact=FactShape("flag", "offer.follow_up"),
    ),
    FieldRecord("offer.rehabilitation_included", "offer", "flag", fact=_FLAG),
    FieldRecord("offer.price", "offer", "price"),
    FieldRecord("offer.complications_paid_by", "offer", "answer", fact=_FLAG),
    FieldRecord("offer.claims", "offer", "choices", options="claim", has_none=True),
    FieldRecord("offer.pressure_to_decide", "offer", "flag", fact=_FLAG),
    FieldRecord("offer.stop_medicines", "offer", "flag", fact=_FLAG),
    FieldRecord("offer.stop_rehabilitation", "offer", "flag", fact=_FLAG),
)


def _told(name: str) -> FactShape:
    """Whether a detail of the product was told; missing ones are listed in one line."""
    return FactShape("flag", f"offer.product.{name}", row=_SAID_WITH)


def _tested(name: str) -> FieldRecord:
    return FieldRecord(f"{_SAID_WITH}.{name}", "product", "flag", fact=_told(name))


_PRODUCT = (
    _tested("donor_tests"),
    FieldRecord(f"{_SAID_WITH}.tissue", "product", "text", fact=_told("tissue")),
    _tested("passages_below_20"),
    FieldRecord(f"{_SAID_WITH}.serum", "product", "answer", fact=_told("serum")),
    FieldRecord(
        f"{_SAID_WITH}.fresh_or_thawed", "product", "choice", options="state", fact=_told("fresh_or_thawed")
    ),
    # The share of living cells is one detail whatever unit it is typed in.
    FieldRecord(
        f"{_SAID_WITH}.viability_percent",
        "product",
        "number",
        unit="percent",
        low=0,
        high=100,
        fact=_told("viability"),
    ),
    _tested("sterility"),
    _tested("endotoxin"),
    _tested("mycoplasma"),
    _tested("identity"),
    _tested("potency"),
    _tested("genetic_stability"),
    FieldRecord(f"{_SAID_WITH}.certificate_issuer", "product", "answer", fact=_told("certificate_issuer")),
)
_TREATED = (
    FieldRecord("treated", "treated", "presence"),
    FieldRecord("treated.product", "treated", "text"),
    FieldRecord("treated.route", "treated", "choice", options="route", fact=_CHOICE),
    FieldRecord("treated.sites", "treated", "text"),
    FieldRecord("treated.first_date", "treated", "date"),
    FieldRecord("treated.last_date", "treated", "date"),
    FieldRecord("treated.doses", "treated", "number", low=1, high=1000, fact=_COUNT),
    FieldRecord("treated.symptoms", "treated", "choices", options="symptom", has_none=True),
)

OFFER_FIELDS: tuple[FieldRecord, ...] = (*_OFFER, *_PRODUCT, *_TREATED)
