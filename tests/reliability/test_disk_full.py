"""A disk that fills up: what was accepted stays, and the store serves again by itself."""

from __future__ import annotations

import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from portfolio.domain.period import Period
from portfolio.domain.submission import Submission, SubmittedFile
from portfolio.store.archive import Archive, fingerprint
from portfolio.store.engine import Store, StoreFault
from portfolio.store.journal import Journal
from portfolio.store.submission_writer import SubmissionWriter

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on file sizes")


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """As good as a full disk: writing beyond the limit fails in the same way."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)


def _lessons(count: int) -> pl.DataFrame:
    numbers = range(count)
    return pl.DataFrame(
        {
            "row_number": [n + 2 for n in numbers],
            "lesson_id": [f"L{n}-{n * 7919 % 10_007}" for n in numbers],
            "org_code": ["RXA"] * count,
            "kind": ["blueprint"] * count,
            "category": ["culture"] * count,
            "title": [f"Lesson {n * 104_729 % 15_485_863}" for n in numbers],
            "summary": [f"{n * 15_485_863 % 32_452_843:x}" * 3 for n in numbers],
            "date": [date(2026, 9, 1)] * count,
        }
    )


def _enter(books: SubmissionWriter, count: int) -> None:
    content = f"{count} lessons".encode()
    file = SubmittedFile("lessons", "lessons.csv", fingerprint(content), len(content), count)
    submission = Submission(
        submission_id=books.ledger.next_id(),
        partner_code="RXA",
        period=Period(2026, 9),
        received_on=date(2026, 10, 3),
        recorded_at=datetime(2026, 10, 3, 9, tzinfo=UTC),
        contract_version="1",
        files=(file,),
    )
    books.record(submission, [content], {"lessons": _lessons(count)})


def _lessons_kept(store: Store) -> int:
    return int(store.read("SELECT count(*) AS n FROM accepted_lessons")["n"][0])


def test_a_disk_full_at_the_checkpoint_loses_nothing_and_the_store_serves_on(
    tmp_path: Path,
) -> None:
    path = tmp_path / "portfolio.duckdb"
    store = Store(path)
    books = SubmissionWriter(store, Archive(tmp_path / "archive"), Journal(tmp_path / "journal"))
    _enter(books, 20_000)

    with files_no_larger_than(path.stat().st_size + 4096):
        _enter(books, 9_000)  # fits the log, not the file: the checkpoint fails
        log_left = path.with_name(f"{path.name}.wal").stat().st_size
        during = _lessons_kept(store)

    assert log_left > 0
    assert during == 29_000
    _enter(books, 500)
    assert _lessons_kept(store) == 29_500
    store.close()
    again = Store(path)
    assert _lessons_kept(again) == 29_500
    again.close()


@pytest.mark.parametrize("room", [0, 64_000, 128_000, 256_000])
def test_a_disk_full_in_the_middle_of_storing_leaves_nothing_of_it(
    tmp_path: Path, room: int
) -> None:
    path = tmp_path / "portfolio.duckdb"
    store = Store(path)
    books = SubmissionWriter(store, Archive(tmp_path / "archive"), Journal(tmp_path / "journal"))
    _enter(books, 200)
    archived = set((tmp_path / "archive").iterdir())

    with files_no_larger_than(room), pytest.raises(StoreFault, match="Nothing was changed"):
        _enter(books, 100_000)

    assert _lessons_kept(store) == 200
    assert len(books.ledger.submissions()) == 1
    assert set((tmp_path / "archive").iterdir()) == archived
    _enter(books, 300)
    assert _lessons_kept(store) == 500
    store.close()


@pytest.mark.long
def test_a_disk_that_fills_up_in_steps_of_64_kilobytes(
    tmp_path: Path, goal: Callable[..., None]
) -> None:
    """Wherever in a submission the disk is full: what is acknowledged stays, nothing is half
    there, and the store serves again by itself within five seconds."""
    path = tmp_path / "portfolio.duckdb"
    store = Store(path)
    books = SubmissionWriter(store, Archive(tmp_path / "archive"), Journal(tmp_path / "journal"))
    _enter(books, 200)
    expected, refused, slowest = 200, 0, 0.0
    for room in range(0, 5_000_000, 64_000):
        count = 20_000 + room // 64_000
        try:
            with files_no_larger_than(room):
                _enter(books, count)
            expected += count
        except StoreFault:
            refused += 1
        started = time.monotonic()
        assert _lessons_kept(store) == expected
        _enter(books, 10)
        expected += 10
        slowest = max(slowest, time.monotonic() - started)
    store.close()

    again = Store(path)
    assert _lessons_kept(again) == expected
    again.close()
    goal(
        "Disk filled in steps of 64 KB while storing: nothing lost, serves again within 5 s",
        steps=79,
        refused=refused,
        slowest_in_seconds=round(slowest, 2),
    )
    assert refused > 0
    assert slowest < 5
