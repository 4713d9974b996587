"""A checkpoint cut off in any of its writes: the database opens, and lacks nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest

from portfolio.store.checkpoint_backup import spare_of
from portfolio.store.connection import Instance
from portfolio.store.engine import Store, StoreDamaged

HEADERS, BLOCK, PAGE = 12_288, 262_144, 4_096
CHECKPOINTS = 4
ROWS = 3_000


@dataclass(frozen=True)
class Moment:
    """The files of a store before a checkpoint, and the database after it."""

    number: int
    before: bytes
    log: bytes
    spare: bytes
    after: bytes

    def blocks(self) -> list[int]:
        """The places of the blocks that the checkpoint wrote."""
        places = range(HEADERS, len(self.after), BLOCK)
        return [at for at in places if block(self.before, at) != block(self.after, at)]

    def in_place(self) -> list[int]:
        """Those of them that the database of before leads to, as the spare has them."""
        held = range(HEADERS, len(self.spare) - 32, 8 + BLOCK)
        kept = [int.from_bytes(self.spare[at : at + 8], "little") for at in held]
        return [at for at in self.blocks() if (at - HEADERS) // BLOCK in kept]


def block(content: bytes, at: int) -> bytes:
    return content[at : at + BLOCK]


@pytest.fixture(scope="module")
def moments(tmp_path_factory: pytest.TempPathFactory) -> list[Moment]:
    """A store that grows by some rows and a table, and loses some, before each checkpoint."""
    path = tmp_path_factory.mktemp("grown") / "portfolio.duckdb"
    return list(grown(path))


def grown(path: Path) -> Iterator[Moment]:
    log, log_kept = path.with_name(f"{path.name}.wal"), path.with_name("log")
    store = Store(path)
    for number in range(1, CHECKPOINTS + 1):
        frame = pl.DataFrame({"number": [number] * ROWS, "text": [f"{n}" for n in range(ROWS)]})
        with store.transaction() as transaction:
            transaction.run("CREATE TABLE IF NOT EXISTS seen (number INTEGER, text VARCHAR)")
            transaction.run(f"CREATE TABLE of_{number} (a INTEGER)")
            transaction.append("seen", frame)
            transaction.run(f"DELETE FROM seen WHERE number = {number - 2}")
        before = path.read_bytes()
        os.link(log, log_kept)  # the checkpoint adds that it began, and at its end removes the log
        store.checkpoint()
        assert not log.exists()
        told = log_kept.read_bytes()
        log_kept.unlink()
        yield Moment(number, before, told, spare_of(path).read_bytes(), path.read_bytes())
    store.close()


def numbers_in(path: Path) -> dict[int, int]:
    store = Store(path)
    try:
        counted = store.read("SELECT number, count(*) AS n FROM seen GROUP BY 1 ORDER BY 1")
        return dict(counted.iter_rows())
    finally:
        store.close()


def lay(folder: Path, moment: Moment, database: bytes, *, spare: bytes | None) -> Path:
    folder.mkdir()
    path = folder / "portfolio.duckdb"
    path.write_bytes(database)
    path.with_name(f"{path.name}.wal").write_bytes(moment.log)
    if spare is not None:
        spare_of(path).write_bytes(spare)
    return path


def cut_off(moment: Moment, at: int, written: int) -> bytes:
    """The database with one block written so far, and every block that stood in no one's way."""
    content = bytearray(moment.before.ljust(len(moment.after), b"\0"))
    for place in moment.blocks():
        if place not in moment.in_place():
            content[place : place + BLOCK] = block(moment.after, place)
    content[at : at + written] = moment.after[at : at + written]
    return bytes(content)


def cuts(moments: list[Moment]) -> list[tuple[Moment, int, int]]:
    """Each block that is written in place, cut off early and half way."""
    return [
        (moment, at, written)
        for moment in moments
        for at in moment.in_place()
        for written in (PAGE, BLOCK // 2)
    ]


def test_a_block_half_written_in_place_is_put_back(moments: list[Moment], tmp_path: Path) -> None:
    for place, (moment, at, written) in enumerate(cuts(moments)):
        database = cut_off(moment, at, written)
        path = lay(tmp_path / str(place), moment, database, spare=moment.spare)

        wanted = {number: ROWS for number in (moment.number - 1, moment.number) if number}
        assert numbers_in(path) == wanted, (moment.number, at, written)


def test_without_a_spare_such_a_block_is_the_end_of_the_database(
    moments: list[Moment], tmp_path: Path
) -> None:
    damaged = 0
    for place, (moment, at, written) in enumerate(cuts(moments)):
        path = lay(tmp_path / str(place), moment, cut_off(moment, at, written), spare=None)
        try:
            Store(path).close()
        except StoreDamaged:
            damaged += 1

    assert damaged >= CHECKPOINTS - 1  # all but the first, which writes over nothing


def test_a_block_that_was_free_may_be_half_written(moments: list[Moment], tmp_path: Path) -> None:
    for moment in moments:
        content = bytearray(moment.before.ljust(len(moment.after), b"\0"))
        for at in set(moment.blocks()) - set(moment.in_place()):
            content[at : at + BLOCK // 2] = moment.after[at : at + BLOCK // 2]
        path = lay(tmp_path / str(moment.number), moment, bytes(content), spare=None)

        assert set(numbers_in(path)) == {moment.number - 1, moment.number} - {0}


def test_a_spare_that_the_checkpoint_outlived_is_left_alone(
    moments: list[Moment], tmp_path: Path
) -> None:
    """Killed after the header was written: the log is still there, and no longer needed."""
    for moment in moments:
        path = lay(tmp_path / str(moment.number), moment, moment.after, spare=moment.spare)

        assert set(numbers_in(path)) == {moment.number - 1, moment.number} - {0}


@pytest.mark.parametrize("left", [0, 100, -1])
def test_a_spare_that_is_cut_off_itself_is_left_alone(
    moments: list[Moment], tmp_path: Path, left: int
) -> None:
    moment = moments[-1]
    spare = moment.spare[:left]
    path = lay(tmp_path / "home", moment, moment.before, spare=spare)

    assert set(numbers_in(path)) == {moment.number - 1, moment.number}


def test_a_spare_of_another_database_is_left_alone(moments: list[Moment], tmp_path: Path) -> None:
    path = tmp_path / "portfolio.duckdb"
    Store(path).close()
    spare_of(path).write_bytes(moments[0].spare)
    before = path.read_bytes()

    Instance(path, read_only=True).close()

    assert path.read_bytes() == before


def test_nothing_is_written_over_in_place_when_a_store_is_closed_but_what_a_spare_is_kept_of(
    tmp_path: Path,
) -> None:
    path = tmp_path / "portfolio.duckdb"
    store = Store(path)
    with store.transaction() as transaction:
        transaction.run("CREATE TABLE seen (number INTEGER)")
    assert not spare_of(path).exists()

    store.close()

    assert spare_of(path).exists()
    assert not path.with_name(f"{path.name}.wal").exists()
