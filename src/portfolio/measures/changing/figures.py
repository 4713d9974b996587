"""Months that had been reported before and are told differently now."""

from __future__ import annotations

import polars as pl

from portfolio.measures.changing.benefit_changes import KEY
from portfolio.measures.changing.change import (
    Change,
    Changes,
    Pair,
    Row,
    plain,
    side_by_side,
    together,
)
from portfolio.measures.selection import Selection

_MONTH = [*KEY, "period"]
_UNITS = {"realised_gbp": "gbp", "realised_value": "value"}


def figure_changes(pair: Pair) -> Changes:
    """Return realised figures of months up to the earlier point: revised by whoever sent them,
    or answered for the first time by the organisation itself with another figure than the claim.
    An answer that agrees with a claim the lead has revised is that revision."""
    until = str(pair.before.system.period)
    both = side_by_side(_said(pair.before, until), _said(pair.after, until), _MONTH)
    kept = both.filter(pl.col("is_before") & _differs())
    named = kept.join(_register(pair.after), on=KEY, how="inner", maintain_order="left")
    for row in named.iter_rows(named=True):
        for field, unit in _UNITS.items():
            yield from _change(row, field, unit)


def _said(selection: Selection, until: str) -> pl.DataFrame:
    rows = selection.system.kept("said_figure").filter(pl.col("period") <= until)
    return together(selection, rows, _MONTH).join(_register(selection), on=KEY, how="semi")


def _register(selection: Selection) -> pl.DataFrame:
    return selection.register().select(*KEY, "benefit_name", "programme_id", "effect")


def _differs() -> pl.Expr:
    """Return anything said of the month that is not what it was: most months are, so these are
    few."""
    columns = [f"{who}_{unit}" for unit in _UNITS.values() for who in ("own", "claim")]
    return pl.any_horizontal(pl.col(f"{one}_before").ne_missing(pl.col(one)) for one in columns)


def _change(row: Row, field: str, unit: str) -> Changes:
    own, claim = plain(row[f"own_{unit}"]), plain(row[f"claim_{unit}"])
    own_before, claim_before = plain(row[f"own_{unit}_before"]), plain(row[f"claim_{unit}_before"])
    what = "revised"
    before, after = (claim_before, claim) if own_before is None else (own_before, own)
    if own_before is None and own is not None and own != claim:
        what, before, after = "disagreement", claim_before if claim is None else claim, own
    if (own_before, claim_before) != (None, None) and before != after:
        code, org, month = row["benefit_id"], row["beneficiary_org_code"], row["period"]
        yield Change(
            what,
            "benefit_values",
            f"{code}/{org}/{month}",
            field,
            before,
            after,
            because="first_confirmation" if what == "disagreement" else None,
            programme_id=str(row["programme_id"]),
            org_code=str(org),
            benefit_id=str(code),
            period=str(month),
            name=str(row["benefit_name"]),
            effect=str(row["effect"]),
        )
