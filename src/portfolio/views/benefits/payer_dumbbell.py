"""Payer and gainer: for each organisation what it bore the cost of, and what it gained."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.domain.labels import Labels
from portfolio.domain.result import Result
from portfolio.views import escape, formats, links, marks
from portfolio.views.palette import BEYOND
from portfolio.views.picture import Column, DisplayTable, KeyItem, Picture, table_of_records
from portfolio.views.read_result import Record, amount, having, number, only, records, text
from portfolio.views.words import empty_words, paying_words, pounds_words
from portfolio.views.words.terms import ORG_TYPE, word

MOST_SHOWN = 10
_NAME_LETTERS = 36
_END = 97.5


def payer_dumbbell(
    paid: Result, labels: Labels, kind: str = "", shown: int = MOST_SHOWN
) -> Picture:
    """Return the organisations with most of either of one type of pound, largest first. Hollow
    is what it bore the cost of, solid what it gained; they are amounts side by side and never
    set off. Reads `by_organisation_type` of payer_gainer."""
    code = kind or next(iter(paying_words.kinds(paid)), "")
    of_kind = having(records(paid, "by_organisation_type"), "benefit_type", code)
    spent = {text(row, "org_code"): row for row in records(paid, "by_organisation")}
    told = [{**spent.get(text(row, "org_code"), {}), **row} for row in of_kind]
    rows = sorted(only(told, _has_either), key=lambda row: -_size(row))
    title = paying_words.headline(paid, code)
    if not rows:
        return Picture(title=title, empty=empty_words.NO_BENEFIT)
    kept = rows[:shown]
    top = max(map(_size, kept))
    body = "".join(_row(row, labels, top) for row in kept)
    return Picture(
        title=title,
        subtitle=f"{formats.sentence_case(pounds_words.benefit(code))} realised to date whose cost "
        "it bore, and that it gained. Costs are not recorded for each benefit, so the one is not "
        "set against the other.",
        alt=f"{title}. Each line is a row of the table.",
        html=f'<table class="pf-bars pf-above pf-shares pf-payer"><tbody>{body}</tbody></table>',
        key=(
            KeyItem(marks.hollow(), "Bore the cost of"),
            KeyItem(marks.dot(BEYOND), "Gained"),
        ),
        note=""
        if len(kept) == len(rows)
        else f"The {len(kept)} largest of {formats.count(len(rows))}; all are in the table.",
        table=_table(rows, labels),
    )


def _has_either(row: Record) -> bool:
    return _size(row) > 0


def _size(row: Record) -> float:
    return max(amount(row, "paid_for_gbp"), amount(row, "gained_gbp"))


def _row(row: Record, labels: Labels, top: float) -> str:
    code = text(row, "org_code")
    name = labels.organisation(code)
    sign = marks.image(marks.org_type(labels.org_type(code)))
    paid, gained = amount(row, "paid_for_gbp"), amount(row, "gained_gbp")
    short = links.link(links.to_organisation(code), formats.shortened(name, _NAME_LETTERS))
    return (
        f'<tr><th scope="row" class="pf-name" title="{escape.html(name)}">{short}</th>'
        f'<td class="pf-sign">{sign}</td>'
        f"<td>{_dumbbell(paid / top * _END, gained / top * _END)}</td>"
        f'<td class="pf-said">{formats.money(paid)}, <b>{formats.money(gained)}</b></td></tr>'
    )


def _dumbbell(paid: float, gained: float) -> str:
    left, width = min(paid, gained), abs(paid - gained)
    return (
        '<div class="pf-line" aria-hidden="true">'
        f'<u style="left:{left:.2f}%;width:{width:.2f}%"></u>'
        f'<s class="pf-solid" style="left:{gained:.2f}%"></s>'
        f'<s class="pf-open" style="left:{paid:.2f}%"></s></div>'
    )


def _table(rows: Sequence[Record], labels: Labels) -> DisplayTable:
    columns = (
        Column("org_code", "Organisation"),
        Column("org_type", "Kind"),
        Column("paid_for_gbp", "Bore the cost of", "right"),
        Column("paid_for_others_gbp", "of it gained by others", "right"),
        Column("gained_gbp", "Gained", "right"),
        Column("gained_from_others_gbp", "of it paid by others", "right"),
        Column("disbenefit_gbp", "Disbenefit", "right"),
        Column("spend_to_date_gbp", "Spent to date on what it leads", "right"),
    )
    return table_of_records(
        columns,
        rows,
        lambda row: (
            labels.organisation(text(row, "org_code")),
            word(ORG_TYPE, text(row, "org_type")),
            *(formats.money_full(number(row, column.name)) for column in columns[2:]),
        ),
    )
