"""A small system whose one partner sends a million months of benefit values, all of them right."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

from portfolio.contract.catalogue import KINDS

PARTNER = "RXA"
PERIOD = "2024-12"
MONTHS = [f"{year}-{month:02d}" for year in range(2021, 2025) for month in range(1, 13)]
BENEFICIARIES = [PARTNER, *(f"F8{number:04d}" for number in range(1, 60))]
PROGRAMMES = [f"BENCH{number:02d}" for number in range(1, 41)]
_LEADS = BENEFICIARIES[:8]
_THEMES = ("joined_up", "access", "safer_care", "workforce")
_EACH = 4
_ORGANISATION_COLUMNS = (
    "org_code,org_name,org_type,place,population,partner,reports_through,valid_from,valid_to,"
    "successor_codes"
)
_SYSTEM = (
    'name = "Bench"\nabout = "Made for measuring."\nfinancial_year_start_month = 4\n'
    f'[[reporting_period]]\nperiod = "{PERIOD}"\n'
)


def write_system(folder: Path) -> Path:
    """The reference lists of the system."""
    folder.mkdir(parents=True, exist_ok=True)
    practices = (f"{code},Practice {code},primary_care,,,no,{PARTNER},," for code in BENEFICIARIES)
    lines = [_ORGANISATION_COLUMNS, f"{PARTNER},Bench Hospitals,acute,,,yes,,,,"]
    lines += [f"{line}," for line in practices if not line.startswith(f"{PARTNER},")]
    (folder / "organisations.csv").write_text("\n".join(lines) + "\n")
    themes = "theme_set,theme_code,theme_name,description,display_order\n" + "".join(
        f"local,{code},{code.replace('_', ' ').capitalize()},,{place}\n"
        for place, code in enumerate(_THEMES)
    )
    (folder / "themes.csv").write_text(themes)
    (folder / "system.toml").write_text(_SYSTEM)
    return folder


def pairs(rows: int) -> list[tuple[str, str]]:
    """As many benefits, each at four beneficiaries, as give this many months."""
    chance = random.Random(7)
    benefits = -(-rows // (_EACH * len(MONTHS)))
    return [
        (f"BENCH-{number:05d}", code)
        for number in range(benefits)
        for code in chance.sample(BENEFICIARIES, _EACH)
    ]


def programmes() -> bytes:
    """Forty, each with a lead and a theme, so that a filter has something to choose."""
    same = {**KINDS["programmes"].example_row, "other_themes": "", "start_date": "2020-04-01"}
    return _csv(
        "programmes",
        (
            {
                **same,
                "programme_id": code,
                "programme_name": f"Programme {code}",
                "initiative_code": code.lower(),
                "lead_org_code": _LEADS[place % len(_LEADS)],
                "primary_theme": _THEMES[place % len(_THEMES)],
            }
            for place, code in enumerate(PROGRAMMES)
        ),
    )


def register(rows: int) -> bytes:
    """The benefits, to each programme in turn."""
    example = {**KINDS["benefits"].example_row, "payer_org_code": "", "outcome_code": ""}
    return _csv(
        "benefits",
        (
            {
                **example,
                "benefit_id": benefit,
                "beneficiary_org_code": organisation,
                "programme_id": PROGRAMMES[place // _EACH % len(PROGRAMMES)],
                "benefit_type": "cash_releasing",
            }
            for place, (benefit, organisation) in enumerate(pairs(rows))
        ),
    )


def values(rows: int) -> bytes:
    """The months, with CRLF line ends as a spreadsheet saves them."""
    chance = random.Random(11)
    out = io.StringIO()
    out.write(",".join(KINDS["benefit_values"].columns) + "\r\n")
    months = ((b, o, month) for b, o in pairs(rows) for month in MONTHS)
    for place, (benefit, organisation, month) in zip(range(rows), months, strict=False):
        v = chance.random() * 1000
        note = "revised after the audit" if place % 50 == 0 else ""
        out.write(
            f"{benefit},{organisation},{month},{v:.1f},{v * 1.1:.1f},{v * 0.9:.2f},"
            f"{v * 123:.2f},{v * 130:.2f},{v * 99:.2f},{note}\r\n"
        )
    return out.getvalue().encode()


def faulty_values(rows: int) -> bytes:
    """The same months with three faults in every row: a benefit nobody knows, an amount that is
    none, and one below nothing."""
    header, _, months = values(rows).partition(b"\r\n")
    spoilt = (_spoilt(line) for line in months.split(b"\r\n") if line)
    return b"\r\n".join((header, *spoilt, b""))


def _spoilt(line: bytes) -> bytes:
    benefit, *cells, planned, forecast, realised, note = line.split(b",")
    return b",".join((benefit + b"-x", *cells, planned + b"m", b"-" + forecast, realised, note))


def _csv(kind: str, rows: Iterable[dict[str, str]]) -> bytes:
    out = io.StringIO()
    columns: Sequence[str] = KINDS[kind].columns
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()
