"""Two programmes beside each other: who, how far, what came of it, how sure, how much."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from portfolio.domain.labels import Labels
from portfolio.domain.programme import Programme
from portfolio.domain.result import Result
from portfolio.views import escape, formats, links
from portfolio.views.picture import Picture
from portfolio.views.programmes import portfolio_cells, portfolio_table
from portfolio.views.programmes.portfolio_lines import Line, lines, span
from portfolio.views.words.terms import APPROACH, word


def two_programmes(programmes: Sequence[Programme], labels: Labels, *results: Result) -> Picture:
    """Return the two given, in their order, a row for each thing that is told of both. Reads what
    the portfolio's table reads."""
    every = lines(programmes, labels, results)
    days = portfolio_cells.scale(span(every), results[0].provenance.filters.period)
    rows: tuple[tuple[str, Callable[[Line], str]], ...] = (
        ("Led by", lambda one: links.organisation(one.programme.lead_org_code, labels)),
        ("Purpose", lambda one: escape.html(one.programme.purpose)),
        ("Spread beyond its lead", portfolio_cells.spread),
        ("Benefit to date", portfolio_cells.benefit),
        ("Confidence", portfolio_cells.confidence),
        ("Stage and plan", lambda one: portfolio_cells.plan(one, days)),
        ("Cost", lambda one: escape.html(_cost(one.programme))),
        ("Approach", lambda one: word(APPROACH, one.programme.approach or "") or "not said"),
    )
    names = [labels.programme(one.programme.programme_id) for one in every]
    head = "".join(
        f'<th scope="col">{links.programme(one.programme.programme_id, labels)}</th>'
        for one in every
    )
    body = "".join(
        f'<tr><th scope="row">{name}</th>'
        + "".join(f'<td data-label="{name}">{draw(one)}</td>' for one in every)
        + "</tr>"
        for name, draw in rows
    )
    title = f"{formats.listed(names)} beside each other"
    return Picture(
        title=title,
        alt=title,
        html=f'<table class="pf-portfolio pf-two"><thead><tr><td></td>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>",
        table=portfolio_table.table(every),
    )


def _cost(one: Programme) -> str:
    if one.approved_cost_gbp is None and one.spend_to_date_gbp is None:
        return "not given"
    approved = f"{formats.money(one.approved_cost_gbp)} approved"
    spent = f", {formats.money(one.spend_to_date_gbp)} spent" if one.spend_to_date_gbp else ""
    return approved + spent
