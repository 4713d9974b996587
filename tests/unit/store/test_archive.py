"""The archive keeps bytes whole, once, under their fingerprint."""

from __future__ import annotations

import hashlib
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


def test_a_file_cut_short_is_written_again(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    sha256 = archive.keep(b"whole")
    (tmp_path / sha256).write_bytes(b"wh")

    archive.keep(b"whole")

    assert archive.read(sha256) == b"whole"


def test_damaged_bytes_are_never_handed_out(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    sha256 = archive.keep(b"whole")
    (tmp_path / sha256).write_bytes(b"hwole")

    with pytest.raises(ArchiveDamaged, match="damaged"):
        archive.read(sha256)
    with pytest.raises(ArchiveDamaged, match="missing"):
        archive.read("0" * 64)


def test_a_write_that_fails_leaves_no_temporary_file(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    sha256 = hashlib.sha256(b"x").hexdigest()
    (tmp_path / sha256 / "in the way").mkdir(parents=True)

    with pytest.raises(OSError, match=r".+"):
        archive.keep(b"x")

    assert [path.name for path in tmp_path.iterdir()] == [sha256]
