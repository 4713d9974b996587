"""What is kept of each programme, and what comes out for those that were chosen."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest

from portfolio.domain.result import ResultTable
from portfolio.measures.each_programme import Amounts, Sums, Table

_SCHEMA = {
    "programme_id": pl.String,
    "effect": pl.String,
    "gbp": pl.Decimal(38, 8),
    "benefits": pl.Int64,
}


def sums(*rows: tuple[object, ...], programmes: tuple[str, ...] = ("P1", "P2")) -> Sums:
    frame = pl.DataFrame(list(rows), schema=_SCHEMA, orient="row")
    return Sums(Amounts(frame, ("gbp", "benefits")), programmes)


def test_a_table_gives_the_rows_of_the_chosen_programmes_in_its_own_order() -> None:
    whole = ResultTable(("name", "programme_id"), (("a", "P2"), ("b", "P1"), ("c", "P2")))

    assert Table(whole).of(["P1", "P2"]) == whole
    assert Table(whole).of(["P2", "P9"]).rows == (("a", "P2"), ("c", "P2"))


def test_amounts_add_up_to_the_last_decimal_before_they_are_plain_numbers() -> None:
    large = Decimal("90071992547409.93000000")  # as plain numbers these would lose their pence
    found = sums(*(("P1", "benefit", large, 1) for _ in range(10)), ("P2", "benefit", large, 1))

    frame = pl.DataFrame({"gbp": [large * 11]}, schema={"gbp": pl.Decimal(38, 8)})
    assert found.total("gbp") == frame["gbp"].cast(pl.Float64)[0]


def test_what_is_blank_in_all_rows_stays_blank_and_is_never_0() -> None:
    found = sums(("P1", "benefit", None, 2), ("P2", "disbenefit", Decimal(0), 1))

    assert found.where(effect="benefit").total("gbp") is None
    assert found.where(effect="disbenefit").total("gbp") == 0
    assert found.where(effect="neither").total("gbp") is None
    assert found.where(effect="neither").count("benefits") == 0


@pytest.mark.parametrize(("chosen", "gbp"), [(("P1", "P2"), 3.5), (("P2",), 2.5), ((), None)])
def test_only_chosen_programmes_are_added_up(chosen: tuple[str, ...], gbp: float | None) -> None:
    rows = (("P1", "benefit", Decimal(1), 1), ("P2", "benefit", Decimal("2.5"), 2))

    assert sums(*rows, programmes=chosen).total("gbp") == gbp
    assert sums(*rows).among(chosen).total("gbp") == gbp


def test_a_table_of_sums_is_in_the_order_of_what_it_names_blanks_last() -> None:
    found = sums(
        ("P1", None, Decimal(4), 1),
        ("P1", "disbenefit", Decimal(1), 1),
        ("P2", "benefit", None, 2),
        ("P2", "disbenefit", Decimal(2), 3),
    ).table("effect")

    assert found.columns == ("effect", "gbp", "benefits")
    assert found.rows == (("benefit", None, 2), ("disbenefit", 3.0, 4), (None, 4.0, 1))
