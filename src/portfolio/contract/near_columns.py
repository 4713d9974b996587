"""The column that a name in other words may mean: `Lead organisation`, `Actual £`, `SRO RAG`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from portfolio.contract.rules import nearest

_WORD = re.compile(r"[a-z0-9]+|[£%]")
# What people call the words of which column names are made.
_MEANS = {
    "£": "gbp", "pounds": "gbp", "%": "pct", "percent": "pct", "percentage": "pct",
    "organisation": "org", "organization": "org", "provider": "org", "trust": "org",
    "main": "primary", "month": "period", "plan": "planned", "actual": "realised",
    "actuals": "realised", "achieved": "realised", "rag": "confidence", "program": "programme",
    "project": "programme", "reference": "id", "ref": "id", "notes": "note", "comments": "comment",
    "finish": "end", "approval": "approved", "budgeted": "budget",
    "impact": "consequence", "probability": "likelihood", "description": "summary",
}  # fmt: skip
_ALIKE_ENOUGH = 0.5


def near_column(name: str, columns: Iterable[str]) -> str | None:
    """Return the column spelt most like a name, else the one made of most of the same words;
    None where none is, or two are alike."""
    columns = list(columns)
    return nearest(name, columns) or _of_the_same_words(name, columns)


def _of_the_same_words(name: str, columns: Iterable[str]) -> str | None:
    said = _words(name)
    likeness = {column: _share(said, _words(column)) for column in columns}
    most = max(likeness.values(), default=0.0)
    alike = [column for column, share in likeness.items() if share == most]
    return alike[0] if most >= _ALIKE_ENOUGH and len(alike) == 1 else None


def _words(name: str) -> frozenset[str]:
    words = _WORD.findall(name.casefold().replace("_", " "))
    return frozenset(_MEANS.get(word, word) for word in words)


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0
