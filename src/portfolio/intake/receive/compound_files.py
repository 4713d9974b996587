"""What an older container of Office is: a workbook, a document, a message.

Its format is published as [MS-CFB]: sectors chained by a table, and a directory in which each
entry names its neighbours and its first child. Only the names right below the root tell: a
document may hold a whole workbook further down, and the reverse.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_HEADER_LENGTH, _ENTRY_LENGTH = 512, 128
# Where the header has the size of a sector, the directory's first one and the table's sectors.
_SHIFT_AT, _DIRECTORY_AT, _TABLE_AT, _TABLE_SECTORS = 30, 48, 76, 109
_LAST = 0xFFFFFFFA  # this number and those above name no sector, and no entry
_MOST_ENTRIES = 4_096
ENCRYPTED = "encrypted"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WHAT = {
    "encryptedpackage": ENCRYPTED,
    "worddocument": "a Word document",
    "powerpoint document": "a presentation",
    "__properties_version1.0": "an e-mail",
    "visiodocument": "a drawing",
    "quill": "a text document",
}


def kind_of_compound(content: bytes) -> str | None:
    """Return what people call the file, `encrypted` for one with a password, which Office wraps
    in this container; None for a workbook, and for what cannot be made out."""
    try:
        names = [name.casefold() for name in _names(content)]
    except (struct.error, UnicodeDecodeError):
        return ENCRYPTED if _ENCRYPTED in content else None
    is_workbook = "workbook" in names or "book" in names
    return None if is_workbook else next((_WHAT[n] for n in names if n in _WHAT), None)


def _names(content: bytes) -> Iterator[str]:
    """Yield the names right below the root."""
    directory = _directory(content)
    waiting, seen = [_number(directory, 0, 76)], set[int]()
    while waiting and len(seen) < _MOST_ENTRIES:
        entry = waiting.pop()
        if entry >= _LAST or entry in seen:
            continue
        seen.add(entry)
        at = entry * _ENTRY_LENGTH
        (length,) = struct.unpack_from("<H", directory, at + 64)
        yield directory[at : at + max(length - 2, 0)].decode("utf-16-le")
        waiting += [_number(directory, at, 68), _number(directory, at, 72)]


def _directory(content: bytes) -> bytes:
    (shift,) = struct.unpack_from("<H", content, _SHIFT_AT)
    size = 1 << min(shift, 16)
    table = b"".join(
        _sector(content, sector, size)
        for sector in struct.unpack_from(f"<{_TABLE_SECTORS}I", content, _TABLE_AT)
        if sector < _LAST
    )
    parts: list[bytes] = []
    sector, seen = _number(content, 0, _DIRECTORY_AT), set[int]()
    while sector < _LAST and sector not in seen and len(seen) < _MOST_ENTRIES:
        seen.add(sector)
        parts.append(_sector(content, sector, size))
        sector = _number(table, sector * 4, 0)
    return b"".join(parts)


def _sector(content: bytes, number: int, size: int) -> bytes:
    start = max(_HEADER_LENGTH, size) + number * size
    return content[start : start + size]


def _number(content: bytes, at: int, within: int) -> int:
    return int(struct.unpack_from("<I", content, at + within)[0])
