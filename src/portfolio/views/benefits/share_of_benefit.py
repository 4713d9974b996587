"""Each organisation's share of benefit against its share of the population."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.domain.labels import Labels
from portfolio.domain.result import Result
from portfolio.views import escape, formats, links, marks
from portfolio.views.palette import BEYOND
from portfolio.views.picture import Column, DisplayTable, KeyItem, Picture, TableLine, table_of
from portfolio.views.read_result import Record, amount, number, only, records, text
from portfolio.views.words import empty_words, organisation_words

MOST_SHOWN = 16
_NAME_LETTERS = 40


def share_of_benefit(effective: Result, labels: Labels) -> Picture:
    """Return one line for each organisation, largest share first. Reads `shares` (org_code, gbp,
    share, population_share)."""
    rows = sorted(
        only(records(effective, "shares"), lambda row: amount(row, "share") > 0),
        key=lambda row: -amount(row, "share"),
    )
    title = organisation_words.evenness(effective).rstrip(".")
    if not rows:
        return Picture(title=title, empty=empty_words.NO_SHARES)
    shown = rows[:MOST_SHOWN]
    return Picture(
        title=title,
        subtitle="Share of realised benefit, the types with a price together, as a share claims no "
        "budget; and of population. An equal split is not the goal.",
        alt=organisation_words.largest_share(effective, labels),
        html=_html(shown, labels),
        key=(
            KeyItem(marks.dot(BEYOND), "Share of benefit"),
            KeyItem(marks.hollow(), "Share of population"),
        ),
        note=_note(rows, shown),
        table=_table(rows, labels),
    )


def _note(rows: Sequence[Record], shown: Sequence[Record]) -> str:
    unknown = sum(number(row, "population_share") is None for row in shown)
    parts = []
    if len(shown) < len(rows):
        parts.append(
            f"The {len(shown)} largest of {formats.count(len(rows))}; all are in the table."
        )
    if unknown:
        verb = "has" if unknown == 1 else "have"
        parts.append(f"{formats.n_of_m(unknown, len(shown))} {verb} no population in the list.")
    return " ".join(parts)


def _html(rows: Sequence[Record], labels: Labels) -> str:
    every = [amount(row, column) for row in rows for column in ("share", "population_share")]
    body = "".join(_row(row, labels, max(every)) for row in rows)
    return f'<table class="pf-bars pf-above pf-shares"><tbody>{body}</tbody></table>'


def _row(row: Record, labels: Labels, top: float) -> str:
    code = text(row, "org_code")
    name = labels.organisation(code)
    share, people = amount(row, "share"), number(row, "population_share")
    short = links.link(links.to_organisation(code), formats.shortened(name, _NAME_LETTERS))
    of_people = "" if people is None else f", {formats.percent(people)} of people"
    return (
        f'<tr><th scope="row" class="pf-name" title="{escape.html(name)}">{short}</th>'
        f"<td>{_dumbbell(share, people, top)}</td>"
        f'<td class="pf-said"><b>{formats.percent(share)}</b>{of_people}</td></tr>'
    )


def _dumbbell(share: float, people: float | None, top: float) -> str:
    at = share / top * 100
    solid = f'<s class="pf-solid" style="left:{at:.2f}%"></s>'
    if people is None:
        return f'<div class="pf-line" aria-hidden="true">{solid}</div>'
    other = people / top * 100
    bridge = f'<u style="left:{min(at, other):.2f}%;width:{abs(at - other):.2f}%"></u>'
    hollow = f'<s style="left:{other:.2f}%"></s>'
    return f'<div class="pf-line" aria-hidden="true">{bridge}{hollow}{solid}</div>'


def _table(rows: Sequence[Record], labels: Labels) -> DisplayTable:
    columns = (
        Column("org_code", "Organisation"),
        Column("realised_gbp", "Realised", "right"),
        Column("benefit_share", "Share of benefit", "right"),
        Column("population_share", "Share of population", "right"),
    )

    def line(row: Record) -> TableLine:
        code, gbp = text(row, "org_code"), number(row, "gbp")
        shares = (number(row, "share"), number(row, "population_share"))
        shown = (labels.organisation(code), formats.money_full(gbp), *map(formats.percent, shares))
        return shown, (code, gbp, *shares)

    return table_of(columns, rows, line)
