"""Colours keep their promises: read on every fill, told apart by more than colour."""

from __future__ import annotations

import pytest

from portfolio.domain.organisation import ORG_TYPES
from portfolio.views import palette


@pytest.mark.parametrize("hundredth", range(101))
def test_text_on_every_heat_cell_reaches_the_contrast_of_body_text(hundredth: int) -> None:
    fill = palette.depth(hundredth / 100)

    assert palette.contrast(palette.text_on(fill), fill) >= 4.5


def test_a_deeper_blue_means_more() -> None:
    lights = [palette.luminance(palette.depth(n / 100)) for n in range(101)]

    assert lights == sorted(lights, reverse=True)


@pytest.mark.parametrize("share", [-1.0, 2.0])
def test_a_share_off_the_scale_gets_the_end_of_the_scale(share: float) -> None:
    assert palette.depth(share) == palette.depth(min(max(share, 0.0), 1.0))


def test_white_on_beyond_and_ink_on_lead_can_be_read() -> None:
    assert palette.contrast(palette.PAPER, palette.BEYOND) >= 4.5
    assert palette.contrast(palette.INK, palette.LEAD) >= 4.5


def test_contrast_of_black_and_white_is_twenty_one() -> None:
    assert palette.contrast("#000000", "#ffffff") == pytest.approx(21)


def test_the_biggest_step_of_the_ladder_is_where_routine_use_begins() -> None:
    shades = list(palette.STATE_COLOUR.values())
    steps = [palette.contrast(a, b) for a, b in zip(shades, shades[1:], strict=False)]

    assert steps.index(max(steps)) == list(palette.STATE_COLOUR).index("live") - 1


def test_every_organisation_type_has_a_shape_of_its_own() -> None:
    shapes = [shape for _, shape in palette.ORG_TYPE_MARK.values()]

    assert set(palette.ORG_TYPE_MARK) == set(ORG_TYPES)
    assert len(set(shapes)) == len(shapes)
