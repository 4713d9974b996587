"""Adoption states as squares: their order, their counts, their key and their strips."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from portfolio.domain.codes import ADOPTION_LADDER, GIVEN_UP, IN_USE, OFF_LADDER
from portfolio.views import escape, formats, marks
from portfolio.views.palette import PAPER, STATE_COLOUR
from portfolio.views.picture import KeyItem
from portfolio.views.read_result import Record, is_true, only, text
from portfolio.views.words.terms import STATE, word

HIGHEST_FIRST = (*reversed(ADOPTION_LADDER), *GIVEN_UP)
SQUARES_AT_MOST = 40
"""Up to here each organisation is one square; beyond, a strip shows proportions."""
_STEP = 18


def others(rows: Sequence[Record]) -> list[Record]:
    """Return rows of organisations that could take a programme up, the lead left out."""
    return only(
        rows, lambda row: not is_true(row, "is_lead") and text(row, "state") != "not_applicable"
    )


def in_use(rows: Sequence[Record]) -> int:
    return sum(text(row, "state") in IN_USE for row in rows)


def tally(rows: Sequence[Record]) -> dict[str, int]:
    """Return how many organisations are in each state, furthest first; states nobody is in are
    left out."""
    counts = Counter(text(row, "state") for row in rows)
    return {state: counts[state] for state in HIGHEST_FIRST if counts[state]}


def tally_words(counts: Mapping[str, int]) -> str:
    """`4 embedded, 3 live, 1 decided not to`."""
    return ", ".join(
        f"{formats.count(n)} {word(STATE, code).lower()}" for code, n in counts.items()
    )


def strip(rows: Sequence[Record]) -> str:
    """Return one programme's organisations beyond the lead as a strip, furthest first."""
    counts = tally(rows)
    if not counts:
        return ""
    if sum(counts.values()) > SQUARES_AT_MOST:
        return proportions(counts)
    drawn = sorted(rows, key=lambda row: (rank(row), text(row, "sent_as") == "claimed"))
    known = [row for row in drawn if text(row, "state") in HIGHEST_FIRST]
    squares = marks.squares(
        [(text(row, "state"), text(row, "sent_as") == "claimed") for row in known], _STEP
    )
    width = len(known) * _STEP - 2
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 16" width="{width}" '
        f'height="16">{squares}</svg>'
    )
    return marks.image(marks.svg_uri(svg), tally_words(counts), css="pf-strip")


def proportions(counts: Mapping[str, int]) -> str:
    """Return many organisations as one bar of shares, furthest first."""
    whole = sum(counts.values())
    parts = "".join(
        f'<i style="width:{n / whole * 100:.3f}%;background:{_fill(code)}"></i>'
        for code, n in counts.items()
    )
    alt = escape.html(tally_words(counts))
    return f'<div class="pf-strip-whole" role="img" aria-label="{alt}">{parts}</div>'


def key(states: Sequence[str], *, claimed: bool = False, lead: bool = False) -> tuple[KeyItem, ...]:
    """Return the key: the states that are drawn, then the two signs a square can carry."""
    order = (*ADOPTION_LADDER, *OFF_LADDER)
    items = [KeyItem(marks.state(code), STATE[code]) for code in order if code in set(states)]
    if lead:
        items.append(KeyItem(marks.state("embedded", lead=True), "Lead"))
    if claimed:
        items.append(KeyItem(marks.state("live", claimed=True), "Not confirmed"))
    return tuple(items)


def rank(row: Record) -> int:
    """Return the place of a row's state, furthest first."""
    state = text(row, "state")
    return HIGHEST_FIRST.index(state) if state in HIGHEST_FIRST else len(HIGHEST_FIRST)


def _fill(code: str) -> str:
    if code in STATE_COLOUR:
        return STATE_COLOUR[code]
    shade = "#c3ccd2" if code == "stopped" else "#9aa5ad"
    return f"repeating-linear-gradient(45deg,{shade} 0 2px,{PAPER} 2px 5px)"
