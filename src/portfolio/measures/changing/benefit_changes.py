"""Benefits in the register: new, ended, evaporated, no longer reported, retargeted, realised."""

from __future__ import annotations

import polars as pl

from portfolio.domain.codes import ENDED_BENEFITS
from portfolio.domain.result import Cell
from portfolio.measures.answers import total
from portfolio.measures.changing.change import Change, Changes, Pair, Row, plain, side_by_side
from portfolio.measures.selection import Selection

KEY = ["benefit_id", "beneficiary_org_code"]
_ENDED = ("ceased", "cancelled")
_TARGETS = ("target_value", "target_date")


def benefit_changes(pair: Pair) -> Changes:
    """Return changes of the register, and benefits of which something is realised for the first
    time."""
    for row in _both(pair).iter_rows(named=True):
        if not row["is_before"]:
            yield _change("new", row, "status", after=row["status"])
        elif not row["is_after"]:
            yield from _gone(row)
        else:
            yield from _status(row)
            yield from _targets(row)
        yield from _realised(row)


def _both(pair: Pair) -> pl.DataFrame:
    return side_by_side(_register(pair.before), _register(pair.after), KEY)


def _register(selection: Selection) -> pl.DataFrame:
    """Return the register's rows with what is realised of each, and what was still to come."""
    to_come = pl.coalesce("forecast_gbp", "planned_gbp").filter(pl.col("counted_gbp").is_null())
    sums = selection.ledger().group_by(KEY).agg(total("counted_gbp"), to_come_gbp=to_come.sum())
    priceless = selection.system.unpriced.select(*KEY, "is_realised")
    return (
        selection.register()
        .select(*KEY, "benefit_name", "programme_id", "effect", "benefit_type", "status", *_TARGETS)
        .join(sums, on=KEY, how="left")
        .join(priceless, on=KEY, how="left")
    )


def _gone(row: Row) -> Changes:
    if row["status_before"] not in ENDED_BENEFITS:
        yield _change(
            "vanished", row, "status", before=row["status_before"], because="not_reported"
        )


def _status(row: Row) -> Changes:
    before, after = row["status_before"], row["status"]
    if before == after:
        return
    if after == "evaporated":
        yield _change("evaporated", row, "status", before=before, after=after)
    elif after in _ENDED:
        yield _change("closed", row, "status", before=before, after=after)


def _targets(row: Row) -> Changes:
    for field in _TARGETS:
        before, after = row[f"{field}_before"], row[field]
        if before != after:
            yield _change("revised", row, field, before=before, after=after)


def _realised(row: Row) -> Changes:
    """Nothing before, something now: in pounds, else (without a price) by the rule for those."""
    before, after = plain(row["counted_gbp_before"]), plain(row["counted_gbp"])
    if after and not before:
        yield _change("newly_realised", row, "realised_gbp", before=before, after=after)
    elif row["is_realised"] and not row["is_realised_before"] and not before:
        yield _change("newly_realised", row, "is_realised", before=False, after=True)


def _change(
    what: str,
    row: Row,
    field: str,
    *,
    before: Cell = None,
    after: Cell = None,
    because: str | None = None,
) -> Change:
    def said(column: str) -> str:
        return str(row[column] if row["is_after"] else row[f"{column}_before"])

    return Change(
        what,
        "benefits",
        f"{row['benefit_id']}/{row['beneficiary_org_code']}",
        field,
        before,
        after,
        because=because,
        programme_id=said("programme_id"),
        org_code=str(row["beneficiary_org_code"]),
        benefit_id=str(row["benefit_id"]),
        name=said("benefit_name"),
        effect=said("effect"),
        gbp=_worth(what, row),
        benefit_type=said("benefit_type"),
    )


def _worth(what: str, row: Row) -> float | None:
    """Return what a benefit has newly brought, or what was still to come of one that is gone."""
    column = {"newly_realised": "counted_gbp", "evaporated": "to_come_gbp_before"}.get(what)
    worth = row[column] if column else None
    return None if worth is None else float(worth)
