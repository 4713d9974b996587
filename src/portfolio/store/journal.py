"""An append-only record of what the ledger took in, from which it can be made again."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from portfolio.store.archive import force_folder, open_for_its_owner

_PROOF = "proof"
_PROOF_DIGITS = 32


class Journal:
    """One JSON document a line in a file, each forced to disk before the next step.

    Every entry of `ledger.jsonl` has `event` (`references`, `submission`, `withdrawal`,
    `refusal`; the audit has its own beside it), and every one has `proof`, the
    first half of the SHA-256 of the rest of its line. A line cut off by a power cut, or changed
    since, is passed over when reading, and never runs into the line after it.
    """

    def __init__(self, folder: Path, file: str = "ledger.jsonl") -> None:
        self._path = folder / file
        self._lock = threading.Lock()

    @property
    def is_there(self) -> bool:
        return self._path.is_file()

    def append(self, entry: Mapping[str, object]) -> None:
        line = _line({**entry, _PROOF: _proof(entry)}) + b"\n"
        with self._lock:
            is_new = not self._path.exists()
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with open_for_its_owner(self._path, "ab+") as file:
                file.write(line if _ends_with_a_line(self._path) else b"\n" + line)
                file.flush()
                os.fsync(file.fileno())
            if is_new:
                force_folder(self._path.parent)

    def entries(self) -> Iterator[Mapping[str, object]]:
        """Yield what was written, oldest first."""
        if self._path.exists():
            with self._path.open("rb") as file:
                yield from entries_in(file)

    def whole_lines(self) -> bytes:
        """Return the file as it is, without a last line that is still being written."""
        content = self._path.read_bytes() if self._path.exists() else b""
        return content[: content.rfind(b"\n") + 1]

    def unread(self) -> tuple[bytes, ...]:
        """Return the lines that hold no entry as it was written."""
        return unread_in(self.whole_lines().splitlines())


def entries_in(lines: Iterable[bytes]) -> Iterator[Mapping[str, object]]:
    """Yield the entries that lines of a journal hold."""
    for line in lines:
        entry = _read(line)
        if entry is not None:
            yield entry


def unread_in(lines: Iterable[bytes]) -> tuple[bytes, ...]:
    """Return the lines of a journal that were cut off or changed."""
    return tuple(line for line in lines if line.strip() and _read(line) is None)


def _ends_with_a_line(path: Path) -> bool:
    size = path.stat().st_size
    if size == 0:
        return True
    with path.open("rb") as file:
        file.seek(size - 1)
        return file.read(1) == b"\n"


def _read(line: bytes) -> Mapping[str, object] | None:
    try:
        entry = json.loads(line)
    except ValueError:  # cut off, or not UTF-8 because it was cut inside a letter
        return None
    if not isinstance(entry, dict):
        return None
    proof = entry.pop(_PROOF, None)  # lines of the first release have none
    return entry if proof in (None, _proof(entry)) else None


def _line(entry: Mapping[str, object]) -> bytes:
    return json.dumps(entry, ensure_ascii=False, sort_keys=True).encode()


def _proof(entry: Mapping[str, object]) -> str:
    return hashlib.sha256(_line(entry)).hexdigest()[:_PROOF_DIGITS]
