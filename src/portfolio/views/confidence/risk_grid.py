"""The five by five: how many risks are held at each likelihood and consequence."""

from __future__ import annotations

from collections.abc import Mapping

from portfolio.domain.result import Result
from portfolio.views import formats
from portfolio.views.palette import INK, PANEL
from portfolio.views.picture import Column, Picture, table_of_records
from portfolio.views.read_result import number, records, whole
from portfolio.views.words import risk_words as words

_FIVE = (1, 2, 3, 4, 5)
_LIKELY = ("Rare", "Unlikely", "Possible", "Likely", "Almost certain")
_GRAVE = ("Negligible", "Minor", "Moderate", "Major", "Catastrophic")
_DEPTHS = ((15, "#f0a878"), (8, "#f7d2b8"), (4, "#fbe9dd"), (0, PANEL))
"""From which score a cell has which shade: one hue, so that it does not look like a rating."""


def risk_grid(risk: Result) -> Picture:
    """Return likelihood upwards, consequence to the right. Reads `grid`."""
    cells = {
        (whole(row, "likelihood"), whole(row, "consequence")): whole(row, "risks")
        for row in records(risk, "grid")
    }
    title = words.grid_title(risk)
    if not cells:
        return Picture(title=title, empty=words.NO_RISKS)
    columns = (
        Column("likelihood", "Likelihood", "right"),
        Column("consequence", "Consequence", "right"),
        Column("risks", "Risks", "right"),
    )
    rows = records(risk, "grid")
    return Picture(
        title=title,
        subtitle="Risks held: open, being mitigated or accepted, as their holders score them.",
        alt=f"{title}.",
        html=_html(cells),
        table=table_of_records(
            columns, rows, lambda row: tuple(formats.count(number(row, c.name)) for c in columns)
        ),
    )


def _html(cells: Mapping[tuple[int, int], int]) -> str:
    body = "".join(_row(likelihood, cells) for likelihood in reversed(_FIVE))
    feet = "".join(f'<th scope="col">{name}</th>' for name in _GRAVE)
    return (
        '<table class="pf-grid5"><caption class="pf-hidden">Likelihood by consequence</caption>'
        f'<tbody>{body}</tbody><tfoot><tr><th scope="col"></th>{feet}</tr></tfoot></table>'
    )


def _row(likelihood: int, cells: Mapping[tuple[int, int], int]) -> str:
    name = _LIKELY[likelihood - 1]
    row = "".join(_cell(likelihood * one, cells.get((likelihood, one), 0)) for one in _FIVE)
    return f'<tr><th scope="row">{name}</th>{row}</tr>'


def _cell(score: int, risks: int) -> str:
    shade = next(colour for least, colour in _DEPTHS if score >= least)
    return f'<td style="background:{shade};color:{INK}">{risks or ""}</td>'
