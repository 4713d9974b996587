"""Old services still running beside the new, what they cost, and how far past their end."""

from __future__ import annotations

from portfolio.domain.result import Result
from portfolio.views import escape, formats, links
from portfolio.views.bar_list import Bar, bar_lines
from portfolio.views.palette import CONCERN, SOFT
from portfolio.views.picture import Column, DisplayTable, Picture, table_of_records
from portfolio.views.read_result import Record, amount, number, records, text, whole
from portfolio.views.words import programme_words as words

NO_OLD_SERVICE = (
    "No lead names an old service that still runs. It goes into the extract programmes, column "
    "old_service, and stays there until the old service ends."
)
SHOWN = 8
_COLUMNS = (
    Column("programme_id", "Id"),
    Column("programme_name", "Programme"),
    Column("old_service", "Old service"),
    Column("end_date", "Planned end"),
    Column("overdue_days", "Days past it", "right"),
    Column("cost_gbp_per_year", "Cost a year", "right"),
    Column("cost_to_date_gbp", "Cost since the new went live", "right"),
)


def old_services(horses: Result) -> Picture:
    """Return the costliest first. Reads `by_programme` and `summary` of two_horses."""
    rows = sorted(
        records(horses, "by_programme"), key=lambda row: -amount(row, "cost_gbp_per_year")
    )
    title = words.old_service_title(horses)
    if not rows:
        return Picture(title=title, empty=NO_OLD_SERVICE)
    more = f"The {SHOWN} costliest of {len(rows)}. " if len(rows) > SHOWN else ""
    return Picture(
        title=title,
        subtitle="What each costs in a year, while the new one runs too.",
        alt=f"{title}.",
        html=bar_lines([_bar(row) for row in rows[:SHOWN]]),
        note=more + _unknown(horses),
        table=_table(rows),
    )


def _bar(row: Record) -> Bar:
    overdue = whole(row, "overdue_days") > 0
    cost = number(row, "cost_gbp_per_year")
    beside = links.link(links.to_programme(text(row, "programme_id")), text(row, "programme_name"))
    return Bar(
        text(row, "old_service"),
        cost or 0.0,
        colour=CONCERN if overdue else SOFT,
        note_html=f"Beside {beside}. {escape.html(_end(row) + _to_date(row))}",
        said=formats.money(cost),
    )


def _end(row: Record) -> str:
    overdue = number(row, "overdue_days")
    if overdue is None:
        return "No end planned."
    if overdue == 0:
        return "Its end is still ahead."
    return f"{formats.plural(round(overdue), 'day')} past its planned end."


def _to_date(row: Record) -> str:
    cost = number(row, "cost_to_date_gbp")
    if cost is None:
        return ""
    months = formats.plural(whole(row, "months_beside"), "month")
    return f" {formats.money(cost)} in {months} beside the new."


def _unknown(horses: Result) -> str:
    summary: Record = next(iter(records(horses, "summary")), {})
    without = whole(summary, "without_cost")
    if not without:
        return ""
    return f"{formats.n_of_m(without, whole(summary, 'old_services'))} give no yearly cost."


def _table(rows: list[Record]) -> DisplayTable:
    return table_of_records(
        _COLUMNS,
        rows,
        lambda row: (
            text(row, "programme_id"),
            text(row, "programme_name"),
            text(row, "old_service"),
            text(row, "end_date") or formats.UNKNOWN,
            formats.count(number(row, "overdue_days")),
            formats.money_full(number(row, "cost_gbp_per_year")),
            formats.money_full(number(row, "cost_to_date_gbp")),
        ),
    )
