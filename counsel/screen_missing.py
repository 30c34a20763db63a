"""The facts still to ask for, with labels and what each could change; which are missing is not found here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from counsel.form import FORM
from counsel.screen_lines import Speaker

_STANDING = "standing"


class MissingRow(NamedTuple):
    """A fact to ask for, its label, and what it could change, in words and as ids."""

    fact: str
    label: str
    could_change: str
    changes: tuple[str, ...] = ()


def missing_rows(speaker: Speaker) -> tuple[MissingRow, ...]:
    """The facts in the order of what they could change."""
    return tuple(
        MissingRow(
            row.fact,
            label_of(speaker, row.fact),
            speaker.say(
                "dr.missing.changes",
                what=", ".join(speaker.say(f"dr.change.{name}") for name in row.could_change),
            ),
            row.could_change,
        )
        for row in speaker.assessment.missing
    )


def settling(missing: tuple[MissingRow, ...]) -> tuple[MissingRow, ...]:
    """The facts that could still change the standing."""
    return tuple(row for row in missing if _STANDING in row.changes)


def label_of(speaker: Speaker, fact: str) -> str:
    """The name of a fact: its own where the label of the form needs its section, else that, or the flag's."""
    key = f"dr.fact.{fact}"
    if speaker.wording.has(key):
        return speaker.say(key)
    known = _form_labels().get(fact) or _offer_labels(fact).get(fact)
    if known is not None:
        return known
    flag = next((f for f in speaker.content.evidence.flags if f"safety.{f.id}" == fact), None)
    return flag.label if flag is not None else fact.replace("_", " ").replace(".", ": ")


@cache
def _form_labels() -> Mapping[str, str]:
    return {field.path: field.label for field in FORM}


def _offer_labels(fact: str) -> Mapping[str, str]:
    """The labels of offer and earlier treatment; they are read when there is one."""
    return _read_offer_labels() if fact.startswith(("offer.", "treated.")) else {}


@cache
def _read_offer_labels() -> Mapping[str, str]:
    from counsel.form_offer import OFFER_FORM

    return {field.path: field.label for field in OFFER_FORM}
