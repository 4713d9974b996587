"""Adoption as one strip for each programme: for phones, for themes, and for many organisations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from portfolio.domain.codes import IN_USE
from portfolio.domain.labels import Labels
from portfolio.domain.programme import Programme
from portfolio.domain.result import Result
from portfolio.views import escape, formats, links, marks, snippets, squares
from portfolio.views.initiatives import Initiative, heads, initiatives, led_by, once_each
from portfolio.views.palette import RATING_MARK
from portfolio.views.picture import Column, DisplayTable, Picture, TableLine, table_of
from portfolio.views.read_result import Record, is_true, text
from portfolio.views.spread import adoption_table
from portfolio.views.spread.adoption_grid import Grid, grid, of_programme
from portfolio.views.words import empty_words, spread_words
from portfolio.views.words.terms import CONFIDENCE, word

STRIPS_AT_MOST = 60
_OPEN = 12
"""Lines that are open from the start; the rest unfold."""
TITLE = "Where each programme has spread"
THEIR_STATE = "Its programmes, and how sure their delivery is"
_COUNTS = "; at the right, how many have it in routine use"
_MOST = 12
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
    code: str = ""
    led_by: str = ""
    """The leads of an initiative, as markup."""
    named: str = ""
    """Who has it in routine use, as markup; shown where there is room, and on paper."""


def adoption_strips(
    adoption: Result,
    labels: Labels,
    beside: Mapping[str, Beside] | None = None,
    programmes: Sequence[Programme] = (),
) -> Picture:
    """Return one line for each programme, most adopters first; those of `programmes` that are one
    initiative are one line. Reads `matrix`. `beside` may give each programme id its rating and
    its benefit, an initiative under the first of its ids."""
    plan = grid(adoption, labels)
    if not plan.cells and not beside:
        return Picture(title=TITLE, empty=empty_words.NO_ADOPTION)
    known = _lines(plan, labels, programmes, beside or {})
    if beside is not None:
        known = [replace(line, beside=beside.get(line.code, Beside())) for line in known]
    every = sorted(known, key=_order)
    lines = every[:STRIPS_AT_MOST]
    states = [text(cell, "state") for cell in squares.others(plan.cells)]
    many = any(line.possible > squares.SQUARES_AT_MOST for line in lines)
    claimed = [c for c in squares.others(plan.cells) if text(c, "sent_as") == "claimed"]
    if not plan.cells:
        return Picture(
            title=THEIR_STATE,
            subtitle="The least confident first. Who has taken them up has not been sent yet.",
            html=strips_html(lines),
            note=_note(adoption, len(every)),
            table=_named_table(every, labels),
        )
    return Picture(
        title=TITLE,
        subtitle=_subtitle(many, _NAMED if beside is not None else _COUNTS),
        alt=spread_words.headline(adoption, labels) + ".",
        html=strips_html(lines),
        key=squares.key(states, claimed=bool(claimed) and not many),
        note=_note(adoption, len(every)),
        table=adoption_table.table(plan.cells, labels),
    )


def _order(line: Strip) -> tuple[float, float, int, str]:
    """Most adopters first; where nobody has it, the least confident first; then by name."""
    rating = line.beside.rating if line.beside else ""
    unsure = list(RATING_MARK).index(rating) if rating in RATING_MARK else -1
    return -line.in_use, -line.possible, -unsure, line.name.casefold()


def _subtitle(many: bool, counts: str) -> str:
    if many:
        return f"Share of the organisations that could use it, beyond the lead, by state{counts}."
    return f"One square for each organisation that could use it, beyond the lead{counts}."


_COLUMNS = (
    Column("programme_id", "Programme"),
    Column("lead_org_code", "Led by"),
    Column("confidence_shown", "Confidence"),
)


def _named_table(lines: Sequence[Strip], labels: Labels) -> DisplayTable:
    """Return the programmes with their leads and ratings, where no adoption is known."""

    def line(one: Strip) -> TableLine:
        rated = one.beside or Beside()
        said = word(CONFIDENCE, rated.rating) if rated.rating else rated.rated_by
        lead = labels.organisation(one.lead_code) if one.lead_code else ""
        kept = (one.code, one.lead_code or None, rated.rating or None)
        return (one.name, lead, said), kept

    return table_of(_COLUMNS, lines, line)


def _note(adoption: Result, every: int) -> str:
    if every <= STRIPS_AT_MOST:
        return spread_words.trust(adoption)
    return f"The first {STRIPS_AT_MOST} of {formats.count(every)} programmes; all are in the table."


def _lines(
    plan: Grid, labels: Labels, programmes: Sequence[Programme], beside: Mapping[str, Beside]
) -> list[Strip]:
    """Return a line for each programme that anything is known of, in adoption or beside it."""
    whole = initiatives(programmes)
    head = heads(whole)
    known = [side.code for side in plan.programmes] + list(beside)
    leads = {one.programme_id: one.lead_org_code for one in programmes}
    return [
        _of_initiative(whole[code], plan, labels)
        if code in whole
        else _line(code, plan, labels, leads.get(code, ""))
        for code in dict.fromkeys(head.get(code, code) for code in known)
    ]


def _of_initiative(one: Initiative, plan: Grid, labels: Labels) -> Strip:
    """Return the one line of an initiative: each organisation once, its programmes by their
    leads."""
    rows = [row for row in plan.cells if text(row, "programme_id") in one.ids]
    beyond = once_each(rows)
    return Strip(
        name=one.name,
        below="",
        code=one.ids[0],
        led_by=led_by(one, labels),
        strip=_strip(beyond),
        in_use=squares.in_use(beyond),
        possible=len(beyond),
        named=_named(beyond, labels),
    )


def _named(beyond: Sequence[Record], labels: Labels) -> str:
    """Return who has it in routine use, so many by name."""
    codes = {text(row, "org_code") for row in beyond if text(row, "state") in IN_USE}
    if not codes:
        return ""
    named = [links.organisation(code, labels) for code in sorted(codes, key=labels.organisation)]
    return f"In use at {formats.listed(named, _MOST)}"


def _line(programme_id: str, plan: Grid, labels: Labels, led_by: str) -> Strip:
    rows = of_programme(plan.cells, programme_id)
    beyond = squares.others(rows)
    lead = next((text(row, "org_code") for row in rows if is_true(row, "is_lead")), led_by)
    return Strip(
        name=labels.programme_name(programme_id) if lead else labels.programme(programme_id),
        below=f"Led by {labels.organisation(lead)}" if lead else "",
        href=links.to_programme(programme_id),
        code=programme_id,
        lead_code=lead,
        strip=_strip(beyond),
        in_use=squares.in_use(beyond),
        possible=len(beyond),
        named=_named(beyond, labels),
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
    said = line.led_by or said
    below = f"<small>{said}</small>" if said else ""
    name = f'<div class="pf-who">{links.link(line.href, line.name)}{below}</div>'
    across = f'<div class="pf-across">{line.strip}</div>'
    count = f"<b>{formats.count(line.in_use)}</b> of {formats.count(line.possible)}"
    used = f'<div class="pf-end">{count if line.possible else "–"}</div>'
    named = f'<div class="pf-named">{line.named}</div>' if line.named else ""
    if line.beside is not None:
        beside = f"{_rating(line.beside)}{_last(line.beside.realised, line.beside.planned)}"
        return f'<li class="pf-themed">{name}{across}{used}{beside}{named}</li>'
    if not line.extra:
        return f'<li class="pf-plain">{name}{across}{used}{named}</li>'
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
