"""How cells are written, type by type: taken, taken with a note, or stopped."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date

import polars as pl
import pytest

from portfolio.domain.extract import ReceivedFile
from portfolio.intake.cells.column import read_column
from portfolio.intake.cells.dates import DATE, MONTH
from portfolio.intake.cells.forms import ValueReader
from portfolio.intake.cells.numbers import MONEY, NUMBER, PERCENT, WHOLE, YES_NO
from portfolio.intake.cells.table import Typed, typed_table
from portfolio.intake.decode.decode_file import decode_file
from portfolio.intake.tabulate.parse_file import read_extract

STOPS, PLAIN = None, ""


def read(cells: Sequence[str | None], reader: ValueReader) -> tuple[list[object], list[str]]:
    text = pl.Series("column", cells, dtype=pl.String)
    column = read_column(text, pl.int_range(2, len(cells) + 2, eager=True), reader)
    return column.values.to_list(), [remark.rule for remark in column.remarks]


WRITTEN: list[tuple[ValueReader, str, object, str]] = [
    (DATE, "2026-04-30", date(2026, 4, 30), PLAIN),
    (DATE, " 2026-04-30 ", date(2026, 4, 30), PLAIN),
    (DATE, "30/04/2026", date(2026, 4, 30), "date_day_first"),
    (DATE, "3/4/2026", date(2026, 4, 3), "date_day_first"),
    (DATE, "04/30/2026", STOPS, "date_impossible_day_first"),
    (DATE, "31/02/2026", STOPS, "no_such_day"),
    (DATE, "2026-02-30", STOPS, "no_such_day"),
    (DATE, "30/04/26", STOPS, "date_two_digit_year"),
    (DATE, "30-04-2026", date(2026, 4, 30), "date_day_first"),
    (DATE, "30.4.2026", date(2026, 4, 30), "date_day_first"),
    (DATE, "30.4-2026", STOPS, "date_not_readable"),
    (DATE, "46142", STOPS, "date_as_number"),
    (DATE, "2026-04-30 00:00:00", date(2026, 4, 30), "date_with_time"),
    (DATE, "30/04/2026 00:00", date(2026, 4, 30), "date_with_time"),
    (DATE, "2026-04-30T00:00:00.000", date(2026, 4, 30), "date_with_time"),
    (DATE, "2026-04-30 13:15:00", STOPS, "date_with_hour"),
    (DATE, "2026-04-29T23:00:00Z", STOPS, "date_with_hour"),
    (DATE, "2026-04-30T00:00:00Z", date(2026, 4, 30), "date_with_time"),
    (DATE, "2026-04-30T00:00:00.000+01:00", date(2026, 4, 30), "date_with_time"),
    (DATE, "04/30/2026 00:00", STOPS, "date_impossible_day_first"),
    (DATE, "31/12/9999", STOPS, "year_unlikely"),
    (DATE, "01/01/1900", STOPS, "date_for_blank"),
    (DATE, "0", STOPS, "date_for_blank"),
    (DATE, "00/01/1900", STOPS, "date_for_blank"),
    (DATE, "00-Jan-00", STOPS, "date_for_blank"),
    (DATE, "1900-01-00", STOPS, "date_for_blank"),
    (DATE, "30/12/1899", STOPS, "date_for_blank"),
    (DATE, "0000-00-00", STOPS, "date_for_blank"),
    (DATE, "1900-01-01 00:00:00.000", STOPS, "date_for_blank"),
    (MONEY, "1000.0000", 1000.0, PLAIN),
    (MONEY, "1000.5010", 1000.5, "money_more_than_pence"),
    (DATE, "1970-01-01", date(1970, 1, 1), None),
    (DATE, "01/02/1900", STOPS, "year_unlikely"),
    (DATE, "0026-04-30", STOPS, "year_unlikely"),
    (DATE, "1950-01-01", date(1950, 1, 1), PLAIN),
    (DATE, "2099-12-31", date(2099, 12, 31), PLAIN),
    (DATE, "29/02/2025", STOPS, "no_such_day"),
    (DATE, "29/02/2024", date(2024, 2, 29), "date_day_first"),
    (DATE, "2026-13-01", STOPS, "no_such_day"),
    (DATE, "Apr-26", STOPS, "date_not_whole"),
    (DATE, "30-Apr", STOPS, "date_not_whole"),
    (DATE, "2026-04", STOPS, "date_not_whole"),
    (DATE, "Q1 2026/27", STOPS, "date_not_whole"),
    (DATE, "30-Apr-26", date(2026, 4, 30), "date_another_way"),
    (DATE, "30-Apr-98", date(1998, 4, 30), "date_another_way"),
    (DATE, "30-APR-2026 00:00:00", date(2026, 4, 30), "date_with_time"),
    (DATE, "Thursday, 30th of April 2026", date(2026, 4, 30), "date_another_way"),
    (DATE, "April 30, 2026", date(2026, 4, 30), "date_another_way"),
    (DATE, "2026/4/30", date(2026, 4, 30), "date_another_way"),
    (DATE, "20260430", date(2026, 4, 30), "date_another_way"),
    (DATE, "20264030", STOPS, "date_not_readable"),
    (DATE, "31-Apr-26", STOPS, "no_such_day"),
    (DATE, "30 Apples 2026", STOPS, "date_not_readable"),
    (DATE, "4/30/26", STOPS, "date_impossible_day_first"),
    (DATE, "٢٠٢٦-٠٤-٣٠", STOPS, "date_not_readable"),
    (DATE, "#VALUE!", STOPS, "spreadsheet_fault"),
    (DATE, "########", STOPS, "column_too_narrow"),
    (DATE, "TBC", STOPS, "placeholder"),
    (MONTH, "2026-04", "2026-04", PLAIN),
    (MONTH, "Apr-26", "2026-04", "month_excel"),
    (MONTH, "april 2026", "2026-04", "month_excel"),
    (MONTH, "Sept-26", "2026-09", "month_excel"),
    (MONTH, "2026-04-01", "2026-04", "month_excel"),
    (MONTH, "01/04/2026", "2026-04", "month_excel"),
    (MONTH, "04/01/2026", STOPS, "day_for_month"),
    (MONTH, "2026-04-02", STOPS, "day_for_month"),
    (MONTH, "30/04/2026", "2026-04", "month_excel"),
    (MONTH, "2026-04-30", "2026-04", "month_excel"),
    (MONTH, "01-Apr-26", "2026-04", "month_excel"),
    (MONTH, "02-Apr-26", STOPS, "day_for_month"),
    (MONTH, "2026/04", "2026-04", "month_excel"),
    (MONTH, "4/2026", "2026-04", "month_excel"),
    (MONTH, "202604", "2026-04", "month_excel"),
    (MONTH, "202613", STOPS, "month_not_readable"),
    (MONTH, "2026-13", STOPS, "month_not_readable"),
    (MONTH, "Apr 26", STOPS, "month_or_day"),
    (MONTH, "26-Apr", STOPS, "month_or_day"),
    (MONTH, "2026-04-01 00:00:00", "2026-04", "month_excel"),
    (MONTH, "01/04/2026 00:00", "2026-04", "month_excel"),
    (MONTH, "46113", STOPS, "date_as_number"),
    (MONTH, "٢٠٢٦-04", STOPS, "month_not_readable"),
    (MONTH, "0026-04", STOPS, "month_not_readable"),
    (MONTH, "Apr-1926", STOPS, "month_not_readable"),
    (MONEY, "1200000", 1_200_000.0, PLAIN),
    (MONEY, "-12.50", -12.5, PLAIN),
    (MONEY, "£1,234.50", 1234.5, "money_with_signs"),
    (MONEY, "1,234,567", 1_234_567.0, "money_with_signs"),
    (MONEY, "12.345", 12.35, "money_more_than_pence"),
    (MONEY, "£1,234.567", 1234.57, "money_more_than_pence"),
    (MONEY, ".5", 0.5, PLAIN),
    (MONEY, "£.50", 0.5, "money_with_signs"),
    (MONEY, ".555", 0.56, "money_more_than_pence"),
    (MONEY, "1.2m", STOPS, "money_not_pounds"),
    (MONEY, "(123)", STOPS, "number_in_brackets"),
    (MONEY, "£(1,234.50)", STOPS, "number_in_brackets"),
    (MONEY, "100 ", 100.0, "money_with_spaces"),
    (MONEY, "\u00a0100", 100.0, "money_with_spaces"),
    (MONEY, "1\u202f234", STOPS, "money_not_pounds"),
    (MONEY, "−5", STOPS, "dash_for_minus"),
    (MONEY, "–£5.00", STOPS, "dash_for_minus"),
    (MONEY, "#REF!", STOPS, "spreadsheet_fault"),
    (MONEY, "#####", STOPS, "column_too_narrow"),
    (MONEY, "9999999999999.99", 9999999999999.99, PLAIN),
    (MONEY, "10000000000000", STOPS, "number_too_large"),
    (MONEY, "1,23,456", STOPS, "money_not_pounds"),
    (MONEY, "1.234,50", STOPS, "money_not_pounds"),
    (MONEY, "12,34", STOPS, "money_not_pounds"),
    (MONEY, "1 234", STOPS, "money_not_pounds"),
    (MONEY, "$5", STOPS, "money_not_pounds"),
    (MONEY, "1E+05", STOPS, "number_shortened"),
    (MONEY, "nan", STOPS, "placeholder"),
    (MONEY, "£-", STOPS, "dash_for_nought"),
    (NUMBER, "-", STOPS, "dash_for_nought"),
    (MONEY, "not available", STOPS, "placeholder"),
    (MONEY, "inf", STOPS, "money_not_pounds"),
    (MONEY, "9" * 400, STOPS, "number_too_large"),
    (MONEY, "unknown", STOPS, "placeholder"),
    (NUMBER, "0.00001", 0.00001, PLAIN),
    (NUMBER, "1,234.5", 1234.5, "number_with_commas"),
    (NUMBER, "1e5", STOPS, "number_shortened"),
    (NUMBER, "-1.23E-05", STOPS, "number_shortened"),
    (NUMBER, "0x10", STOPS, "number_not_readable"),
    (NUMBER, "١٢٣", STOPS, "number_not_readable"),
    (NUMBER, "１２３", STOPS, "number_not_readable"),
    (NUMBER, "½", STOPS, "number_not_readable"),
    (NUMBER, "1 234", STOPS, "number_not_readable"),
    (NUMBER, "45%", STOPS, "number_not_readable"),
    (NUMBER, "5\u200b", STOPS, "number_not_readable"),
    (NUMBER, "−0.5", STOPS, "dash_for_minus"),
    (NUMBER, "123456789012345", 123456789012345.0, PLAIN),
    (NUMBER, "1234567890.12345", 1234567890.12345, PLAIN),
    (NUMBER, "0.000000123456789012345", 0.000000123456789012345, PLAIN),
    (NUMBER, "0.1234567890123456", 0.1234567890123456, "number_rounded"),
    (NUMBER, "*", STOPS, "placeholder"),
    (NUMBER, "12345678901234567", STOPS, "number_too_large"),
    (WHOLE, "12", 12, PLAIN),
    (WHOLE, "12.0", 12, PLAIN),
    (WHOLE, "1,200", 1200, "number_with_commas"),
    (WHOLE, "12.5", STOPS, "whole_not_readable"),
    (PERCENT, "12.5%", 12.5, PLAIN),
    (PERCENT, "12.5", 12.5, PLAIN),
    (PERCENT, "12.1234567890123456", 12.1234567890123456, "number_rounded"),
    (PERCENT, "n/a", STOPS, "placeholder"),
    (YES_NO, "Yes", True, PLAIN),
    (YES_NO, "n", False, PLAIN),
    (YES_NO, "TRUE", True, PLAIN),
    (YES_NO, "1", STOPS, "yes_no_not_readable"),
    (YES_NO, "#N/A", STOPS, "placeholder"),
]


@pytest.mark.parametrize(("reader", "cell", "value", "rule"), WRITTEN)
def test_a_cell_is_taken_or_stopped(
    reader: ValueReader, cell: str, value: object, rule: str
) -> None:
    values, rules = read([cell], reader)

    assert values == [value]
    assert rules == ([rule] if rule else [])


@pytest.mark.parametrize("reader", [DATE, MONTH, MONEY, NUMBER, WHOLE, PERCENT, YES_NO])
def test_a_cell_among_thousands_is_read_as_it_is_alone(reader: ValueReader) -> None:
    written = [(cell, value, rule) for of, cell, value, rule in WRITTEN if of is reader]
    many = written * (4_000 // len(written))
    random.Random(reader.otherwise).shuffle(many)
    numbers = pl.int_range(2, len(many) + 2, eager=True)

    column = read_column(pl.Series([cell for cell, _, _ in many]), numbers, reader)

    told = {(row, one.rule) for one in column.remarks for row in one.cells["row_number"]}
    due = {(row, rule) for row, (_, _, rule) in zip(numbers, many, strict=True) if rule}
    assert column.values.to_list() == [value for _, value, _ in many]
    assert told == due
    assert column.unread.to_list() == [
        row for row, (_, value, _) in zip(numbers, many, strict=True) if value is STOPS
    ]


@pytest.mark.parametrize("reader", [DATE, MONTH, MONEY, NUMBER, WHOLE, PERCENT, YES_NO])
def test_blank_is_not_known_and_never_zero(reader: ValueReader) -> None:
    values, rules = read([None, "", "  "], reader)

    assert values == [None, None, None]
    assert rules == []


@pytest.fixture
def programmes(extract_bytes):
    return lambda *rows: typed("programmes", extract_bytes("programmes", *rows))


@pytest.fixture
def benefits(extract_bytes):
    return lambda *rows: typed("benefits", extract_bytes("benefits", *rows))


def typed(kind: str, content: bytes) -> Typed:
    reading = read_extract(decode_file(ReceivedFile(f"{kind}.csv", content)))
    assert reading.extract is not None
    assert reading.kind is not None
    return typed_table(reading.extract, reading.kind)


def test_days_read_day_first_are_counted_and_one_is_shown(programmes) -> None:
    days = ({"start_date": "03/04/2026"}, {"start_date": "30/04/2026"}, {"start_date": ""})

    (note,) = programmes(*days).findings

    assert (note.severity, note.rule, note.rows, note.found) == (
        "note",
        "date_day_first",
        (2, 3),
        "03/04/2026",
    )
    assert "2 dates were read day first; row 2, `03/04/2026`, is 3 April 2026." in note.sentence


def test_one_month_first_day_stops_the_column_without_the_comfort_of_a_note(programmes) -> None:
    days = ({"start_date": "03/04/2026"}, {"start_date": "04/30/2026"})

    (stop,) = programmes(*days).findings

    assert (stop.severity, stop.rule, stop.rows) == ("stop", "date_impossible_day_first", (3,))


def test_an_amount_too_large_to_keep_in_pence_is_found_among_plain_ones(programmes) -> None:
    typed = programmes({}, {"approved_cost_gbp": "99999999999999"}, {"approved_cost_gbp": "-5"})

    assert [(f.rule, f.rows) for f in typed.findings] == [("number_too_large", (3,))]
    assert typed.table["approved_cost_gbp"][1:].to_list() == [None, -5.0]


def test_old_ratings_are_taken_as_todays_and_the_original_is_kept(programmes) -> None:
    typed = programmes({"sro_confidence": "Amber/Green"}, {"sro_confidence": "GREEN"})

    assert typed.table["sro_confidence"].to_list() == ["amber", "green"]
    assert typed.table["sro_confidence_as_sent"].to_list() == ["Amber/Green", None]
    assert [(f.rule, f.found, f.rows) for f in typed.findings] == [
        ("confidence_mapped", "Amber/Green", (2,))
    ]


def test_texts_are_trimmed_and_a_line_break_becomes_one_space(programmes) -> None:
    typed = programmes({"programme_name": "  Shared\ncare\trecord "})

    assert typed.table["programme_name"].to_list() == ["Shared care record"]
    assert [f.rule for f in typed.findings] == ["line_break_in_text"]


def test_a_character_that_cannot_be_seen_stops_with_its_row(programmes) -> None:
    typed = programmes({}, {"purpose": "Bell\x07"})

    assert [(f.rule, f.rows, f.column) for f in typed.findings] == [
        ("control_character", (3,), "purpose")
    ]


def test_lists_and_codes_are_matched_without_regard_to_case(programmes) -> None:
    typed = programmes({"other_themes": "WGLL:Improve_care ; ;wgll:improve_care", "stage": "LIVE"})

    assert typed.table["other_themes"].to_list() == ["wgll:improve_care"]
    assert typed.table["stage"].to_list() == ["live"]


def test_many_different_faults_of_one_kind_are_told_once_and_counted(programmes) -> None:
    cells = [{"approved_cost_gbp": f"{number}m"} for number in range(1, 1501)]

    typed = programmes(*cells)

    (stop,) = typed.findings
    assert stop.row_count == 1500
    assert len(stop.rows) == 1000
    assert stop.found == "1m"
    assert "1,499 others are like it" in stop.sentence
    assert len(typed.unread["approved_cost_gbp"]) == 1500


@pytest.mark.parametrize(
    ("cells", "rules"),
    [
        (["0.45", "0.3", "1"], ["percent_looks_like_share"]),
        (["0.45", "45"], []),
        (["0.45%"], []),
        (["1", "0"], []),
        (["0"], []),
    ],
)
def test_percentages_that_look_like_shares_of_one_are_remarked_on(
    benefits, cells: list[str], rules: list[str]
) -> None:
    typed = benefits(*({"attribution_pct": cell} for cell in cells))

    assert [finding.rule for finding in typed.findings] == rules


@pytest.mark.parametrize("column", ["programme_id", "stage", "lead_org_code", "purpose"])
def test_what_a_spreadsheet_shows_for_a_fault_is_taken_for_no_text(programmes, column) -> None:
    typed = programmes({}, {column: "#REF!"})

    assert [(f.rule, f.rows, f.column) for f in typed.findings] == [
        ("spreadsheet_fault", (3,), column)
    ]
    assert typed.table[column][1] is None
    assert typed.unread[column].to_list() == [3]


def test_an_id_that_a_spreadsheet_shortened_is_called_that(programmes) -> None:
    typed = programmes({"programme_id": "1.23E+11"}, {"programme_id": "1E-05"})

    assert [(f.rule, f.rows) for f in typed.findings] == [("id_shortened", (2,))]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("'a whole text'", ["quotes_kept"]),
        ("«a whole text»", ["quotes_kept"]),
        ("'twas the trust's", []),
        ("the trusts'", []),
        ("“curly”", ["quotes_kept"]),
        ("“curly” and “curly”", []),
        ("donâ€™t", ["letters_lost"]),
        ("caf\ufffd", ["letters_lost"]),
        ("café £5 – don’t", []),
    ],
)
def test_marks_and_letters_that_may_be_a_slip_are_kept_and_remarked_on(
    programmes, text: str, rules: list[str]
) -> None:
    typed = programmes({"purpose": text})

    assert typed.table["purpose"].to_list() == [text]
    assert [finding.rule for finding in typed.findings] == rules
