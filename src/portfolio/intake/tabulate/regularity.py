"""Proof, in bulk, that every record of a text has the same number of cells."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from portfolio.intake.receive.file_fault import FileFault

_QUOTE, _LINE_END = ord('"'), ord("\n")
_CHUNK = 1 << 22
Bytes = NDArray[np.uint8]


def regular_record_count(body: bytes, delimiter: str, columns: int) -> int | None:
    """Return the number of records, where each is proved to have `columns` cells; None where one
    has not. `body` ends with a line end and has been through `refuse_misplaced_quotes`.

    The delimiters and line ends outside quotation marks, taken alone, must be one pattern
    repeated.
    """
    marks = _marks_outside_quotes(body, delimiter)
    pattern = delimiter.encode() * (columns - 1) + b"\n"
    count, rest = divmod(len(marks), len(pattern))
    return count if not rest and marks == pattern * count else None


def refuse_misplaced_quotes(body: bytes, delimiter: str, *, row_before: int) -> None:
    """Raise FileFault with the row, where a quotation mark opens within a cell, closes before
    its cell ends, or is never closed. Counting marks tells opening (odd) from closing (even); a
    doubled mark closes and opens at once."""
    if b'"' not in body:
        return
    places = np.flatnonzero(np.frombuffer(body, np.uint8) == _QUOTE)
    text = np.frombuffer(b"\n" + body + b"\n", np.uint8)  # shifts every place by one
    edges = np.array([ord(delimiter), _LINE_END, _QUOTE], np.uint8)
    opening, closing = places[::2], places[1::2]
    stray = opening[~np.isin(text[opening], edges)]
    loose = np.flatnonzero(~np.isin(text[closing + 2], edges))
    unclosed = opening[-1:] if len(places) % 2 else opening[:0]
    found = (("quote_inside_text", stray), ("quote_not_closed", unclosed))
    faults = [(int(at[0]), rule) for rule, at in found if len(at)]
    if len(loose):
        pair = loose[0]
        faults.append(_loosely_closed(body, int(opening[pair]), int(closing[pair])))
    if faults:
        place, rule = min(faults)
        marks = _marks_outside_quotes(body[:place], delimiter)
        raise FileFault(rule, row=row_before + marks.count(b"\n") + 1)


def _loosely_closed(body: bytes, opening: int, closing: int) -> tuple[int, str]:
    """Return what is wrong with a quoted cell after whose end more follows. Where it runs over
    several lines, it is rather that its end was forgotten, and another cell's beginning taken
    for it."""
    over_lines = b"\n" in body[opening:closing]
    return opening, "quote_not_closed" if over_lines else "quote_inside_text"


def _marks_outside_quotes(body: bytes, delimiter: str) -> bytes:
    if b'"' not in body:
        others = bytes(i for i in range(256) if i not in (ord(delimiter), _LINE_END))
        return body.translate(None, others)
    return b"".join(_chunks_outside_quotes(body, ord(delimiter)))


def _chunks_outside_quotes(body: bytes, delimiter: int) -> Iterator[bytes]:
    inside = np.uint8(0)
    for start in range(0, len(body), _CHUNK):
        chunk: Bytes = np.frombuffer(body, np.uint8, min(_CHUNK, len(body) - start), start)
        quoted = np.bitwise_xor.accumulate((chunk == _QUOTE).view(np.uint8)) ^ inside
        marks = ((chunk == delimiter) | (chunk == _LINE_END)) & (quoted == 0)
        yield chunk[marks].tobytes()
        inside = quoted[-1]
