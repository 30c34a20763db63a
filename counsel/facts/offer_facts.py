"""An offer and an earlier treatment as named facts; whether an answer is a red flag is not decided here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from counsel.case.entries import span_of
from counsel.case.offer import (
    Cells,
    Claim,
    Donor,
    LegalBasis,
    Offer,
    Price,
    ProductDetails,
    Route,
    Symptom,
    Treated,
)
from counsel.case.partial_dates import Span, span_days
from counsel.case.possible_values import UNKNOWN, chosen, number, yes_if
from rules.values import Choices, Facts, Flag, Interval

_FLAG_ITEMS = (
    "ethics_approval",
    "complications_paid_by",
    "rehabilitation_included",
    "pressure_to_decide",
    "stop_medicines",
    "stop_rehabilitation",
)
# The share of living cells is one detail whatever unit it is typed in.
_DETAIL_FACTS = {"viability_percent": "viability"}


def treated_facts(treated: Treated | None, assessed: Span) -> Facts:
    """The facts of an earlier treatment; None: there was none."""
    given = treated or Treated.model_construct()
    symptoms = () if treated is None else given.symptoms
    return {
        "treated.present": yes_if(treated is not None),
        "treated.product_named": yes_if(given.product is not None),
        "treated.doses": number(given.doses, (1, None)),
        "treated.route": chosen(given.route, get_args(Route)),
        "treated.days_since_last": _days_since_last(given, assessed),
        **{f"treated.symptom.{name}": _listed(name, symptoms) for name in get_args(Symptom)},
    }


def _listed(name: str, names: tuple[str, ...] | None) -> Flag:
    return Flag.UNKNOWN if names is None else yes_if(name in names)


def _days_since_last(treated: Treated, assessed: Span) -> Interval:
    first = None if treated.first_date is None else span_days(span_of(treated.first_date), assessed)
    last = (
        Interval.unknown() if treated.last_date is None else span_days(span_of(treated.last_date), assessed)
    )
    if first is None:
        return last
    return last.intersect(Interval(0, first.high)) or last


def offer_facts(offer: Offer | None) -> Facts:
    """The facts of an offer; None: there is none, and its items are unknown."""
    given = offer or Offer.model_construct()
    return {
        "offer.present": yes_if(offer is not None),
        "offer.cells": chosen(given.cells, get_args(Cells)),
        "offer.donor": chosen(given.donor, get_args(Donor)),
        "offer.route": chosen(given.route, get_args(Route)),
        "offer.legal_basis": _legal_basis(given),
        "offer.sessions": number(None if isinstance(given.sessions, str) else given.sessions, (1, None)),
        "offer.registered": _asked(given, "registry_number"),
        "offer.named_stroke_doctor": _asked(given, "named_stroke_doctor"),
        "offer.follow_up": _asked(given, "follow_up_months"),
        **dict(_price(given)),
        **{f"offer.{item}": _asked(given, item) for item in _FLAG_ITEMS},
        **dict(_claims(given)),
        **dict(_details(given.product_details)),
        # Known only once the person has been compared with the studies.
        "offer.cells_studied": Flag.UNKNOWN,
        "offer.route_studied": Flag.UNKNOWN,
    }


def _asked(offer: Offer | ProductDetails, item: str) -> Flag:
    """An item as a flag: left out is unknown, null is asked and none, a text or a number above 0 is yes."""
    value = getattr(offer, item)
    if value is None:
        return Flag.NO if item in offer.model_fields_set else Flag.UNKNOWN
    if isinstance(value, str):
        return Flag(value) if value in ("yes", "no", UNKNOWN) else Flag.YES
    return yes_if(value > 0)


def _legal_basis(offer: Offer) -> Choices:
    if offer.legal_basis is None and "legal_basis" in offer.model_fields_set:
        return Choices.exact("none")
    return chosen(offer.legal_basis, get_args(LegalBasis))


def _price(offer: Offer) -> Iterator[tuple[str, Flag]]:
    price = offer.price
    if not isinstance(price, Price):
        yield "offer.priced", _asked(offer, "price")
        yield "offer.price_includes", Flag.UNKNOWN
        return
    yield "offer.priced", yes_if(price.amount != 0)
    told = "includes" in price.model_fields_set
    yield "offer.price_includes", yes_if(bool(price.includes)) if told else Flag.UNKNOWN


def _claims(offer: Offer) -> Iterator[tuple[str, Flag]]:
    claims = offer.claims
    for claim in get_args(Claim):
        if isinstance(claims, tuple):
            answer = yes_if(claim in claims)
        elif claims == "no" or (claims is None and "claims" in offer.model_fields_set):
            answer = Flag.NO
        else:
            answer = Flag.UNKNOWN
        yield f"offer.claim.{claim}", answer


def _details(details: ProductDetails | None) -> Iterator[tuple[str, Flag]]:
    given = details or ProductDetails.model_construct()
    for detail in ProductDetails.model_fields:
        yield f"offer.product.{_DETAIL_FACTS.get(detail, detail)}", _asked(given, detail)
