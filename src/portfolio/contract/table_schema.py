"""The kinds as Frictionless Table Schemas, for those who check before they send."""

from __future__ import annotations

from collections.abc import Mapping

from portfolio.contract.catalogue import CONTRACT_VERSION, KINDS
from portfolio.contract.checks.cell_rules import LINK_PATTERN
from portfolio.contract.fields import ID_PATTERN, NEED_WORDS, Field, FieldType

_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
_TYPES: Mapping[FieldType, str] = {
    "date": "date",
    "month": "yearmonth",
    "money": "number",
    "number": "number",
    "whole": "integer",
    "percent": "number",
    "yes_no": "boolean",
}
_PATTERNS: Mapping[FieldType, str] = {
    "id": ID_PATTERN,
    "theme": r"^[A-Za-z0-9_]+$",
    "themes": r"^[A-Za-z0-9_]+:[A-Za-z0-9_]+(;[A-Za-z0-9_]+:[A-Za-z0-9_]+)*$",
    "link": LINK_PATTERN,
}


def table_schema(kind: str) -> dict[str, object]:
    """Return the kind as a Table Schema document. It says what one file can say of itself: rules
    across files and against what stands are the product's checks."""
    described = KINDS[kind]
    return {
        "$schema": _PROFILE,
        "name": described.name,
        "title": described.title,
        "description": f"{described.grain.capitalize()}. Sent by {described.sent_by}.",
        "version": CONTRACT_VERSION,
        "fieldsMatch": "superset",
        "missingValues": [""],
        "primaryKey": list(described.key),
        "fields": [_field(f) for f in described.fields],
    }


def _field(f: Field) -> dict[str, object]:
    described: dict[str, object] = {
        "name": f.name,
        "type": _TYPES.get(f.type, "string"),
        "description": " ".join(part for part in (f.description, f.rule) if part),
        "example": f.example,
        "need": NEED_WORDS[f.need],
        "constraints": _constraints(f),
    }
    if f.values:
        described["categories"] = [{"value": code, "label": means} for code, means in f.values]
    if f.type == "yes_no":
        described |= {"trueValues": ["yes", "y", "true"], "falseValues": ["no", "n", "false"]}
    return described


def _constraints(f: Field) -> dict[str, object]:
    limits: dict[str, object | None] = {
        "required": f.is_required,
        "enum": list(f.codes) or None,
        "pattern": _PATTERNS.get(f.type),
        "maxLength": f.max_length,
        "minimum": f.lowest,
        "maximum": f.highest,
    }
    return {name: limit for name, limit in limits.items() if limit is not None}
