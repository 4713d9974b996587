"""Killed at any point of a submission: nothing acknowledged is lost, nothing is half there."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from portfolio.store.archive import Archive
from portfolio.store.books import Books
from portfolio.store.engine import Store
from portfolio.store.journal import Journal

SCRIPT = Path(__file__).with_name("submitting.py")
ROWS = 2_000
POINTS = {
    "half_archived": 2,
    "archived": 2,
    "in_transaction": 2,
    "committed": 3,
    "half_journalled": 3,
    "journalled": 3,
}


def _acknowledged(home: Path, point: str, *, kill_after: float | None = None) -> list[int]:
    """The numbers of the submissions for which the process gave a receipt before it died."""
    arguments = [sys.executable, str(SCRIPT), str(home), point]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        if kill_after is not None:
            time.sleep(kill_after)
            process.kill()
        said = process.stdout.read()
    assert process.returncode == -9
    return [int(line) for line in said.splitlines()]


def _check_home(home: Path, acknowledged: list[int]) -> list[int]:
    """Opens a home again, finds everything acknowledged whole, and returns what is there."""
    store = Store(home / "portfolio.duckdb")
    archive, journal = Archive(home / "archive"), Journal(home / "journal")
    try:
        submissions = Books(store, archive, journal).ledger.submissions()
        numbers = [submission.submission_id for submission in submissions]
        assert set(acknowledged) <= set(numbers)
        assert numbers == list(range(1, len(numbers) + 1))
        rows = dict(
            store.read(
                "SELECT submission_id, count(*) AS n FROM accepted_risks GROUP BY 1"
            ).iter_rows()
        )
        assert rows == dict.fromkeys(numbers, ROWS)
        for submission in submissions:
            for file in submission.files:
                archive.read(file.sha256)
        written = [entry["submission"] for entry in journal.entries()]
        assert written == [submission.number for submission in submissions]
        return numbers
    finally:
        store.close()


@pytest.mark.parametrize(("point", "stored"), POINTS.items())
def test_killed_at_a_named_point(tmp_path: Path, point: str, stored: int) -> None:
    acknowledged = _acknowledged(tmp_path, point)

    assert acknowledged == [1, 2]
    assert _check_home(tmp_path, acknowledged) == list(range(1, stored + 1))


def test_killed_at_random_again_and_again(tmp_path: Path) -> None:
    acknowledged: list[int] = []
    moments = random.Random(20261003)

    for _ in range(3):
        acknowledged += _acknowledged(tmp_path, "none", kill_after=moments.uniform(0.05, 0.6))
        _check_home(tmp_path, acknowledged)


@pytest.mark.long
def test_killed_two_hundred_times(tmp_path: Path) -> None:
    """At random moments and at every named point, on homes that are gone on with."""
    moments, kills, lost = random.Random(20261125), 0, 0
    points = [*POINTS, *(["none"] * (len(POINTS) * 3))]
    for number in range(200):
        if number % 20 == 0:
            home, acknowledged = tmp_path / str(number), list[int]()
            home.mkdir()
        point = points[number % len(points)] if number % 20 == 0 else "none"
        after = moments.uniform(0.05, 0.6) if point == "none" else None
        acknowledged += _acknowledged(home, point, kill_after=after)
        lost += len(set(acknowledged) - set(_check_home(home, acknowledged)))
        kills += 1

    print(f"{kills} kills: {lost} acknowledged lost, 0 half-loaded, 0 that could not be reopened")
    assert (kills, lost) == (200, 0)
