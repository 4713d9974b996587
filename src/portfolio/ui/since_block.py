"""The part of a page that sets what the board saw beside what is known now."""

from __future__ import annotations

from portfolio.domain.filters import Point
from portfolio.domain.result import Result
from portfolio.measures.share_movers import organisation_movers, programme_movers
from portfolio.ui.markup import write_html
from portfolio.ui.view import View
from portfolio.views import snippets
from portfolio.views.words import since_words


def three_pictures(shown: View, changes: Result, now: Result) -> None:
    """Show the share beyond the lead as the board saw it, as we now know it was, and now;
    nothing where there is nothing to compare with."""
    earlier = changes.provenance.filters.since
    if earlier is None:
        return
    measure_id = now.provenance.measure
    saw = shown.result_at(measure_id, earlier)
    knew = shown.result_at(measure_id, Point(earlier.period, shown.filters.known_on))
    said = since_words.three_pictures(changes, saw, knew, now)
    if said:
        moved = _moved(shown, saw, now)
        because = since_words.of_each_pound(now, changes, moved)
        write_html(snippets.beside(said, because, shown.labels))


def _moved(shown: View, saw: Result, now: Result) -> str:
    """Return the programmes that moved the share most, and the organisations it landed at."""
    kind, labels = since_words.spoken_of(now), shown.labels
    programmes = [
        (labels.programme(one.code), one.share) for one in programme_movers(saw, now, kind)
    ]
    places = [
        (labels.organisation(one.code), one.share) for one in organisation_movers(saw, now, kind)
    ]
    said = (
        since_words.moved_by("Moved most by", programmes),
        since_words.moved_by("By where it landed:", places),
    )
    return " ".join(part for part in said if part)
