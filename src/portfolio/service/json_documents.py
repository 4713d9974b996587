"""What scripts are given beyond the promised shapes: previews and cards as documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice

from portfolio.domain.preview import FieldChange, Preview
from portfolio.measures.card_catalogue import Card
from portfolio.views.words.preview_words import summary

_MOST_FIELDS = 100_000


def preview_document(preview: Preview, every: Iterable[FieldChange]) -> Mapping[str, object]:
    """Return what would change, in counts and field by field: the first hundred thousand of
    these."""
    return {
        "summary": list(summary(preview)),
        "kinds": [vars(change) for change in preview.by_kind],
        "sorts": [vars(tally) for tally in preview.tallies],
        "revisions": [vars(revision) for revision in preview.revisions],
        "fields": [
            {**vars(change), "key": list(change.key)} for change in islice(every, _MOST_FIELDS)
        ],
        "field_count": preview.field_count,
    }


def card_document(card: Card) -> Mapping[str, object]:
    """Return one measure of the catalogue."""
    return {
        "measure": card.id,
        "version": card.version,
        "title": card.title,
        "why": card.why,
        "numerator": card.numerator,
        "denominator": card.denominator,
        "unit": card.unit,
        "better": card.better,
        "caveats": list(card.caveats),
        "source": card.source,
        "tables": {name: list(columns) for name, columns in card.tables.items()},
    }
