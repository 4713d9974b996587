"""All benefits as a list with small marks: how each is moving, its target, evidence, status."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from portfolio.domain.labels import Labels
from portfolio.domain.period import Period
from portfolio.domain.result import Result
from portfolio.views import escape, formats, links, marks
from portfolio.views.attention import ordered, reason
from portfolio.views.benefits import xmr_icons
from portfolio.views.picture import Column, DisplayTable, Picture, table_of
from portfolio.views.read_result import Record, count, is_true, number, records, text
from portfolio.views.words import empty_words, over_time_words
from portfolio.views.words.benefit_words import list_title
from portfolio.views.words.terms import BENEFIT_STATUS, BENEFIT_TYPE, EVIDENCE, word

PAGE_ROWS = 10
Link = Callable[[Record], str]


def benefit_list(
    over: Result, labels: Labels, link: Link, *, sort: str = "attention", page: int = 1
) -> Picture:
    """Return one page of the benefits in the order asked for. Reads `benefits` of
    benefit_over_time; `link` gives the address at which a benefit's own chart is shown."""
    rows = ordered(records(over, "benefits"), sort, labels)
    if not rows:
        return Picture(title="No benefit has been named yet", empty=empty_words.NO_REGISTER)
    shown = rows[(page - 1) * PAGE_ROWS : page * PAGE_ROWS]
    body = "".join(_row(row, labels, link(row)) for row in shown)
    return Picture(
        title=list_title(rows),
        subtitle="Each benefit where it lands. First those that changed for the worse, did not "
        "happen, are disbenefits, have no figure, or will not meet their target."
        if sort == "attention"
        else "Each benefit where it lands.",
        html=f'<ul class="pf-benefits">{body}</ul>',
        note=_note(page, len(shown), len(rows)),
        table=_table(rows, labels),
    )


def pages(over: Result) -> int:
    """Return how many pages the list has; one even where it is empty."""
    return max(1, -(-count(over, "benefits") // PAGE_ROWS))


def _note(page: int, shown: int, every: int) -> str:
    if every <= PAGE_ROWS:
        return ""
    first = (page - 1) * PAGE_ROWS + 1
    last = formats.count(first + shown - 1)
    return f"{formats.count(first)} to {last} of {formats.count(every)}; all are in the download."


def _row(row: Record, labels: Labels, href: str) -> str:
    name = escape.html(formats.shortened(text(row, "benefit_name"), 70))
    where = links.organisation(text(row, "beneficiary_org_code"), labels)
    about = formats.shortened(text(row, "programme_name"), 60)
    programme = links.link(links.to_programme(text(row, "programme_id")), about)
    effect = "Disbenefit. " if text(row, "effect") == "disbenefit" else ""
    return (
        f'<li><div class="pf-who"><a href="{escape.html(href)}" target="_self">{name}</a>'
        f"<small>{effect}At {where}. {programme}</small></div>"
        f'<div class="pf-moves">{_icons(row)}<span>{_moves(row)}</span></div>'
        f'<div class="pf-grade">{_grade(row)}</div>'
        f'<div class="pf-end">{_figures(row)}</div></li>'
    )


def _icons(row: Record) -> str:
    """Return the icon of the change, and of the target where one is judged; words stand beside
    them."""
    if text(row, "chart_status") in ("", "trial"):
        return marks.image(xmr_icons.not_judged(), css="pf-icon")
    if is_true(row, "has_moved"):
        return marks.image(xmr_icons.moved(), css="pf-icon")
    changed = xmr_icons.variation(text(row, "variation"), text(row, "direction"))
    assured = text(row, "assurance")
    second = marks.image(xmr_icons.assurance(assured), css="pf-icon") if assured else ""
    return marks.image(changed, css="pf-icon") + second


def _moves(row: Record) -> str:
    said = over_time_words.ASSURANCE.get(text(row, "assurance"), "")
    return over_time_words.short(row) + (f"<small>{said}</small>" if said else "")


def _grade(row: Record) -> str:
    grade = text(row, "evidence")
    status = word(BENEFIT_STATUS, text(row, "status"))
    mark = marks.image(marks.evidence(grade))
    return f"{mark} {word(EVIDENCE, grade)}<small>{status}</small>"


def _figures(row: Record) -> str:
    """Return the latest month in its own unit, and the pounds realised to date."""
    gbp = number(row, "counted_gbp")
    value = number(row, "last_value")
    latest = ""
    if value is not None:
        month = formats.month_short(Period.parse(text(row, "last_period")))
        said = escape.html(over_time_words.value(value, text(row, "unit")))
        latest = f"{said}<small>in {month}</small>"
    realised = f"<b>{formats.money(gbp)}</b> " if gbp is not None else ""
    to_date = "<small>realised to date</small>" if gbp is not None else ""
    return f"<span>{latest}</span><span>{realised}{to_date}</span>"


def _table(rows: Sequence[Record], labels: Labels) -> DisplayTable:
    columns = (
        Column("benefit_id", "Benefit"),
        Column("beneficiary_org_code", "Lands at"),
        Column("programme_id", "Programme"),
        Column("benefit_type", "Type"),
        Column("variation", "Change"),
        Column("assurance", "Target"),
        Column("evidence", "Evidence"),
        Column("status", "Status"),
        Column("counted_gbp", "Realised", "right"),
        Column("attention", "Look at it because"),
    )
    return table_of(
        columns,
        rows,
        lambda row: (
            _shown(row, labels),
            (*(row.get(column.name) for column in columns[:-1]), reason(row)),
        ),
    )


def _shown(row: Record, labels: Labels) -> tuple[str, ...]:
    return (
        text(row, "benefit_name"),
        labels.organisation(text(row, "beneficiary_org_code")),
        text(row, "programme_name"),
        word(BENEFIT_TYPE, text(row, "benefit_type")),
        over_time_words.short(row),
        over_time_words.ASSURANCE.get(text(row, "assurance"), ""),
        word(EVIDENCE, text(row, "evidence")),
        word(BENEFIT_STATUS, text(row, "status")),
        formats.money_full(number(row, "counted_gbp"), ""),
        reason(row),
    )
