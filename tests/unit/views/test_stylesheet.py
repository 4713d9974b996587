"""The stylesheets are CSS files; colours stand in the palette and nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from portfolio.ui.page_style import STYLESHEET

SHEETS = ("views/pictures.css", "ui/page.css")


@pytest.fixture(params=SHEETS)
def sheet(request: pytest.FixtureRequest, checkout: Path) -> str:
    return (checkout / "src" / "portfolio" / request.param).read_text(encoding="utf-8")


def test_no_sheet_has_a_colour_of_the_palette_of_its_own(sheet: str) -> None:
    from portfolio.views import palette  # noqa: PLC0415 (its every constant is looked at)

    of_palette = {v for v in vars(palette).values() if isinstance(v, str) and v.startswith("#")}

    assert not of_palette - {palette.PAPER} & set(re.findall(r"#[0-9a-f]{6}", sheet))


def test_every_variable_that_is_used_is_given(sheet: str) -> None:
    assert all(f"{name}:" in STYLESHEET for name in re.findall(r"var\((--pf-[a-z-]+)\)", sheet))


def test_braces_are_closed(sheet: str) -> None:
    assert sheet.count("{") == sheet.count("}")
