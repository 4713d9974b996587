"""Returns that came late, or are missing."""

from __future__ import annotations

from datetime import date

import polars as pl

from portfolio.measures.changing.change import Change, Changes, Pair


def return_changes(pair: Pair) -> Changes:
    """Return returns for the periods after the earlier point: the first one came after its due
    day, or that day is past and none stands. Said of the whole system only."""
    after = pair.after
    if after.is_narrowed:
        return
    due = after.system.kept("return_due", "period", "org_code")
    if after.beneficiary is not None:
        due = due.filter(pl.col("org_code") == after.beneficiary)
    recent = due.filter(pl.col("period") > str(pair.before.system.period))
    today = after.system.known_on or date.today()
    for row in recent.iter_rows(named=True):
        if row["stands"]:
            is_late = row["due_date"] is not None and row["received_on"] > row["due_date"]
            what = "late" if is_late else ""
        else:
            is_due = row["due_date"] is None or row["due_date"] < today
            what = "missing" if is_due else ""
        if what:
            yield Change(
                what,
                "submissions",
                f"{row['org_code']}/{row['period']}",
                "received_on",
                row["due_date"],
                row["received_on"] if what == "late" else None,
                org_code=row["org_code"],
                period=row["period"],
            )
