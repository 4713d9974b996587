"""Past months are revised where a figure given before changes or goes, not where one is new."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from portfolio.intake.crossing import CrossContext, cross_check

Build = Callable[..., CrossContext]
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

    findings = cross_check(tables, context(previous=previous)).findings

    assert ("past_months_revised" in {one.rule for one in findings}) == told
