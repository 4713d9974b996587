"""A file read piece by piece says what it says when it is read as a whole, or is not taken so."""

from __future__ import annotations

from pathlib import Path

import pytest

from portfolio.contract.row_findings import row_findings
from portfolio.domain.extract import ReceivedFile
from portfolio.domain.period import Period
from portfolio.intake.one_file import validate_file
from portfolio.intake.one_file.chunked import read_in_pieces
from portfolio.intake.one_file.file_result import FileResult
from portfolio.intake.one_file.readings import readings_of

EXAMPLES = Path(__file__).parents[2] / "examples"
DEMO = Path(__file__).parents[3] / "data" / "demo" / "extracts"
PERIOD = Period(2026, 9)


def in_pieces(file: ReceivedFile, size: int) -> FileResult | None:
    read = read_in_pieces(file, size)
    if read is None:
        return None
    found = row_findings(
        read.kind.name, read.table, file=file.name, period=PERIOD, as_sent=read.as_sent
    )
    return FileResult(read.detected, tuple(found), read.table, is_whole=True)


def said_alike(file: ReceivedFile, size: int) -> bool:
    """Whether it was read in pieces at all. Asserts that all is then as in one."""
    one = in_pieces(file, size)
    if one is None:
        return False
    (whole,) = validate_file.validate_file(file, PERIOD)
    assert (one.detected, one.findings, one.is_whole) == (
        whole.detected,
        whole.findings,
        whole.is_whole,
    )
    assert one.table is not None
    assert whole.table is not None
    assert one.table.equals(whole.table)
    assert one.table.schema == whole.table.schema
    return True


def received(path: Path) -> ReceivedFile:
    return ReceivedFile(path.name, path.read_bytes())


@pytest.mark.parametrize("size", [pytest.param(1, marks=pytest.mark.long), 300])
def test_every_example_says_the_same_in_pieces_or_is_read_as_a_whole(size: int) -> None:
    files = [received(path) for path in sorted(EXAMPLES.glob("*/*.csv"))]

    taken = [file.name for file in files if said_alike(file, size)]

    assert len(taken) > len(files) // 4


def test_the_latest_returns_of_the_demo_are_read_in_pieces() -> None:
    latest = sorted(DEMO.glob("*/*"))[-1]
    files = [received(path) for path in sorted(latest.glob("*.csv"))]

    taken = [file for file in files if said_alike(file, 500)]

    assert taken


@pytest.mark.parametrize(
    ("spoil", "is_read_in_pieces"),
    [
        (lambda lines: lines, True),
        (lambda lines: [*lines[:2], "", *lines[2:]], False),
        (lambda lines: [*lines, "", ""], True),
        (lambda lines: [*lines[:4], lines[0], *lines[4:]], False),
        (lambda lines: [*lines[:2], lines[2] + ",", *lines[3:]], False),
        (lambda lines: [*lines[:2], lines[2].replace("1000", '"1000'), *lines[3:]], False),
        (lambda lines: [*lines[:5], ",,,,,,,,,", *lines[5:]], False),
        (lambda lines: [*lines[:5], "Total,,,,,,,,,", *lines[5:]], False),
        (lambda lines: [*lines[:5], *lines[2:]], True),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_what_is_wrong_between_two_pieces_is_not_lost(
    extract_bytes, spoil, is_read_in_pieces, line_end
) -> None:
    rows = [{"benefit_id": f"B{number}", "realised_gbp": "1000"} for number in range(8)]
    lines = spoil(extract_bytes("benefit_values", *rows).decode().splitlines())
    file = ReceivedFile("benefit_values.csv", (line_end.join(lines) + line_end).encode())

    for size in (1, *range(len(lines[1]) - 1, len(lines[1]) + 3), 97, 180, 310):
        assert said_alike(file, size) is is_read_in_pieces


def test_a_line_break_within_quotation_marks_does_not_part_a_row(extract_bytes) -> None:
    rows = [{"benefit_id": f"B{number}", "value_note": 'said "so"\n'} for number in range(3)]
    file = ReceivedFile("benefit_values.csv", extract_bytes("benefit_values", *rows))

    assert file.content.count(b"\n") > len(rows) + 1
    assert all(said_alike(file, size) for size in (1, 60, 200))


def test_a_cell_that_breaks_a_rule_is_quoted_as_it_was_sent(extract_bytes) -> None:
    rows = [{"benefit_id": f"B{number}", "realised_gbp": "1000.10"} for number in range(8)]
    rows[6]["realised_gbp"] = "-0100.50"
    file = ReceivedFile("benefit_values.csv", extract_bytes("benefit_values", *rows))

    one = in_pieces(file, 100)

    assert said_alike(file, 100)
    assert one is not None
    assert [(found.rows, found.found) for found in one.findings] == [((8,), "-0100.50")]


def test_figures_that_pass_for_nhs_numbers_are_counted_over_the_whole(extract_bytes) -> None:
    rows = [{"benefit_id": f"B{number}", "realised_gbp": "9434765919"} for number in range(6)]
    file = ReceivedFile("benefit_values.csv", extract_bytes("benefit_values", *rows))

    (whole,) = validate_file.validate_file(file, PERIOD)

    assert "nhs_numbers_in_amounts" in {found.rule for found in whole.findings}
    assert in_pieces(file, 1) is None


def test_a_long_file_is_judged_in_pieces(extract_bytes, monkeypatch) -> None:
    rows = [{"benefit_id": f"B{number}"} for number in range(8)]
    file = ReceivedFile("benefit_values.csv", extract_bytes("benefit_values", *rows))
    (whole,) = validate_file.validate_file(file, PERIOD)
    monkeypatch.setattr(validate_file, "is_long", lambda _file: True)
    monkeypatch.setattr(validate_file, "readings_of", _not_asked)

    (one,) = validate_file.validate_file(file, PERIOD)

    assert (one.detected, one.findings) == (whole.detected, whole.findings)
    assert readings_of(file)[0].detected == one.detected


def _not_asked(file: ReceivedFile) -> None:
    raise AssertionError(f"{file.name} was read as a whole")
