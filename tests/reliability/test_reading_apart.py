"""No file can take the app down: what reading does to its process is a finding on that file."""

from __future__ import annotations

import io
import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import polars as pl
import pytest

from portfolio.contract.templates import template_csv
from portfolio.domain.extract import ReceivedFile
from portfolio.domain.period import Period
from portfolio.domain.receipt import Receipt, Refusal
from portfolio.intake.one_file.validate_file import validate_file
from portfolio.intake.one_file.worker import Limits, WorkerPool, process, protocol
from portfolio.service import PortfolioService

PERIOD = Period(2026, 9)
EXAMPLES = Path(__file__).parents[1] / "examples"
HEADER, ROW = template_csv("benefit_values").encode().splitlines(keepends=True)
MUCH = ReceivedFile("benefit_values.csv", HEADER + ROW * 150_000)
LITTLE = ReceivedFile("benefit_values.csv", HEADER + ROW)


@pytest.fixture(scope="module")
def room() -> Iterator[WorkerPool]:
    opened = WorkerPool()
    opened.warm()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def narrow_room() -> Iterator[WorkerPool]:
    """A room where a small file has all the memory it wants, and MUCH less than half of it."""
    opened = WorkerPool(Limits(memory_mb=64, memory_mb_per_mb=0))
    yield opened
    opened.close()


def rules(room: WorkerPool, file: ReceivedFile) -> list[str]:
    return [found.rule for one in room(file, PERIOD) for found in one.findings]


@pytest.mark.parametrize("folder", ["valid", "many_faults"])
def test_a_file_judged_apart_is_judged_the_same(room: WorkerPool, folder: str) -> None:
    for path in sorted((EXAMPLES / folder).glob("*.csv")):
        file = ReceivedFile(path.name, path.read_bytes())

        (apart,), (here,) = room(file, PERIOD), validate_file(file, PERIOD)

        assert (apart.detected, apart.findings) == (here.detected, here.findings)
        assert apart.is_whole == here.is_whole
        assert apart.table is not None
        assert here.table is not None
        assert apart.table.equals(here.table, null_equal=True)
        assert apart.table.schema == here.table.schema


def test_many_rows_come_back_in_pieces_and_in_order(room: WorkerPool) -> None:
    (one,) = room(MUCH, PERIOD)

    assert one.table is not None
    assert one.table["row_number"].equals(pl.int_range(2, 150_002, eager=True).alias("row_number"))


def test_two_files_are_judged_at_once(room: WorkerPool) -> None:
    with ThreadPoolExecutor(4) as together:
        found = list(together.map(lambda file: rules(room, file), [MUCH, LITTLE, MUCH, LITTLE]))

    assert found == [["one_row_per_key"], [], ["one_row_per_key"], []]
    assert len(room.process_ids) == 2


def test_a_process_killed_in_the_middle_is_one_finding_and_the_next_file_is_read(
    room: WorkerPool,
) -> None:
    ready = set(room.process_ids)
    with ThreadPoolExecutor(1) as beside:
        asked = beside.submit(rules, room, MUCH)
        while not (busy := ready - set(room.process_ids)):
            time.sleep(0.001)
        time.sleep(0.05)
        os.kill(busy.pop(), signal.SIGKILL)

    assert asked.result() == ["file_not_read_to_end"]
    assert rules(room, LITTLE) == []


def test_a_file_that_takes_too_long_is_ended(room: WorkerPool) -> None:
    hurried = WorkerPool(Limits(seconds=0.05, seconds_per_mb=0))

    found = rules(hurried, MUCH)

    hurried.close()
    assert found == ["file_took_too_long"]


def test_a_file_is_late_by_the_clock_and_not_by_which_thread_was_quicker(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(threading.Timer, "run", lambda _timer: None)  # it never has its turn
    hurried = WorkerPool(Limits(seconds=0, seconds_per_mb=0))

    found = rules(hurried, LITTLE)

    hurried.close()
    assert found == ["file_took_too_long"]


def test_the_app_goes_on_after_a_file_that_takes_all_memory(
    narrow_room: WorkerPool, small_system: Path, tmp_path: Path
) -> None:
    service = PortfolioService(
        tmp_path / "home", clock=lambda: datetime(2026, 10, 1, 9), validate_file=narrow_room
    )
    service.load(small_system)
    before = service.revision
    lead = next(small_system.glob("extracts/*/*/programmes.csv"))
    partner, period = lead.parts[-3], Period.parse(lead.parts[-2][:7])

    refused = service.returns.receive([MUCH], partner_code=partner, period=period)
    changed = lead.read_bytes().replace(b"\n", b"\r\n")
    taken = service.returns.receive(
        [ReceivedFile("programmes.csv", changed)], partner_code=partner, period=period
    )

    assert isinstance(refused, Refusal)
    assert "file_too_much_for_us" in [stop.rule for stop in refused.verdict.stops]
    assert isinstance(taken, Receipt)
    assert service.revision == before + 2  # the refusal is remembered, the return kept
    service.close()


@pytest.mark.skipif(os.name == "nt", reason="there are no such files")
def test_a_crash_leaves_no_copy_of_memory_on_disk() -> None:
    room = WorkerPool()  # one of its own, whose only process has had a file
    assert rules(room, LITTLE) == []

    (process_id,) = room.process_ids
    limits = Path(f"/proc/{process_id}/limits").read_text(encoding="ascii")
    room.close()

    (core,) = (line for line in limits.splitlines() if line.startswith("Max core file size"))
    assert core.split()[4:6] == ["0", "0"]


def test_a_fault_of_ours_is_told_by_its_place_and_never_by_its_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def breaks(_file: ReceivedFile, _period: Period) -> None:
        raise ValueError("943 476 5919")

    monkeypatch.setattr(process, "validate_file", breaks)
    requests, answers = io.BytesIO(), io.BytesIO()
    asked = {"name": "x.csv", "period": "2026-09", "memory_bytes": 1 << 40, "seconds": 60}
    protocol.write_document(requests, asked)
    protocol.write(requests, b"943 476 5919")

    process._serve(io.BytesIO(requests.getvalue()), answers)

    assert b"943" not in answers.getvalue()
    answer = protocol.read_document(io.BytesIO(answers.getvalue()))
    assert answer["fault"].startswith("ValueError at test_reading_apart.py:")


def test_a_closed_room_leaves_no_process_behind() -> None:
    room = WorkerPool()
    room.warm()
    (process_id,) = room.process_ids

    room.close()

    assert not Path(f"/proc/{process_id}").exists()
