"""Cells told apart by how they are written: the quick way of many says what the slow one says."""

from __future__ import annotations

import random

import polars as pl
import pytest

from portfolio.intake.cells.causes import by_cause, shape, shapes

RULE = "money_not_pounds"


def slowly(cells: pl.Series) -> pl.Series:
    return pl.DataFrame({"cell": cells}).select(shape(pl.col("cell"))).to_series()


def cells_of(*cells: str) -> pl.DataFrame:
    rows = range(2, len(cells) + 2)
    return pl.DataFrame({"row_number": rows, "cell": cells}, schema_overrides={"cell": pl.String})


@pytest.mark.parametrize(
    "letters", ["19.,a ", "1.m", "1٣é.\u00a0-£(", "12 ab.\n^$[\\", "9a. \t", "1"]
)
def test_many_cells_have_the_shapes_that_each_has_alone(letters: str) -> None:
    chance = random.Random(letters)
    few = ["".join(chance.choices(letters, k=chance.randrange(1, 7))) for _ in range(12)]
    mixed = ["".join(chance.choices(letters, k=chance.randrange(1, 7))) for _ in range(2_000)]
    for cells in (few * 400, mixed, [few[0]] * 3_000 + mixed, ["word " * 40] * 1_200 + few):
        sent = pl.Series(cells)
        assert shapes(sent).to_list() == slowly(sent).to_list()


def test_each_way_of_writing_is_a_cause_in_order_of_appearance() -> None:
    cells = cells_of(*["5.20m", "about 5"] * 900, "1,200m", "7 m")

    parts = by_cause(RULE, cells)

    assert [part["cell"][0] for part in parts] == ["5.20m", "about 5", "7 m"]
    assert [part.height for part in parts] == [901, 900, 1]
    assert all(part["row_number"].is_sorted() for part in parts)


def test_many_ways_of_writing_are_told_together() -> None:
    cells = cells_of(*("x" + "-" * ways for ways in range(6)))

    assert [part.height for part in by_cause(RULE, cells)] == [6]


def test_a_rule_that_names_its_cause_is_told_at_once() -> None:
    assert [part.height for part in by_cause("number_too_large", cells_of("1", "a"))] == [2]


def test_no_cells_have_no_shapes() -> None:
    assert shapes(pl.Series([], dtype=pl.String)).to_list() == []
