"""The catalogue: what each measure means, kept as cards that people read and review."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from portfolio.domain.thresholds import THRESHOLDS

_FOLDER = Path(__file__).parent / "cards"


@dataclass(frozen=True)
class Card:
    """One measure in words. `better` is `higher`, `lower` or `neither`.

    `tables` promises to scripts which tables a result has and which columns each has at least.
    """

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
    tables: Mapping[str, tuple[str, ...]]


@cache
def _card(path: Path) -> Card:
    # A card names a threshold as `{min_points}`; the number itself stands in one place.
    said = tomllib.loads(path.read_text(encoding="utf-8").format_map(THRESHOLDS))
    tables = {name: tuple(columns) for name, columns in said["tables"].items()}
    return Card(
        **{**said, "id": path.stem, "caveats": tuple(said["caveats"]), "tables": tables},
    )


def _in_order() -> dict[str, Card]:
    order = (_FOLDER / "order.txt").read_text(encoding="utf-8").split()
    return {name: _card(_FOLDER / f"{name}.toml") for name in order}


CARDS: Mapping[str, Card] = MappingProxyType(_in_order())


def catalogue_markdown() -> str:
    """Return the catalogue as a page, for docs/measures.md."""
    return "\n".join([_HEAD, *(_section(card) for card in CARDS.values()), _thresholds()])


def _thresholds() -> str:
    rows = (
        f"| {one.rule} | {one} {one.unit} | {one.source} | {one.owner} |"
        for one in THRESHOLDS.values()
    )
    return "\n".join(
        (
            "## Thresholds",
            "",
            "Every number at which something starts or stops being said. They stand in "
            "`domain/thresholds.py`; rules, sentences and cards take them from there.",
            "",
            "| rule | number | source | owner |",
            "|---|---|---|---|",
            *rows,
            "",
        )
    )


_HEAD = """# How numbers are made

Made from the cards in `measures/cards/` by `make docs`; change those, not this page.
"""


def _section(card: Card) -> str:
    caveats = "\n".join(f"- {caveat}" for caveat in card.caveats)
    tables = "\n".join(
        f"- `{name}`: {', '.join(f'`{column}`' for column in columns)}"
        for name, columns in card.tables.items()
    )
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

Tables, with at least these columns:

{tables}
"""
