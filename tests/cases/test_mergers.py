"""Cases of mergers as they happen, and of lists of organisations that cannot be so."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from portfolio.cli import main

CASES = Path(__file__).parent


@dataclass
class Home:
    """A home folder, asked as a terminal asks."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    def load(self, system: Path) -> tuple[int, str]:
        code = main(["load", str(system), "--home", str(self.folder), "--quiet"])
        told = self.capsys.readouterr()
        return code, told.out + told.err

    def check(self, files: list[Path], partner: str = "RXB") -> dict[str, Any]:
        named = ["--partner", partner, "--period", "2026-06", "--home", str(self.folder), "--json"]
        main(["check", *map(str, files), *named])
        verdict: dict[str, Any] = json.loads(self.capsys.readouterr().out)
        return verdict

    def submit(self, files: list[Path], partner: str = "RXB", period: str = "2026-06") -> None:
        named = ["--partner", partner, "--period", period, "--home", str(self.folder)]
        assert main(["submit", *map(str, files), *named, "--accept"]) == 0
        self.capsys.readouterr()

    def measure(self, measure_id: str, *more: str) -> dict[str, Any]:
        asked = ["measure", measure_id, "--period", "2026-06", "--json"]
        assert main([*asked, "--home", str(self.folder), *more]) == 0
        told: dict[str, Any] = json.loads(self.capsys.readouterr().out)
        return told


@pytest.fixture
def home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Home:
    return Home(tmp_path / "home", capsys)


@pytest.fixture
def merged(home: Home) -> Callable[[str], list[Path]]:
    """The case's system loaded, and the files of its return."""

    def begin(case: str) -> list[Path]:
        code, said = home.load(CASES / case / "system")
        assert code == 0, said
        return sorted((CASES / case / "return").glob("*.csv"))

    return begin


def told_again(verdict: dict[str, Any]) -> list[dict[str, Any]]:
    return [found for found in verdict["findings"] if found["rule"] == "months_told_again"]


def test_merged_history_under_new_code(home: Home, merged: Callable[[str], list[Path]]) -> None:
    files = merged("merged-history-under-new-code")

    (note,) = home.check(files)["findings"]

    assert (note["rule"], note["rows"], note["column"]) == (
        "months_told_again",
        [2, 3, 4],
        "period",
    )
    for words in ("January to March 2026", "`NB-001-B1`", "`RXA`", "`RXB` follows", "count twice"):
        assert words in note["sentence"]
    home.submit(files)
    counted = home.measure("counted_benefit")
    assert (counted["value"], counted["n"]) == (600, 1)
    removed = counted["tables"]["removed"]
    assert {row["period"]: row["removed_gbp"] for row in removed} == {
        "2026-01": 100,
        "2026-02": 100,
        "2026-03": 100,
    }
    assert {(row["beneficiary_org_code"], row["reason"]) for row in removed} == {
        ("RXA", "told_by_successor")
    }
    (row,) = counted["tables"]["by_programme"]
    assert (row["reported_gbp"], row["removed_gbp"], row["counted_gbp"]) == (900, 300, 600)
    assert home.measure("beyond_lead_share")["value"] == 0


def test_merged_combined_history_of_an_open_successor(
    home: Home, merged: Callable[[str], list[Path]]
) -> None:
    files = merged("merged-combined-history-of-an-open-successor")

    (note,) = home.check(files)["findings"]  # not once more as past months that differ

    assert (note["rule"], note["rows"]) == ("months_told_again", [2, 3, 4])
    for words in ("January to March 2026", "`CN-001-B1`", "`RXA`", "`RXB`"):
        assert words in note["sentence"]
    home.submit(files)
    assert home.measure("counted_benefit")["value"] == 870


def test_guard_only_months_after_the_merger(
    home: Home, merged: Callable[[str], list[Path]]
) -> None:
    files = merged("GUARD-only-months-after-the-merger")

    assert home.check(files)["findings"] == []
    home.submit(files)
    assert home.measure("counted_benefit")["value"] == 870
    assert home.measure("counted_benefit")["tables"]["removed"] == []


def rewritten(files: list[Path], folder: Path, lines: list[str]) -> list[Path]:
    """The files of a return with other months in it."""
    folder.mkdir()
    for file in files:
        shutil.copy(file, folder / file.name)
    values = folder / "benefit_values.csv"
    header = values.read_text(encoding="utf-8").splitlines()[0]
    values.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return sorted(folder.glob("*.csv"))


def months(code: str, pounds: float, benefit: str = "CN-001-B1", upto: int = 3) -> list[str]:
    return [f"{benefit},{code},2026-{m:02},,,,,,{pounds:g}," for m in range(1, upto + 1)]


