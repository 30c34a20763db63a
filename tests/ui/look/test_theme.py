"""The tokens keep their contrast in both schemes, and red stands for an emergency alone."""

from __future__ import annotations

import pytest

from ui.look import theme

SCHEMES = pytest.mark.parametrize("scheme", [theme.LIGHT, theme.DARK], ids=["light", "dark"])


@SCHEMES
@pytest.mark.parametrize(("ink", "ground"), theme.TEXT_PAIRS)
def test_text_has_a_contrast_of_4_5(scheme, ink, ground):
    assert theme.contrast(getattr(scheme, ink), getattr(scheme, ground)) >= 4.5


@SCHEMES
@pytest.mark.parametrize(("edge", "ground"), theme.EDGE_PAIRS)
def test_edges_of_controls_have_a_contrast_of_3(scheme, edge, ground):
    assert theme.contrast(getattr(scheme, edge), getattr(scheme, ground)) >= 3


def test_contrast_of_black_on_white_is_21():
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)


@SCHEMES
def test_no_colour_is_a_green_go(scheme):
    for name in scheme._fields:
        red, green, blue = (int(getattr(scheme, name)[at : at + 2], 16) for at in (1, 3, 5))
        assert not (green > red + 40 and green > blue + 40), name


def test_the_style_sheet_fills_every_gap():
    assert "$" not in theme.style_sheet(theme.LIGHT)
