"""Keeps the bytes of every accepted file under their own fingerprint: the truth of the product."""

from __future__ import annotations

import hashlib
import os
import uuid
from pathlib import Path


class ArchiveDamaged(Exception):
    """The bytes kept under a fingerprint are missing or no longer those that were kept."""

    def __init__(self, sha256: str, how: str) -> None:
        super().__init__(f"{sha256} {how} in the archive.")
        self.sha256 = sha256
        self.how = how


def fingerprint(content: bytes) -> str:
    """The SHA-256 of some bytes, in lower-case hexadecimal."""
    return hashlib.sha256(content).hexdigest()


class Archive:
    """A folder of files, each named by the SHA-256 of its content; never changed, only added."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, content: bytes, sha256: str | None = None) -> str:
        """The fingerprint under which the bytes are now safe on disk (given where it was worked
        out already).

        Written under a temporary name, forced to disk, renamed, and the folder forced to disk:
        after a power cut there is the whole file or none. Keeping the same again changes nothing.
        """
        sha256 = sha256 or fingerprint(content)
        if not self.holds(sha256, len(content)):
            self._write(sha256, content)
        return sha256

    def holds(self, sha256: str, size_bytes: int) -> bool:
        path = self._folder / sha256
        return path.is_file() and path.stat().st_size == size_bytes

    def read(self, sha256: str) -> bytes:
        """The bytes kept. Raises ArchiveDamaged when they are not there or not the same."""
        try:
            content = (self._folder / sha256).read_bytes()
        except FileNotFoundError as error:
            raise ArchiveDamaged(sha256, "is missing") from error
        except OSError as error:
            raise ArchiveDamaged(sha256, "cannot be read") from error
        if fingerprint(content) != sha256:
            raise ArchiveDamaged(sha256, "is damaged")
        return content

    def forget(self, sha256: str) -> None:
        """Takes back bytes kept for a submission that then could not be stored."""
        (self._folder / sha256).unlink(missing_ok=True)

    def _write(self, sha256: str, content: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        temporary = self._folder / f".{sha256}.{uuid.uuid4().hex}.part"
        try:
            with temporary.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(self._folder / sha256)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        force_folder(self._folder)


def force_folder(folder: Path) -> None:
    """Forces a folder's list of names to disk, where the system can do that."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
