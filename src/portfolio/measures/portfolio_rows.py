"""The current programmes a reader chose, with what their leads say of them."""

from __future__ import annotations

import polars as pl

from portfolio.measures.could_benefit import could_benefit
from portfolio.measures.selection import Selection


def portfolio_rows(selection: Selection) -> pl.DataFrame:
    """Return one row per chosen current programme. "Lands at" keeps those its organisation could
    benefit from."""
    return selection.cached_by_programme("portfolio_rows", _portfolio_rows)


def _portfolio_rows(selection: Selection) -> pl.DataFrame:
    rows = selection.programmes.filter(pl.col("is_current")).select(
        "programme_id", "programme_name", "lead_org_code", "stage"
    )
    if selection.beneficiary is not None:
        rows = rows.join(could_benefit(selection), on="programme_id", how="semi")
    said = selection.system.kept("programme", "programme_id")
    return rows.join(said, on="programme_id", how="left").sort("programme_id")
