"""Extracts that are right, to be spoilt one thing at a time."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import polars as pl
import pytest

from portfolio.contract.catalogue import KINDS
from portfolio.domain.extract import ReceivedFile
from portfolio.domain.organisation import Organisation, Organisations
from portfolio.domain.period import Period
from portfolio.domain.system import References, ReportingPeriod, SystemSettings, Theme
from portfolio.domain.verdict import Checked, CurrentState
from portfolio.intake.validate import validate_submission

PERIOD = Period(2026, 9)

Extract = Callable[..., bytes]
Door = Callable[..., Checked[pl.DataFrame]]


@pytest.fixture(scope="session")
def references() -> References:
    def organisation(code: str, *, partner: bool = True) -> Organisation:
        through = None if partner else "RXZ"
        return Organisation(
            code, f"{code} Trust", "acute", is_partner=partner, reports_through=through,
            valid_from=date(2000, 1, 1),
        )  # fmt: skip

    return References(
        settings=SystemSettings("Fenbridge", reporting_periods=(ReportingPeriod(PERIOD),)),
        organisations=Organisations(
            (organisation("RXZ"), organisation("RXY"), organisation("P1", partner=False))
        ),
        themes=(
            Theme("local", "joined_up", "Joined up"),
            Theme("wgll", "improve_care", "Improve care"),
            Theme("shift", "analogue_to_digital", "Analogue to digital"),
        ),
    )


@pytest.fixture(scope="session")
def extract_bytes() -> Extract:
    """The bytes of an extract: rows given by the columns that differ from the example row."""

    def build(kind: str, *rows: Mapping[str, str], columns: Sequence[str] | None = None) -> bytes:
        described = KINDS[kind]
        names = list(columns or described.columns)
        out = io.StringIO()
        writer = csv.DictWriter(out, names, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows({**described.example_row, **row} for row in rows or ({},))
        return out.getvalue().encode()

    return build


@pytest.fixture(scope="session")
def door(references: References) -> Door:
    """Checks files, given by name, as RXZ for September 2026 with nothing standing."""

    def send(files: Mapping[str, bytes]) -> Checked[pl.DataFrame]:
        received = [ReceivedFile(name, content) for name, content in files.items()]
        return validate_submission(
            received,
            partner_code="RXZ",
            period=PERIOD,
            references=references,
            standing=CurrentState(),
        )

    return send
