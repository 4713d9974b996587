"""One organisation beside those of its type: of what each could take up, what it has in use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

from portfolio.domain.labels import Labels
from portfolio.domain.result import Result
from portfolio.views import escape, formats, links, squares
from portfolio.views.picture import Column, DisplayTable, Picture, table_of
from portfolio.views.read_result import Record, records, text
from portfolio.views.words.terms import ORG_TYPE, word

FEWEST_FOR_DECILES = 10
"""Organisations of a type from which on tenths are shown instead of each by name."""
_MIDDLE, _HALF = 4, ' class="pf-half"'
_TITLE = "Beside others of its type"
_COLUMNS = (
    Column("org_code", "Organisation"),
    Column("in_use", "In routine use", "right"),
    Column("possible", "Could take up", "right"),
    Column("share", "Share", "right"),
)


@dataclass(frozen=True)
class _Peer:
    code: str
    in_use: int
    possible: int

    @property
    def share(self) -> float:
        return self.in_use / self.possible


def beside_its_type(adoption: Result, labels: Labels, org_code: str) -> Picture:
    """Return how much of what others lead each has in routine use: by name where they are few,
    else the tenths of all with this one among them. Reads `matrix` of adoption."""
    org_type = labels.org_type(org_code)
    peers = _peers(records(adoption, "matrix"), org_type)
    own = next((one for one in peers if one.code == org_code), None)
    kind = formats.lower_first(word(ORG_TYPE, org_type))
    if own is None or len(peers) < 2:  # noqa: PLR2004 - one alone has nobody beside it
        return Picture(title=_TITLE, empty=f"No other organisation of its type ({kind}) is known.")
    has_many = len(peers) >= FEWEST_FOR_DECILES
    return Picture(
        title=_said(own, peers, labels),
        subtitle="Of the programmes that others lead and it could take up, those in routine use; "
        + ("the tenths of all of its type." if has_many else "each of its type."),
        alt="Each organisation is a row of the table.",
        html=_tenths(own, peers, labels) if has_many else _by_name(own, peers, labels),
        table=_table(peers, labels),
    )


def _peers(cells: Sequence[Record], org_type: str) -> list[_Peer]:
    """Return those of a type that could take anything up, the furthest first."""
    of_type: dict[str, list[Record]] = {}
    for row in squares.others(cells):
        if text(row, "org_type") == org_type:
            of_type.setdefault(text(row, "org_code"), []).append(row)
    found = [_Peer(code, squares.in_use(rows), len(rows)) for code, rows in of_type.items()]
    return sorted(found, key=lambda one: (-one.share, -one.in_use, one.code))


def _said(own: _Peer, peers: Sequence[_Peer], labels: Labels) -> str:
    ahead = sum(one.share > own.share for one in peers)
    has = f"{labels.organisation(own.code)} has {formats.n_of_m(own.in_use, own.possible)} in use"
    others = len(peers) - 1
    if ahead == 0:
        equal = sum(one.share == own.share for one in peers) - 1
        if equal == others:
            return f"{has}; all of its type have the same share"
        return f"{has}; none of {formats.count(others)} others of its type has a larger share"
    verb = "has" if ahead == 1 else "have"
    return f"{has}; {formats.n_of_m(ahead, others)} others of its type {verb} a larger share"


def _by_name(own: _Peer, peers: Sequence[_Peer], labels: Labels) -> str:
    body = "".join(_line(one, labels, is_own=one is own) for one in peers)
    return f'<table class="pf-bars pf-shares pf-above"><tbody>{body}</tbody></table>'


def _line(one: _Peer, labels: Labels, *, is_own: bool) -> str:
    name = links.organisation(one.code, labels)
    bar = "pf-beyond" if is_own else "pf-lead"
    return (
        f'<tr><th scope="row" class="pf-name">{f"<b>{name}</b>" if is_own else name}</th>'
        f'<td><div class="pf-bar" aria-hidden="true"><i class="{bar}" '
        f'style="width:{one.share * 100:.1f}%"></i></div></td>'
        f'<td class="pf-said"><b>{formats.count(one.in_use)}</b> of '
        f"{formats.count(one.possible)}</td></tr>"
    )


def _tenths(own: _Peer, peers: Sequence[_Peer], labels: Labels) -> str:
    """Return nine marks between the tenths on one line, the middle one named, and its own dot."""
    cuts = quantiles((one.share for one in peers), n=10, method="inclusive")
    ticks = "".join(
        f'<i style="left:{cut * 100:.1f}%"{_HALF if at == _MIDDLE else ""}></i>'
        for at, cut in enumerate(cuts)
    )
    below = sum(one.share < own.share for one in peers)
    spread = (
        f"A tenth of {formats.count(len(peers))} have {formats.percent(cuts[0])} or less, half "
        f"{formats.percent(cuts[4])} or less, a tenth {formats.percent(cuts[8])} or more."
    )
    if cuts[0] == cuts[8]:
        spread = f"Nearly all of {formats.count(len(peers))} have {formats.percent(cuts[4])}."
    words = (
        f"{spread} {labels.organisation(own.code)} has {formats.percent(own.share)}, more than "
        f"{formats.count(below)} of them."
    )
    return (
        f'<div class="pf-tenths" aria-hidden="true">{ticks}'
        f'<b style="left:{own.share * 100:.1f}%"></b></div><p>{escape.html(words)}</p>'
    )


def _table(peers: Sequence[_Peer], labels: Labels) -> DisplayTable:
    return table_of(
        _COLUMNS,
        peers,
        lambda one: (
            (
                labels.organisation(one.code),
                formats.count(one.in_use),
                formats.count(one.possible),
                formats.percent(one.share),
            ),
            (one.code, one.in_use, one.possible, one.share),
        ),
    )
