"""The limits of rules that words of the form name, put into their gaps; the words are not here."""

from __future__ import annotations

from functools import cache

from counsel.case import scale_limits as scales


def with_figures(text: str) -> str:
    """The text with each gap that is a limit of a rule filled."""
    for gap, figure in _figures():
        text = text.replace(f"{{{gap}}}", figure)
    return text


@cache
def _figures() -> tuple[tuple[str, str], ...]:
    return (
        ("infarct-large.from", f"{scales.LARGE_FROM_ML:g}"),
        ("infarct-large.to", f"{scales.LARGE_TO_ML:g}"),
        ("abc-share.from", f"{scales.ABC_FACTORS[0]:g}"),
        ("abc-share.to", f"{scales.ABC_FACTORS[1]:g}"),
    )
