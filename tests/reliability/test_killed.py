"""Killed at any point of a submission: nothing acknowledged is lost, nothing is half there."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from portfolio.service import PortfolioService
from portfolio.store.archive import Archive
from portfolio.store.engine import Store
from portfolio.store.journal import Journal
from portfolio.store.submission_writer import SubmissionWriter

SCRIPT = Path(__file__).with_name("submitting.py")
SENDING = Path(__file__).with_name("sending.py")
ROWS = 2_000
POINTS = {
    "half_archived": 2,
    "archived": 2,
    "in_transaction": 2,
    "committed": 3,
    "half_journalled": 3,
    "journalled": 3,
    "half_checkpointed": 3,
}


def _acknowledged(
    home: Path,
    point: str,
    *,
    kill_after: float | None = None,
    at_least: int = 0,
    script: Path = SCRIPT,
) -> list[int]:
    """The numbers of the submissions for which the process gave a receipt before it died; the time
    to live begins when it has given so many."""
    arguments = [sys.executable, str(script), str(home), point]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        given = [process.stdout.readline() for _ in range(at_least)]
        if kill_after is not None:
            time.sleep(kill_after)
            process.kill()
        said = process.stdout.read()
    assert process.returncode == -9
    return [int(line) for line in (*given, *said.splitlines())]


def _check_home(home: Path, acknowledged: list[int]) -> list[int]:
    """Opens a home again, finds everything acknowledged whole, and returns what is there."""
    store = Store(home / "portfolio.duckdb")
    archive, journal = Archive(home / "archive"), Journal(home / "journal")
    try:
        submissions = SubmissionWriter(store, archive, journal).ledger.submissions()
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
        acknowledged += _acknowledged(
            tmp_path, "none", kill_after=moments.uniform(0.05, 0.6), at_least=1
        )
        _check_home(tmp_path, acknowledged)

    assert acknowledged  # else nothing that could be lost was ever there


@pytest.mark.long
@pytest.mark.parametrize("seed", range(5))
def test_killed_forty_times_at_random_and_at_every_named_point(
    tmp_path: Path, seed: int, goal: Callable[..., None]
) -> None:
    """On homes that are gone on with: a named point first, then any moment of what follows."""
    moments = random.Random(seed)
    points = [*POINTS, "none"]
    for number in range(40):
        if number % 5 == 0:
            point, acknowledged = points[(seed + number // 5) % len(points)], list[int]()
            home = tmp_path / str(number)
            home.mkdir()
        after = None if point != "none" else moments.uniform(0.05, 0.6)
        acknowledged += _acknowledged(home, point, kill_after=after)
        point = "none"
        _check_home(home, acknowledged)
        goal("Killed while storing: nothing acknowledged lost, nothing half there", kills=1)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(4))
def test_killed_twenty_five_times_while_returns_come_through_the_door(
    tmp_path: Path, seed: int, *, goal: Callable[..., None], write_small_system: Callable[..., Path]
) -> None:
    """Checking and comparing included; every file kept is a return's, and the last one stands."""
    home, moments, acknowledged = tmp_path / "home", random.Random(seed), list[int]()
    service = PortfolioService(home)
    service.load(write_small_system(tmp_path / "fenland"))
    service.close()
    for _ in range(25):
        acknowledged += _acknowledged(
            home, "", kill_after=moments.uniform(0.05, 1.5), script=SENDING
        )
        service = PortfolioService(home)
        submissions = service.submissions()
        service.close()
        numbers = [int(one.number) for one in submissions]
        assert set(acknowledged) <= set(numbers)
        assert numbers == list(range(1, len(numbers) + 1))
        _check_rows(home, numbers)
        goal("Killed while sending: nothing acknowledged lost, nothing half there", kills=1)
    assert len(acknowledged) > 5


def _check_rows(home: Path, numbers: list[int]) -> None:
    """The risks of each return are there whole, or the return is not there at all."""
    store = Store(home / "portfolio.duckdb", read_only=True)
    counted = store.read("SELECT submission_id, count(*) AS n FROM accepted_risks GROUP BY 1")
    store.close()
    assert dict(counted.iter_rows()) == dict.fromkeys(numbers[2:], ROWS)
