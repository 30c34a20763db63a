"""Fills the limits of the rules into the words of a field; the fields themselves are in `case_fields`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counsel.form.field import FormField
from counsel.wording.limits import with_limits

if TYPE_CHECKING:
    from rules.limits import Limits


def with_numbers(field: FormField, limits: Limits) -> FormField:
    """The field as it is shown, its limits filled in; raises LimitGapError for one that does not exist."""
    return field._replace(
        label=with_limits(field.label, limits),
        help=with_limits(field.help, limits),
        options=tuple(
            option._replace(label=with_limits(option.label, limits)) for option in field.options
        ),
    )
