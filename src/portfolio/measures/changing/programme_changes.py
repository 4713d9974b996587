"""Programmes: new, ended, no longer reported, rated, dated, costed or led differently."""

from __future__ import annotations

import polars as pl

from portfolio.domain.codes import ENDED_STAGES, STAGES
from portfolio.domain.result import Cell
from portfolio.measures.changing.change import Change, Changes, Pair, Row, plain, side_by_side
from portfolio.measures.confidence_returns import shown
from portfolio.measures.selection import Selection

_FIELDS = {
    "shown_rating": "re_rated",
    "planned_end_date": "re_dated",
    "forecast_end_date": "re_dated",
    "approved_cost_gbp": "re_costed",
    "forecast_cost_gbp": "re_costed",
    "lead_org_code": "re_led",
}


def programme_changes(pair: Pair) -> Changes:
    """Return changes of the chosen programmes. A value given for the first time, or taken out,
    counts as a change: what is blank says that it is not known."""
    both = side_by_side(_current(pair.before), _current(pair.after), ["programme_id"])
    closed = _closed_partners(pair.after)
    for row in both.iter_rows(named=True):
        if not row["is_before"]:
            yield _change("new", row, "stage", after=row["stage"])
        elif not row["is_after"]:
            yield from _gone(row, closed)
        else:
            yield from _stage(row)
            yield from _fields(row)


def _current(selection: Selection) -> pl.DataFrame:
    rows = selection.system.kept("current_programme", "programme_id")
    return rows.join(selection.programmes, on="programme_id", how="semi").select(
        "programme_id",
        "programme_name",
        "partner_code",
        "stage",
        *(name for name in _FIELDS if name != "shown_rating"),
        shown_rating=shown("sro_confidence", "independent_confidence"),
    )


def _closed_partners(selection: Selection) -> frozenset[str]:
    closed = selection.system.organisations.filter(~pl.col("is_open"))
    return frozenset(closed["org_code"])


def _gone(row: Row, closed: frozenset[str]) -> Changes:
    """No longer reported without an end, or left behind by a partner that has closed."""
    if row["stage_before"] not in ENDED_STAGES:
        because = "partner_closed" if row["partner_code_before"] in closed else "not_reported"
        yield _change("vanished", row, "stage", before=row["stage_before"], because=because)


def _stage(row: Row) -> Changes:
    before, after = row["stage_before"], row["stage"]
    if before == after:
        return
    if after in ENDED_STAGES:
        what = "closed"
    elif before in ENDED_STAGES or STAGES.index(str(after)) > STAGES.index(str(before)):
        what = "moved_up"
    else:
        what = "moved_down"
    yield _change(what, row, "stage", before=before, after=after)


def _fields(row: Row) -> Changes:
    for field, what in _FIELDS.items():
        before, after = plain(row[f"{field}_before"]), plain(row[field])
        if before != after:
            yield _change(what, row, field, before=before, after=after)


def _change(
    what: str,
    row: Row,
    field: str,
    *,
    before: Cell = None,
    after: Cell = None,
    because: str | None = None,
) -> Change:
    code = str(row["programme_id"])
    lead = row["lead_org_code"] or row["lead_org_code_before"]
    name = row["programme_name"] or row["programme_name_before"]
    return Change(
        what,
        "programmes",
        code,
        field,
        before,
        after,
        because=because,
        programme_id=code,
        org_code=str(lead),
        name=str(name),
    )
