"""What is said of a paper that was made, and of one that was held against the data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from portfolio.domain.period import Period
from portfolio.service.text.aligned_columns import printable
from portfolio.store.kept_papers import KeptPaper
from portfolio.views import formats

if TYPE_CHECKING:  # what reads papers is heavy, and only one verb needs it
    from portfolio.service.papers.verifying import Difference, Proof

_PLACES_SAID = 20


def made_text(paper: KeptPaper) -> str:
    """Return which paper was made, as at when, and that it is kept."""
    known_on = formats.day(date.fromisoformat(paper.known_on))
    return (
        f"{printable(paper.title)}, as at {Period.parse(paper.as_at).end_words}, known on "
        f"{known_on}. Kept as paper {paper.id}."
    )


def verified_text(name: str, proof: Proof) -> str:
    """Return whether a paper says what it was made with and what the data give, place by place."""
    told = [
        *_altered(name, proof),
        *_then(proof),
        *_since(proof),
    ]
    return "\n\n".join(told)


def _altered(name: str, proof: Proof) -> list[str]:
    of = f"paper {proof.paper_id}" + ("" if proof.is_kept else ", made again from its fingerprint")
    if not proof.altered:
        return [f"{printable(name)} says what it was made with, word for word ({of})."]
    places = _places(len(proof.altered))
    return [
        f"{printable(name)} does not say what it was made with in {places} ({of}):",
        _listed(proof.altered, "made with", "says"),
    ]


def _then(proof: Proof) -> list[str]:
    if not proof.then:
        return ["The data, as known on its day, give the same paper."]
    places = _places(len(proof.then))
    return [
        f"The data, as known on its day, now give another paper in {places}:",
        _listed(proof.then, "made with", "the data give"),
    ]


def _since(proof: Proof) -> list[str]:
    if not proof.since:
        return ["Nothing of it has changed since."]
    changed = f"Changed since, as known today, in {_places(len(proof.since))}:"
    return [changed, _listed(proof.since, "then", "today")]


def _places(number: int) -> str:
    return formats.plural(number, "place")


def _listed(differences: Sequence[Difference], was: str, says: str) -> str:
    lines = [
        f"  {printable(one.place)}\n    {was}: {printable(one.was) or 'nothing'}\n"
        f"    {says}: {printable(one.says) or 'nothing'}"
        for one in differences[:_PLACES_SAID]
    ]
    more = len(differences) - len(lines)
    return "\n".join([*lines, *([f"  and {formats.count(more)} more"] if more > 0 else [])])
