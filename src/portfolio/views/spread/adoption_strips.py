"""Adoption as one strip for each programme: for phones, for themes, and for many organisations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portfolio.domain.labels import Labels
from portfolio.domain.result import Result
from portfolio.views import escape, formats, squares
from portfolio.views.picture import Picture
from portfolio.views.reading import Record, is_true, text
from portfolio.views.spread import adoption_table
from portfolio.views.spread.adoption_grid import Grid, grid, of_programme
from portfolio.views.words import missing, spread

STRIPS_AT_MOST = 60
TITLE = "Where each programme has spread"
_COUNTS = "at the right, how many have it in routine use"


@dataclass(frozen=True)
class Strip:
    """One line: a name with a softer second line, the strip, its count, and a last figure."""

    name: str
    below: str
    strip: str
    in_use: int
    possible: int
    extra: str = ""
    extra_below: str = ""


def adoption_strips(
    adoption: Result, labels: Labels, realised: Mapping[str, tuple[str, str]] | None = None
) -> Picture:
    """One line for each programme, most adopters first. Reads `matrix`. `realised` may give each
    programme id a last figure and the softer line under it."""
    plan = grid(adoption, labels)
    if not plan.cells:
        return Picture(title=TITLE, empty=missing.NO_ADOPTION)
    lines = [_line(side.code, plan, labels) for side in plan.programmes[:STRIPS_AT_MOST]]
    if realised is not None:
        codes = [side.code for side in plan.programmes]
        pairs = zip(lines, codes, strict=False)
        lines = [_with(line, *realised.get(code, ("–", ""))) for line, code in pairs]
    states = [text(cell, "state") for cell in squares.others(plan.cells)]
    many = any(line.possible > squares.SQUARES_AT_MOST for line in lines)
    claimed = [c for c in squares.others(plan.cells) if text(c, "sent_as") == "claimed"]
    return Picture(
        title=TITLE,
        subtitle=_subtitle(many),
        alt=spread.headline(adoption, labels) + ".",
        html=strips_html(lines),
        key=squares.key(states, claimed=bool(claimed) and not many),
        note=_note(adoption, plan),
        table=adoption_table.table(plan.cells, labels),
    )


def _subtitle(many: bool) -> str:
    if many:
        return (
            f"Share of the organisations that could use it, beyond the lead, by state; {_COUNTS}."
        )
    return f"One square for each organisation that could use it, beyond the lead; {_COUNTS}."


def _note(adoption: Result, plan: Grid) -> str:
    if len(plan.programmes) <= STRIPS_AT_MOST:
        return spread.trust(adoption)
    every = formats.count(len(plan.programmes))
    return f"The first {STRIPS_AT_MOST} of {every} programmes; all are in the table."


def _line(programme_id: str, plan: Grid, labels: Labels) -> Strip:
    rows = of_programme(plan.cells, programme_id)
    beyond = squares.others(rows)
    lead = next(
        (labels.organisation(text(r, "org_code")) for r in rows if is_true(r, "is_lead")), ""
    )
    return Strip(
        name=labels.programme(programme_id),
        below=f"Led by {lead}" if lead else "",
        strip=_strip(beyond),
        in_use=squares.in_use(beyond),
        possible=len(beyond),
    )


def _strip(beyond: Sequence[Record]) -> str:
    return squares.strip(beyond) or "<small>Nobody else is named for it</small>"


def _with(line: Strip, extra: str, below: str) -> Strip:
    return Strip(line.name, line.below, line.strip, line.in_use, line.possible, extra, below)


def strips_html(lines: Sequence[Strip]) -> str:
    """The list of strips; on a phone the strip goes under its name."""
    return f'<ul class="pf-strips">{"".join(_item(line) for line in lines)}</ul>'


def _item(line: Strip) -> str:
    below = f"<small>{escape.html(line.below)}</small>" if line.below else ""
    name = f'<div class="pf-who">{escape.html(line.name)}{below}</div>'
    across = f'<div class="pf-across">{line.strip}</div>'
    count = f"<b>{formats.count(line.in_use)}</b> of {formats.count(line.possible)}"
    used = f'<div class="pf-end">{count if line.possible else "–"}</div>'
    if not line.extra:
        return f'<li class="pf-plain">{name}{across}{used}</li>'
    last = f"{escape.html(line.extra)} <small>{escape.html(line.extra_below)}</small>"
    return f'<li>{name}{across}{used}<div class="pf-end pf-extra">{last}</div></li>'
