"""Past months are revised where a figure given before changes or goes, not where one is new."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from portfolio.intake.whole_return import ReturnContext, check_whole_return

Build = Callable[..., ReturnContext]
Rows = Callable[..., pl.DataFrame]


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ({"planned_gbp": 9.0}, {"planned_gbp": 9.0, "realised_gbp": 8.0}, False),
        ({"realised_value": 4.0}, {"realised_value": 4.0, "realised_gbp": 8.0}, False),
        ({"realised_gbp": 9.0}, {"realised_gbp": 8.0}, True),
        ({"realised_gbp": 9.0}, {"planned_gbp": 9.0}, True),
        ({"realised_value": 4.0}, {"realised_value": 5.0, "realised_gbp": 8.0}, True),
    ],
)
def test_a_month_is_revised_where_a_figure_was_given_before(
    before: dict[str, float], now: dict[str, float], told: bool, context: Build, rows: Rows
) -> None:
    previous = {"benefit_values": rows("benefit_values", {"period": "2026-07"} | before)}
    tables = {"benefit_values": rows("benefit_values", {"period": "2026-07"} | now)}

    findings = check_whole_return(tables, context(previous=previous)).findings

    assert ("past_months_revised" in {one.rule for one in findings}) == told


@pytest.mark.parametrize(("month", "is_past"), [("2026-08", True), ("2026-09", False)])
def test_the_month_reported_for_is_not_a_past_one(
    month: str, is_past: bool, context: Build, rows: Rows
) -> None:
    """It is what the return is for: another figure for it revises nothing, and one left out is
    not gone."""
    stood = {"benefit_values": rows("benefit_values", {"period": month, "realised_gbp": 9.0})}
    other = {"benefit_values": rows("benefit_values", {"period": month, "realised_gbp": 8.0})}
    without = {"benefit_values": rows("benefit_values", {"period": "2026-05"})}

    revised, gone = (
        [one.rule for one in check_whole_return(now, context(previous=stood)).findings]
        for now in (other, without)
    )

    assert ("past_months_revised" in revised) == is_past
    assert ("past_months_gone" in gone) == is_past
