"""The most memory that checking so many benefit values takes, in a process of its own."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.million_rows import (
    PARTNER,
    PERIOD,
    programmes,
    register,
    values,
    write_system,
)
from portfolio.domain.extract import ReceivedFile
from portfolio.domain.period import Period
from portfolio.domain.verdict import CurrentState
from portfolio.intake.validate import validate_submission
from portfolio.store.reference_lists import read_system_folder

FEWER, MORE = 1_000_000, 5_000_000
_KILOBYTES_IN_GB = 1e6


def growth_gb() -> float:
    """What five million rows take at most, less what one million take."""
    return (peak_kilobytes(MORE) - peak_kilobytes(FEWER)) / _KILOBYTES_IN_GB


def peak_kilobytes(rows: int) -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_system(folder / "system")
        (folder / "benefit_values.csv").write_bytes(values(rows))
        (folder / "benefits.csv").write_bytes(register(rows))
        (folder / "programmes.csv").write_bytes(programmes())
        measured = subprocess.run(
            [sys.executable, "-m", "bench.memory", name], check=True, stdout=subprocess.PIPE
        )
    return int(measured.stdout)


def main(folder: Path) -> None:
    """Checks the three files of a folder and prints the most memory this process had, in KB."""
    files = [ReceivedFile(path.name, path.read_bytes()) for path in sorted(folder.glob("*.csv"))]
    verdict = validate_submission(
        files,
        partner_code=PARTNER,
        period=Period.parse(PERIOD),
        references=read_system_folder(folder / "system"),
        standing=CurrentState(),
    ).verdict
    assert verdict.accepted, verdict.stops[:3]
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
