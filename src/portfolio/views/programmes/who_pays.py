"""Who bears the cost of one programme's benefit, and who gains it, each type of pound by itself."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.domain.labels import Labels
from portfolio.domain.result import Result
from portfolio.views import escape, formats, links
from portfolio.views.picture import Column, Picture, table_of_records
from portfolio.views.read_result import Record, amount, having, only, records, summed, text
from portfolio.views.words import empty_words, pounds_words
from portfolio.views.words.terms import BENEFIT_TYPE, word

_NAMED = 5
_PAYER, _GAINER, _GBP = "payer_org_code", "beneficiary_org_code", "benefit_gbp"
_TITLE = "Who bears its cost, and who gains"
_COLUMNS = (
    Column(_PAYER, "Bears the cost"),
    Column(_GAINER, "Gains"),
    Column("benefit_type", "Type of benefit"),
    Column(_GBP, "Realised to date", "right"),
)


def who_pays(paid: Result, labels: Labels) -> Picture:
    """Return for each payer and type of pound what it gains itself and what others gain. Reads
    `matrix_by_type` of payer_gainer."""
    every = only(records(paid, "matrix_by_type"), lambda row: amount(row, _GBP) > 0)
    rows = pounds_words.in_order(sorted(every, key=lambda row: -amount(row, _GBP)))
    if not rows:
        return Picture(title=_TITLE, empty=empty_words.NO_BENEFIT)
    title = _title(rows, labels)
    pairs = dict.fromkeys((text(row, _PAYER), text(row, "benefit_type")) for row in rows)
    body = "".join(_line(payer, kind, _of(rows, payer, kind), labels) for payer, kind in pairs)
    return Picture(
        title=title,
        subtitle="Benefit realised to date, by who bore its cost: the lead, where nobody else is "
        "named. Not what was spent.",
        alt=f"{title}. Each line is a row of the table.",
        html=f'<table class="pf-table"><thead><tr><th scope="col">Bears the cost</th>'
        '<th scope="col" class="pf-right">Gains itself</th>'
        f'<th scope="col">Others gain</th></tr></thead><tbody>{body}</tbody></table>',
        table=table_of_records(
            _COLUMNS,
            rows,
            lambda row: (
                labels.organisation(text(row, _PAYER)),
                labels.organisation(text(row, _GAINER)),
                word(BENEFIT_TYPE, text(row, "benefit_type")),
                formats.money_full(amount(row, _GBP)),
            ),
        ),
    )


def _of(rows: Sequence[Record], payer: str, kind: str) -> list[Record]:
    return having(having(rows, _PAYER, payer), "benefit_type", kind)


def _others(rows: Sequence[Record]) -> dict[str, float]:
    """Return what each that did not bear the cost gains, the largest first."""
    gained = summed(only(rows, lambda row: text(row, _PAYER) != text(row, _GAINER)), _GAINER, _GBP)
    return dict(sorted(gained.items(), key=lambda one: -one[1]))


def _title(rows: Sequence[Record], labels: Labels) -> str:
    """Return who bears most of what others gain, of the type that is spoken of first."""
    for kind in dict.fromkeys(text(row, "benefit_type") for row in rows):
        payers = dict.fromkeys(text(row, _PAYER) for row in having(rows, "benefit_type", kind))
        by_payer = {payer: _others(_of(rows, payer, kind)) for payer in payers}
        payer = max(by_payer, key=lambda code: sum(by_payer[code].values()))
        if gained := by_payer[payer]:
            others = formats.plural(len(gained), "other organisation")
            gain = "gains" if len(gained) == 1 else "gain"
            return (
                f"{labels.organisation(payer)} bears the cost of "
                f"{formats.money(sum(gained.values()))} of {pounds_words.benefit(kind)} that "
                f"{others} {gain}"
            )
    return "Whoever bears its cost is the one that gains, for all that is realised so far"


def _line(payer: str, kind: str, rows: Sequence[Record], labels: Labels) -> str:
    own = sum(amount(row, _GBP) for row in rows if text(row, _GAINER) == payer)
    others = _others(rows)
    named = [
        f"{links.organisation(code, labels)} {formats.money(gbp)}"
        for code, gbp in list(others.items())[:_NAMED]
    ]
    more = len(others) - _NAMED
    listed = ", ".join([*named, f"{formats.count(more)} more"] if more > 0 else named)
    gained = f"<b>{formats.money(sum(others.values()))}</b><small>{listed}</small>"
    return (
        f"<tr><td>{links.organisation(payer, labels)}"
        f"<small>{escape.html(word(BENEFIT_TYPE, kind))}</small></td>"
        f'<td class="pf-right">{formats.money(own)}</td>'
        f"<td>{gained if others else 'nothing'}</td></tr>"
    )
