"""Counts of people as a paper for the public has them in words."""

from __future__ import annotations

from portfolio.domain.small_numbers import LARGEST_HIDDEN, NEAREST, is_hidden, published
from portfolio.views import formats

SUPPRESSED = "*"
NOTE = (
    f"Counts of people from 1 to {LARGEST_HIDDEN} are shown as {SUPPRESSED}, others to the "
    f"nearest {NEAREST}."
)


def said(people: float | None) -> str:
    """Return the count for the public: `*` for one that is hidden."""
    if people is not None and is_hidden(people):
        return SUPPRESSED
    return formats.count(published(people))
