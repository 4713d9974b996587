"""Counts of people as they may be published: none so small that a person could be found."""

from __future__ import annotations

from portfolio.views import formats

SUPPRESSED = "*"
_LARGEST_HIDDEN = 7
_NEAREST = 5
NOTE = (
    f"Counts of people from 1 to {_LARGEST_HIDDEN} are shown as {SUPPRESSED}, others to the "
    f"nearest {_NEAREST}."
)


def published(people: float | None) -> float | None:
    """Return a count of people rounded for the public; None where it is hidden or not known."""
    if people is None or 0 < people <= _LARGEST_HIDDEN:
        return None
    return float(int(people / _NEAREST + 0.5) * _NEAREST)


def said(people: float | None) -> str:
    """Return the same in words: `*` for a count that is hidden."""
    if people is not None and 0 < people <= _LARGEST_HIDDEN:
        return SUPPRESSED
    return formats.count(published(people))
