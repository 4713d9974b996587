"""Numbers as people read them."""

from __future__ import annotations

import math

import pytest

from portfolio.domain.period import Period
from portfolio.views import formats


@pytest.mark.parametrize(
    ("gbp", "words"),
    [
        (0, "£0"),
        (0.3, "under £1"),
        (640, "£640"),
        (999.6, "£1k"),
        (240_000, "£240k"),
        (999_499, "£999k"),
        (999_500, "£1.0m"),
        (1_250_000, "£1.3m"),
        (6_300_000, "£6.3m"),
        (124_000_000, "£124m"),
        (1_500_000_000, "£1.5bn"),
        (-240_000, "\u2212£240k"),
        (None, "not known"),
        (math.nan, "not known"),
        (math.inf, "not known"),
    ],
)
def test_money_is_short_and_never_nan(gbp: float | None, words: str) -> None:
    assert formats.money(gbp) == words


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.0, "0p"), (0.001, "less than 1p"), (0.4444, "44p"), (0.445, "45p"),
     (0.999, "more than 99p"), (1.0, "100p"), (None, "not known")],
)  # fmt: skip
def test_pence_never_round_a_sliver_to_none_or_to_all(share: float | None, words: str) -> None:
    assert formats.pence(share) == words


def test_percent_and_counts() -> None:
    assert formats.percent(0.44) == "44%"
    assert formats.percent(0.002) == "under 1%"
    assert formats.count(1490) == "1,490"
    assert formats.n_of_m(6, 11) == "6 of 11"
    assert formats.n_of_m(6, None) == "not known"
    assert formats.money_full(1_234_567.5) == "£1,234,568"
    assert formats.decimal(2.380952) == "2.4"


def test_months_are_short_on_axes_and_near_in_text() -> None:
    june = Period(2026, 6)

    assert formats.month_short(june) == "Jun 2026"
    assert formats.month_near(june, Period(2026, 9)) == "June"
    assert formats.month_near(june, Period(2027, 1)) == "June 2026"


@pytest.mark.parametrize(
    ("names", "words"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C"),
     (["A", "B", "C", "D", "E"], "A, B, C and 2 more")],
)  # fmt: skip
def test_names_are_listed_as_one_says_them(names: list[str], words: str) -> None:
    assert formats.listed(names) == words


@pytest.mark.parametrize("letters", [24, 34, 48])
def test_a_long_name_keeps_both_its_ends_and_fits(letters: int) -> None:
    name = "Partnership for Integrated Neighbourhood Health and Care in the Northern Fens 12"

    short = formats.shortened(name, letters)

    assert len(short) <= letters
    assert "\u2026" in short
    assert short.startswith("Partnership")
    assert short.endswith("12")


def test_a_long_name_without_spaces_is_cut_at_its_end() -> None:
    assert formats.shortened("x" * 80, 10) == "x" * 9 + "\u2026"


def test_a_name_that_fits_is_left_alone() -> None:
    assert formats.shortened("Shared care record", 34) == "Shared care record"
