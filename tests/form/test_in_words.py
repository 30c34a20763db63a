"""The form in words follows the records and one language; NIHSS items raise questions and answer none."""

from __future__ import annotations

from typing import Any

from counsel.form import case_form, label_at, offer_form
from counsel.form.case_fields import CASE_FIELDS
from counsel.form.offer_fields import OFFER_FIELDS
from counsel.form.options import option_label
from counsel.form.questions import ends_of_total, nihss_items, raised_by_items
from counsel.wording.sentences import Wording
from tests.support.program import program

WORDING = program().wording


def test_every_record_is_a_field_in_its_order() -> None:
    assert [field.path for field in case_form(WORDING)] == [record.path for record in CASE_FIELDS]
    assert [field.path for field in offer_form(WORDING)] == [record.path for record in OFFER_FIELDS]


def test_no_words_of_the_form_have_an_open_gap() -> None:
    fields = (*case_form(WORDING), *offer_form(WORDING))
    words = [word for one in fields for word in (one.label, one.help, *(each.label for each in one.options))]
    assert len(words) > 150
    assert not [word for word in words if "{" in word]


def test_a_help_takes_its_limits_from_the_record() -> None:
    helps = {field.path: field.help for field in case_form(WORDING)}
    assert helps["severity.nihss"].startswith("Total from 0 to 42.")
    assert helps["severity.barthel"] == "The 100-point version, in fives."


def test_a_label_is_found_by_its_path() -> None:
    assert label_at(WORDING, "stroke.side") == "Side"
    assert label_at(WORDING, "stroke.nothing") is None


def test_another_language_has_its_own_words() -> None:
    marked = Wording("xx", {key: f"«{text}»" for key, text in WORDING.sentences.items()})
    for field in (*case_form(marked), *offer_form(marked)):
        said = (field.label, field.help, field.unit, field.none, *(one.label for one in field.options))
        assert all(word.startswith("«") and word.endswith("»") for word in said if word)
    assert option_label(marked, "side", "left") == "«left»"


def raised(points: dict[str, Any], **sections: Any) -> dict[str, int]:
    items = {**dict.fromkeys((item.id for item in program().nihss_items), 0), **points}
    return raised_by_items(case_form(WORDING), {"severity": {"nihss": {"items": items}}, **sections})


def test_points_on_an_item_raise_its_question_until_it_is_answered() -> None:
    assert raised({}) == {}
    assert raised({"9": 2, "3": 1}) == {"communication.aphasia": 2, "communication.vision": 1}
    assert raised({"9": "UN"}) == {}
    assert raised({"9": 2}, communication={"aphasia": "no"}) == {}
    assert raised_by_items(case_form(WORDING), {}) == {}


def test_a_total_of_items_ends_where_untestable_ones_do() -> None:
    items = nihss_items(program().content.evidence)
    scored = dict.fromkeys((item.id for item in items), 0)
    assert ends_of_total(items, scored) == (0, 0)
    assert ends_of_total(items, {**scored, "9": 2, "7": "UN"}) == (2, 4)
    assert ends_of_total(items, {})[1] == 42
