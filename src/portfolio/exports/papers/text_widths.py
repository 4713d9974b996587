"""About how wide texts are, before anything is drawn, and what room each column of a table gets."""

from __future__ import annotations

from collections.abc import Mapping

from portfolio.domain.document import Fields, Table

_NARROW, _WIDE = frozenset("iljtfrI.,:;'|!()[] -"), frozenset("mwMW@%—")
_NARROWEST, _LONGEST_WORD, _LONGEST_CELL, _EDGES = 0.06, 0.2, 0.6, 0.02
"""Parts of a table's width: what every column gets, what is reckoned of a word and of a cell, and
the space at the sides of a cell."""

_ARIAL: Mapping[int, str] = {
    191: "'",
    222: "ijl‘’",
    278: " !,./:;I[]\\ft\u00a0",
    333: "()-`r“”",
    355: '"',
    389: "*",
    500: "ckJsvxyz",
    556: "#$0123456789?_abdeghnopqu£L–",
    584: "+<=>~−",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "…—",
    1015: "@",
}
"""Letters by their width in Arial, in thousandths of its size."""
_ARIAL_WIDTH = {letter: width / 1000 for width, letters in _ARIAL.items() for letter in letters}
_UNLISTED, _BOLD = 0.75, 1.08


def arial_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line of text is in Arial, or a font of its widths."""
    wide = size * sum(_ARIAL_WIDTH.get(letter, _UNLISTED) for letter in text)
    return wide * _BOLD if bold else wide


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


def label_width(block: Fields, size: float, least: float, most: float) -> float:
    """Return the room that the labels of a card need beside what they say."""
    longest = max((arial_width(field.label, size) for field in block.fields), default=0)
    return min(max(longest + size, least), most)
