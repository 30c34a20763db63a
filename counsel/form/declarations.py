"""The facts that are one entry of the case, declared from the records of their fields."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from counsel.facts.entered import choices_of
from counsel.facts.shapes import EnteredFact, entered
from counsel.form.case_fields import CASE_FIELDS
from counsel.form.offer_fields import OFFER_FIELDS

ALL_FIELDS = (*CASE_FIELDS, *OFFER_FIELDS)
ENTERED = tuple(entered(field.path, field.fact) for field in ALL_FIELDS if field.fact is not None)


def with_entered(written: Iterable[Any], facts: Iterable[EnteredFact] = ENTERED) -> list[Any]:
    """The facts of a rule file with those of the form.

    A fact stands where the file has its name alone, else at the end; a name that no field gives stays a
    name, which the loader refuses.
    """
    made = {fact.name: fact.declaration(choices_of(fact)) for fact in facts}
    declared = [made.pop(fact, fact) if isinstance(fact, str) else fact for fact in written]
    return [*declared, *made.values()]
