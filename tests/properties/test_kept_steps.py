"""What is kept of a point in time says what is worked out afresh, whatever changed in between."""

from __future__ import annotations

import random
import threading
from datetime import date, timedelta

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from portfolio.measures.system_frames import SQL_FOLDER
from portfolio.store.engine import AsAt
from portfolio.store.queries import compose

# Of a point: what returns are held against, the rows that are counted, what is made of them.
QUERIES = (
    "current_extract",
    "current_adoption_row",
    "current_benefit_row",
    "current_benefit_value_row",
    "ledger",
    "register",
    "unpriced_benefit",
)
POINTS = tuple(
    AsAt(period, known_on)
    for period in ("2026-01", "2026-02", "2026-03")
    for known_on in (None, date(2026, 2, 20), date(2026, 3, 20))
)


def a_return(rng, random_system, building):
    """Of any period: of an earlier one it is a correction."""
    period = rng.choice(random_system.PERIODS)
    led = random_system.leads(rng)[period]
    partner = rng.choice(random_system.ORGANISATIONS)
    files = random_system.random_files(rng, partner, led=led, period=period)
    received = date.fromisoformat(f"{period}-28") + timedelta(days=rng.randrange(60))
    return building.Sent(partner, period, received, files)


def withdraw_one(rng, system, standing):
    if standing:
        number = standing.pop(rng.randrange(len(standing)))
        system.withdraw(number, date(2026, 3, 1) + timedelta(days=rng.randrange(40)))


def change_the_list(rng, system):
    """An organisation that joins, or one that closes and that another follows."""
    code = f"N{rng.randrange(1_000_000)}"
    ended = {"valid_to": date(2026, 1, 31), "successor_codes": rng.choice("ABC")}
    system.organisation(code, **rng.choice(({}, ended)))


def fresh(system, point, name) -> pl.DataFrame:
    return system.store.read(compose(SQL_FOLDER, name), point._asdict())


def kept(system, point, name) -> pl.DataFrame:
    return system.store.read_at(point, SQL_FOLDER, name)


@pytest.mark.parametrize("seed", range(2))
def test_kept_and_fresh_agree_after_every_kind_of_change(seed, random_system, building):
    rng = random.Random(seed)
    system = building.MeasuredSystem()
    system.organisations(*random_system.ORGANISATIONS)
    standing = system.record_all(random_system.random_submissions(rng))

    for _ in range(5):
        match rng.choice(("return", "return", "withdrawal", "list")):
            case "return":
                standing.append(system.record(a_return(rng, random_system, building)))
            case "withdrawal":
                withdraw_one(rng, system, standing)
            case "list":
                change_the_list(rng, system)
        for point in rng.sample(POINTS, 2):
            for name in rng.sample(QUERIES, 2):
                assert_frame_equal(
                    kept(system, point, name),
                    fresh(system, point, name),
                    check_row_order=False,
                )


def test_who_reads_while_returns_arrive_never_sees_two_revisions_at_once(building, tmp_path):
    system = building.MeasuredSystem()
    system.organisations("A")
    (tmp_path / "latest.sql").write_text(
        "-- needs: current_extract\n"
        "SELECT (SELECT max(submission_id) FROM current_extract) AS kept,"
        " (SELECT max(submission_id) FROM ledger_submission) AS fresh"
    )
    seen, done = set(), threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.update(system.store.read_at(AsAt("2026-03"), tmp_path, "latest").rows())

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for day in range(1, 7):
        rows = [building.programme(f"P{day}", "A")]
        system.sends("A", "2026-03", date(2026, 4, day), programmes=rows)
    done.set()
    for reader in readers:
        reader.join()

    assert len(seen) > 1
    assert all(of_tables == of_ledger for of_tables, of_ledger in seen)
    assert kept(system, AsAt("2026-03"), "current_programme")["programme_id"].to_list() == ["P6"]


def test_what_no_revision_needs_is_let_go(building):
    system = building.MeasuredSystem()
    system.organisations("A")
    for day in range(1, 4):
        rows = [building.programme(f"P{day}", "A")]
        system.sends("A", "2026-03", date(2026, 4, day), programmes=rows)
        for period in ("2026-02", "2026-03"):
            kept(system, AsAt(period), "current_programme")

    listed = "SELECT DISTINCT schema_name FROM duckdb_tables() WHERE database_name = 'step_tables'"
    assert system.store.read(listed).height == 2
