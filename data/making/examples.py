"""An extract set with three faults, and the same set put right, for the last period."""

from __future__ import annotations

import shutil
from pathlib import Path

from .cards import PERIODS
from .cast import code
from .months import month_number, month_text
from .returns import Extracts, Row, extracts_of
from .writing import write_table

PARTNER = "SAL"
TURN = len(PERIODS) - 1
SHARED_COVER = "SAL-PASS-COVER"
GAINS = {"WEN": 31400, "MHP": 18900, "AMB": 14700, "WCC": 12300, "ALC": 8600}
MONTHS_AGREED = 9
# A ragged but fixed pattern, so that measured months do not all read alike.
MONTH_PARTS = (0.91, 1.04, 0.97, 1.08, 1.01, 0.94, 0.88, 1.06, 1.11)


def make_examples(folder: Path) -> None:
    """Writes `faulty` and `corrected`, replacing what was there."""
    right = put_right()
    write_set(folder / "corrected", right)
    write_set(folder / "faulty", with_faults(right))


def write_set(folder: Path, extracts: Extracts) -> None:
    """Writes one set, a file for each kind."""
    shutil.rmtree(folder, ignore_errors=True)
    for kind, rows in extracts.items():
        write_table(folder / f"{kind}.csv", kind, rows)


def put_right() -> Extracts:
    """The partner's last return, with a benefit at five others that it had left out."""
    extracts = extracts_of(PARTNER, TURN)
    added = {
        "benefits": [register_row(org) for org in sorted(GAINS)],
        "benefit_values": [
            row for org, monthly in sorted(GAINS.items()) for row in months(org, monthly)
        ],
    }
    return {kind: [*rows, *added.get(kind, [])] for kind, rows in extracts.items()}


def register_row(org: str) -> Row:
    """The register row of the benefit that was left out."""
    return {
        "benefit_id": SHARED_COVER,
        "beneficiary_org_code": code(org),
        "programme_id": "SAL-PASS",
        "benefit_name": "Agency cover avoided through shared rotas",
        "benefit_type": "cash_releasing",
        "effect": "benefit",
        "foreseen": "emergent",
        "noticed_by": "operational_staff",
        "measure": "Agency premium not paid because a neighbour's staff covered",
        "unit": "pounds",
        "better": "higher",
        "combines": "sum",
        "status": "realising",
        "evidence": "measured",
        "owner_role": "Temporary staffing manager",
    }


def months(org: str, monthly: int) -> list[Row]:
    """The months both finance teams have agreed."""
    first = month_number(PERIODS[TURN]) - MONTHS_AGREED + 1
    return [
        {
            "benefit_id": SHARED_COVER,
            "beneficiary_org_code": code(org),
            "period": month_text(first + place),
            "realised_gbp": str(round(monthly * part)),
        }
        for place, part in enumerate(MONTH_PARTS)
    ]


def with_faults(right: Extracts) -> Extracts:
    """The set as it was first filled in, with three different faults."""
    extracts = {kind: [dict(row) for row in rows] for kind, rows in right.items()}
    stranger = next(row for row in extracts["adoptions"] if row["org_code"] == code("MHP"))
    stranger["org_code"] = code("MHQ")
    undated = next(row for row in extracts["adoptions"] if row["state"] == "live")
    undated["live_date"] = undated["live_date_is"] = ""
    amount = next(row for row in extracts["benefit_values"] if row["benefit_id"] == SHARED_COVER)
    amount["realised_gbp"] = "1.2m"
    return extracts
