"""Adoption as one strip for each programme: for phones, for themes, and for many organisations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from portfolio.domain.labels import Labels
from portfolio.domain.result import Result
from portfolio.views import escape, formats, links, marks, snippets, squares
from portfolio.views.picture import Picture
from portfolio.views.read_result import Record, is_true, text
from portfolio.views.spread import adoption_table
from portfolio.views.spread.adoption_grid import Grid, grid, of_programme
from portfolio.views.words import empty_words, spread_words
from portfolio.views.words.terms import CONFIDENCE, word

STRIPS_AT_MOST = 60
_OPEN = 12
"""Lines that are open from the start; the rest unfold."""
TITLE = "Where each programme has spread"
_COUNTS = "; at the right, how many have it in routine use"
_NAMED = ". In use means live or embedded"


@dataclass(frozen=True)
class Beside:
    """What a theme's page says of a programme beside its strip: the rating and whose it is, and
    what is realised of what was planned."""

    rating: str = ""
    rated_by: str = ""
    realised: str = "–"
    planned: str = ""


@dataclass(frozen=True)
class Strip:
    """One line: a name with a softer second line, the strip, its count, and a last figure or all
    that a theme's page has beside it."""

    name: str
    below: str
    strip: str
    in_use: int
    possible: int
    extra: str = ""
    extra_below: str = ""
    beside: Beside | None = None
    href: str = ""
    lead_code: str = ""


def adoption_strips(
    adoption: Result, labels: Labels, beside: Mapping[str, Beside] | None = None
) -> Picture:
    """Return one line for each programme, most adopters first. Reads `matrix`. `beside` may give
    each programme id its rating and its benefit."""
    plan = grid(adoption, labels)
    if not plan.cells:
        return Picture(title=TITLE, empty=empty_words.NO_ADOPTION)
    lines = [_line(side.code, plan, labels) for side in plan.programmes[:STRIPS_AT_MOST]]
    if beside is not None:
        codes = [side.code for side in plan.programmes]
        pairs = zip(lines, codes, strict=False)
        lines = [replace(line, beside=beside.get(code, Beside())) for line, code in pairs]
    states = [text(cell, "state") for cell in squares.others(plan.cells)]
    many = any(line.possible > squares.SQUARES_AT_MOST for line in lines)
    claimed = [c for c in squares.others(plan.cells) if text(c, "sent_as") == "claimed"]
    return Picture(
        title=TITLE,
        subtitle=_subtitle(many, _NAMED if beside is not None else _COUNTS),
        alt=spread_words.headline(adoption, labels) + ".",
        html=strips_html(lines),
        key=squares.key(states, claimed=bool(claimed) and not many),
        note=_note(adoption, plan),
        table=adoption_table.table(plan.cells, labels),
    )


def _subtitle(many: bool, counts: str) -> str:
    if many:
        return f"Share of the organisations that could use it, beyond the lead, by state{counts}."
    return f"One square for each organisation that could use it, beyond the lead{counts}."


def _note(adoption: Result, plan: Grid) -> str:
    if len(plan.programmes) <= STRIPS_AT_MOST:
        return spread_words.trust(adoption)
    every = formats.count(len(plan.programmes))
    return f"The first {STRIPS_AT_MOST} of {every} programmes; all are in the table."


def _line(programme_id: str, plan: Grid, labels: Labels) -> Strip:
    rows = of_programme(plan.cells, programme_id)
    beyond = squares.others(rows)
    lead = next((text(row, "org_code") for row in rows if is_true(row, "is_lead")), "")
    return Strip(
        name=labels.programme_name(programme_id) if lead else labels.programme(programme_id),
        below=f"Led by {labels.organisation(lead)}" if lead else "",
        href=links.to_programme(programme_id),
        lead_code=lead,
        strip=_strip(beyond),
        in_use=squares.in_use(beyond),
        possible=len(beyond),
    )


def _strip(beyond: Sequence[Record]) -> str:
    return squares.strip(beyond) or "<small>Nobody else is named for it</small>"


def strips_html(lines: Sequence[Strip], shown: int = _OPEN) -> str:
    """Return the list of strips, the first of them open; on a phone the strip goes under its
    name."""
    head = _HEAD if any(line.beside for line in lines) else ""
    return snippets.folded(
        [_item(line) for line in lines],
        shown,
        lambda items: f'<ul class="pf-strips">{head}{items}</ul>',
        lambda rest: formats.plural(rest, "more programme"),
    )


_HEAD = (
    '<li class="pf-themed pf-head" aria-hidden="true"><div>Programme</div><div>Adoption</div>'
    '<div class="pf-end">In use</div><div>Confidence</div><div class="pf-end">Realised</div></li>'
)
"""Over the columns; each cell says by itself what it is to who hears it or sees it on a phone."""


def _item(line: Strip) -> str:
    said = (
        links.link(links.to_organisation(line.lead_code), line.below)
        if line.lead_code
        else (escape.html(line.below))
    )
    below = f"<small>{said}</small>" if said else ""
    name = f'<div class="pf-who">{links.link(line.href, line.name)}{below}</div>'
    across = f'<div class="pf-across">{line.strip}</div>'
    count = f"<b>{formats.count(line.in_use)}</b> of {formats.count(line.possible)}"
    used = f'<div class="pf-end">{count if line.possible else "–"}</div>'
    if line.beside is not None:
        beside = f"{_rating(line.beside)}{_last(line.beside.realised, line.beside.planned)}"
        return f'<li class="pf-themed">{name}{across}{used}{beside}</li>'
    if not line.extra:
        return f'<li class="pf-plain">{name}{across}{used}</li>'
    last = _last(line.extra, line.extra_below)
    return f'<li class="pf-timed">{name}{across}{used}{last}</li>'


def _rating(beside: Beside) -> str:
    """`▲ Amber`, never the colour alone, over whose rating it is."""
    said = f"<small>{escape.html(beside.rated_by)}</small>"
    if not beside.rating:
        return f'<div class="pf-rated">{said}</div>'
    mark = marks.image(marks.confidence(beside.rating), css="pf-mark")
    rating = f'<span class="pf-rating">{mark} {word(CONFIDENCE, beside.rating)}</span>'
    return f'<div class="pf-rated">{rating} {said}</div>'


def _last(figure: str, below: str) -> str:
    said = f"{escape.html(figure)} <small>{escape.html(below)}</small>"
    return f'<div class="pf-end pf-extra">{said}</div>'
