"""The adoption matrix: every programme at every organisation, as squares on a ladder of blue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from portfolio.domain.codes import GIVEN_UP, IN_USE
from portfolio.domain.labels import Labels
from portfolio.domain.programme import Programme
from portfolio.domain.result import Result
from portfolio.views import escape, formats, links, shapes, squares
from portfolio.views.drawing import (
    LETTER_PX,
    SMALL,
    Trace,
    bare_axis,
    figure,
    note,
    slant_height,
    slant_reach,
)
from portfolio.views.palette import INK, OUTLINE, PAPER, SOFT, STATE_COLOUR
from portfolio.views.picture import Figure, Picture
from portfolio.views.read_result import Record, is_true, only, text
from portfolio.views.spread import adoption_strips, adoption_table
from portfolio.views.spread.adoption_grid import Grid, grid
from portfolio.views.words import empty_words, spread_words
from portfolio.views.words.terms import SENT_AS, STATE, word

TITLE = "Who has adopted what"
COLUMNS_AT_MOST = 32
ROWS_AT_MOST = 45
_COLUMNS_OF_ROOM = 12.0
_ROW_PX = 25
_ROW_LETTERS = 48
_COLUMN_LETTERS = 30
_PALE = ("not_started", "exploring", "agreed")


def adoption_matrix(
    adoption: Result, labels: Labels, programmes: Sequence[Programme] = ()
) -> Picture:
    """Return the matrix where it fits; for more organisations one strip for each programme, those
    of one initiative as one.
    Reads `matrix` (programme_id, org_code, state, live_date, sent_as, is_lead)."""
    plan = grid(adoption, labels)
    if not plan.cells:
        return Picture(title=TITLE, empty=empty_words.NO_ADOPTION)
    if len(plan.organisations) > COLUMNS_AT_MOST:
        return adoption_strips.adoption_strips(adoption, labels, None, programmes)
    shown = Grid(plan.programmes[:ROWS_AT_MOST], plan.organisations, plan.cells)
    drawn = [cell for cell in plan.cells if text(cell, "programme_id") in shown.row_at]
    top = _top_margin(shown)
    height = top + _ROW_PX * len(shown.programmes) + 60
    return Picture(
        title=TITLE,
        subtitle="Each square is one programme at one organisation. Programmes with most "
        "adopters beyond the lead first; organisations grouped by type.",
        alt=f"{spread_words.headline(adoption, labels)}. Every square is a row of the table.",
        figure=_figure(shown, drawn, labels, top),
        height=height,
        key=squares.key(
            [text(cell, "state") for cell in drawn],
            claimed=any(_is_claimed(cell) for cell in drawn),
            lead=any(is_true(cell, "is_lead") for cell in drawn),
        ),
        note=_note(adoption, plan),
        table=adoption_table.table(plan.cells, labels),
    )


def _note(adoption: Result, plan: Grid) -> str:
    if len(plan.programmes) <= ROWS_AT_MOST:
        return spread_words.trust(adoption)
    every = formats.count(len(plan.programmes))
    return (
        f"The first {ROWS_AT_MOST} of {every} programmes; all are in the table. "
        + spread_words.trust(adoption)
    )


def _is_claimed(cell: Record) -> bool:
    return text(cell, "sent_as") == "claimed" and text(cell, "state") != "not_applicable"


def _top_margin(plan: Grid) -> int:
    return slant_height([formats.shortened(s.name, _COLUMN_LETTERS) for s in plan.organisations])


def _right_margin(plan: Grid) -> int:
    return slant_reach(formats.shortened(plan.organisations[-1].name, _COLUMN_LETTERS), 92)


def _figure(plan: Grid, cells: Sequence[Record], labels: Labels, top: int) -> Figure:
    names = [formats.shortened(side.name, _ROW_LETTERS) for side in plan.programmes]
    last = plan.organisations[-1].at
    rows = len(names)
    left = max(round(max(len(name) for name in names) * LETTER_PX) + 14, 150)
    return figure(
        [*_ladder(plan, cells, labels), *_off_ladder(plan, cells, labels), *_signs(plan, cells)]
        + [_row_ends(plan), _feet(plan, rows)],
        top + _ROW_PX * rows + 60,
        barmode="overlay",
        margin={"l": left, "r": _right_margin(plan), "t": top, "b": 4},
        xaxis=bare_axis(
            side="top",
            tickangle=-45,
            tickvals=[side.at for side in plan.organisations],
            ticktext=[
                links.drawn(
                    links.to_organisation(side.code), formats.shortened(side.name, _COLUMN_LETTERS)
                )
                for side in plan.organisations
            ],
            tickfont={"size": SMALL},
            range=[-0.55, max(last + 0.55, _COLUMNS_OF_ROOM)],
        ),
        yaxis=bare_axis(
            tickvals=list(range(rows)),
            ticktext=[
                links.drawn(links.to_programme(side.code), name)
                for side, name in zip(plan.programmes, names, strict=True)
            ],
            tickfont={"size": SMALL},
            ticklabelstandoff=4,
            range=[rows - 0.5 + 2.2, -0.5],
        ),
        annotations=_foot_labels(rows),
    )


def _label(name: str, letters: int) -> str:
    return escape.plotly(formats.shortened(name, letters))


def _ladder(plan: Grid, cells: Sequence[Record], labels: Labels) -> list[Trace]:
    """Return one trace of rectangles for each step; bars keep their shape at every width."""
    return [
        {
            "type": "bar",
            "name": STATE[state],
            "x": [plan.column_at[text(cell, "org_code")] for cell in found],
            "base": [plan.row_at[text(cell, "programme_id")] - shapes.HALF_H for cell in found],
            "y": [2 * shapes.HALF_H] * len(found),
            "width": 2 * shapes.HALF_W,
            "marker": {
                "color": fill,
                "line": {"width": 1, "color": OUTLINE if state in _PALE else fill},
            },
            **_hover(found, labels),
        }
        for state, fill in STATE_COLOUR.items()
        if (found := [cell for cell in cells if text(cell, "state") == state])
    ]


def _hover(cells: Sequence[Record], labels: Labels) -> dict[str, object]:
    return {
        "customdata": [_hover_text(cell, labels) for cell in cells],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _hover_text(cell: Record, labels: Labels) -> str:
    live = cell.get("live_date")
    since = f", live from {formats.day(live)}" if isinstance(live, date) else ""
    lead = "<br>It leads the work" if is_true(cell, "is_lead") else ""
    trust = "" if lead else f"<br>{word(SENT_AS, text(cell, 'sent_as'))}"
    return (
        f"<b>{_label(labels.programme(text(cell, 'programme_id')), 60)}</b>"
        f"<br>{_label(labels.organisation(text(cell, 'org_code')), 60)}"
        f"<br>{word(STATE, text(cell, 'state'))}{since}{lead}{trust}"
    )


def _off_ladder(plan: Grid, cells: Sequence[Record], labels: Labels) -> list[Trace]:
    """Stopped and decided not to: a dotted box with its sign. Not applicable: a dot."""
    left = only(cells, lambda cell: text(cell, "state") in GIVEN_UP)
    apart = only(cells, lambda cell: text(cell, "state") == "not_applicable")
    boxes = shapes.outlines(plan, left, shapes.box)
    traces: list[Trace] = [
        boxes | {"type": "scatter", "mode": "lines", "line": _line(SOFT, "2px,2px")},
        _marks(plan, left, labels)
        | {
            "mode": "text",
            "text": ["–" if text(cell, "state") == "stopped" else "×" for cell in left],
            "textfont": {"size": 15, "color": INK},
        },
        _marks(plan, apart, labels) | {"mode": "markers", "marker": {"size": 3, "color": SOFT}},
    ]
    return [trace for trace in traces if trace["x"]]


def _line(colour: str, dash: str = "solid") -> dict[str, object]:
    return {"width": 1, "color": colour, "dash": dash}


def _marks(plan: Grid, cells: Sequence[Record], labels: Labels) -> dict[str, object]:
    return {"type": "scatter", "cliponaxis": False} | _places(plan, cells) | _hover(cells, labels)


def _places(plan: Grid, cells: Sequence[Record]) -> dict[str, object]:
    return {
        "x": [plan.column_at[text(cell, "org_code")] for cell in cells],
        "y": [plan.row_at[text(cell, "programme_id")] for cell in cells],
    }


def _signs(plan: Grid, cells: Sequence[Record]) -> list[Trace]:
    """Return the cut corner of a claim and the dot of the lead, above the squares."""
    claimed = only(cells, _is_claimed)
    leads = only(cells, lambda cell: is_true(cell, "is_lead"))
    dots = [PAPER if text(cell, "state") in IN_USE else INK for cell in leads]
    traces: list[Trace] = [
        shapes.outlines(plan, claimed, shapes.corner)
        | {
            "type": "scatter",
            "mode": "lines",
            "fill": "toself",
            "fillcolor": PAPER,
            "line": _line(PAPER),
        },
        shapes.outlines(plan, claimed, shapes.fold)
        | {"type": "scatter", "mode": "lines", "line": _line(SOFT)},
        _places(plan, leads)
        | {
            "type": "scatter",
            "mode": "markers",
            "hoverinfo": "skip",
            "cliponaxis": False,
            "marker": {"size": 7, "color": dots},
        },
    ]
    return [trace for trace in traces if trace["x"]]


def _row_ends(plan: Grid) -> Trace:
    end = plan.organisations[-1].at + 0.55
    return {
        "type": "scatter",
        "mode": "text",
        "x": [end] * len(plan.programmes),
        "y": [side.at for side in plan.programmes],
        "text": [f"&nbsp;<b>{side.in_use}</b> of {side.possible}" for side in plan.programmes],
        "textposition": "middle right",
        "textfont": {"size": SMALL, "color": INK},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _feet(plan: Grid, rows: int) -> Trace:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [side.at for side in plan.organisations],
        "y": [rows + 0.35] * len(plan.organisations),
        "text": [f"<b>{side.in_use}</b><br>{side.possible}" for side in plan.organisations],
        "textfont": {"size": SMALL, "color": INK},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _foot_labels(rows: int) -> list[dict[str, object]]:
    words = "In use here, from others<br>of those that apply here"
    font = {"size": SMALL, "color": SOFT}
    return [
        note(
            words,
            0,
            rows + 0.35,
            xref="paper",
            xanchor="right",
            xshift=-6,
            align="right",
            font=font,
        )
    ]
