"""Risks: new, closed, become an issue, no longer reported."""

from __future__ import annotations

import polars as pl

from portfolio.domain.codes import ENDED_RISKS
from portfolio.measures.changing.change import Change, Changes, Pair, Row, side_by_side
from portfolio.measures.selection import Selection


def risk_changes(pair: Pair) -> Changes:
    """Return changes of the chosen programmes' risks; all of them, system risks too, where no
    programme was chosen. A risk that now names another programme has not vanished from the one
    before."""
    both = side_by_side(_current(pair.before), _current(pair.after), ["risk_id"])
    chosen = frozenset(pair.after.programmes["programme_id"])
    for row in both.iter_rows(named=True):
        what = _word(row)
        change = _change(what, row) if what else None
        if change and (not pair.after.is_narrowed or change.programme_id in chosen):
            yield change


def _current(selection: Selection) -> pl.DataFrame:
    rows = selection.system.kept("current_risk", "risk_id")
    if selection.beneficiary is not None:
        rows = rows.filter(pl.col("org_code") == selection.beneficiary)
    return rows.select(
        "risk_id",
        "org_code",
        "programme_id",
        "status",
        title=pl.when(pl.col("visibility") == "system").then(pl.col("title")),
        kept_to=pl.when(pl.col("visibility") != "system").then(pl.col("org_code")),
    ).unique("risk_id", keep="last", maintain_order=True)


def _word(row: Row) -> str:
    before, after = row["status_before"], row["status"]
    if not row["is_before"]:
        return "became_issue" if after == "became_issue" else "" if after == "closed" else "new"
    if not row["is_after"]:
        return "" if before in ENDED_RISKS else "vanished"
    if before == after:
        return ""
    return {"became_issue": "became_issue", "closed": "closed"}.get(str(after), "")


def _change(what: str, row: Row) -> Change:
    def said(column: str) -> str | None:
        cell = row[column] if row["is_after"] else row[f"{column}_before"]
        return None if cell is None else str(cell)

    return Change(
        what,
        "risks",
        str(row["risk_id"]),
        "status",
        row["status_before"],
        row["status"],
        because="not_reported" if what == "vanished" else None,
        programme_id=said("programme_id"),
        org_code=said("org_code"),
        name=said("title"),
        kept_to=said("kept_to"),
    )
