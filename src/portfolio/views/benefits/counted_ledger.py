"""The ledger: what was reported, what was removed and why, and what counts, type by type."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from portfolio.domain.labels import Labels
from portfolio.domain.period import Period
from portfolio.domain.result import Result
from portfolio.views import escape, formats
from portfolio.views.picture import Column, DisplayTable, Picture, table_of_records
from portfolio.views.read_result import Record, amount, number, records, text
from portfolio.views.words import empty_words, ledger_words
from portfolio.views.words.terms import BENEFIT_TYPE, REMOVED, rank, word

_COLUMNS = {
    "reported_gbp": "Reported",
    "also_confirmed_gbp": "Reported twice",
    "told_by_successor_gbp": "Told again after a merger",
    "not_attributed_gbp": "Due to other causes",
    "over_100_gbp": "Claimed by several",
    "counted_gbp": "Counted",
}


def counted_ledger(counted: Result, labels: Labels) -> Picture:
    """The account by type and effect; every removed figure is a row of the table. Reads `by_type`
    and `removed` of counted_benefit."""
    rows = records(counted, "by_type")
    if not rows:
        return Picture(title=ledger_words.sentence(counted), empty=empty_words.NO_PLAN)
    shown = {name: title for name, title in _COLUMNS.items() if _is_shown(name, rows)}
    head = "".join(f'<th scope="col" class="pf-right">{title}</th>' for title in shown.values())
    body = "".join(_row(row, shown) for row in sorted(rows, key=_place))
    return Picture(
        title=ledger_words.sentence(counted).rstrip("."),
        subtitle="Realised to date. Reported less what was removed is what is counted.",
        html='<div class="pf-scroll" tabindex="0"><table class="pf-table pf-account"><thead><tr>'
        f"<td></td>{head}</tr></thead><tbody>{body}</tbody></table></div>",
        note="The table lists every figure of which something was removed.",
        table=_removed(counted, labels),
    )


def _place(row: Record) -> tuple[bool, int]:
    return text(row, "effect") != "benefit", rank(BENEFIT_TYPE, text(row, "benefit_type"))


def _is_shown(name: str, rows: Sequence[Record]) -> bool:
    """What a merger did has a column only where there was one."""
    return name != "told_by_successor_gbp" or any(amount(row, name) > 0 for row in rows)


def _row(row: Record, shown: Iterable[str]) -> str:
    kind = word(BENEFIT_TYPE, text(row, "benefit_type"))
    effect = text(row, "effect")
    cells = "".join(f'<td class="pf-right">{_cell(row, name)}</td>' for name in shown)
    return f'<tr><th scope="row">{escape.html(kind)} {escape.html(effect)}</th>{cells}</tr>'


def _cell(row: Record, name: str) -> str:
    gbp = amount(row, name)
    if name in ("reported_gbp", "counted_gbp"):
        return f"<b>{formats.money_full(gbp)}</b>"
    return formats.money_full(-gbp) if gbp else "none"


def _removed(counted: Result, labels: Labels) -> DisplayTable:
    columns = (
        Column("benefit_id", "Benefit"),
        Column("beneficiary_org_code", "Lands at"),
        Column("period", "Month"),
        Column("sent_by", "Sent by"),
        Column("removed_gbp", "Removed", "right"),
        Column("reason", "Because"),
    )

    def largest_first() -> list[Record]:
        return sorted(records(counted, "removed"), key=lambda row: -amount(row, "removed_gbp"))

    return table_of_records(
        columns,
        largest_first,
        lambda row: (
            text(row, "benefit_id"),
            labels.organisation(text(row, "beneficiary_org_code")),
            Period.parse(text(row, "period")).words,
            labels.organisation(text(row, "sent_by")),
            formats.money_full(number(row, "removed_gbp")),
            word(REMOVED, text(row, "reason")),
        ),
    )
