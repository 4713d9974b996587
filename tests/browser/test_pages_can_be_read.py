"""A page can be read: it ends before a reader does, with everything folded that is beside its
question; and each control says to those who hear it what it is of."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

pytestmark = pytest.mark.browser

TALLEST_PX = 3_200
"""Of a page at 1440 pixels with its folds closed: three screens and a bit."""
ON_A_PHONE_PX = {
    "": 3_900,
    "themes": 3_412,
    "spread": 5_900,
    "benefits": 8_300,
    "programmes": 6_000,
    "learning": 4_900,
    "risk_and_confidence": 6_500,
    "send_an_extract": 1_500,
    "submissions": 5_600,
    "portfolio_office": 3_400,
    "board_pack": 3_400,
    "how_numbers_are_made": 4_600,
}
"""Of each page at 390 pixels."""
HEIGHT = "() => document.querySelector('.stMain').scrollHeight"


@pytest.mark.parametrize("path", ON_A_PHONE_PX)
def test_a_page_ends_before_its_reader_does(
    path: str, demo: str, watch: Callable[..., object]
) -> None:
    watched = watch(demo)
    page = watched.open(path)

    assert page.evaluate(HEIGHT) <= TALLEST_PX

    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(300)  # charts are drawn anew
    assert page.evaluate(HEIGHT) <= ON_A_PHONE_PX[path]
    assert page.locator(".pf-page-foot .pf-foot:visible").count() <= 1


def test_a_fold_says_its_sentence_and_opens_to_its_picture(
    demo: str, watch: Callable[..., object]
) -> None:
    page = watch(demo).open("benefits")
    fold = page.locator(".st-key-fold_evidence")

    assert "are validated" in fold.inner_text()
    fold.locator("summary").click()

    fold.locator(".pf-drawn").wait_for()
    fold.get_by_role("button", name=re.compile("^Data 40 of ")).wait_for()


PAPER_PX = 720
"""Of A4 with its margins, as a browser lays it out."""
ON_PAPER = """() => ({
  widest: Math.max(0, ...[...document.querySelectorAll('.stPlotlyChart .main-svg')]
    .map(one => one.getBoundingClientRect().width)),
  controls: [...document.querySelectorAll('.stMain button, .stMain input, .stMain [role=combobox]')]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().height > 1)
    .map(one => one.innerText || one.ariaLabel),
})"""


@pytest.mark.parametrize("path", ["", "spread", "themes", "programmes"])
def test_on_paper_charts_are_whole_names_stand_and_no_control_does(
    path: str, demo: str, watch: Callable[..., object]
) -> None:
    page = watch(demo).open(path)

    page.emulate_media(media="print")  # as browsers do that lay a page out before they print it
    page.wait_for_timeout(500)  # charts are drawn anew

    shown = page.evaluate(ON_PAPER)
    assert shown["widest"] <= PAPER_PX
    assert shown["controls"] == []
    assert page.locator(".pf-on-paper:visible").count() >= 2  # whose it is; address and day
    if path == "spread":
        assert page.locator(".pf-named:visible").count() > 20
