"""The archive keeps bytes whole, once, under their fingerprint."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from portfolio.store.archive import Archive, ArchiveDamaged


def test_bytes_are_kept_under_their_sha256_and_nothing_else_is_left(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")

    sha256 = archive.keep(b"one,two\n")

    assert sha256 == hashlib.sha256(b"one,two\n").hexdigest()
    assert [path.name for path in (tmp_path / "archive").iterdir()] == [sha256]
    assert archive.read(sha256) == b"one,two\n"


def test_keeping_the_same_bytes_again_does_not_write(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    path = tmp_path / archive.keep(b"same")
    path.chmod(0o400)
    before = path.stat().st_mtime_ns

    archive.keep(b"same")

    assert path.stat().st_mtime_ns == before


def _shorter(kept: Path) -> None:
    kept.write_bytes(kept.read_bytes()[:-1])


def _longer(kept: Path) -> None:
    kept.write_bytes(kept.read_bytes() + b"\n")


def _changed(kept: Path) -> None:
    content = kept.read_bytes()
    kept.write_bytes(bytes([content[0] ^ 1]) + content[1:])


def _missing(kept: Path) -> None:
    kept.unlink()


def _a_folder(kept: Path) -> None:
    kept.unlink()
    (kept / "of somebody else").mkdir(parents=True)


def _a_link_to_nowhere(kept: Path) -> None:
    kept.unlink()
    kept.symlink_to(kept.with_name("nowhere"))


def _a_link_to_itself(kept: Path) -> None:
    kept.unlink()
    kept.symlink_to(kept)


HARMS = (_shorter, _longer, _changed, _missing, _a_folder, _a_link_to_nowhere, _a_link_to_itself)


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__.strip("_"))
def test_whatever_became_of_a_file_the_same_bytes_kept_again_make_it_good(
    tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    archive = Archive(tmp_path)
    sha256 = archive.keep(b"whole")
    harm(tmp_path / sha256)
    assert not archive.holds(sha256, b"whole")

    archive.keep(b"whole")

    assert archive.holds(sha256, b"whole")
    assert archive.read(sha256) == b"whole"


def test_bytes_that_cannot_be_read_back_are_not_called_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def loses(self: Path, place: Path) -> None:
        place.write_bytes(self.read_bytes()[:-1] + b"!")

    monkeypatch.setattr(Path, "replace", loses)

    with pytest.raises(OSError, match="cannot be read back"):
        Archive(tmp_path).keep(b"whole")


def test_what_is_kept_is_for_its_owner_alone(tmp_path: Path) -> None:
    sha256 = Archive(tmp_path / "archive").keep(b"whole")

    assert (tmp_path / "archive").stat().st_mode & 0o077 == 0
    assert (tmp_path / "archive" / sha256).stat().st_mode & 0o077 == 0


def test_damaged_bytes_are_never_handed_out(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    sha256 = archive.keep(b"whole")
    (tmp_path / sha256).write_bytes(b"hwole")

    with pytest.raises(ArchiveDamaged, match="damaged"):
        archive.read(sha256)
    with pytest.raises(ArchiveDamaged, match="missing"):
        archive.read("0" * 64)


def test_a_write_that_fails_leaves_no_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OSError, match="No space left"):
        Archive(tmp_path).keep(b"x")

    assert list(tmp_path.iterdir()) == []
