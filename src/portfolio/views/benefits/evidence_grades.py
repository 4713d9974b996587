"""How well the benefits are known: estimated, measured, validated, by count and by pounds."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.domain.result import Result
from portfolio.views import escape, formats, marks
from portfolio.views.bar_list import Bar, bar_list
from portfolio.views.palette import BENEFIT_TYPE_COLOUR, SOFT
from portfolio.views.picture import Column, DisplayTable, KeyItem, Picture, table_of_records
from portfolio.views.read_result import Record, amount, gross, having, records, summed, text, whole
from portfolio.views.words import empty_words
from portfolio.views.words.benefit_words import evidence_title
from portfolio.views.words.terms import BENEFIT_TYPE, EVIDENCE, rank, word


def evidence_grades(counted: Result) -> Picture:
    """Return one row for each grade: how many benefits, and their realised pounds by type, each
    type in its own colour and figure. Reads `by_evidence` of counted_benefit."""
    rows = gross(records(counted, "by_evidence"))
    title = evidence_title(counted)
    if not rows:
        return Picture(title=title, empty=empty_words.NO_REGISTER)
    by_grade = {grade: having(rows, "evidence", grade) for grade in EVIDENCE}
    pounds = {grade: _pounds(of) for grade, of in by_grade.items()}
    top = max(sum(of.values()) for of in pounds.values())
    every = _benefits(rows)
    shown = {grade: formats.n_of_m(_benefits(of), every) for grade, of in by_grade.items()}
    body = "".join(_row(grade, shown[grade], pounds[grade], top or 1) for grade in by_grade)
    types = [code for code in BENEFIT_TYPE_COLOUR if any(code in of for of in pounds.values())]
    return Picture(
        title=title,
        subtitle="Each benefit where it lands, and what it realised in pounds to date.",
        alt=f"{title}. "
        + "; ".join(f"{EVIDENCE[grade]}: {_money(pounds[grade])}" for grade in EVIDENCE)
        + ".",
        html=f'<table class="pf-bars pf-grades"><tbody>{body}</tbody></table>'
        if top
        else bar_list([_bar(grade, _benefits(of), every) for grade, of in by_grade.items()]),
        key=tuple(
            KeyItem(marks.swatch(BENEFIT_TYPE_COLOUR[code]), BENEFIT_TYPE[code]) for code in types
        ),
        table=_table(rows),
    )


def _bar(grade: str, benefits: int, every: int) -> Bar:
    """Where there are no pounds to draw, how many of all benefits are of a grade."""
    return Bar(EVIDENCE[grade], benefits, every, colour=SOFT, mark=marks.evidence(grade))


def _pounds(rows: Sequence[Record]) -> dict[str, float]:
    sums = summed(rows, "benefit_type", "counted_gbp")
    return {code: sums[code] for code in BENEFIT_TYPE_COLOUR if sums.get(code)}


def _benefits(rows: Sequence[Record]) -> int:
    return sum(whole(row, "benefits") for row in rows)


def _row(grade: str, how_many: str, pounds: dict[str, float], top: float) -> str:
    bars = "".join(
        f'<i style="width:{gbp / top * 100:.2f}%;background:{BENEFIT_TYPE_COLOUR[code]}"></i>'
        for code, gbp in pounds.items()
    )
    return (
        f'<tr><th scope="row" class="pf-name">{marks.image(marks.evidence(grade))} '
        f"{EVIDENCE[grade]}<small>{how_many} benefits</small></th>"
        f'<td><div class="pf-stack" aria-hidden="true">{bars}</div>'
        f"<small>{escape.html(_money(pounds))}</small></td></tr>"
    )


def _money(pounds: dict[str, float]) -> str:
    parts = (f"{formats.money(gbp)} {BENEFIT_TYPE[code].lower()}" for code, gbp in pounds.items())
    return formats.listed(parts) or "nothing in pounds yet"


def _table(rows: Sequence[Record]) -> DisplayTable:
    columns = (
        Column("evidence", "Evidence"),
        Column("benefit_type", "Type"),
        Column("benefits", "Benefits", "right"),
        Column("counted_gbp", "Realised", "right"),
    )
    ordered = sorted(rows, key=lambda row: rank(EVIDENCE, text(row, "evidence")))
    return table_of_records(
        columns,
        ordered,
        lambda row: (
            word(EVIDENCE, text(row, "evidence")),
            word(BENEFIT_TYPE, text(row, "benefit_type")),
            formats.count(whole(row, "benefits")),
            formats.money_full(amount(row, "counted_gbp")),
        ),
    )
