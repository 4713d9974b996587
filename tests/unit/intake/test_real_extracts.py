"""Published data, as partners would have sent it, is accepted at the door."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from portfolio.domain.extract import ReceivedFile
from portfolio.domain.period import Period
from portfolio.domain.verdict import Checked, CurrentState
from portfolio.intake.report.return_preview import Change
from portfolio.intake.validate import validate_submission
from portfolio.store.reference_lists import read_system_folder

pytestmark = pytest.mark.real

Table = dict[str, pl.DataFrame]


class Returns:
    """The returns of a system, each held against those before it, kept in memory."""

    def __init__(self, system: Path) -> None:
        self.references = read_system_folder(system)
        self._taken: dict[str, Table] = {}
        self._folders = sorted(system.glob("extracts/*/*"), key=lambda f: (f.name, f.parent.name))

    def check_all(self) -> list[tuple[str, Checked[pl.DataFrame], Table]]:
        return [self._check(folder) for folder in self._folders]

    def _check(self, folder: Path) -> tuple[str, Checked[pl.DataFrame], Table]:
        partner, period = folder.parent.name, Period.parse(folder.name[:7])
        previous = self._taken.get(partner, {})
        files = [ReceivedFile(f.name, f.read_bytes()) for f in sorted(folder.glob("*.csv"))]
        standing = CurrentState(current=self._current(), previous=previous)
        checked = validate_submission(
            files,
            partner_code=partner,
            period=period,
            references=self.references,
            standing=standing,
        )
        self._taken[partner] = {**previous, **checked.tables}
        return f"{partner} {folder.name}", checked, previous

    def _current(self) -> Table:
        tables: dict[str, list[pl.DataFrame]] = {}
        for number, (partner, taken) in enumerate(self._taken.items()):
            for kind, table in taken.items():
                whose = table.with_columns(
                    partner_code=pl.lit(partner), submission_id=pl.lit(number)
                )
                tables.setdefault(kind, []).append(whose)
        return {kind: pl.concat(parts, how="diagonal") for kind, parts in tables.items()}


@pytest.mark.parametrize("system", ["east-of-england", "uk-major-projects"])
def test_every_published_return_is_accepted_with_all_its_rows(
    real_folder: Path, system: str
) -> None:
    returns = Returns(real_folder / system)

    outcomes = returns.check_all()

    assert outcomes
    for name, checked, _ in outcomes:
        assert [f.to_json() for f in checked.verdict.stops] == [], name
        for detected in checked.verdict.detected:
            assert detected.kind is not None
            assert checked.tables[detected.kind].height == detected.rows > 0


def test_a_return_held_against_itself_changes_nothing(real_folder: Path) -> None:
    outcomes = Returns(real_folder / "uk-major-projects").check_all()

    for name, checked, _ in outcomes:
        seen = Change(checked.tables, checked.tables, Period(2023, 3)).preview()
        assert seen.is_empty, name
        assert seen.field_count == 0, name
