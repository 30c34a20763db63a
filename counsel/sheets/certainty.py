"""The verb that certainty and size of an effect allow (GRADE); nobody writes a stronger one by hand."""

from __future__ import annotations

from typing import Literal, get_args

Certainty = Literal["high", "moderate", "low", "very_low", "no_data"]
Size = Literal["large", "moderate", "small", "none"]

CERTAINTIES, SIZES = get_args(Certainty), get_args(Size)


def sentence_for(certainty: str, size: str = "") -> str:
    """The id of the only sentence for a certainty and a size of effect; the size counts from low upwards.

    Raises ValueError for a word that is not in the table.
    """
    if certainty in ("very_low", "no_data"):
        return f"sheet.grade.{certainty}"
    if certainty not in CERTAINTIES or size not in SIZES:
        raise ValueError(f"no verb for certainty {certainty!r} and size {size!r}")
    return f"sheet.grade.{certainty}.{size}"
