"""A measure's card as people read it: why, what is divided by what, and where it comes from."""

from __future__ import annotations

from portfolio.measures.card_catalogue import Card
from portfolio.views import escape, formats

_UNITS = {"gbp": "pounds", "share": "a share of the whole, shown as pence in the £1 or as n of m"}


def short(card: Card) -> str:
    """Return the card beside a picture: enough to know what the number means."""
    return (
        f'<div class="pf-how"><b>{escape.html(card.title)}</b> '
        f'<span class="pf-soft">version {escape.html(card.version)}</span>'
        f"<p>{escape.html(card.why)}</p>{_list(_division(card))}</div>"
    )


def full(card: Card) -> str:
    """The whole card, for the page How numbers are made: what it asks is open, how it is counted
    is folded, so that twenty can be looked over at once; on paper all lies open."""
    about = [
        ("Measure", card.id),
        *_division(card),
        ("Take care", " ".join(card.caveats)),
        ("Source", card.source),
        (
            "Version",
            f"{card.version}, by {formats.lower_first(card.author)}; next review "
            f"{formats.day(card.next_review)}",
        ),
    ]
    return (
        f'<div class="pf-card"><h3 class="pf-title">{escape.html(card.title)}</h3>'
        f'<p>{escape.html(card.why)}</p><details class="pf-more"><summary>How it is counted'
        f'<span class="pf-hidden">: {escape.html(card.title)}</span></summary>{_list(about)}'
        "</details></div>"
    )


def _division(card: Card) -> list[tuple[str, str]]:
    return [
        ("Counts", card.numerator),
        ("Out of", card.denominator),
        ("Unit", _UNITS.get(card.unit, card.unit)),
        ("Better", card.better),
    ]


def _list(pairs: list[tuple[str, str]]) -> str:
    filled = [(term, words) for term, words in pairs if words]
    items = "".join(f"<dt>{escape.html(t)}</dt><dd>{escape.html(w)}</dd>" for t, w in filled)
    return f"<dl>{items}</dl>"
