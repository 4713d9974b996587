"""What is kept of a point in time says what is worked out afresh, whatever changed in between."""

from __future__ import annotations

import random
import threading
from datetime import UTC, date, datetime, time, timedelta

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from portfolio.domain.filters import Filters, Point
from portfolio.domain.period import Period
from portfolio.domain.refusal import RefusedFile, RefusedReturn
from portfolio.measures.system_frames import SQL_FOLDER
from portfolio.service import PortfolioService
from portfolio.store.engine import AsAt
from portfolio.store.queries import compose
from portfolio.store.refusals import Refusals

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
# Each reads other points or the order of receipt besides its own rows, or sums everything.
MEASURES = (
    "counted_benefit",
    "plan_forecast_realised",
    "delivery_confidence",
    "questions",
    "risk_reward",
    "adoption",
)
SEEDS = (0, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(1, 12)))
CHANGED_ON = date(2026, 4, 15)
DAY_BEFORE = date(2026, 4, 14)
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
        system.takes_back(number, date(2026, 3, 1) + timedelta(days=rng.randrange(40)))


def refuse(system, partner, period, day):
    refused = RefusedReturn(
        refusal_id=Refusals(system.store).next_id(),
        partner_code=partner,
        period=Period.parse(period),
        received_on=day,
        recorded_at=datetime.combine(day, time(9), tzinfo=UTC),
        contract_version="1",
        files=(RefusedFile("benefits", 7, 2, 1),),
        rules=("known_benefit",),
    )
    Refusals(system.store).record(refused)


def change_the_list(rng, system):
    """An organisation that joins, or one that closes and that another follows."""
    code = f"N{rng.randrange(1_000_000)}"
    ended = {"valid_to": date(2026, 1, 31), "successor_codes": rng.choice("ABC")}
    system.organisation(code, **rng.choice(({}, ended)))


def fresh(system, point, name) -> pl.DataFrame:
    return system.store.read(compose(SQL_FOLDER, name), point._asdict())


def kept(system, point, name) -> pl.DataFrame:
    return system.store.read_at(point, SQL_FOLDER, name)


def change(rng, system, standing, random_system, building):
    match rng.choice(("return", "return", "return", "withdrawal", "refusal", "list")):
        case "return":
            standing.append(system.takes(a_return(rng, random_system, building)))
        case "withdrawal":
            withdraw_one(rng, system, standing)
        case "refusal":
            day = date(2026, 1, 28) + timedelta(days=rng.randrange(80))
            partner = rng.choice(random_system.ORGANISATIONS)
            refuse(system, partner, rng.choice(random_system.PERIODS), day)
        case "list":
            change_the_list(rng, system)


@pytest.mark.parametrize("seed", SEEDS)
def test_kept_and_fresh_agree_after_every_kind_of_change(seed, random_system, building):
    rng = random.Random(seed)
    system = building.MeasuredSystem()
    system.organisations(*random_system.ORGANISATIONS)
    standing = system.record_all(random_system.random_submissions(rng))

    for _ in range(5):
        change(rng, system, standing, random_system, building)
        for point in rng.sample(POINTS, 2):
            for name in rng.sample(QUERIES, 2):
                assert_frame_equal(
                    kept(system, point, name),
                    fresh(system, point, name),
                    check_row_order=False,
                )


def told(service, asked):
    """Return the answers with all their tables."""
    return {
        (measure_id, filters): service.result(measure_id, filters).to_json()
        for measure_id, filters in asked
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_answers_kept_are_those_worked_out_afresh_after_every_kind_of_change(
    seed, random_system, building
):
    rng = random.Random(seed)
    system = building.MeasuredSystem()
    system.organisations(*random_system.ORGANISATIONS)
    system.boards(date(2026, 2, 20), date(2026, 3, 20))
    standing = system.record_all(random_system.random_submissions(rng))
    service = PortfolioService._over(system.store)
    points = rng.sample(POINTS, 2)
    asked = [
        (measure_id, Filters(Period.parse(point.period), point.known_on, since=since))
        for measure_id in ("data_quality", "changes", *rng.sample(MEASURES, 2))
        for point in points
        for since in (None, Point(Period.parse("2026-02"), date(2026, 3, 20)))
        if since is None or measure_id == "changes"
    ]
    told(service, asked)

    for _ in range(3):
        for _ in range(rng.choice((1, 1, 2))):
            change(rng, system, standing, random_system, building)
        after = told(service, asked)
        with system.store.transaction():  # of which nothing is known: nothing kept is good for it
            pass
        assert after == told(service, asked)


@pytest.mark.parametrize(
    ("kind", "periods", "days"),
    [
        ("return", {"2026-03"}, {None, CHANGED_ON}),
        ("correction", {"2026-02", "2026-03"}, {None, CHANGED_ON}),
        ("withdrawal", {"2026-02", "2026-03"}, {None, CHANGED_ON}),
        ("refusal", {"2026-03"}, {None, CHANGED_ON}),
        ("list", {"2026-02", "2026-03"}, {None, DAY_BEFORE, CHANGED_ON}),
    ],
)
def test_what_a_change_cannot_have_touched_stays(kind, periods, days, building):
    system = building.MeasuredSystem()
    system.organisations("A")
    rows = {"programmes": [building.programme("P1", "A")]}
    first = system.takes(building.Sent("A", "2026-02", date(2026, 3, 2), rows))
    days_known = (None, DAY_BEFORE, CHANGED_ON)
    points = [AsAt(period, day) for period in ("2026-02", "2026-03") for day in days_known]
    before = {point: system.store.touched_at(point) for point in points}

    match kind:
        case "return":
            system.takes(building.Sent("A", "2026-03", CHANGED_ON, rows))
        case "correction":
            system.takes(building.Sent("A", "2026-02", CHANGED_ON, rows))
        case "withdrawal":
            system.takes_back(first, CHANGED_ON)
        case "refusal":
            refuse(system, "A", "2026-03", CHANGED_ON)
        case "list":
            system.organisations("B")

    touched = {point for point in points if system.store.touched_at(point) != before[point]}
    assert touched == {AsAt(period, day) for period in periods for day in days}


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
