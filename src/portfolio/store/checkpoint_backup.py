"""What a checkpoint writes over in place, kept beside the database until the checkpoint is done.

The engine writes all else where nothing is yet, and then turns to it by a new header. Only the
blocks that list what is where it adds to and writes again as a whole, while the header that still
holds leads to them: killed in the middle of that one write (one kill in some 800), it leaves a
block whose checksum is of neither. The log would make everything good, but is not reached.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO

from portfolio.store.archive import open_for_its_owner

_HEADERS = 3 * 4_096
_BLOCK = 262_144
_NUMBER = 8
_PROOF = 32


class Spare:
    """The headers and some blocks of one database file, as they are before a checkpoint.

    It holds the file open for as long as the engine does: a system drops the engine's lock on a
    file as soon as the same process closes it once.
    """

    def __init__(self, database: Path) -> None:
        self._database = database.open("rb", buffering=0)
        self._path = spare_of(database)
        self._log = database.with_name(f"{database.name}.wal")

    @property
    def is_needed(self) -> bool:
        """Whether there is anything to move into the database, which is what writes over it."""
        return self._log.exists()

    def keep(self, blocks: Iterable[int]) -> None:
        """Force them to disk. Raises OSError where there is no room."""
        content = _read(self._database, 0, _HEADERS)
        for block in sorted(blocks):
            held = _read(self._database, _place(block), _BLOCK)
            if len(held) == _BLOCK:  # else it is not in the file yet
                content += block.to_bytes(_NUMBER, "little") + held
        with open_for_its_owner(self._path, "wb") as file:
            file.write(content + hashlib.sha256(content).digest())
            file.flush()
            os.fsync(file.fileno())

    def close(self) -> None:
        self._database.close()


def put_back(database: Path) -> None:
    """Return a database that is about to be opened the blocks that a checkpoint cut off may have
    spoilt.

    While its headers are those kept, no checkpoint was done since: the blocks are what they were.
    """
    with suppress(OSError):
        kept = spare_of(database).read_bytes()
        content, proof = kept[:-_PROOF], kept[-_PROOF:]
        if hashlib.sha256(content).digest() != proof:
            return  # cut off itself, before the checkpoint began
        with database.open("r+b") as file:
            if _read(file, 0, _HEADERS) != content[:_HEADERS]:
                return
            for start in range(_HEADERS, len(content), _NUMBER + _BLOCK):
                block, held = content[start : start + _NUMBER], content[start + _NUMBER :][:_BLOCK]
                file.seek(_place(int.from_bytes(block, "little")))
                file.write(held)
            file.flush()
            os.fsync(file.fileno())


def spare_of(database: Path) -> Path:
    return database.with_name(f"{database.name}.spare")


def _place(block: int) -> int:
    return _HEADERS + block * _BLOCK


def _read(file: IO[bytes], place: int, size: int) -> bytes:
    file.seek(place)
    return file.read(size)
