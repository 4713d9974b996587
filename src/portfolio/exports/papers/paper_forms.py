"""A document in one of its five forms, and the texts of a file read back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import Literal, Protocol, cast

from portfolio.domain.document import Document
from portfolio.domain.document_texts import texts
from portfolio.exports.papers.plain_text import folded

Form = Literal["html", "docx", "pdf", "pptx", "xlsx"]

MEDIA_TYPES: Mapping[Form, str] = MappingProxyType(
    {
        "html": "text/html",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "pdf": "application/pdf",
        "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
)
"""The forms with their media types; a form's name is also how its files end."""


class NotAPaper(ValueError):
    """The file is not one that was written here, or too little of it is left to be read."""


@dataclass(frozen=True)
class ReadBack:
    """What a file says: its texts in the order of `domain.document_texts`, each as it is compared
    and none of them blank; the fingerprint it carries as JSON, empty where somebody took it out."""

    texts: tuple[str, ...]
    fingerprint: str


class _Paper(Protocol):
    """What the module of each form has."""

    def write(self, document: Document) -> bytes: ...

    def read(self, data: bytes) -> tuple[list[str], str]: ...

    def held(self, text: str) -> str: ...


def written(document: Document, form: Form) -> bytes:
    """Return the document as a file of the form; the same document gives the same bytes."""
    return _paper(form).write(document)


def read_back(data: bytes, form: Form) -> ReadBack:
    """Return what a file of the form says; `NotAPaper` where it cannot be told."""
    said, fingerprint = _paper(form).read(data)
    return ReadBack(tuple(filter(None, map(folded, said))), fingerprint)


def texts_held(document: Document, form: Form) -> list[tuple[str, str]]:
    """Return place and text, as `read_back` gives them where nobody has changed the file.

    Blank texts are left out. Forms differ in what they can hold: a PDF has a box for a letter that
    its fonts lack.
    """
    held = _paper(form).held
    said = ((place, folded(held(text))) for place, text in texts(document))
    return [(place, text) for place, text in said if text]


def _paper(form: Form) -> _Paper:
    """Return the module of a form; its library is loaded when somebody asks for that form."""
    return cast(_Paper, import_module(f"portfolio.exports.papers.{form}_paper"))
