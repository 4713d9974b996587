"""The portfolio as a table that reads as cards on a phone: sorted and narrowed by choices that are
kept in the address, twenty programmes first and then more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from portfolio.domain.labels import Labels
from portfolio.domain.programme import Programme
from portfolio.domain.result import Result
from portfolio.views import formats, squares
from portfolio.views.initiatives import in_words
from portfolio.views.picture import Column, DisplayTable, KeyItem, Picture, table_of
from portfolio.views.programmes import portfolio_cells
from portfolio.views.programmes.portfolio_cells import Scale
from portfolio.views.programmes.portfolio_lines import (
    SORTS,
    Arrangement,
    Line,
    arranged,
    lines,
    span,
)
from portfolio.views.read_result import text
from portfolio.views.words import programme_words as words
from portfolio.views.words.terms import BENEFIT_TYPE, CONFIDENCE, STAGE, word

STEP, MOST = 20, 100
"""Programmes shown at first, and at most: beyond that the page would grow heavy."""
_TITLE = "The portfolio"
_COLUMNS = (
    Column("programme_id", "Id"),
    Column("programme_name", "Programme"),
    Column("lead_org_code", "Led by"),
    Column("stage", "Stage"),
    Column("organisations_using_beyond_lead", "Using it", "right"),
    Column("organisations_possible_beyond_lead", "Could use it", "right"),
    Column("benefit_type", "Type of benefit"),
    Column("planned_to_date_gbp", "Planned by now", "right"),
    Column("realised_to_date_gbp", "Realised", "right"),
    Column("beyond_lead_share", "Beyond the lead", "right"),
    Column("confidence_shown", "Confidence"),
    Column("start_date", "Start"),
    Column("planned_end_date", "Approved end"),
    Column("forecast_end_date", "Forecast end"),
    Column("slip_days", "Days later", "right"),
    Column("approved_cost_gbp", "Approved cost", "right"),
    Column("forecast_cost_gbp", "Forecast cost", "right"),
    Column("initiative_code", "Part of"),
)


@dataclass(frozen=True)
class _Part:
    """A column of the drawn table: its head, what it draws, and the order that sorts by it."""

    title: str
    draw: Callable[[Line], str]
    sorts: tuple[str, ...] = ()


def portfolio_table(
    programmes: Sequence[Programme], how: Arrangement, labels: Labels, *results: Result
) -> Picture:
    """Return one row a programme. Reads `matrix` of adoption, `by_programme_type` of
    beyond_lead_share, `to_date_by_programme` of plan_forecast_realised, `programmes` of
    delivery_confidence."""
    every = lines(programmes, labels, results)
    as_one = arranged(every, how)
    kept = [part for line in as_one for part in line.each]
    title = _title(len(kept), len(every))
    if not kept:
        return Picture(title=title, empty="No programme has this stage and this rating.")
    days = portfolio_cells.scale(span(every), results[0].provenance.filters.period)
    shown = _first(as_one, min(how.rows, MOST))
    return Picture(
        title=title,
        subtitle=f"Sorted by {_lower(SORTS[how.sort])}.",
        alt=title,
        html=_html(shown, _parts(every, days, how), how.sort),
        key=_key(shown),
        note=_note(shown, kept, every),
        table=table(kept),
    )


def _first(as_one: Sequence[Line], most: int) -> list[Line]:
    """Return the first lines, as many as stand for so many programmes."""
    shown: list[Line] = []
    for line in as_one:
        if sum(len(one.each) for one in shown) >= most:
            break
        shown.append(line)
    return shown


def _title(kept: int, every: int) -> str:
    if kept == every:
        return f"{_TITLE}: {formats.plural(every, 'programme')}"
    return f"{_TITLE}: {formats.n_of_m(kept, every)} programmes"


def _lower(words_: str) -> str:
    return words_[:1].lower() + words_[1:]


def _parts(every: Sequence[Line], days: Scale | None, how: Arrangement) -> list[_Part]:
    """Return the columns that have anything to say in this system."""
    parts = [_Part("Programme", portfolio_cells.name, ("name",))]
    if any(line.beyond for line in every):
        parts.append(_Part("Spread beyond its lead", portfolio_cells.spread, ("spread",)))
    if any(line.to_date or line.realised for line in every):
        parts.append(_Part("Benefit to date", portfolio_cells.benefit, ("benefit",)))
    if any(line.rating or "exempt" in _ratings(line) for line in every):
        parts.append(_Part("Confidence", portfolio_cells.confidence, ("confidence",)))
    parts.append(
        _Part("Stage and plan", lambda line: portfolio_cells.plan(line, days), ("slip", "stage"))
    )
    return parts


def _ratings(line: Line) -> tuple[str, str]:
    return text(line.rated, "sro"), text(line.rated, "independent")


def _html(shown: Sequence[Line], parts: Sequence[_Part], sort: str) -> str:
    """Return a table by role as well as by element: on a phone its rows are laid out as cards,
    which would otherwise take the roles away."""
    head = "".join(
        f'<th scope="col" role="columnheader"{_sorted(part, sort)}>{part.title}</th>'
        for part in parts
    )
    body = "".join(_row(line, parts) for line in shown)
    return (
        f'<table class="pf-portfolio pf-parts-{len(parts)}" role="table">'
        f'<caption class="pf-hidden">{_TITLE}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
    )


def _sorted(part: _Part, sort: str) -> str:
    if sort not in part.sorts:
        return ""
    return f' aria-sort="{"ascending" if sort in ("name", "stage") else "descending"}"'


def _row(line: Line, parts: Sequence[_Part]) -> str:
    first, *others = parts
    cells = "".join(
        f'<td role="cell" data-label="{part.title}">{part.draw(line)}</td>' for part in others
    )
    return f'<tr role="row"><th scope="row" role="rowheader">{first.draw(line)}</th>{cells}</tr>'


def _key(shown: Sequence[Line]) -> tuple[KeyItem, ...]:
    return squares.key([text(cell, "state") for line in shown for cell in line.beyond])


def _note(shown: Sequence[Line], kept: Sequence[Line], every: Sequence[Line]) -> str:
    parts = []
    drawn = sum(len(line.each) for line in shown)
    if drawn < len(kept):
        parts.append(f"The first {drawn} of {formats.count(len(kept))}; all are in the download.")
    parts += _not_said(every)
    return " ".join(parts)


def _not_said(every: Sequence[Line]) -> list[str]:
    """Return what has no column here because nobody sent it, and which costs a total would lack."""
    missing = []
    if not any(line.beyond for line in every):
        missing.append("who could use what")
    if not any(line.to_date for line in every):
        missing.append("benefit in pounds")
    without = sum(line.programme.approved_cost_gbp is None for line in every)
    said = [f"Nobody has sent {' or '.join(missing)} for these."] if missing else []
    if without:
        said.append(f"{formats.n_of_m(without, len(every))} give no approved cost.")
    return said


def table(kept: Sequence[Line]) -> DisplayTable:
    """Return a row for each programme, with everything that its line draws."""
    return table_of(_COLUMNS, kept, lambda line: (_said(line), portfolio_cells.values(line)))


def _said(line: Line) -> tuple[str, ...]:
    one = line.programme
    share = line.landed.get("share")
    return (
        one.programme_id,
        one.name,
        line.lead,
        word(STAGE, one.stage),
        formats.count(line.in_use),
        formats.count(len(line.beyond)),
        word(BENEFIT_TYPE, line.kind) if line.kind else "",
        *(formats.money_full(_pounds(line, name)) for name in ("planned_gbp", "realised_gbp")),
        formats.percent(share if isinstance(share, float) else None),
        word(CONFIDENCE, line.rating) if line.rating else words.rating_line(line.rated),
        *(
            formats.day(day)
            for day in (one.start_date, one.planned_end_date, one.forecast_end_date)
        ),
        formats.count(line.slip_days),
        formats.money_full(one.approved_cost_gbp),
        formats.money_full(one.forecast_cost_gbp),
        in_words(one.initiative_code or ""),
    )


def _pounds(line: Line, name: str) -> float | None:
    found = line.to_date.get(name)
    return float(found) if isinstance(found, int | float) else None


def is_more(picture: Picture, how: Arrangement) -> bool:
    """Return whether more rows than are drawn could be."""
    return how.rows < min(len(picture.table), MOST)
