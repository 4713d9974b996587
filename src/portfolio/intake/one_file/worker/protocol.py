"""What goes between the app and the process that reads: JSON, and tables as Arrow; never code."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any, BinaryIO

import polars as pl

from portfolio.domain.extract import Detected, ReceivedFile
from portfolio.domain.finding import Finding
from portfolio.intake.one_file.file_result import FileResult

_LENGTH_BYTES = 8
# Rows in one piece of a table: neither side holds more of it twice.
_ROWS_AT_ONCE = 100_000


class Ended(Exception):
    """The other side is no longer there."""


def write(out: BinaryIO, content: bytes | memoryview) -> None:
    """One piece, its length before it. Raises Ended."""
    try:
        out.write(len(content).to_bytes(_LENGTH_BYTES, "big"))
        out.write(content)
        out.flush()
    except OSError as error:
        raise Ended from error


def read(source: BinaryIO) -> bytes:
    """Return the next piece, whole. Raises Ended."""
    length = int.from_bytes(_exactly(source, _LENGTH_BYTES), "big")
    return _exactly(source, length)


def write_document(out: BinaryIO, document: Mapping[str, object]) -> None:
    write(out, json.dumps(document).encode("ascii"))


def read_document(source: BinaryIO) -> dict[str, Any]:
    document = json.loads(read(source))
    assert isinstance(document, dict)
    return document


def write_judged(out: BinaryIO, judged: Iterable[FileResult]) -> None:
    """What became of a file. The tables come after, piece by piece, in the same order."""
    judged = tuple(judged)
    tables = [[] if one.table is None else list(_pieces(one.table)) for one in judged]
    heads = [_head(one, len(pieces)) for one, pieces in zip(judged, tables, strict=True)]
    write_document(out, {"judged": heads})
    for piece in (piece for pieces in tables for piece in pieces):
        write(out, _arrow(piece))


def read_judged(source: BinaryIO, heads: Iterable[Mapping[str, Any]]) -> tuple[FileResult, ...]:
    return tuple(_judged(source, head) for head in heads)


def write_files(out: BinaryIO, files: Sequence[ReceivedFile] | None) -> None:
    """The files that were unpacked, their contents after; None where there were none to unpack."""
    names = None if files is None else [{"name": f.name, "beside": f.beside} for f in files]
    write_document(out, {"files": names})
    for file in files or ():
        write(out, file.content)


def read_files(
    source: BinaryIO, names: Iterable[Mapping[str, str]] | None
) -> tuple[ReceivedFile, ...] | None:
    if names is None:
        return None
    return tuple(ReceivedFile(one["name"], read(source), one["beside"]) for one in names)


def _exactly(source: BinaryIO, length: int) -> bytes:
    content = source.read(length)
    if len(content) < length:
        raise Ended
    return content


def _head(one: FileResult, pieces: int) -> Mapping[str, object]:
    return {
        "detected": asdict(one.detected),
        "findings": [asdict(found) for found in one.findings],
        "is_whole": one.is_whole,
        "unread": sorted(one.unread),
        "pieces": pieces,
    }


def _judged(source: BinaryIO, head: Mapping[str, Any]) -> FileResult:
    pieces = [pl.read_ipc_stream(io.BytesIO(read(source))) for _ in range(head["pieces"])]
    return FileResult(
        Detected(**head["detected"]),
        tuple(Finding.read(found) for found in head["findings"]),
        pl.concat(pieces) if pieces else None,
        head["is_whole"],
        frozenset(head["unread"]),
    )


def _pieces(table: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Without rows there is still one piece: it has the columns."""
    return table.iter_slices(_ROWS_AT_ONCE) if table.height else iter((table,))


def _arrow(table: pl.DataFrame) -> memoryview:
    out = io.BytesIO()
    table.write_ipc_stream(out, compression="uncompressed")
    return out.getbuffer()
