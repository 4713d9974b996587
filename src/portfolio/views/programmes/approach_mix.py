"""How programmes go about their change: improving, adopting, making new, replacing."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.domain.result import Result
from portfolio.views import formats
from portfolio.views.bar_list import Bar, bar_list
from portfolio.views.picture import Column, Picture, table_of_records
from portfolio.views.read_result import Record, number, records, text, whole
from portfolio.views.words.terms import APPROACH, word

NO_APPROACH = (
    "No lead has said whether its programme improves, adopts, makes new or replaces. It goes into "
    "the extract programmes, column approach."
)
_COLUMNS = (
    Column("approach", "Approach"),
    Column("programmes", "Programmes", "right"),
    Column("approved_cost_gbp", "Approved cost", "right"),
    Column("cost_missing", "Give no cost", "right"),
)


def approach_mix(beyond_it: Result) -> Picture:
    """Return one bar an approach, with its approved cost. Reads `approach`."""
    rows = records(beyond_it, "approach")
    if not rows:
        return Picture(title="Nobody has said how they go about it", empty=NO_APPROACH)
    bars = [Bar(_name(row), whole(row, "programmes"), note=_cost(row)) for row in rows]
    return Picture(
        title=_title(rows),
        subtitle="Programmes by the way they make the change.",
        alt=_title(rows) + ".",
        html=bar_list(bars),
        table=table_of_records(
            _COLUMNS,
            rows,
            lambda row: (
                _name(row),
                formats.count(number(row, "programmes")),
                formats.money_full(number(row, "approved_cost_gbp")),
                formats.count(number(row, "cost_missing")),
            ),
        ),
    )


def _name(row: Record) -> str:
    return word(APPROACH, text(row, "approach"))


def _cost(row: Record) -> str:
    missing = whole(row, "cost_missing")
    cost = number(row, "approved_cost_gbp")
    if cost is None:
        return "No approved cost given"
    without = f"; {formats.count(missing)} give no cost" if missing else ""
    return f"{formats.money(cost)} approved{without}"


def _title(rows: Sequence[Record]) -> str:
    """Return how many take up what is proven elsewhere, of those that say."""
    every = sum(whole(row, "programmes") for row in rows)
    adopting = sum(whole(row, "programmes") for row in rows if row.get("approach") == "adopt")
    if adopting == 0:
        return f"None of {formats.count(every)} programmes takes up what others have proven"
    verb = "takes" if adopting == 1 else "take"
    return f"{formats.n_of_m(adopting, every)} programmes {verb} up what others have proven"
