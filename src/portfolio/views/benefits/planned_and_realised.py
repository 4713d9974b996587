"""One £ type by programme and by theme: realised as a bar, planned a tick, and as a diamond what
would be realised had each forecast come true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portfolio.domain.result import Result
from portfolio.views import escape, formats, links, marks
from portfolio.views.palette import BENEFIT_TYPE_COLOUR
from portfolio.views.picture import Column, DisplayTable, KeyItem, Picture, table_of
from portfolio.views.read_result import Record, amount, gross, having, only, records, text
from portfolio.views.words import empty_words, plan_words
from portfolio.views.words.terms import BENEFIT_TYPE

MOST_SHOWN = 8
_NAME_LETTERS = 44
_SUMS = ("planned_gbp", "forecast_gbp", "realised_gbp")
_CODE = {"programme": "programme_id", "theme": "theme_code"}


@dataclass(frozen=True)
class Line:
    """One programme or theme: its name and its three amounts to date."""

    code: str
    name: str
    planned: float
    forecast: float
    realised: float

    @property
    def largest(self) -> float:
        return max(self.planned, self.forecast, self.realised)


def by_programme(realisation: Result, benefit_type: str) -> Picture:
    """Return the programmes with most at stake first. Reads `to_date_by_programme` and
    `optimism_by_programme_type`."""
    lines = _lines(realisation, "to_date_by_programme", "programme", benefit_type)
    kind = BENEFIT_TYPE[benefit_type]
    short = sum(line.realised < line.planned for line in lines)
    planned = sum(line.planned > 0 for line in lines)
    title = (
        f"{kind} benefit: {_have(short, planned)} less than planned"
        if planned
        else f"{kind} benefit by programme"
    )
    return _picture(title, lines, benefit_type, "programme")


def _have(some: int, every: int) -> str:
    noun = "programme" if every == 1 else "programmes"
    return f"{formats.n_of_m(some, every)} {noun} {'has' if some == 1 else 'have'}"


def by_theme(realisation: Result, benefit_type: str) -> Picture:
    """Return the system's own themes in their order, each by primary theme. Reads
    `to_date_by_theme` and `optimism_by_theme_type`."""
    lines = _lines(realisation, "to_date_by_theme", "theme", benefit_type)
    kind = BENEFIT_TYPE[benefit_type]
    most = max(lines, key=lambda line: line.realised, default=None)
    title = (
        f"{kind} benefit: most is realised in {most.name}"
        if most and most.realised and len(lines) > 1
        else f"{kind} benefit by theme"
    )
    return _picture(title, lines, benefit_type, "theme")


def _lines(realisation: Result, table: str, what: str, benefit_type: str) -> list[Line]:
    rows = having(gross(records(realisation, table)), "benefit_type", benefit_type)
    of = _CODE[what]
    fared = having(records(realisation, f"optimism_by_{what}_type"), "benefit_type", benefit_type)
    both = {text(row, of): row for row in fared}
    every = [_line(row, what, both) for row in only(rows, lambda row: any(map(row.get, _SUMS)))]
    return sorted(every, key=lambda line: -line.largest)


def _line(row: Record, what: str, both: Mapping[str, Record]) -> Line:
    code = text(row, _CODE[what])
    planned, forecast, realised = (amount(row, name) for name in _SUMS)
    had = plan_words.had_they_come_true(realised, forecast, both.get(code, {}))
    return Line(code, text(row, f"{what}_name") or code, planned, had, realised)


def _href(line: Line, what: str) -> str:
    if what == "programme":
        return links.to_programme(line.code)
    return links.to_own_theme(line.code)


def _picture(title: str, lines: Sequence[Line], benefit_type: str, what: str) -> Picture:
    if not lines:
        return Picture(title=title, empty=empty_words.NO_PLAN)
    shown = lines[:MOST_SHOWN]
    top = max(line.largest for line in shown)
    colour = BENEFIT_TYPE_COLOUR[benefit_type]
    body = "".join(_row(line, top, colour, _href(line, what)) for line in shown)
    return Picture(
        title=title,
        subtitle=f"To date, by {what}; largest first.",
        alt=f"{title}. Each line is a row of the table.",
        html=f'<table class="pf-bars pf-above pf-planned"><tbody>{body}</tbody></table>',
        key=(
            KeyItem(marks.swatch(colour), "Realised"),
            KeyItem(marks.hollow("tick"), "Planned"),
            KeyItem(marks.hollow("diamond"), "Had each forecast come true"),
        ),
        note=""
        if len(shown) == len(lines)
        else f"The {len(shown)} largest of {formats.count(len(lines))}; all are in the table.",
        table=_table(lines, what),
    )


def _row(line: Line, top: float, colour: str, href: str) -> str:
    name = links.link(href, formats.shortened(line.name, _NAME_LETTERS))
    return (
        f'<tr><th scope="row" class="pf-name" title="{escape.html(line.name)}">{name}</th>'
        f'<td><div class="pf-track" aria-hidden="true">{_marks(line, top, colour)}</div></td>'
        f'<td class="pf-said"><b>{formats.money(line.realised)}</b>{_of(line)}</td></tr>'
    )


def _marks(line: Line, top: float, colour: str) -> str:
    width = line.realised / top * 98
    bar = f'<i style="width:{width:.2f}%;background:{colour}"></i>' if line.realised else ""
    if line.planned:
        bar += f'<span class="pf-tick" style="left:{line.planned / top * 98:.2f}%"></span>'
    if line.forecast:
        bar += f'<span class="pf-diamond" style="left:{line.forecast / top * 98:.2f}%"></span>'
    return bar


def _of(line: Line) -> str:
    return f" of {formats.money(line.planned)}" if line.planned else ", not planned"


def _table(lines: Sequence[Line], what: str) -> DisplayTable:
    columns = (
        Column(_CODE[what], "Code"),
        Column(f"{what}_name", formats.sentence_case(what)),
        Column("planned_gbp", "Planned by now", "right"),
        Column("forecast_gbp", "Had forecasts come true", "right"),
        Column("realised_gbp", "Realised", "right"),
    )
    return table_of(
        columns,
        lines,
        lambda line: (
            (
                line.code,
                line.name,
                *(formats.money_full(x) for x in (line.planned, line.forecast, line.realised)),
            ),
            (line.code, line.name, line.planned, line.forecast, line.realised),
        ),
    )
