"""About how wide texts are, before anything is drawn, and what room each column of a table gets."""

from __future__ import annotations

from portfolio.domain.document import Table

_NARROW, _WIDE = frozenset("iljtfrI.,:;'|!()[] -"), frozenset("mwMW@%—")
_NARROWEST, _LONGEST_WORD, _LONGEST_CELL, _EDGES = 0.06, 0.2, 0.6, 0.02
"""Parts of a table's width: what every column gets, what is reckoned of a word and of a cell, and
the space at the sides of a cell."""


def width_of(text: str, size: float) -> float:
    """Return about how wide a line of text is in the widest font that a reader may have."""
    return size * sum(0.36 if c in _NARROW else 0.95 if c in _WIDE else 0.61 for c in text)


def shortened(text: str, room: float, size: float) -> str:
    """Return the text, cut with an ellipsis where it is wider than the room."""
    if width_of(text, size) <= room:
        return text
    while text and width_of(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def column_shares(table: Table, size: float) -> list[float]:
    """Return the part of the width that each column gets, in the order of the columns.

    A column gets what its longest word needs, and of the rest in proportion to its longest cell.
    `size` is that of the type, as a part of the width.
    """
    longest, needed = [], []
    for place, column in enumerate(table.columns):
        said = {column.title, *(row[place].said for row in table.rows)}
        longest.append(min(max(width_of(text, size) for text in said), _LONGEST_CELL) + _EDGES)
        words = (width_of(word, size) for text in said for word in text.split())
        needed.append(max(min(max(words, default=0), _LONGEST_WORD) + _EDGES, _NARROWEST))
    rest = max(1 - sum(needed), 0)
    wanted = [max(long - need, 0.001) for long, need in zip(longest, needed, strict=True)]
    shares = [n + rest * w / sum(wanted) for n, w in zip(needed, wanted, strict=True)]
    return [round(share / sum(shares), 4) for share in shares]
