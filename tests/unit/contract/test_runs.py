"""Taking a table by runs gives what taking it row by row gives, sorted or not."""

from __future__ import annotations

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from portfolio.contract import runs
from portfolio.contract.runs import Runs, each_once

TABLE = pl.DataFrame(
    {
        "benefit_id": ["B1", "B1", None, "B2", "B1", "B2", None, None],
        "org": ["A", "A", "A", "B", "A", "B", "A", None],
    }
)


@pytest.fixture(params=[0, 10_000], ids=["long", "short"], autouse=True)
def a_long_table_has_rows(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A short table is not taken by runs, and gives the same answers."""
    monkeypatch.setattr(runs, "LONG", request.param)


@pytest.mark.parametrize("seed", range(5))
def test_distinct_is_unique_in_any_order(seed: int) -> None:
    table = TABLE.sample(fraction=1, shuffle=True, seed=seed)

    assert Runs.of(table, table.columns).distinct(table.columns).rows() == list(
        dict.fromkeys(table.rows())
    )


@pytest.mark.parametrize("seed", range(5))
def test_each_row_gets_the_answer_of_its_combination(seed: int) -> None:
    table = TABLE.sample(fraction=1, shuffle=True, seed=seed)
    runs = Runs.of(table, table.columns)
    answers = runs.distinct(table.columns).with_columns(
        answer=pl.format("{} at {}", pl.col("benefit_id").fill_null("?"), pl.col("org"))
    )
    by_row = {row[:2]: row[2] for row in answers.rows()}

    assert runs.spread(answers, "answer").to_list() == [by_row[row] for row in table.rows()]


@pytest.mark.parametrize("seed", range(5))
def test_the_rows_of_all_runs_are_those_of_the_table(seed: int) -> None:
    table = TABLE.sample(fraction=1, shuffle=True, seed=seed)

    counted = Runs.of(table, table.columns).with_lengths(table.columns)

    of_runs = counted.group_by(table.columns).agg(pl.col("rows").sum())
    of_table = table.group_by(table.columns).agg(rows=pl.len())
    assert_frame_equal(of_runs, of_table, check_row_order=False)


def test_an_empty_table_has_no_runs() -> None:
    empty = TABLE.clear()

    runs = Runs.of(empty, empty.columns)
    answers = empty.with_columns(answer=pl.lit("x"))

    assert runs.distinct(["org"]).is_empty()
    assert runs.spread(answers, "answer").is_empty()


@pytest.mark.parametrize("seed", range(5))
def test_a_long_table_has_each_text_of_its_columns_once_or_more(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "LONG", TABLE.height)
    table = TABLE.sample(fraction=1, shuffle=True, seed=seed)

    once = each_once(table, table.columns)

    assert once.columns == table.columns
    assert once.height <= table.height
    for column in table.columns:
        assert set(once[column].drop_nulls()) == set(table[column].drop_nulls())


def test_texts_that_stand_below_themselves_are_there_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "LONG", TABLE.height)

    once = each_once(TABLE, TABLE.columns)

    assert once["org"].to_list() == ["A", "B", "A", "B", "A", None]
    assert once["benefit_id"].to_list() == ["B1", None, "B2", "B1", "B2", None]


def test_a_short_table_is_given_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "LONG", TABLE.height + 1)

    assert each_once(TABLE, ["org"]).equals(TABLE.select("org"))
