"""Which row of a spreadsheet a byte of a text stands in."""

from __future__ import annotations


def row_at(content: bytes, place: int) -> int:
    """Return the number, as a spreadsheet shows it, of the row in which a byte stands. Line ends
    may be of any kind; those within quotation marks do not count."""
    outside = b"".join(content[:place].split(b'"')[::2])
    return outside.count(b"\n") + outside.replace(b"\r\n", b"").count(b"\r") + 1
