"""How many pages of a PDF are printed on; it reads none of their words, which takes many times as long."""

from __future__ import annotations

import io

import pypdf
from pypdf.generic import StreamObject


def pages_used(data: bytes) -> int:
    """The pages with text on them; the blank back of a leaf has none."""
    return sum(map(_has_text, pypdf.PdfReader(io.BytesIO(data)).pages))


def _has_text(page: pypdf.PageObject) -> bool:
    drawn = page["/Contents"].get_object()
    assert isinstance(drawn, StreamObject)
    # Text begins with this order.
    return b"BT" in drawn.get_data()
