"""Amounts that moved 500 times are one note for a file, and what follows from it is none."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from portfolio.intake.whole_return import ReturnContext, check_whole_return

Build = Callable[..., ReturnContext]
Rows = Callable[..., pl.DataFrame]

MONEY = ("approved_cost_gbp", "forecast_cost_gbp", "year_budget_gbp")
MONTHS = ("2026-06", "2026-07", "2026-08")


def test_a_whole_return_in_thousands_is_one_note_with_every_cell(
    context: Build, rows: Rows
) -> None:
    ids = ("P1", "P2", "P3")
    then = [{"programme_id": i} | dict.fromkeys(MONEY, 900_000.0) for i in ids]
    now = [{"programme_id": i} | dict.fromkeys(MONEY, 900.0) for i in ids]
    previous = {"programmes": rows("programmes", *then)}

    told = check_whole_return({"programmes": rows("programmes", *now)}, context(previous=previous))

    (one,) = told.findings
    assert (one.rule, one.rows, one.row_count) == ("changed_500_times", (2, 3, 4), 3)
    assert "`forecast_cost_gbp` and `year_budget_gbp` have the same." in one.sentence
    assert [(case.row, case.column) for case in one.cases()] == [
        (row, column) for row in (2, 3, 4) for column in MONEY
    ]


def test_a_cost_that_looks_small_and_has_not_moved_is_told_as_such(
    context: Build, rows: Rows
) -> None:
    sent = [
        {"programme_id": "P1", "approved_cost_gbp": 900.0, "forecast_cost_gbp": 950.0},
        {"programme_id": "P2", "approved_cost_gbp": 900.0},
    ]

    told = check_whole_return({"programmes": rows("programmes", *sent)}, context()).findings

    assert [(one.rule, one.rows) for one in told] == [("cost_looks_small", (2, 3))]


def test_a_month_that_moved_is_not_told_as_revised_and_another_is(
    context: Build, rows: Rows
) -> None:
    then = [{"period": month, "realised_gbp": 900.0} for month in MONTHS]
    now = [
        {"period": month, "realised_gbp": pounds}
        for month, pounds in zip(MONTHS, (900_000.0, 901.0, 900.0), strict=True)
    ]
    previous = {"benefit_values": rows("benefit_values", *then)}
    tables = {"benefit_values": rows("benefit_values", *now)}

    told = check_whole_return(tables, context(previous=previous)).findings

    notes = [(one.rule, one.rows) for one in told if one.severity == "note"]
    assert notes == [("changed_500_times", (2,)), ("past_months_revised", (3,))]
