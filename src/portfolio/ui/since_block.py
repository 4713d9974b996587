"""The part of a page that sets what the board saw beside what is known now."""

from __future__ import annotations

from portfolio.domain.filters import Point
from portfolio.domain.result import Result
from portfolio.ui.markup import write_html
from portfolio.ui.view import View
from portfolio.views import snippets
from portfolio.views.words import since_words


def three_pictures(shown: View, changes: Result, now: Result) -> None:
    """The share beyond the lead as the board saw it, as we now know it was, and now; nothing where
    there is nothing to compare with."""
    earlier = changes.provenance.filters.since
    if earlier is None:
        return
    measure_id = now.provenance.measure
    saw = shown.result_at(measure_id, earlier)
    knew = shown.result_at(measure_id, Point(earlier.period, shown.filters.known_on))
    said = since_words.three_pictures(changes, saw, knew, now)
    if said:
        write_html(snippets.beside(said, since_words.of_each_pound(now, changes)))
