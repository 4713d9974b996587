"""Keeps the bytes of every accepted file under their own fingerprint: the truth of the product."""

from __future__ import annotations

import errno
import hashlib
import os
import uuid
from contextlib import suppress
from pathlib import Path
from typing import IO


class ArchiveDamaged(Exception):
    """The bytes kept under a fingerprint are missing or no longer those that were kept."""

    def __init__(self, sha256: str, how: str) -> None:
        super().__init__(f"{sha256} {how} in the archive.")
        self.sha256 = sha256
        self.how = how


def fingerprint(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in lower-case hexadecimal."""
    return hashlib.sha256(content).hexdigest()


class Archive:
    """A folder of files, each named by the SHA-256 of its content; never changed, only added."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, content: bytes, sha256: str | None = None) -> str:
        """Return the fingerprint under which the bytes are now safe on disk (given where it was
        worked out already).

        Written under a temporary name, forced to disk, renamed, the folder forced to disk, and
        read back: after a power cut there is the whole file or none. Keeping the same again
        changes nothing. Raises OSError where the bytes cannot be written, or not read back.
        """
        sha256 = sha256 or fingerprint(content)
        if not self.holds(sha256, content):
            self._write(sha256, content)
            if not self.holds(sha256, content):
                raise OSError(errno.EIO, "What was written cannot be read back", sha256)
        return sha256

    def holds(self, sha256: str, content: bytes) -> bool:
        """Return whether just these bytes can be read under their fingerprint. A file of that
        name and size may have changed on the disk: all of it is read."""
        path = self._folder / sha256
        try:
            return path.stat().st_size == len(content) and path.read_bytes() == content
        except OSError:
            return False

    def read(self, sha256: str) -> bytes:
        """Return the bytes kept. Raises ArchiveDamaged when they are not there or not the same."""
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
        """Take back bytes kept for a submission that then could not be stored."""
        (self._folder / sha256).unlink(missing_ok=True)

    def _write(self, sha256: str, content: bytes) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        unique = f".{sha256}.{uuid.uuid4().hex}"
        temporary, place = self._folder / f"{unique}.part", self._folder / sha256
        try:
            with open_for_its_owner(temporary, "xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if place.is_dir():  # nothing of ours, and in the way
                place.rename(self._folder / f"{unique}.put-aside")
            temporary.replace(place)
        except BaseException:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
        force_folder(self._folder)


def open_for_its_owner(path: Path, mode: str) -> IO[bytes]:
    """Open a file of bytes that, where it is made now, only its owner may read, whatever the
    process makes by default."""
    return open(path, mode, opener=lambda name, flags: os.open(name, flags, 0o600))


def force_folder(folder: Path) -> None:
    """Force a folder's list of names to disk, where the system can do that."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
