"""The published data, loaded through the office, gives the answers its publishers' files give."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio.domain.filters import Filters
from portfolio.domain.period import Period
from portfolio.office import Office

# The journey on the published systems asks the same through the command line each time.
pytestmark = [pytest.mark.real, pytest.mark.long]

MEASURES = (
    "adoption",
    "beyond_lead_share",
    "counted_benefit",
    "effective_organisations",
    "plan_forecast_realised",
)
SYSTEMS = ("east-of-england", "uk-major-projects")


@pytest.fixture(scope="module", params=SYSTEMS)
def loaded(request, real_folder: Path, tmp_path_factory) -> Iterator[tuple[Office, dict]]:
    office = Office(tmp_path_factory.mktemp("home"))
    assert office.load(real_folder / request.param).is_clean
    expected = json.loads((real_folder / "expected.json").read_text(encoding="utf-8"))
    yield office, expected["must_match"][request.param]
    office.close()


@pytest.mark.parametrize("measure_id", MEASURES)
def test_published_answers_come_out(loaded, measure_id):
    office, by_period = loaded
    for period, measures in by_period.items():
        told = office.result(measure_id, Filters(Period.parse(period))).to_json()
        for key, expected in measures.get(measure_id, {}).items():
            check(told, key, expected)


def check(told: dict, key: str, expected) -> None:
    if key == "tables":
        for name, table in expected.items():
            check_table(told["tables"][name.removesuffix("_any_of")], name, table)
    elif key == "status_any_of":
        assert told["status"] in expected
    else:
        assert told[key] == near(expected)


def check_table(records: list[dict], name: str, table: dict) -> None:
    found = [tuple(record[column] for column in table["columns"]) for record in records]
    wanted = [tuple(row) for row in table["rows"]]
    if name.endswith("_any_of"):
        assert any(len(found) == 1 and all_near(found[0], row) for row in wanted)
        return
    assert len(found) == len(wanted)
    pairs = zip(sorted(found, key=str), sorted(wanted, key=str), strict=True)
    assert [(f, w) for f, w in pairs if not all_near(f, w)] == []


def all_near(found: tuple, wanted: tuple) -> bool:
    return all(f == near(w) for f, w in zip(found, wanted, strict=True))


def near(expected):
    is_number = isinstance(expected, int | float) and not isinstance(expected, bool)
    return pytest.approx(expected, rel=1e-9) if is_number else expected
