"""Makes a paper for somebody: composes it, keeps it as it was made, and writes it in a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from portfolio.domain.document import Document
from portfolio.domain.document_json import document_from_json, document_to_json
from portfolio.exports.paper_numbers import paper_numbers
from portfolio.exports.papers.paper_forms import MEDIA_TYPES, Form, written
from portfolio.measures import SCOPED
from portfolio.service.papers.composing import Wanted, composed
from portfolio.service.requests import NotUnderstood
from portfolio.service.service import PortfolioService
from portfolio.store.kept_papers import KeptPaper

FORMS: tuple[Form, ...] = tuple(MEDIA_TYPES)
NUMBERS = "csv"
"""What a paper can be written as: five forms that say the same, and its numbers alone."""


@dataclass(frozen=True)
class Made:
    """A paper as it is kept, and what it says."""

    paper: KeptPaper
    document: Document


def made(service: PortfolioService, wanted: Wanted) -> Made:
    """Return a paper composed now, or as it was made before from the same points.

    It is kept in the home folder from now on. Raises NotUnderstood, and OSError where it cannot
    be kept.
    """
    document = composed(service, wanted)
    asked = {measure for measure, _ in document.fingerprint.measures}
    kept = service.papers.keep(
        _kept(service, document),
        document_to_json(document),
        has_own_rows=not SCOPED.isdisjoint(asked),
    )
    return Made(kept, document)


def _kept(service: PortfolioService, document: Document) -> KeptPaper:
    made_from, given = document.fingerprint, dict(document.fingerprint.given)
    return KeptPaper(
        id=made_from.id,
        layout=made_from.layout,
        title=document.title,
        meeting=given.get("meeting", ""),
        author=given.get("author", ""),
        as_at=made_from.as_at,
        known_on=made_from.known_on.isoformat(),
        audience=made_from.audience,
        made_at=service.today(),
    )


def document_kept(service: PortfolioService, paper_id: str) -> Document | None:
    """Return a paper as it was made; None where this home folder does not have it whole."""
    text = service.papers.document(paper_id)
    if text is None:
        return None
    try:
        document = document_from_json(text)
    except (ValueError, KeyError, TypeError):
        return None
    return document if document.fingerprint.id == paper_id else None


def as_file(document: Document, form: str) -> bytes:
    """Return a paper as the bytes of a file. Raises NotUnderstood for a form that is none."""
    if form == NUMBERS:
        return paper_numbers(document)
    if form not in FORMS:
        raise NotUnderstood(f"`{form}` is not a form. There are {', '.join((*FORMS, NUMBERS))}.")
    return written(document, form)


def media_type(form: str) -> str:
    return "text/csv" if form == NUMBERS else {**MEDIA_TYPES}[form]  # type: ignore[index]


def document_from(said: Mapping[str, object]) -> Document:
    """Return the document that `made_document` has put among what scripts are given."""
    return document_from_json(str(said["document"]))


def made_document(one: Made) -> Mapping[str, object]:
    """Return the same as a document for scripts, which a form can be written from elsewhere."""
    return {"paper": one.paper.to_json(), "document": document_to_json(one.document)}
