"""What scripts are given beyond the promised shapes: previews and cards as documents."""

from __future__ import annotations

from collections.abc import Mapping

from portfolio.domain.preview import Preview
from portfolio.measures.catalogue import Card


def preview_document(preview: Preview) -> Mapping[str, object]:
    """What would change, in counts and field by field."""
    return {
        "kinds": [vars(change) for change in preview.by_kind],
        "fields": [{**vars(change), "key": list(change.key)} for change in preview.fields],
        "field_count": preview.field_count,
    }


def card_document(card: Card) -> Mapping[str, object]:
    """One measure of the catalogue."""
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
    }
