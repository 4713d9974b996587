"""Aligned columns for a terminal: words to the left, numbers to the right."""

from __future__ import annotations

from collections.abc import Sequence

_WIDEST = 44


def aligned(header: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[bool]) -> str:
    """Return rows under a header, two spaces between columns; a long cell is cut with an
    ellipsis."""
    lines = [tuple(header), *(tuple(_cut(cell) for cell in row) for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(header))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if is_number else cell.ljust(width)
            for cell, width, is_number in zip(line, widths, numbers, strict=True)
        ).rstrip()
        for line in lines
    )


def indented(text: str, spaces: int = 2) -> str:
    """Return each line moved to the right."""
    return "\n".join(f"{' ' * spaces}{line}" for line in text.splitlines())


def printable(text: str) -> str:
    """Return text that partners wrote without what could steer a terminal."""
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text
    )


def _cut(cell: str) -> str:
    cell = printable(cell)
    return cell if len(cell) <= _WIDEST else f"{cell[: _WIDEST - 1]}…"
