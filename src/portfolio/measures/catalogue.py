"""The catalogue: what each measure means, kept as cards that people read and review."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

_FOLDER = Path(__file__).parent / "cards"


@dataclass(frozen=True)
class Card:
    """One measure in words. `better` is `higher`, `lower` or `neither`."""

    id: str
    title: str
    why: str
    numerator: str
    denominator: str
    unit: str
    better: str
    caveats: tuple[str, ...]
    source: str
    author: str
    next_review: date
    version: str


@cache
def _card(path: Path) -> Card:
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    return Card(**{**said, "id": path.stem, "caveats": tuple(said["caveats"])})


def _in_order() -> dict[str, Card]:
    order = (_FOLDER / "order.txt").read_text(encoding="utf-8").split()
    return {name: _card(_FOLDER / f"{name}.toml") for name in order}


CARDS: Mapping[str, Card] = MappingProxyType(_in_order())


def catalogue_markdown() -> str:
    """The catalogue as a page, for docs/measures.md."""
    return "\n".join([_HEAD, *(_section(card) for card in CARDS.values())])


_HEAD = """# How numbers are made

Made from the measures' cards by `catalogue_markdown`; change the cards, not this page.
"""


def _section(card: Card) -> str:
    caveats = "\n".join(f"- {caveat}" for caveat in card.caveats)
    return f"""## {card.title}

`{card.id}`, version {card.version}

{card.why}

| | |
|---|---|
| Numerator | {card.numerator} |
| Denominator | {card.denominator} |
| Unit | {card.unit} |
| Better | {card.better} |
| Source | {card.source} |
| Author | {card.author} |
| Next review | {card.next_review.isoformat()} |

What to keep in mind:

{caveats}
"""
