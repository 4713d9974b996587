"""Each line of the table of programs: what is read of it in dates and months, CSV and workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from types import ModuleType

import polars as pl
import pytest

from portfolio.contract.catalogue import KINDS
from portfolio.domain.extract import ReceivedFile
from portfolio.intake.cells.days import day_alone, read_day
from portfolio.intake.cells.table import Typed, typed_table
from portfolio.intake.cells.writers import WRITERS, Written, writers
from portfolio.intake.one_file.readings import readings_of

COLUMNS = {"day": ("lessons", "date"), "month": ("benefit_values", "period")}
FEW = (datetime(2026, 4, 1), datetime(2026, 4, 30), datetime(2025, 10, 30), datetime(2024, 2, 29))
FEW = (*FEW, datetime(2026, 6, 17), datetime(2026, 12, 1))
# Every day of a leap year: each day of each month, each weekday.
MANY = tuple(datetime(2024, 1, 1) + timedelta(days=day) for day in range(366))
# A finding lists so many rows.
ROWS = 1_000
TAKEN = ("", "date_day_first", "date_another_way", "date_with_time", "month_excel")
# What the contract says of these whatever the time and the column.
ALWAYS = ("date_two_digit_year", "date_impossible_day_first", "date_as_number", "month_or_day")


def moments(way: Written, days: Sequence[datetime]) -> Iterator[datetime]:
    """Midnights, and a time of the day where the program writes one. What is written month first
    is looked at where it cannot be day first: else it is read day first, as the contract says."""
    for day in days:
        if way.rule == "date_impossible_day_first" and day.day <= 12:
            continue
        yield day
        if way.has_time:
            yield day + timedelta(hours=9, minutes=30, seconds=15)


def expected(way: Written, at: datetime, column: str) -> tuple[str, object]:
    """The rule and the value that the table, and nothing else, says of a cell."""
    rule, value = way.rule, None
    is_edge = at.day == 1 or (at + timedelta(days=1)).day == 1
    if column == "day" and way.of == "month":
        rule = "date_not_whole"
    elif way.rule not in ALWAYS and at.hour:
        rule = "date_with_hour"
    elif column == "month" and way.of == "day" and way.rule not in ALWAYS:
        rule = "month_excel" if is_edge else "day_for_month"
    if rule in TAKEN:
        value = at.date() if column == "day" else f"{at:%Y-%m}"
    return rule, value


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def as_workbook(rows: Sequence[Sequence[str]], name: str, workbooks: ModuleType) -> bytes:
    sheet = workbooks.sheet_xml(*(workbooks.text_cells(*row) for row in rows))
    content: bytes = workbooks.by_hand(sheet, name=name)
    return content


def typed(rows: Sequence[Sequence[str]], kind: str, how: str, workbooks: ModuleType) -> Typed:
    written = as_csv(rows) if how == "csv" else as_workbook(rows, kind, workbooks)
    (reading,) = readings_of(ReceivedFile(f"{kind}.{how}", written))
    assert reading.findings == ()
    assert reading.kind == KINDS[kind]
    assert reading.extract is not None
    return typed_table(reading.extract, reading.kind)


def told(found: Typed) -> dict[int, str]:
    return {row.row: one.rule for one in found.findings for row in one.cases()}


def files(days: Sequence[datetime]) -> Iterator[Sequence[tuple[Written, datetime]]]:
    """The cells by files; those that bring all days of a file into doubt by themselves."""
    for in_doubt in (False, True):
        ways = [way for way in WRITERS if (way.rule == "date_impossible_day_first") == in_doubt]
        cells = [(way, at) for way in ways for at in moments(way, days)]
        yield from (cells[start : start + ROWS] for start in range(0, len(cells), ROWS))


def agree(days: Sequence[datetime], column: str, how: str, workbooks: ModuleType) -> int:
    kind, name = COLUMNS[column]
    example = KINDS[kind].example_row
    looked_at = 0
    for cells in files(days):
        rows = [[*{**example, name: way.cell(at)}.values()] for way, at in cells]

        found = typed([list(example), *rows], kind, how, workbooks)

        rules = told(found)
        for row, ((way, at), value) in enumerate(
            zip(cells, found.table[name], strict=True), start=2
        ):
            assert (rules.get(row, ""), value) == expected(way, at, column), (way, way.cell(at))
        looked_at += len(cells)
    return looked_at


@pytest.mark.parametrize("how", ["csv", "xlsx"])
@pytest.mark.parametrize("column", COLUMNS)
def test_each_way_of_writing_a_day_is_taken_or_stopped_as_the_table_says(
    column: str, how: str, workbooks: ModuleType
) -> None:
    assert agree(FEW, column, how, workbooks) > 6 * len(WRITERS)


@pytest.mark.long
@pytest.mark.parametrize("how", ["csv", "xlsx"])
@pytest.mark.parametrize("column", COLUMNS)
def test_every_day_of_a_leap_year_is_taken_or_stopped_as_the_table_says(
    column: str, how: str, workbooks: ModuleType, goal: Callable[..., None]
) -> None:
    looked_at = agree(MANY, column, how, workbooks)

    goal(
        "Days as programs write them, in dates and months, CSV and workbook: as the table says",
        ways=len(WRITERS) if (column, how) == ("day", "csv") else 0,
        cells=looked_at,
    )


@pytest.mark.parametrize("way", WRITERS, ids=lambda way: way.how)
def test_a_program_is_named_by_what_it_writes(way: Written) -> None:
    said = writers(way.cell(datetime(2025, 10, 30)))

    assert said.startswith(" Dates are written so by ")
    assert any(name in said for name in way.by)


def test_no_way_of_writing_stands_in_the_table_twice() -> None:
    assert len({way.how for way in WRITERS}) == len(WRITERS)


def test_a_day_is_the_one_written_whatever_the_way(workbooks: ModuleType) -> None:
    """Of the ways that are read none can be taken for another day by swapping its numbers."""
    day = date(2026, 4, 3)
    cells = [
        way.cell(datetime(day.year, day.month, day.day))
        for way in WRITERS
        if way.of == "day" and way.rule in TAKEN
    ]

    kind, name = COLUMNS["day"]
    example = KINDS[kind].example_row
    rows = [[*{**example, name: cell}.values()] for cell in cells]
    found = typed([list(example), *rows], kind, "csv", workbooks)

    assert set(found.table[name]) == {day}


# Months and numbers of two digits are no whole days: no sentence asks for theirs.
WHOLE_DAYS = [way for way in WRITERS if way.of == "day" and way.rule not in ALWAYS]


@pytest.mark.parametrize("way", WHOLE_DAYS, ids=lambda way: way.how)
def test_sentences_read_a_cell_as_its_column_does(way: Written) -> None:
    cells = pl.Series("cell", [way.cell(at) for at in MANY[::7]])

    by_column = cells.to_frame().select(day_alone(pl.col("cell"))).to_series()

    assert [read_day(cell) for cell in cells] == by_column.to_list()
