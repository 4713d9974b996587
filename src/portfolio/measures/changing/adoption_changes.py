"""Adoptions: up or down the ladder, joined it, left it, no longer reported, or disagreed about."""

from __future__ import annotations

import polars as pl

from portfolio.domain.codes import ADOPTION_LADDER
from portfolio.measures.changing.change import Change, Changes, Pair, Row, side_by_side
from portfolio.measures.selection import Selection

_KEY = ["programme_id", "org_code"]
_COLUMNS = ("programme_name", "state", "sent_as", "claimed_state", "reason")


def adoption_changes(pair: Pair) -> Changes:
    """Return changes of the rows that count: at organisations that are open, in current
    programmes. Of a programme that is no longer current nothing is said row by row."""
    both = side_by_side(_counting(pair.before), _counting(pair.after), _KEY)
    still = frozenset(pair.after.programmes.filter(pl.col("is_current"))["programme_id"])
    closed = frozenset(pair.after.system.organisations.filter(~pl.col("is_open"))["org_code"])
    for row in both.iter_rows(named=True):
        if row["programme_id"] in still:
            yield from _change(row, closed)


def _counting(selection: Selection) -> pl.DataFrame:
    rows = selection.adoption().filter(pl.col("is_current") & pl.col("is_open"))
    return rows.select(*_KEY, *_COLUMNS)


def _change(row: Row, closed: frozenset[str]) -> Changes:
    before, after = row["state_before"], row["state"]
    if before == after:
        return
    what, because = _word(row, closed)
    if what:
        yield Change(
            what,
            "adoptions",
            f"{row['programme_id']}/{row['org_code']}",
            "state",
            before,
            after,
            because=because,
            programme_id=str(row["programme_id"]),
            org_code=str(row["org_code"]),
            name=str(row["programme_name"] or row["programme_name_before"]),
        )


def _word(row: Row, closed: frozenset[str]) -> tuple[str, str | None]:
    """Return the word for a state that is not what it was, and what else is to be said."""
    before, after = row["state_before"], row["state"]
    if not row["is_after"]:
        return _gone(before in ADOPTION_LADDER, row["org_code"] in closed)
    if _is_first_answer(row):
        return "disagreement", "first_confirmation"
    if after not in ADOPTION_LADDER:
        return ("left", str(after)) if before in ADOPTION_LADDER else ("", None)
    if before not in ADOPTION_LADDER:
        return "joined", None if row["is_before"] else "newly_reported"
    rose = ADOPTION_LADDER.index(str(after)) > ADOPTION_LADDER.index(str(before))
    return ("moved_up" if rose else "moved_down"), None


def _gone(was_on_ladder: bool, has_closed: bool) -> tuple[str, str | None]:
    """Return a row that ended (stopped, decided against) may be left out without a word."""
    if not was_on_ladder:
        return "", None
    return ("left", "organisation_closed") if has_closed else ("vanished", "not_reported")


def _is_first_answer(row: Row) -> bool:
    """Return the organisation's first word on what was the lead's claim, with which it does not
    agree."""
    answered = row["sent_as_before"] == "claimed" and row["sent_as"] != "claimed"
    claimed: str | None = row["claimed_state"]
    return answered and claimed is not None and claimed != row["state"]
