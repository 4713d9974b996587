"""Workbooks as people and programs write them: what a cell shows, what a sheet hides, what nobody
has worked out. Each folder's README says what was tried and what is right."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from portfolio.domain.extract import ReceivedFile
from portfolio.domain.finding import Finding
from portfolio.domain.period import Period
from portfolio.intake.one_file.file_result import FileResult
from portfolio.intake.one_file.validate_file import validate_file

CASES = Path(__file__).parent


def sent(case: str, name: str) -> dict[str | None, FileResult]:
    """What is made of a workbook, by the kind of each sheet."""
    content = (CASES / case / name).read_bytes()
    read = validate_file(ReceivedFile(name, content), Period(2026, 9))
    return {one.detected.kind: one for one in read}


def the_one(case: str, name: str) -> tuple[FileResult, pl.DataFrame]:
    (one,) = sent(case, name).values()
    assert one.table is not None
    return one, one.table


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str, tuple[int, ...], str | None]]:
    return [(f.severity, f.rule, f.rows, f.column) for f in findings]


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("f-xlsxwriter.xlsx", {"planned_gbp": (2, 3), "value_note": (2,)}),
        ("f-polars.xlsx", {"planned_gbp": (2, 3)}),
    ],
)
def test_formula_zero_of_xlsxwriter(name: str, columns: dict[str, tuple[int, ...]]) -> None:
    one, table = the_one("formula-zero-of-xlsxwriter", name)

    (found,) = one.findings

    assert told((found,)) == [("stop", "formula_without_result", (2, 3), "planned_gbp")]
    each = {(case.column, case.row) for case in found.each}
    assert each == {(column, row) for column, rows in columns.items() for row in rows}
    assert table["planned_gbp"].to_list() == [None, None]


@pytest.mark.parametrize(
    ("case", "stored"),
    [
        ("id-padded-with-words", "NB-007"),
        ("id-padded-with-width", "007"),
        ("id-padded-words-behind", "007-A"),
    ],
)
def test_id_padded(case: str, stored: str) -> None:
    one, table = the_one(case, "programmes.xlsx")

    assert one.findings == ()
    assert table["programme_id"].to_list() == [stored]


def test_id_padded_backslash() -> None:
    """`NB` without quotation marks: not every program takes these letters for themselves."""
    one, table = the_one("id-padded-backslash", "programmes.xlsx")

    (found,) = one.findings

    assert told((found,)) == [("stop", "shown_by_format", (2,), "programme_id")]
    assert "its number format or its length makes something else of it" in found.sentence
    assert table["programme_id"].to_list() == [None]


@pytest.mark.parametrize("case", ["nought-hidden-by-format", "noughts-not-shown-in-sheet"])
def test_noughts_that_nobody_sees(case: str) -> None:
    values = sent(case, "return.xlsx")["benefit_values"]

    (found,) = values.findings

    assert told((found,)) == [("note", "noughts_not_shown", (2, 3, 4), "realised_gbp")]
    assert "3 cells of `realised_gbp` hold 0 and show nothing" in found.sentence
    assert values.table is not None
    assert values.table["realised_gbp"].to_list() == [0, 0, 0]


def test_hidden_column() -> None:
    one, table = the_one("hidden-column", "programmes.xlsx")

    (found,) = one.findings

    assert told((found,)) == [("note", "hidden_columns", (2,), "approved_cost_gbp")]
    assert "`approved_cost_gbp` is hidden in the sheet" in found.sentence
    assert table["approved_cost_gbp"].null_count() == 0


@pytest.mark.parametrize("cell", ["td-day", "td-time", "td-midmonth"])
def test_iso_date_cells_ignore_their_format(cell: str) -> None:
    case = "iso-date-cells-ignore-their-format"
    iso, iso_table = the_one(case, f"{cell}-iso.xlsx")
    serial, serial_table = the_one(case, f"{cell}-serial.xlsx")

    assert iso.findings == serial.findings == ()
    assert iso_table.equals(serial_table)


def test_error_without_formula() -> None:
    one, _ = the_one("error-without-formula", "programmes.xlsx")

    (found,) = one.findings

    assert told((found,)) == [("stop", "error_without_formula", (2,), "initiative_code")]
    assert "This cell holds `#N/A` and no formula" in found.sentence
    assert "leave the cell blank" in found.sentence
    assert len(found.each) == 4  # noqa: PLR2004 - as many as the case has


def test_error_constant_called_formula() -> None:
    one, _ = the_one("error-constant-called-formula", "errconst.xlsx")

    (found,) = one.findings

    assert told((found,)) == [("stop", "error_without_formula", (2,), "planned_gbp")]


def test_hidden_sheet_well_named() -> None:
    read = sent("hidden-sheet-well-named", "return.xlsx")

    assert set(read) == {"programmes"}
    (found,) = read["programmes"].findings
    assert told((found,)) == [("note", "sheet_hidden", (), None)]
    assert found.sentence.startswith("`benefits` is hidden, and was passed over. If it is to be")
