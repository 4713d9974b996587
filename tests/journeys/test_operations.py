"""docs/operations.md walked through: each command as it is written, each row of its table."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portfolio.cli import main
from portfolio.domain.extract import ReceivedFile
from portfolio.domain.period import Period
from portfolio.domain.receipt import Receipt
from portfolio.service import TOO_NEW, PortfolioService
from portfolio.service.fault_words import CANNOT_WRITE, DISK_FULL, JOURNAL_GONE
from portfolio.store.engine import Store
from portfolio.store.home_paths import HomePaths

DONE, FINDINGS, NOT_ALLOWED, OUR_FAULT = 0, 1, 3, 4
SEPTEMBER = Period(2026, 9)
VALUES = b"benefit_id,beneficiary_org_code,period,realised_gbp\nB1,BBB,2026-09,300\n"
# A process that is killed after its receipt.
KILLED = """
import os, signal, sys
from pathlib import Path
from portfolio.domain.extract import ReceivedFile
from portfolio.domain.period import Period
from portfolio.service import PortfolioService
sent = [ReceivedFile("benefit_values.csv", sys.stdin.buffer.read())]
service = PortfolioService(Path(sys.argv[1]))
service.returns.receive(sent, partner_code="BBB", period=Period(2026, 9))
os.kill(os.getpid(), signal.SIGKILL)
"""


@dataclass
class Walk:
    """A real home folder, and what the commands say about it."""

    home: Path
    system: Path
    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch

    @property
    def kept(self) -> HomePaths:
        return HomePaths(self.home)

    def run(self, *words: object, code: int = DONE) -> str:
        self.capsys.readouterr()
        ended = main([*map(str, words), "--home", str(self.home)])
        told = self.capsys.readouterr()
        assert ended == code, (words, told.out, told.err)
        return told.out + told.err

    def submit(self, file: Path, *, code: int = DONE) -> str:
        file.write_bytes(VALUES)
        words = ("--partner", "BBB", "--period", "2026-09", "--accept")
        return self.run("submit", file, *words, code=code)

    def archived(self, kind: str) -> Path:
        service = PortfolioService(self.home)
        sent = {file.kind: file.sha256 for one in service.submissions() for file in one.files}
        service.close()
        return self.kept.archive / sent[kind]


@pytest.fixture(scope="module")
def lived_in(
    tmp_path_factory: pytest.TempPathFactory, write_small_system: Callable[[Path], Path]
) -> Path:
    made = tmp_path_factory.mktemp("walked")
    assert main(["load", str(write_small_system(made / "s")), "--home", str(made / "home")]) == DONE
    return made


@pytest.fixture
def walk(
    lived_in: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Walk:
    home = Path(shutil.copytree(lived_in / "home", tmp_path / "home"))
    return Walk(home, lived_in / "s", capsys, monkeypatch)


def _ledger(home: Path) -> object:
    service = PortfolioService(home)
    told = (service.submissions(), service.references)
    service.close()
    return told


def test_each_command_does_what_the_page_says(walk: Walk, checkout: Path, tmp_path: Path) -> None:
    page = (checkout / "docs/operations.md").read_text("utf-8")
    commands = re.findall(r"^    portfolio (.+)$", page, re.M)
    for place in ("backups", "srv"):
        (tmp_path / place).mkdir()
    walk.monkeypatch.setenv("PORTFOLIO_HOME", str(walk.home))
    before = _ledger(walk.home)

    for command in commands:
        words = re.sub(r"(?<= )/(backups|srv)/", f"{tmp_path}/\\1/", command).split()
        assert main(words) == DONE, command

    assert [command.split()[0] for command in commands] == [
        "backup", "restore", "restore", "rebuild"
    ]  # fmt: skip
    for home in (walk.home, tmp_path / "srv/portfolio", tmp_path / "srv/portfolio-again"):
        assert _ledger(home) == before
    assert len(list((tmp_path / "srv/portfolio").glob("before-restore-*"))) == 1


def _no_database(walk: Walk, _tmp_path: Path) -> None:
    before = _ledger(walk.home)
    walk.kept.database.write_bytes(walk.kept.database.read_bytes()[:100_000])

    assert "made again from the archive and the journal" in walk.run("submissions")

    assert list(walk.home.glob("portfolio.duckdb.damaged-*"))
    assert _ledger(walk.home) == before


def _archived_file_lost(walk: Walk, tmp_path: Path) -> None:
    kept = walk.archived("benefit_values")
    content = kept.read_bytes()
    kept.write_bytes(content[:-2] + b"7\n")
    assert "benefit_values.csv is damaged" in walk.run("backup", tmp_path / "b.zip", code=FINDINGS)
    assert "It was written again" in walk.run("load", walk.system)

    kept.unlink()
    walk.kept.database.unlink()
    assert "benefit_values.csv is missing in the archive" in walk.run("submissions")
    kept.write_bytes(content)
    walk.kept.database.unlink()
    assert "could not be read again" not in walk.run("submissions")
    assert "withdrawn" not in walk.run("submissions")


def _list_lost(walk: Walk, _tmp_path: Path) -> None:
    before = _ledger(walk.home)
    for path in walk.kept.archive.iterdir():
        if b"org_code,org_name" in path.read_bytes():
            path.unlink()
    walk.kept.database.unlink()

    assert "reference lists" not in walk.run("submissions")
    assert _ledger(walk.home) == before


def _journal_lost(walk: Walk, tmp_path: Path) -> None:
    before = _ledger(walk.home)
    shutil.rmtree(walk.kept.journal)

    PortfolioService(walk.home).close()

    walk.run("rebuild", "--into", tmp_path / "again")
    assert _ledger(tmp_path / "again") == before


def _journal_torn(walk: Walk, tmp_path: Path) -> None:
    before = _ledger(walk.home)
    lines = walk.kept.journal / "ledger.jsonl"
    content = lines.read_bytes()
    lines.write_bytes(content[:-30])
    PortfolioService(walk.home).close()
    walk.run("rebuild", "--into", tmp_path / "torn")

    place = content.index(b'"partner": "BBB"')
    service = PortfolioService(walk.home)  # as the app has it: what comes now it has not seen
    lines.write_bytes(content[: place + 12] + b"X" + content[place + 13 :])
    told = walk.run("backup", tmp_path / "b.zip", code=FINDINGS)
    service.close()
    assert "submission 0002 (benefit_values.csv, benefits.csv)" in told
    walk.run("rebuild", "--into", tmp_path / "again")

    assert _ledger(tmp_path / "torn") == _ledger(tmp_path / "again") == before


def _both_lost(walk: Walk, _tmp_path: Path) -> None:
    shutil.rmtree(walk.kept.journal)
    walk.kept.database.write_bytes(b"hello, this is no database\n" * 9_000)
    before = {path: path.read_bytes() for path in walk.home.rglob("*") if path.is_file()}

    assert JOURNAL_GONE in walk.run("load", walk.system, code=OUR_FAULT)

    assert (
        before.items() <= {p: p.read_bytes() for p in walk.home.rglob("*") if p.is_file()}.items()
    )


def _refused_by_the_disk(walk: Walk, tmp_path: Path, number: int, said: str) -> None:
    def refuses(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    walk.monkeypatch.setattr(os, "fsync", refuses)
    assert walk.submit(tmp_path / "benefit_values.csv", code=OUR_FAULT).strip() == said
    assert "0002" in walk.run("submissions")
    walk.monkeypatch.undo()
    assert "Stored as submission 0003" in walk.submit(tmp_path / "benefit_values.csv")


def _disk_full(walk: Walk, tmp_path: Path) -> None:
    _refused_by_the_disk(walk, tmp_path, errno.ENOSPC, DISK_FULL)


def _not_writable(walk: Walk, tmp_path: Path) -> None:
    _refused_by_the_disk(walk, tmp_path, errno.EROFS, CANNOT_WRITE)


def _clock_put_back(walk: Walk, _tmp_path: Path) -> None:
    service = PortfolioService(walk.home, clock=lambda: datetime(2025, 1, 1, 9, tzinfo=UTC))
    sent = [ReceivedFile("benefit_values.csv", VALUES)]
    outcome = service.returns.receive(sent, partner_code="BBB", period=SEPTEMBER)
    service.close()

    assert isinstance(outcome, Receipt)
    assert "clock_put_back" in [note.rule for note in outcome.submission.notes]


def _killed(walk: Walk, _tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(walk.home)], input=VALUES, check=False
    )

    assert ended.returncode == -9
    assert "0003" in walk.run("submissions")


def _later(walk: Walk, _tmp_path: Path) -> None:
    store = Store(walk.kept.database)
    with store.transaction() as transaction:
        transaction.run("INSERT INTO store_migration VALUES ('0099_of_a_later_version')")
    store.close()
    before = walk.kept.database.read_bytes()

    assert TOO_NEW in walk.run("submissions", code=NOT_ALLOWED)
    assert walk.kept.database.read_bytes() == before


ROWS: dict[str, Callable[[Walk, Path], None]] = {
    "the database is deleted, damaged, cut off, an older copy, or no database": _no_database,
    "an archived file is lost or damaged": _archived_file_lost,
    "a reference list is lost or damaged in the archive": _list_lost,
    "the journal is lost": _journal_lost,
    "the journal's last line is torn, or another is damaged": _journal_torn,
    "the database is damaged or lost and the journal is lost": _both_lost,
    "the disk is full": _disk_full,
    "the home folder cannot be written": _not_writable,
    "the clock was put back": _clock_put_back,
    "the process is killed": _killed,
    "the home folder is of a later version": _later,
}


@pytest.mark.parametrize("what", ROWS)
def test_what_the_product_does_when_something_is_wrong(
    walk: Walk, tmp_path: Path, what: str
) -> None:
    ROWS[what](walk, tmp_path)


def test_every_row_of_the_page_is_walked(checkout: Path) -> None:
    page = (checkout / "docs/operations.md").read_text("utf-8").split("## When something is wrong")
    rows = re.findall(r"^\| ([^|]+?) \|", page[1], re.M)

    assert [row for row in rows if row != "what happened"] == list(ROWS)


@pytest.mark.parametrize(
    ("before", "after"),
    [(0o755, 0o700), (0o777, 0o700), (0o750, 0o700), (0o711, 0o711), (0o700, 0o700)],
    ids=oct,
)
def test_a_home_folder_made_beforehand_is_closed_to_others(
    lived_in: Path, tmp_path: Path, before: int, after: int
) -> None:
    home = tmp_path / "home"
    for folder in ("archive", "journal", "log", "inbox"):
        (home / folder).mkdir(parents=True)
        (home / folder).chmod(before)
    (home / "log" / "portfolio.log").touch(0o644)
    (home / "portfolio.duckdb.lock").touch(0o644)
    home.chmod(before)

    assert main(["load", str(lived_in / "s"), "--home", str(home)]) == DONE
    assert main(["backup", str(tmp_path / "backup.zip"), "--home", str(home)]) == DONE

    modes = {path: path.stat().st_mode & 0o777 for path in (home, *home.rglob("*"))}
    assert modes.pop(home) == after
    assert modes.pop(home / "inbox") == after
    open_to_others = [path for path, mode in modes.items() if mode & 0o077]
    assert open_to_others == []
    assert (tmp_path / "backup.zip").stat().st_mode & 0o077 == 0


def test_a_home_folder_that_stays_open_to_others_is_refused(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk.home.chmod(0o755)
    monkeypatch.setattr(Path, "chmod", lambda *_given, **_named: None)

    told = walk.run("load", walk.system, code=NOT_ALLOWED)

    assert f"Others can read {walk.home}" in told
