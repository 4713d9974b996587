"""A disk that is full, a home folder that cannot be written, a journal that is gone: told as what
they are, by every verb, by the inbox and by the pages, and gone on from when it is over."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from portfolio.cli import main
from portfolio.domain.extract import ReceivedFile
from portfolio.domain.period import Period
from portfolio.inbox.request_files import write_request
from portfolio.inbox.watcher import InboxWatcher
from portfolio.service import Code, PortfolioService, Request
from portfolio.service.fault_words import CANNOT_WRITE, DISK_FULL, JOURNAL_GONE
from portfolio.store.errors import StoreFault
from portfolio.store.home_paths import HomePaths
from portfolio.ui import error_messages

resource = pytest.importorskip("resource", reason="needs a limit on file sizes")

VALUES = "benefit_id,beneficiary_org_code,period,realised_gbp\nB1,BBB,2026-09,300\n"
DONE, FINDINGS, OUR_FAULT = 0, 1, 4
# What needs to write, and what a home folder still answers.
WRITING = ("load {system}", "submit {file} --partner BBB --period 2026-09 --accept",
           "withdraw 0001 --reason early", "restore {backup} --replace")  # fmt: skip
READING = ("submissions", "measure adoption", "check {file} --partner BBB --period 2026-09",
           "backup {out}/new.zip", "rebuild --into {out}/again")  # fmt: skip


@pytest.fixture(scope="module")
def _kept(
    tmp_path_factory: pytest.TempPathFactory, write_small_system: Callable[[Path], Path]
) -> dict[str, Path]:
    made = tmp_path_factory.mktemp("kept")
    named = {"system": write_small_system(made / "fenland"), "home": made / "home"}
    assert main(["load", str(named["system"]), "--home", str(named["home"])]) == DONE
    named |= {"backup": made / "backup.zip", "file": made / "benefit_values.csv"}
    assert main(["backup", str(named["backup"]), "--home", str(named["home"])]) == DONE
    named["file"].write_text(VALUES, "utf-8")
    more = (named["system"] / "organisations.csv").read_text("utf-8")
    (named["system"] / "organisations.csv").write_text(f"{more}CCC,Cedar,vcse,,,yes,\n", "utf-8")
    return named


@pytest.fixture
def places(_kept: dict[str, Path], tmp_path: Path) -> dict[str, Path]:
    (tmp_path / "out").mkdir()
    home = Path(shutil.copytree(_kept["home"], tmp_path / "home"))
    return {**_kept, "home": home, "out": tmp_path / "out"}


@contextmanager
def disk(home: Path, *, room: int | None) -> Iterator[None]:
    """Puts a home folder on a disk of its own, with so much room left or, without, read only.

    Where nobody may mount one: no file may be written to, or no folder of it.
    """
    if os.geteuid() == 0 and shutil.which("mount") and _mounted(home):
        try:
            if room is None:
                subprocess.run(["mount", "-o", "remount,ro", str(home)], check=True)
            else:
                _fill(home / "filler", room)
            yield
        finally:
            if room is None:
                subprocess.run(["mount", "-o", "remount,rw", str(home)], check=True)
            (home / "filler").unlink(missing_ok=True)
            shutil.copytree(home, home.with_name("saved"))
            subprocess.run(["umount", "-l", str(home)], check=True)
            shutil.rmtree(home)
            home.with_name("saved").rename(home)
    elif os.geteuid() == 0:
        pytest.skip("nobody may mount a disk here, and root may write everywhere")
    else:
        with _no_room() if room is not None else _no_right(home):
            yield


def _mounted(home: Path) -> bool:
    aside = home.rename(home.with_name("aside"))
    home.mkdir(mode=0o700)
    words = ["mount", "-t", "tmpfs", "-o", "size=24m,mode=700", "tmpfs", str(home)]
    is_there = subprocess.run(words, check=False, capture_output=True).returncode == 0
    shutil.copytree(aside, home, dirs_exist_ok=True)
    shutil.rmtree(aside)
    return is_there


def _fill(filler: Path, room: int) -> None:
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            file.truncate(max(file.tell() // 4096 * 4096 - room, 0))


@contextmanager
def _no_room() -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def _no_right(home: Path) -> Iterator[None]:
    every = [home, *home.rglob("*")]
    before = {path: path.stat().st_mode for path in every}
    for path in reversed(every):
        path.chmod(before[path] & 0o555)
    try:
        yield
    finally:
        for path in every:
            path.chmod(before[path])


def run(places: dict[str, Path], typed: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """How a command ended, and what it said of what went wrong."""
    capsys.readouterr()
    words = [word.format(**places) for word in typed.split()]
    code = main([*words, "--home", str(places["home"])])
    told = capsys.readouterr()
    assert "Traceback" not in told.out + told.err
    assert "Logging error" not in told.err
    return code, told.err.strip()


@pytest.mark.parametrize("typed", WRITING)
def test_a_full_disk_is_called_a_full_disk(
    places: dict[str, Path], typed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with disk(places["home"], room=0):
        assert run(places, typed, capsys) == (OUR_FAULT, DISK_FULL)
        assert run(places, "submissions", capsys) == (DONE, "")

    assert run(places, typed, capsys)[0] == DONE


@pytest.mark.parametrize("typed", WRITING)
def test_a_home_folder_that_cannot_be_written_is_called_that(
    places: dict[str, Path], typed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with disk(places["home"], room=None):
        assert run(places, typed, capsys) == (OUR_FAULT, CANNOT_WRITE)

    assert run(places, typed, capsys)[0] == DONE


@pytest.mark.parametrize("room", [0, None], ids=["full", "read only"])
def test_what_is_there_is_served_from_a_disk_that_takes_nothing(
    places: dict[str, Path], room: int | None, capsys: pytest.CaptureFixture[str]
) -> None:
    with disk(places["home"], room=room):
        for typed in READING:
            assert run(places, typed, capsys) == (DONE, ""), typed


@pytest.mark.parametrize("typed", ["backup {home}/new.zip", "rebuild --into {home}/again"])
@pytest.mark.parametrize(("room", "said"), [(0, DISK_FULL), (None, CANNOT_WRITE)])
def test_a_copy_that_does_not_fit_is_not_there_at_all(
    places: dict[str, Path],
    typed: str,
    room: int | None,
    *,
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with disk(places["home"], room=room):
        assert run(places, typed, capsys) == (OUR_FAULT, said)

        assert not list(places["home"].glob("*new.zip*"))
        assert not (places["home"] / "again").exists()


def test_serve_says_that_the_home_folder_cannot_be_written(
    places: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    with disk(places["home"], room=None):
        assert run(places, "serve --port 0", capsys) == (OUR_FAULT, CANNOT_WRITE)


def test_another_process_says_it_too_and_nothing_of_its_own(places: dict[str, Path]) -> None:
    command = [sys.executable, "-m", "portfolio", "withdraw", "0001", "--reason", "early"]
    with disk(places["home"], room=0):
        ended = subprocess.run(
            [*command, "--home", str(places["home"])], capture_output=True, text=True, check=False
        )

    assert (ended.returncode, ended.stdout, ended.stderr.strip()) == (OUR_FAULT, "", DISK_FULL)


@pytest.mark.parametrize(
    ("number", "said"), [(errno.ENOSPC, DISK_FULL), (errno.EROFS, CANNOT_WRITE)]
)
def test_the_inbox_and_the_pages_say_it_too(
    places: dict[str, Path], monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    def refuses(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    options = {"partner": "BBB", "period": "2026-09", "accept": True}
    sent = (ReceivedFile("benefit_values.csv", VALUES.encode()),)
    write_request(Request("submit", options, sent), places["out"] / "letter")
    service = PortfolioService(places["home"])
    monkeypatch.setattr(os, "fsync", refuses)

    answer = InboxWatcher(service)._carry_out(places["out"] / "letter")
    with pytest.raises(StoreFault) as fault:
        service.returns.receive(sent, partner_code="BBB", period=Period(2026, 9))

    assert (answer.code, answer.text) == (Code.OUR_FAULT, said)
    assert said in error_messages.not_kept(fault.value, "sending a return")
    assert said in error_messages._words(fault.value, is_noted=False)[1]
    monkeypatch.undo()
    service.close()


@pytest.mark.parametrize("typed", [*WRITING[:3], *READING])
@pytest.mark.parametrize("database", ["damaged", "gone"])
def test_a_journal_that_is_gone_with_the_database_is_called_that_and_nothing_begins_anew(
    places: dict[str, Path], typed: str, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = HomePaths(places["home"])
    shutil.rmtree(kept.journal)
    kept.database.unlink() if database == "gone" else kept.database.write_bytes(b"none" * 9_000)
    archived = sorted(kept.archive.iterdir())

    assert run(places, typed, capsys) == (OUR_FAULT, JOURNAL_GONE)

    assert sorted(kept.archive.iterdir()) == archived
    assert kept.database.exists() == (database == "damaged")
    assert run(places, "restore {backup} --replace", capsys) == (DONE, "")
    assert json.loads(_told(places, capsys))


def _told(places: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert main(["submissions", "--json", "--home", str(places["home"])]) == DONE
    return capsys.readouterr().out
