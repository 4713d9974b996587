"""What a system publishes: tables that say what stands, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from portfolio.domain.extract import ReceivedFile
from portfolio.domain.filters import Filters
from portfolio.domain.period import Period
from portfolio.domain.receipt import Receipt
from portfolio.service import NotUnderstood, PortfolioService
from portfolio.service.publishing import publish
from portfolio.service.requests import NotAllowed

SEPTEMBER = Filters(Period(2026, 9))
ADOPTIONS = (
    b"programme_id,org_code,state,live_date,people_eligible,people_using\n"
    b"P1,BBB,live,2026-05-01,12,6\n"
)
RISKS = (
    b"risk_id,org_code,title,category,likelihood,consequence,status,raised_date,raised_by,visibility\n"
    b"R1,BBB,Kept to ourselves,technical,3,3,open,2026-06-01,digital,own\n"
    b"R2,BBB,=cmd,technical,3,3,open,2026-06-01,digital,system\n"
)


@pytest.fixture
def service(tmp_path: Path, small_system: Path) -> Iterator[PortfolioService]:
    opened = PortfolioService(
        tmp_path / "home", clock=lambda: datetime(2026, 10, 20, 9, 0, tzinfo=UTC)
    )
    opened.load(small_system)
    sent = [ReceivedFile("adoptions.csv", ADOPTIONS), ReceivedFile("risks.csv", RISKS)]
    kept = opened.returns.receive(sent, partner_code="BBB", period=Period(2026, 9))
    assert isinstance(kept, Receipt)
    yield opened
    opened.close()


@pytest.fixture
def folder(service: PortfolioService, tmp_path: Path) -> Path:
    return publish(service, SEPTEMBER, tmp_path / "published", "system").folder


def descriptor(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def test_every_file_is_there_with_the_hash_and_size_the_descriptor_says(folder: Path) -> None:
    said = {one["path"]: (one["hash"], one["bytes"]) for one in descriptor(folder)["resources"]}
    there = {
        path.name: (
            f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}",
            len(path.read_bytes()),
        )
        for path in folder.iterdir()
        if path.name != "datapackage.json"
    }
    assert said == there
    assert len(said) == 18


def test_it_is_found_by_system_and_period(folder: Path, tmp_path: Path) -> None:
    assert folder.parent.parent == tmp_path / "published"
    assert (folder.parent.name, folder.name) == ("system=fenland", "period=2026-09")
    read = pl.read_parquet(
        tmp_path / "published/*/*/programmes.parquet", hive_partitioning=True
    ).select("system", "period", "programme_id")
    assert ("fenland", "2026-09", "P1") in read.cast(pl.String).rows()


def test_the_descriptor_says_which_point_and_by_which_contract(folder: Path) -> None:
    said = descriptor(folder)
    names = ("name", "period", "known_on", "scope", "version")
    assert [said[name] for name in names] == [
        "fenland-2026-09", "2026-09", "2026-10-20", "system", "1",
    ]  # fmt: skip


def test_csv_and_parquet_have_the_same_rows(folder: Path) -> None:
    for resource in descriptor(folder)["resources"][::2]:
        table = pl.read_parquet(folder / f"{resource['name']}.parquet")
        text = pl.read_csv(folder / resource["path"], infer_schema=False)
        assert text.columns == table.columns == [f["name"] for f in resource["schema"]["fields"]]
        assert text.height == table.height


def test_columns_that_name_a_row_name_one(folder: Path) -> None:
    for resource in descriptor(folder)["resources"][::2]:
        table = pl.read_parquet(folder / f"{resource['name']}.parquet")
        assert not table.select(resource["schema"]["primaryKey"]).is_duplicated().any()


def test_a_risk_kept_to_its_organisation_is_never_published(folder: Path) -> None:
    risks = pl.read_parquet(folder / "risks.parquet")
    assert risks["risk_id"].to_list() == ["R2"]
    assert not any(b"Kept to ourselves" in path.read_bytes() for path in folder.iterdir())


def test_a_text_that_a_spreadsheet_would_run_is_marked_in_the_csv_alone(folder: Path) -> None:
    assert b"'=cmd" in (folder / "risks.csv").read_bytes()
    assert pl.read_parquet(folder / "risks.parquet")["title"].to_list() == ["=cmd"]


def test_the_public_sees_no_small_count_of_people(
    service: PortfolioService, tmp_path: Path
) -> None:
    folder = publish(service, SEPTEMBER, tmp_path / "public", "public").folder
    row = pl.read_parquet(folder / "adoptions.parquet").filter(pl.col("org_code") == "BBB")
    counted = row.select(
        "people_eligible", "people_eligible_is_hidden", "people_using", "people_using_is_hidden"
    )
    assert counted.row(0) == (10, False, None, True)


def test_the_same_point_gives_the_same_bytes(
    service: PortfolioService, folder: Path, tmp_path: Path
) -> None:
    again = publish(service, SEPTEMBER, tmp_path / "again", "system").folder
    names = sorted(path.name for path in folder.iterdir())
    assert names == sorted(path.name for path in again.iterdir())
    assert all((folder / name).read_bytes() == (again / name).read_bytes() for name in names)


def test_what_was_known_on_an_earlier_day_is_published_as_of_it(
    service: PortfolioService, tmp_path: Path
) -> None:
    earlier = replace(SEPTEMBER, known_on=date(2026, 10, 1))
    folder = publish(service, earlier, tmp_path / "then", "system").folder
    assert descriptor(folder)["known_on"] == "2026-10-01"
    assert pl.read_parquet(folder / "risks.parquet").is_empty()


def test_a_disk_that_fills_leaves_the_package_of_before(
    service: PortfolioService, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    write = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if path.name == "risks.csv":
            raise OSError(28, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(NotUnderstood, match="cannot be written: No space left on device"):
        publish(service, SEPTEMBER, tmp_path / "published", "public")

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_an_end_between_taking_away_and_putting_there_is_made_good(
    service: PortfolioService, folder: Path, tmp_path: Path
) -> None:
    folder.rename(folder.with_name(f".{folder.name}.before"))
    publish(service, SEPTEMBER, tmp_path / "published", "system")
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_nothing_is_published_into_the_home_folder(service: PortfolioService) -> None:
    with pytest.raises(NotAllowed, match="is in the home folder"):
        publish(service, SEPTEMBER, service.home / "published", "system")


@pytest.mark.long
def test_frictionless_finds_the_package_valid(folder: Path) -> None:
    frictionless = os.environ.get("PORTFOLIO_FRICTIONLESS") or shutil.which("frictionless")
    if frictionless is None:
        pytest.skip("frictionless is not here: packages were checked by our own tests alone.")
    done = subprocess.run(
        [frictionless, "validate", str(folder / "datapackage.json")],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": ""},
    )
    print(done.stdout, file=sys.stderr)
    assert done.returncode == 0
