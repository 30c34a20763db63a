"""Every field, choice and fact has its words; each that is lost or left over is named."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from counsel.form.completeness import faults
from counsel.form.declarations import ALL_FIELDS
from counsel.form.field import FieldRecord
from counsel.wording.sentences import Wording
from tests.support.program import program

FACTS = program().content.rules.facts
WORDS = program().wording.sentences


def found(words: Mapping[str, str], *more: FieldRecord) -> list[str]:
    return list(faults(Wording("en", words), FACTS, (*ALL_FIELDS, *more)))


def test_the_shipped_words_are_complete() -> None:
    assert not found(WORDS)


@pytest.mark.parametrize(
    ("lost", "fault"),
    [
        ("form.stroke.side.label", "the field stroke.side has no words"),
        ("form.stroke.previous.type.label", "the field stroke.previous.type has no words"),
        ("form.offer.claims.none", "the field offer.claims has no words"),
        ("form.unit.percent", "the field offer.product_details.viability_percent has no words"),
        ("option.side.both", "the choice both of the field stroke.side has no words"),
        ("option.flag.unknown", "the choice unknown of the field communication.aphasia has no words"),
        ("option.claim.cure", "the choice cure of the field offer.claims has no words"),
        ("book.fact.goal.mood", "the fact goal.mood has no words"),
        ("book.choice.rehab.ended", "the fact rehab has no words"),
        ("dr.fact.offer.product_details", "the fact offer.product.tissue has no words in the list"),
    ],
)
def test_words_that_are_lost_are_named(lost: str, fault: str) -> None:
    left = {key: text for key, text in WORDS.items() if key != lost}
    named = [one for one in found(left) if one.startswith(fault)]
    assert named
    assert all(lost in one for one in named)


@pytest.mark.parametrize(
    "slip",
    ["form.stroke.sides.label", "form.stroke.side.hint", "option.sides.left", "option.side.middle",
     "book.fact.stroke.sides", "book.fact.stroke.other_stroke.maybe"],
)  # fmt: skip
def test_words_that_belong_to_nothing_are_named(slip: str) -> None:
    assert any(slip in one for one in found({**WORDS, slip: "words"}))


def test_a_field_that_the_case_document_does_not_have_is_named() -> None:
    field = FieldRecord("stroke.thrombectomy", "stroke", "flag")
    named = found({**WORDS, "form.stroke.thrombectomy.label": "Thrombectomy"}, field)
    assert named == [
        "the field stroke.thrombectomy enters stroke.thrombectomy, which is no entry of the case document"
    ]
