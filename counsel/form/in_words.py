"""The form in the words of one language, from the records of its fields; it knows no field by name.

The words of an offer and of an earlier treatment are put together when they are wanted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from counsel.form.case_fields import CASE_FIELDS
from counsel.form.field import FieldRecord, FormField, Option
from counsel.form.options import option_lists
from counsel.wording.sentences import Wording

_FLAG = "flag"


def case_form(wording: Wording) -> tuple[FormField, ...]:
    """The fields of the case in order of speaking."""
    return _in_words(CASE_FIELDS, wording)


def offer_form(wording: Wording) -> tuple[FormField, ...]:
    """The fields of a clinic's offer and of an earlier treatment."""
    from counsel.form.offer_fields import OFFER_FIELDS

    return _in_words(OFFER_FIELDS, wording)


def label_at(wording: Wording, path: str) -> str | None:
    """The label of the field at a path; None where there is none."""
    key = f"form.{path}.label"
    return wording.say(key) if wording.has(key) else None


def _in_words(records: Iterable[FieldRecord], wording: Wording) -> tuple[FormField, ...]:
    lists = option_lists(wording)
    return tuple(_field(record, wording, lists) for record in records)


def _field(record: FieldRecord, wording: Wording, lists: Mapping[str, tuple[Option, ...]]) -> FormField:
    return FormField(
        record.path,
        wording.say(f"form.{record.path}.label"),
        record.section,
        record.kind,
        wording.say(f"form.unit.{record.unit}") if record.unit else "",
        _help(record, wording),
        lists.get(_FLAG if record.kind == _FLAG else record.options, ()),
        record.low,
        record.high,
        record.most,
        wording.say(f"form.{record.path}.none") if record.has_none else "",
        record.also,
        tuple(_field(part, wording, lists) for part in record.parts),
        record.is_core,
        record.raised_by_item,
    )


def _help(record: FieldRecord, wording: Wording) -> str:
    key = f"form.{record.path}.help"
    if not wording.has(key):
        return ""
    limits = {"low": f"{record.low or 0:g}", "high": f"{record.high or 0:g}"}
    return wording.say(key, {**limits, "dates": wording.say("form.date.writings")})
