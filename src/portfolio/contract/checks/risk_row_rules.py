"""What must fit together in a row of risks."""

from __future__ import annotations

import polars as pl

from portfolio.contract.checks.row_rule import RowRule


def risk_rules() -> tuple[RowRule, ...]:
    """A risk that became an issue says when, and not before it was raised."""
    issue = pl.col("issue_date")
    return (
        RowRule(
            "issue_needs_date",
            "issue_date",
            (pl.col("status") == "became_issue") & issue.is_null(),
        ),
        RowRule(
            "issue_not_before_raised", "issue_date", issue < pl.col("raised_date"), "issue_date"
        ),
    )
