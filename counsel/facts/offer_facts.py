"""An offer and an earlier treatment as named facts; whether an answer is a red flag is not decided here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from counsel.case.entries import span_of
from counsel.case.offer import Claim, Offer, Price, Symptom, Treated
from counsel.case.partial_dates import Span, span_days
from counsel.case.possible_values import yes_if
from rules.values import Facts, Flag, Interval


def treated_facts(treated: Treated | None, assessed: Span) -> Facts:
    """The facts of an earlier treatment; None: there was none."""
    given = treated or Treated.model_construct()
    symptoms = () if treated is None else given.symptoms
    return {
        "treated.present": yes_if(treated is not None),
        "treated.product_named": yes_if(given.product is not None),
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
        **dict(_price(given)),
        **dict(_claims(given)),
        # Known only once the person has been compared with the studies.
        "offer.cells_studied": Flag.UNKNOWN,
        "offer.route_studied": Flag.UNKNOWN,
    }


def _price(offer: Offer) -> Iterator[tuple[str, Flag]]:
    price = offer.price
    if not isinstance(price, Price):
        yield "offer.priced", _priced(price, is_given="price" in offer.model_fields_set)
        yield "offer.price_includes", Flag.UNKNOWN
        return
    yield "offer.priced", yes_if(price.amount != 0)
    told = "includes" in price.model_fields_set
    yield "offer.price_includes", yes_if(bool(price.includes)) if told else Flag.UNKNOWN


def _priced(answer: str | None, *, is_given: bool) -> Flag:
    """A price that is only a word; null is asked, and there is none."""
    if answer is None:
        return Flag.NO if is_given else Flag.UNKNOWN
    return Flag(answer)


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
