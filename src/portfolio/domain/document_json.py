"""A paper as JSON and back, as it is kept frozen: nothing of it is lost on the way."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from portfolio.domain import document
from portfolio.domain.document import Document
from portfolio.domain.fingerprint import Fingerprint, fingerprint_from

_PART, _DATE = "part", "date"
_PARTS: Mapping[str, Any] = {
    name: found
    for name, found in vars(document).items()
    if is_dataclass(found) and name != "Fingerprint"
}


def document_to_json(paper: Document) -> str:
    """Return a document as one line of JSON, the same for the same document."""
    return json.dumps(_said(paper), ensure_ascii=False, sort_keys=True)


def document_from_json(text: str) -> Document:
    """Return the document again. Raises KeyError, TypeError or ValueError for what is none."""
    found = _read(json.loads(text))
    if not isinstance(found, Document):
        raise TypeError("This is not a document.")
    return found


def _said(found: object) -> object:
    if isinstance(found, Fingerprint):
        return {_PART: "Fingerprint", "said": found.as_json}
    if is_dataclass(found) and not isinstance(found, type):
        said = {one.name: _said(getattr(found, one.name)) for one in fields(found)}
        return {_PART: type(found).__name__, **said}
    if isinstance(found, tuple):
        return [_said(one) for one in found]
    return {_DATE: found.isoformat()} if isinstance(found, date) else found


def _read(said: Any) -> Any:
    if isinstance(said, list):
        return tuple(_read(one) for one in said)
    if not isinstance(said, dict):
        return said
    if _DATE in said and len(said) == 1:
        return date.fromisoformat(said[_DATE])
    if said[_PART] == "Fingerprint":
        return fingerprint_from(said["said"])
    return _PARTS[said[_PART]](**{name: _read(one) for name, one in said.items() if name != _PART})
