"""Knowledge flow: directed edges from the organisation that gives to the one that takes."""

from __future__ import annotations

import polars as pl

from portfolio.domain.codes import IN_USE
from portfolio.domain.result import ResultTable
from portfolio.measures.answers import table
from portfolio.measures.selection import Selection

_ENDS = ["from_org_code", "to_org_code"]
_FEWEST_FOR_DENSITY = 2


def knowledge_flow(selection: Selection, used: pl.DataFrame) -> pl.DataFrame:
    """Return one row per giver and taker: programmes of the giver in routine use at the taker,
    and lessons of the giver that the taker adopted or adapted (`used`)."""
    adoptions = (
        selection.adoption()
        .filter(pl.col("is_current") & pl.col("is_open") & pl.col("state").is_in(IN_USE))
        .filter(pl.col("org_code") != pl.col("lead_org_code"))
        .group_by(from_org_code="lead_org_code", to_org_code="org_code")
        .agg(adoptions=pl.len().cast(pl.Int64))
    )
    lessons = used.group_by("from_org_code", to_org_code="used_by_org_code").agg(
        lessons=pl.len().cast(pl.Int64)
    )
    return adoptions.join(lessons, on=_ENDS, how="full", coalesce=True).with_columns(
        pl.col("adoptions", "lessons").fill_null(0)
    )


def taking(selection: Selection, flow: pl.DataFrame) -> pl.DataFrame:
    """Return one row per organisation, open or with an edge: to how many it gives, from how many
    it takes, the difference, and the adoptions and lessons behind them."""
    given = _side(flow, "from_org_code", "given")
    taken = _side(flow, "to_org_code", "taken")
    listed = selection.system.organisations.filter(
        pl.col("org_code").is_in(selection.system.open_codes().implode())
        | pl.col("org_code").is_in(_with_edge(flow).implode())
    ).select("org_code", "org_name", "org_type")
    return (
        listed.join(given, on="org_code", how="left")
        .join(taken, on="org_code", how="left")
        .with_columns(pl.selectors.integer().fill_null(0))
        .with_columns(balance=pl.col("given") - pl.col("taken"))
    )


def _side(flow: pl.DataFrame, end: str, name: str) -> pl.DataFrame:
    return flow.group_by(org_code=end).agg(
        pl.len().cast(pl.Int64).alias(name),
        pl.col("adoptions").sum().alias(f"{name}_adoptions"),
        pl.col("lessons").sum().alias(f"{name}_lessons"),
    )


def _with_edge(flow: pl.DataFrame) -> pl.Series:
    return pl.concat([flow["from_org_code"], flow["to_org_code"].rename("from_org_code")]).unique()


def isolated(organisations: pl.DataFrame) -> pl.DataFrame:
    """Return those that neither give nor take, by name."""
    alone = (pl.col("given") == 0) & (pl.col("taken") == 0)
    return organisations.filter(alone).sort("org_name", "org_code")


def knowledge_summary(flow: pl.DataFrame, organisations: pl.DataFrame) -> ResultTable:
    """Return one row. Reciprocity: edges that are answered, of all edges. Density: edges, of all
    that could be. Both blank where there is nothing to divide by."""
    nodes, edges = organisations.height, flow.height
    possible = nodes * (nodes - 1) if nodes >= _FEWEST_FOR_DENSITY else None
    answered = flow.join(flow, left_on=_ENDS, right_on=_ENDS[::-1], how="semi").height
    row = {
        "reciprocity": answered / edges if edges else None,
        "density": edges / possible if possible else None,
        "isolated": isolated(organisations).height,
        "organisations": nodes,
        "edges": edges,
        "answered_edges": answered,
    }
    frame = pl.DataFrame([row], schema_overrides={"reciprocity": pl.Float64, "density": pl.Float64})
    return table(frame, *frame.columns)
