"""Taking a table by runs gives what taking it row by row gives, sorted or not."""

from __future__ import annotations

import polars as pl
import pytest

from portfolio.contract.runs import Runs

TABLE = pl.DataFrame(
    {
        "benefit_id": ["B1", "B1", None, "B2", "B1", "B2", None, None],
        "org": ["A", "A", "A", "B", "A", "B", "A", None],
    }
)


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


def test_an_empty_table_has_no_runs() -> None:
    empty = TABLE.clear()

    runs = Runs.of(empty, empty.columns)
    answers = empty.with_columns(answer=pl.lit("x"))

    assert runs.distinct(["org"]).is_empty()
    assert runs.spread(answers, "answer").is_empty()
