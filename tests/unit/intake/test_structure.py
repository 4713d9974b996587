"""Files out of shape are refused with their place; ordinary life passes."""

from __future__ import annotations

import pytest

from portfolio.domain.extract import ReceivedFile
from portfolio.intake.reading import Reading, read_extract

HEADER = "lesson_id,org_code,kind,category,title,summary,date\n"
ROW = "L1,RXZ,blueprint,culture,Title,Summary,2026-04-30\n"


def read(content: str | bytes, name: str = "lessons.csv") -> Reading:
    return read_extract(
        ReceivedFile(name, content.encode() if isinstance(content, str) else content)
    )


def said(reading: Reading) -> list[tuple[str, tuple[int, ...]]]:
    return [(finding.rule, finding.rows) for finding in reading.findings]


@pytest.mark.parametrize(
    ("content", "rule", "rows"),
    [
        (HEADER + ROW + ROW.replace("\n", ",\n") + ROW, "field_count", (3,)),
        (HEADER + ROW + ROW.replace("Title,", "Title") + ROW, "field_count", (3,)),
        (HEADER + ROW + ROW.replace(",", ";"), "field_count", (3,)),
        (HEADER + ROW + ROW.replace("Title", 'a 12" rule') + ROW, "quote_inside_text", (3,)),
        (HEADER + ROW.replace("Title", '"Title" x'), "quote_inside_text", (2,)),
        (HEADER + ROW + ROW.replace("Title", '"Title') + ROW, "quote_not_closed", (3,)),
        (HEADER + '"a\nb",,,,,,\n' + ROW.replace("Title", '"Title'), "quote_not_closed", (3,)),
        (HEADER + ROW.replace("Title", "Ti\0tle"), "control_character", (2,)),
        ("Return of Fenbridge,,\n\n" + HEADER + ROW, "header_not_first", (3,)),
        ("", "empty_file", ()),
        ("\n \n,,,\n", "empty_file", ()),
        (b"PK\x03\x04 workbook", "spreadsheet_not_csv", ()),
        (b"%PDF-1.7", "file_not_csv", ()),
        (b"\xef\xbb\xbflesson_id\n\xff", "unreadable_encoding", (2,)),
        ((HEADER + ROW.replace("Title", "£")).encode() + b"\xa3\n", "unreadable_encoding", (3,)),
    ],
)
def test_a_file_out_of_shape_is_refused_with_its_place(
    content: str | bytes, rule: str, rows: tuple[int, ...]
) -> None:
    reading = read(content)

    assert said(reading) == [(rule, rows)]
    assert not reading.is_whole


@pytest.mark.parametrize(
    ("header", "findings"),
    [
        (HEADER.replace("title", "titel"), [("unknown_column", "titel"), ("missing_column", None)]),
        (HEADER.replace("summary", "title"), [("repeated_column", None), ("missing_column", None)]),
        (HEADER.replace("org_code", "Org-Code").replace("lesson_id", "LESSON ID"), []),
    ],
)
def test_columns_are_known_by_their_names_alone(
    header: str, findings: list[tuple[str, str | None]]
) -> None:
    reading = read(header + ROW)

    assert [(f.rule, f.found) for f in reading.findings] == findings


def test_a_near_miss_is_suggested() -> None:
    reading = read(HEADER.replace("title", "titel") + ROW)

    assert "The nearest is `title`." in reading.findings[0].sentence


def test_the_other_columns_of_a_wrong_header_are_still_read() -> None:
    reading = read(HEADER.replace("title", "titel") + ROW)

    assert reading.extract is not None
    assert reading.extract.table["summary"].to_list() == ["Summary"]
    assert "titel" not in reading.extract.table.columns


@pytest.mark.parametrize(
    "content",
    [
        (HEADER + ROW).encode(),
        (HEADER + ROW).encode("utf-8-sig"),
        (HEADER + ROW).encode("utf-16"),
        (HEADER + ROW).replace(",", ";").encode(),
        (HEADER + ROW).replace(",", "\t").encode(),
        (HEADER + ROW).replace("\n", "\r\n").encode(),
        (HEADER + ROW).replace("\n", "\r").encode(),
        (HEADER + ROW).rstrip().encode(),
        "\n".join(f'"{line}"' for line in (HEADER + ROW).split("\n")[:2])
        .replace(",", '","')
        .encode(),
        (HEADER.replace("\n", ",,\n") + ROW.replace("\n", ",,\n")).encode(),
    ],
)  # fmt: skip
def test_what_spreadsheets_write_is_ordinary_life(content: bytes) -> None:
    reading = read(content)

    assert said(reading) == []
    assert reading.extract is not None
    assert reading.extract.table["title"].to_list() == ["Title"]
    assert reading.extract.table["row_number"].to_list() == [2]


def test_windows_1252_is_read_as_excel_meant_it() -> None:
    reading = read((HEADER + ROW.replace("Title", "£5 – “naïve” café")).encode("cp1252"))

    assert reading.detected.encoding == "Windows-1252"
    assert reading.extract is not None
    assert reading.extract.table["title"].to_list() == ["£5 – “naïve” café"]


def test_blank_rows_are_passed_over_with_a_note_and_still_counted_as_rows() -> None:
    reading = read("\n" + HEADER + ROW + "\n" + ROW + ",,,,,,\n,,,,,,\n , ,\n")

    assert said(reading) == [("blank_rows", (4, 6, 7, 8))]
    assert reading.is_whole
    assert reading.extract is not None
    assert reading.extract.table["row_number"].to_list() == [3, 5]


def test_a_line_break_within_a_cell_does_not_move_the_rows_below() -> None:
    reading = read(HEADER + ROW.replace("Title", '"Two\nlines"') + ROW + ROW + "short\n")

    assert said(reading) == [("field_count", (5,))]
    assert reading.extract is not None
    assert reading.extract.table["row_number"].to_list() == [2, 3, 4]


def test_a_column_without_a_name_stops_where_something_stands_below_it() -> None:
    reading = read(HEADER.replace("\n", ",\n") + ROW.replace("\n", ",x\n"))

    assert said(reading) == [("unnamed_column", (1,))]


@pytest.mark.parametrize("name", ["Benefit Values.csv", "benefit-values.CSV", "BENEFIT_VALUES.csv"])
def test_a_file_is_known_by_its_name_however_it_is_spelt(name: str) -> None:
    assert read("benefit_id,period\n", name).detected.kind == "benefit_values"


def test_a_file_of_another_name_is_known_by_its_columns() -> None:
    assert read(HEADER + ROW, "Fenbridge lessons Q2 final (2).csv").detected.kind == "lessons"


def test_a_file_that_fits_no_kind_is_refused() -> None:
    assert said(read("a,b\n1,2\n", "my file.csv")) == [("not_a_file_kind", ())]


def test_a_hundred_unknown_columns_are_told_in_twenty_findings() -> None:
    names = ",".join(f"x{number}" for number in range(100))

    unknown = [f for f in read(f"{names}\n", "lessons.csv").findings if f.found]

    assert len(unknown) == 20
    assert "80 others are like it" in unknown[-1].sentence
