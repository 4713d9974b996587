"""How long frictionless takes to validate benefit values by our own published schema.

It is no part of the project: measured where it is installed, in an environment of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from itertools import islice
from pathlib import Path

from bench.goals import Took, timed
from portfolio.contract.table_schema import table_schema

LEFT_OUT = (
    "frictionless is not installed, so it was not measured against. To have it measured: "
    "python -m venv VENV && VENV/bin/pip install frictionless, then run the bench with "
    "BENCH_FRICTIONLESS=VENV/bin/frictionless."
)
# It takes a minute for a million rows: what it takes to begin, and for each row, tell as much.
FEW, MANY = 1_000, 100_000


def frictionless_alone(path: Path, rows: int) -> Took | None:
    """Seconds for a file of so many rows, reckoned from its first ones; None without the tool."""
    tool = shutil.which(os.environ.get("BENCH_FRICTIONLESS", "frictionless"))
    if tool is None:
        return None
    few, many = (_validated(tool, path, count) for count in (FEW, MANY))
    factor = (rows - FEW) / (MANY - FEW)
    return Took(
        few.processors + factor * (many.processors - few.processors),
        few.clock + factor * (many.clock - few.clock),
    )


def _validated(tool: str, path: Path, rows: int) -> Took:
    first_rows = path.with_name(f"first-{rows}.csv")
    with path.open("rb") as whole, first_rows.open("wb") as part:
        part.writelines(islice(whole, rows + 1))
    schema = path.with_name("schema.json")
    schema.write_text(json.dumps(table_schema("benefit_values")))
    # It refuses to read what lies outside the folder in which it is started.
    command = [tool, "validate", first_rows.name, "--schema", schema.name, "--json"]
    return timed(
        lambda: subprocess.run(command, cwd=path.parent, check=True, stdout=subprocess.DEVNULL)
    )
