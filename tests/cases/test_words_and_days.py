"""Words for nothing, and days as programs write them: each case of a real file as it should be."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from portfolio.cli import main
from portfolio.domain.extract import ReceivedFile
from portfolio.domain.finding import Finding
from portfolio.domain.period import Period
from portfolio.domain.verdict import Checked, CurrentState
from portfolio.intake.cells.table import Typed, typed_table
from portfolio.intake.one_file.readings import readings_of
from portfolio.intake.validate import validate_submission
from portfolio.store.reference_lists import read_system_folder

CASES = Path(__file__).parent


def checked(case: str) -> Checked[pl.DataFrame]:
    """What the door says to RXA, for September 2026, in the small system."""
    files = sorted((CASES / case).glob("*.csv"))
    return validate_submission(
        [ReceivedFile(path.name, path.read_bytes()) for path in files],
        partner_code="RXA",
        period=Period(2026, 9),
        references=read_system_folder(CASES / "system"),
        standing=CurrentState(),
    )


def typed(case: str, file: str) -> Typed:
    (reading,) = readings_of(ReceivedFile(file, (CASES / case / file).read_bytes()))
    assert reading.extract is not None
    assert reading.kind is not None
    return typed_table(reading.extract, reading.kind)


def by_rule(case: str) -> Mapping[str, Finding]:
    return {one.rule: one for one in checked(case).verdict.findings}


@pytest.mark.parametrize(
    ("case", "word"),
    [("old-service-na", "N/A"), ("old-service-no", "No"), ("old-service-none", "None")],
)
def test_a_word_for_none_is_told_and_is_no_old_service(
    case: str, word: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    system, home = CASES / case / "system", str(tmp_path / "home")
    (found,) = typed(f"{case}/system/extracts/RXA/2026-09", "programmes.csv").findings
    assert (found.severity, found.rule, found.rows) == ("note", "taken_for_blank", (2,))
    assert f"`{word}` is no text for `old_service`" in found.sentence
    assert "Leave such cells blank" in found.sentence

    assert main(["load", str(system), "--home", home, "--quiet"]) == 0
    capsys.readouterr()
    assert main(["measure", "two_horses", "--home", home, "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert '"old_services": 1' in json.dumps(told)
    assert "Paper letters" in json.dumps(told)


def test_dates_of_jira_and_project_have_an_hour() -> None:
    (found,) = checked("dates-of-jira-and-project").verdict.findings

    assert (found.severity, found.rule, found.rows) == ("stop", "date_with_hour", (2, 3, 4))
    assert found.column == "start_date"
    assert "Dates are written so by Jira." in found.sentence
    assert [case.found for case in found.each] == [
        "03/Nov/25 9:00 AM",
        "15-Aug-2025 18:12:11",
        "06 January 2025 08:00",
    ]


def test_dates_with_weekday_in_figures_are_read_or_want_their_year() -> None:
    found = by_rule("dates-with-weekday-in-figures")

    assert found["date_two_digit_year"].rows == (2,)
    assert "Microsoft Project" in found["date_two_digit_year"].sentence
    assert found["date_another_way"].rows == (3,)
    assert "`Mon 06/01/2025`, is 6 January 2025" in found["date_another_way"].sentence
    assert set(found) == {"date_two_digit_year", "date_another_way"}


def test_midnights_not_known_as_midnight_are_days() -> None:
    read = typed("midnights-not-known-as-midnight", "benefits.csv")

    (found,) = read.findings
    assert (found.severity, found.rule, found.rows) == ("note", "date_with_time", (2, 3, 4, 5, 6))
    assert set(read.table["baseline_date"]) == {date(2025, 10, 30)}


def test_month_year_first_with_slashes_is_a_month() -> None:
    read = typed("month-year-first-with-slashes", "benefit_values.csv")

    (found,) = read.findings
    assert (found.severity, found.rule) == ("note", "month_excel")
    assert found.row_count == read.table.height
    assert read.table["period"][:3].to_list() == ["2024-08", "2024-09", "2024-10"]
    assert read.table["period"].null_count() == 0


def test_weak_26_apr_as_a_month_is_told_by_its_cause() -> None:
    (found,) = checked("weak-26-Apr-as-a-month").verdict.findings

    assert (found.severity, found.rule, found.rows) == ("stop", "month_or_day", (2, 3, 4))
    assert found.file == "benefit_values.csv"
    assert "the month November 2025" in found.sentence
    assert "a spreadsheet that opens `Nov-25` once more takes it for a day" in found.sentence


def test_day_that_does_not_exist_is_told_as_such() -> None:
    findings = checked("day-that-does-not-exist").verdict.findings

    assert [(one.rule, one.rows, one.column) for one in findings] == [
        ("no_such_day", (2,), "planned_end_date"),
        ("no_such_day", (3,), "planned_end_date"),
        ("no_such_day", (4,), "planned_end_date"),
    ]
    causes = (
        "February 2026 ends on the 28th",
        "there is no 31 June",
        "February 2025 ends on the 28th",
    )
    for one, cause in zip(findings, causes, strict=True):
        assert cause in one.sentence


def test_day_that_does_not_exist_midnight_is_told_as_such() -> None:
    (found,) = checked("day-that-does-not-exist-midnight").verdict.findings

    assert (found.severity, found.rule, found.rows) == ("stop", "no_such_day", (2,))
    assert "there is no 31 April" in found.sentence


def test_weak_garbled_pound_is_told_as_such() -> None:
    (found,) = checked("weak-garbled-pound").verdict.findings

    assert (found.severity, found.rule, found.column) == ("stop", "pound_garbled", "realised_gbp")
    assert "The pound sign of `Â£1,200` was garbled" in found.sentence


def test_weak_statistics_shorthand_is_not_known() -> None:
    findings = checked("weak-statistics-shorthand").verdict.findings

    assert [(one.rule, one.found, one.column) for one in findings] == [
        ("placeholder", "[x]", "people_eligible"),
        ("placeholder", "[c]", "people_using"),
    ]
    assert all("leave the cell blank" in one.sentence for one in findings)