@pytest.mark.parametrize(
    ("at_rxb", "counted", "notes"),
    [
        (40, 30 + 300 + 120, 0),  # its own, as before
        (43, 30 + 300 + 129, 0),  # its own, corrected
        (20, 30 + 300 + 60, 0),
        (140, 30 + 420, 1),  # both
        (144, 30 + 432, 1),  # both, with a correction
        (137, 30 + 411, 1),
        (150, 30 + 450, 1),
        (200, 30 + 600, 1),
    ],
)
def test_own_months_from_before_the_merger_stay_its_own(
    home: Home,
    merged: Callable[[str], list[Path]],
    tmp_path: Path,
    at_rxb: float,
    counted: float,
    notes: int,
) -> None:
    files = merged("GUARD-only-months-after-the-merger")
    sent = rewritten(files, tmp_path / "sent", months("RXB", at_rxb))

    assert len(told_again(home.check(sent))) == notes
    home.submit(sent)
    assert home.measure("counted_benefit")["value"] == pytest.approx(counted)
    assert home.measure("counted_benefit", "--organisations", "as_now")["value"] == pytest.approx(
        counted
    )


def registered(files: list[Path], folder: Path, codes: list[str], lines: list[str]) -> list[Path]:
    """A return with these rows of the register and these months of `CN-001-B1`."""
    sent = rewritten(files, folder, lines)
    header, row = (folder / "benefits.csv").read_text(encoding="utf-8").splitlines()[:2]
    rows = [row.replace(",RXB,", f",{code},") for code in codes]
    (folder / "benefits.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return sent


@pytest.mark.parametrize(
    ("at_rxb", "at_rxa", "counted", "notes"),
    [
        (140, 100, 30 + 420, 1),  # both codes, and all under the new one as well
        (40, 100, 30 + 420, 0),  # each under its own code
        (40, 110, 30 + 450, 0),  # the old one's months corrected, under the old code
    ],
)
def test_whichever_code_a_successor_uses_it_counts_once(
    home: Home,
    merged: Callable[[str], list[Path]],
    tmp_path: Path,
    at_rxb: float,
    at_rxa: float,
    counted: float,
    notes: int,
) -> None:
    files = merged("GUARD-only-months-after-the-merger")
    lines = [*months("RXB", at_rxb), *months("RXA", at_rxa)]
    sent = registered(files, tmp_path / "sent", ["RXB", "RXA"], lines)

    assert len(told_again(home.check(sent))) == notes
    home.submit(sent)
    assert home.measure("counted_benefit")["value"] == pytest.approx(counted)


@pytest.mark.parametrize(
    ("own", "claimed", "counted", "notes"),
    [
        (40, 140, 30 + 300 + 120, 0),  # what RXB says of itself counts, whatever is claimed
        (None, 140, 30 + 420, 1),
        (None, 100, 30 + 300, 1),
        (None, 40, 30 + 300 + 120, 0),
    ],
)
def test_what_the_lead_claims_for_a_successor_counts_once(
    home: Home,
    merged: Callable[[str], list[Path]],
    tmp_path: Path,
    own: float | None,
    claimed: float,
    counted: float,
    notes: int,
) -> None:
    files = merged("GUARD-only-months-after-the-merger")
    if own is None:
        assert main(["withdraw", "3", "--reason", "T", "--home", str(home.folder)]) == 0
        home.capsys.readouterr()
    lines = [*months("LOC-CNC", 10), *months("RXB", claimed)]
    sent = registered(files, tmp_path / "sent", ["LOC-CNC", "RXB"], lines)

    assert len(told_again(home.check(sent, "LOC-CNC"))) == notes
    home.submit(sent, "LOC-CNC")
    assert home.measure("counted_benefit")["value"] == pytest.approx(counted)


def test_a_month_before_an_organisation_opened_is_told_with_the_code_to_use(
    home: Home, tmp_path: Path
) -> None:
    system = tmp_path / "system"
    shutil.copytree(CASES / "merged-history-under-new-code" / "system", system)
    listed = system / "organisations.csv"
    text = listed.read_text(encoding="utf-8")
    listed.write_text(
        text.replace("150000,yes,,2022-07-01,,", "150000,yes,,2026-04-01,,"), encoding="utf-8"
    )
    assert home.load(system)[0] == 0

    verdict = home.check(sorted((CASES / "merged-history-under-new-code/return").glob("*.csv")))

    assert {found["rule"] for found in verdict["findings"]} == {"organisation_open"}
    assert sum(found["row_count"] for found in verdict["findings"]) == 3
    for found in verdict["findings"]:
        assert "it opened on 1 April 2026" in found["sentence"]
        assert "for example `RXA`" in found["sentence"]


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("weak-ring-of-successors", "`RXA` is followed by `RXB`, which is followed by `RXA`"),
        ("weak-organisation-follows-itself", "`RXA` cannot follow itself"),
        ("weak-successor-of-an-open-organisation", "`RXA` has not closed, so `RXB` cannot follow"),
    ],
)
def test_a_succession_that_cannot_be_is_told_to_the_office(
    home: Home, case: str, words: str
) -> None:
    code, said = home.load(CASES / case / "system")

    assert code == 1
    assert said.count("organisations.csv, row") == 1
    assert f"organisations.csv, row 2, `successor_codes`: {words}" in said
