"""The ledger: what was reported, what was removed and why, and what counts, type by type."""

from __future__ import annotations

from collections.abc import Iterator

from portfolio.domain.labels import Labels
from portfolio.domain.period import Period
from portfolio.domain.result import Result
from portfolio.views import escape, formats
from portfolio.views.palette import BEYOND, OUTLINE
from portfolio.views.picture import Column, DisplayTable, Picture, table_of_records
from portfolio.views.read_result import Record, amount, number, records, text
from portfolio.views.words import empty_words, ledger_words
from portfolio.views.words.terms import BENEFIT_TYPE, REMOVED, rank, word

_ENDS = ("reported_gbp", "counted_gbp")
_COLUMNS = {
    "reported_gbp": "Reported",
    "also_confirmed_gbp": "Reported twice",
    "told_by_successor_gbp": "Told again after a merger",
    "not_attributed_gbp": "Due to other causes",
    "over_100_gbp": "Claimed by several",
    "counted_gbp": "Counted",
}
_REMOVED = {name: title for name, title in _COLUMNS.items() if name not in _ENDS}

Step = tuple[str, float, float, str]
"""Of one step its name, where its bar begins and how long it is in pounds, and its words."""


def counted_ledger(counted: Result, labels: Labels) -> Picture:
    """From what was reported to what is counted, step by step, each type and effect by itself and
    all to one scale; every removed figure is a row of the table. Reads `by_type` and `removed` of
    counted_benefit."""
    rows = records(counted, "by_type")
    if not rows:
        return Picture(title=ledger_words.sentence(counted), empty=empty_words.NO_PLAN)
    top = max(amount(row, "reported_gbp") for row in rows) or 1.0
    body = "".join(_account(row, top) for row in sorted(rows, key=_place))
    return Picture(
        title=ledger_words.sentence(counted).rstrip("."),
        subtitle="Realised to date. Reported less what was removed is what is counted.",
        alt=f"{ledger_words.sentence(counted)} Each line is a step of the account.",
        html=f'<table class="pf-bars pf-falls">{body}</table>',
        note="The table lists every figure of which something was removed.",
        table=_removed(counted, labels),
    )


def _place(row: Record) -> tuple[bool, int]:
    return text(row, "effect") != "benefit", rank(BENEFIT_TYPE, text(row, "benefit_type"))


def _account(row: Record, top: float) -> str:
    """Return one type of pound: a heading, then a bar for each step that has anything."""
    kind = word(BENEFIT_TYPE, text(row, "benefit_type"))
    steps = [_step(one, top) for one in _steps(row)]
    return (
        f'<tbody><tr class="pf-kind"><th scope="rowgroup" colspan="2">{escape.html(kind)} '
        f"{escape.html(text(row, 'effect'))}</th></tr>{''.join(steps)}</tbody>"
    )


def _steps(row: Record) -> Iterator[Step]:
    remains = amount(row, "reported_gbp")
    yield _COLUMNS["reported_gbp"], 0.0, remains, formats.money(remains)
    for name, title in _REMOVED.items():
        gbp = amount(row, name)
        if gbp:
            remains -= gbp
            yield title, remains, gbp, f"\u2212{formats.money(gbp)}"
    left = amount(row, "counted_gbp")
    yield _COLUMNS["counted_gbp"], 0.0, left, formats.money(left)


def _step(step: Step, top: float) -> str:
    title, begins, gbp, said = step
    removed = title in _REMOVED.values()
    where = f"left:{begins / top * 100:.2f}%;width:{gbp / top * 100:.2f}%"
    colour = OUTLINE if removed else BEYOND
    words = escape.html(said) if removed else f"<b>{escape.html(said)}</b>"
    return (
        f'<tr><th scope="row" class="pf-name">{title}</th><td><div class="pf-bar">'
        f'<div class="pf-fall"><i style="{where};background:{colour}"></i></div><em>{words}</em>'
        "</div></td></tr>"
    )


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
