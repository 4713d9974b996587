"""Every released schema opens, whole or not at all; a later one is left alone."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from portfolio.domain.extract import ReceivedFile
from portfolio.domain.filters import Filters
from portfolio.domain.period import Period
from portfolio.measures.card_catalogue import CARDS
from portfolio.service import PortfolioService
from portfolio.store import migrations
from portfolio.store.engine import Store, StoreTooNew
from portfolio.store.home_paths import HomePaths

RELEASED = Path(__file__).with_name("released")
SEPTEMBER = Period(2026, 9)
VALUES = b"benefit_id,beneficiary_org_code,period,realised_gbp\nB1,BBB,2026-09,300\n"
KILLED_HALF_WAY = """
import os, signal, sys
from pathlib import Path
import duckdb
from portfolio.store import migrations
migrations.FOLDER = Path(sys.argv[2])
class Dying:
    def __init__(self, inner): self.inner = inner
    def execute(self, sql, *given):
        if sql == "COMMIT": os.kill(os.getpid(), signal.SIGKILL)
        return self.inner.execute(sql, *given)
migrations.migrate(Dying(duckdb.connect(sys.argv[1])))
"""


def october_morning() -> datetime:
    return datetime(2026, 10, 20, 9, 0, tzinfo=UTC)


def made_by(schema: Path, database: Path) -> Path:
    database.parent.mkdir(parents=True)
    with duckdb.connect(str(database)) as connection:
        connection.execute(schema.read_text(encoding="utf-8"))
    return database


def answers(home: Path) -> Mapping[str, str]:
    service = PortfolioService(home, clock=october_morning)
    told = {id_: json.dumps(service.result(id_, Filters(SEPTEMBER)).to_json()) for id_ in CARDS}
    told["ledger"] = json.dumps([one.to_json() for one in service.submissions()])
    service.close()
    return told


def steps_taken(database: Path) -> list[str]:
    with duckdb.connect(str(database)) as connection:
        rows = connection.execute("SELECT name FROM store_migration ORDER BY name").fetchall()
    return [name for (name,) in rows]


@pytest.mark.parametrize("schema", sorted(RELEASED.glob("*.sql")), ids=lambda path: path.stem)
def test_every_released_schema_opens_with_the_same_numbers(
    schema: Path, tmp_path: Path, write_small_system: Callable[[Path], Path]
) -> None:
    made_by(schema, HomePaths(tmp_path / "old").database)
    fresh = PortfolioService(tmp_path / "fresh", clock=october_morning)
    fresh.load(write_small_system(tmp_path / "fenland"))
    sent = [ReceivedFile("benefit_values.csv", VALUES)]
    fresh.returns.receive(sent, partner_code="BBB", period=SEPTEMBER)
    fresh.returns.withdraw(3, "Counted twice")
    fresh.close()

    assert answers(tmp_path / "old") == answers(tmp_path / "fresh")
    known = sorted(path.stem for path in migrations.FOLDER.glob("[0-9]*.sql"))
    assert steps_taken(HomePaths(tmp_path / "old").database) == known


def test_there_is_a_database_of_every_released_schema() -> None:
    """Of each step but the last, which is what the code makes: with the one after it comes a
    database that has not taken it."""
    steps = sorted(path.stem[:4] for path in migrations.FOLDER.glob("[0-9]*.sql"))

    assert [path.stem for path in sorted(RELEASED.glob("*.sql"))] == steps[:-1]


def test_a_migration_that_fails_leaves_the_database_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = made_by(RELEASED / "0001.sql", tmp_path / "home" / "portfolio.duckdb")
    monkeypatch.setattr(
        migrations, "FOLDER", _steps(tmp_path, "CREATE TABLE half (n INT); nonsense")
    )

    with pytest.raises(duckdb.Error):
        Store(database)

    assert steps_taken(database) == ["0001_first_release"]
    assert "half" not in _tables(database)


def test_a_migration_killed_before_its_end_is_not_there_and_is_taken_the_next_time(
    tmp_path: Path,
) -> None:
    database = made_by(RELEASED / "0001.sql", tmp_path / "home" / "portfolio.duckdb")
    steps = _steps(tmp_path, "CREATE TABLE half (n INT); DROP TABLE reference_theme;")

    ended = subprocess.run(
        [sys.executable, "-c", KILLED_HALF_WAY, str(database), str(steps)], check=False
    )

    assert ended.returncode == -9
    assert steps_taken(database) == ["0001_first_release"]
    assert "reference_theme" in _tables(database)
    assert "half" not in _tables(database)
    Store(database).close()
    assert "0002_refused_returns" in steps_taken(database)


def test_a_database_of_a_later_version_is_not_touched(tmp_path: Path) -> None:
    database = made_by(RELEASED / "0001.sql", tmp_path / "home" / "portfolio.duckdb")
    with duckdb.connect(str(database)) as connection:
        connection.execute("INSERT INTO store_migration VALUES ('0099_of_a_later_version')")
    before = database.read_bytes()

    for read_only in (True, False):
        with pytest.raises(StoreTooNew):
            Store(database, read_only=read_only)

    assert database.read_bytes() == before


def _steps(tmp_path: Path, sql: str) -> Path:
    folder = tmp_path / "steps"
    folder.mkdir()
    (folder / "0001_first_release.sql").write_text("", encoding="utf-8")
    (folder / "0002_half.sql").write_text(sql, encoding="utf-8")
    return folder


def _tables(database: Path) -> set[str]:
    with duckdb.connect(str(database)) as connection:
        rows = connection.execute("SELECT table_name FROM information_schema.tables").fetchall()
    return {name for (name,) in rows}
