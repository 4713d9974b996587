"""Files out of shape are refused with their place; ordinary life passes."""

from __future__ import annotations

import pytest

from portfolio.domain.extract import ReceivedFile
from portfolio.intake.decode.decode_file import decode_file
from portfolio.intake.tabulate.parse_file import Reading, read_extract

HEADER = "lesson_id,org_code,kind,category,title,summary,date\n"
ROW = "L1,RXZ,blueprint,culture,Title,Summary,2026-04-30\n"
OTHER = "lesson_id,used_by_org_code,used_date,outcome\n"
TURNED = "".join(
    f"{name},{cell}\n"
    for name, cell in zip(HEADER[:-1].split(","), ROW[:-1].split(","), strict=True)
)


def read(content: str | bytes, name: str = "lessons.csv") -> Reading:
    return read_extract(
        decode_file(ReceivedFile(name, content.encode() if isinstance(content, str) else content))
    )


def said(reading: Reading) -> list[tuple[str, tuple[int, ...]]]:
    return [(finding.rule, finding.rows) for finding in reading.findings]


@pytest.mark.parametrize(
    ("content", "rule", "rows"),
    [
        (HEADER + ROW + ROW.replace("\n", ",\n") + ROW, "field_count", (3,)),
        (HEADER + ROW + ROW.replace("Title,", "Title") + ROW, "field_count", (3,)),
        (HEADER + ROW + ROW.replace(",", ";"), "delimiter_differs", (3,)),
        (HEADER + ROW + ROW.replace(",", "|"), "row_of_one_cell", (3,)),
        (HEADER + ROW + HEADER + ROW, "second_header", (3,)),
        (HEADER + ROW + "\ufeff" + HEADER + ROW, "second_header", (3,)),
        (HEADER + ROW + OTHER + "MAR-L1,RXZ,2026-08-03,adopted\n", "second_table", (3,)),
        (HEADER + ROW + OTHER.replace("\n", ",,,\n") + "M,RXZ,2026,a,,,\n", "second_table", (3,)),
        (HEADER + ROW + "Total,,,,,,\n", "totals_row", (3,)),
        (HEADER + ROW + ",,,,Grand total: 2,,\n", "totals_row", (3,)),
        (HEADER + ROW + "Sub-total\n" + ROW, "totals_row", (3,)),
        (HEADER + ROW + "Source: the quality office\n", "row_of_one_cell", (3,)),
        (HEADER + "Community services,,,,,,\n" + ROW, "row_of_one_cell", (2,)),
        (ROW.replace("Title,Summary", "Wards,Beds") * 2, "header_missing", (1,)),
        ("a,b\n1,2\n", "header_missing", (1,)),
        (HEADER.replace(",", "|") + ROW, "other_delimiter", (1,)),
        (HEADER.replace(",", " ") + ROW, "other_delimiter", (1,)),
        (HEADER.replace(",", "','").replace("l", "'l", 1), "other_quotes", (1,)),
        (HEADER.replace(",", ";") + ROW + ROW, "header_delimiter", (1,)),
        (
            '"' + HEADER.replace(",", '";"').strip() + '"\n"a",b,c,d,e,f,g\n' + ROW,
            "header_delimiter",
            (1,),
        ),
        ('"' + HEADER + ROW, "quote_not_closed", (1,)),
        ('"lesson_id"",' + HEADER + ROW, "quote_not_closed", (1,)),
        ('"lesson_id"x,' + HEADER + ROW, "quote_inside_text", (1,)),
        (
            HEADER + ROW.replace("Title", '"Title') + ROW.replace("Title", '"Title"'),
            "quote_not_closed",
            (2,),
        ),
        (TURNED, "table_turned", (1,)),
        (
            HEADER.replace("\n", ",,") + OTHER + ROW.replace("\n", ",,a,b,c,d\n"),
            "table_beside",
            (1,),
        ),
        (HEADER.replace("\n", ",,") + HEADER + ROW.replace("\n", ",,") + ROW, "table_beside", (1,)),
        (HEADER + ROW + ROW.replace("Title", 'a 12" rule') + ROW, "quote_inside_text", (3,)),
        (HEADER + ROW.replace("Title", '"Title" x'), "quote_inside_text", (2,)),
        (HEADER + ROW + ROW.replace("Title", '"Title') + ROW, "quote_not_closed", (3,)),
        (HEADER + '"a\nb",,,,,,\n' + ROW.replace("Title", '"Title'), "quote_not_closed", (3,)),
        (HEADER + ROW.replace("Title", "Ti\0tle"), "control_character", (2,)),
        ("Return of Fenbridge,,\n\n" + HEADER + ROW, "header_not_first", (3,)),
        ("Return of Fenbridge\nperiod,title\n" * 30 + HEADER + ROW, "header_not_first", (2,)),
        ("Title\n" * 40 + HEADER + ROW, "header_not_first", (41,)),
        (HEADER + '"a\nb",,,,,,\n' + ROW.replace("Title", "\0"), "control_character", (3,)),
        ((HEADER + ROW).encode("utf-32"), "unreadable_encoding", ()),
        ((HEADER + ROW).encode("utf-16") + b"x", "unreadable_encoding", ()),
        ((HEADER + ROW.replace("Title", "£5")).encode("cp850"), "unreadable_encoding", (2,)),
        (b'{"lesson_id": "L1"}', "file_not_csv", ()),
        (b" \n<!DOCTYPE html>", "file_not_csv", ()),
        (b'<?xml version="1.0"?>', "file_not_csv", ()),
        (b"\x1f\x8b\x08", "file_compressed", ()),
        (b"PK\x05\x06", "file_compressed", ()),
        (b"\x00\x00\x00\x01Bud1" + b"\x00" * 300, "unreadable_encoding", ()),
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
        (HEADER.replace("title", "titel"), [("unknown_column", "titel")]),
        (
            HEADER.replace("title", "heading"),
            [("unknown_column", "heading"), ("missing_column", None)],
        ),
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


def test_cells_below_a_name_slightly_misspelt_are_read_as_that_column_s() -> None:
    reading = read(HEADER.replace("title", "titel") + ROW)

    assert reading.extract is not None
    assert reading.extract.table["title"].to_list() == ["Title"]
    assert not reading.is_whole


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
        (HEADER + ROW).encode("utf-16-le"),
        (HEADER + ROW).encode("utf-16-be"),
        (HEADER + ROW).encode() + b"\x1a",
        (HEADER + ROW).replace(",", ", ").replace(" Title", "Title").encode(),
        (HEADER + ROW).replace(",", ";").encode(),
        (HEADER + ROW).replace(",", "\t").encode(),
        (HEADER + ROW).replace("\n", "\r\n").encode(),
        (HEADER + ROW).replace("\n", "\r").encode(),
        "".join(f'"{line}"\n' for line in (HEADER + ROW).split("\n")[:2])
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


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_letters_with_a_nul_on_the_other_side_are_still_utf_16(codec: str) -> None:
    reading = read((HEADER + ROW.replace("Title", "utĀ2K")).encode(codec))

    assert reading.extract is not None
    assert reading.extract.table["title"].to_list() == ["utĀ2K"]


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
    reading = read(HEADER + ROW.replace("Title", '"Two\nlines"') + ROW + ROW + "too,short\n")

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


def test_a_hundred_unknown_columns_are_told_in_one_finding_and_a_near_miss_by_itself() -> None:
    names = ",".join(["title", "sumary", *(f"x{number}" for number in range(100))])

    first, second, *_ = read(f"{names}\n", "lessons.csv").findings

    assert (first.rule, first.found) == ("unknown_column", "sumary")
    assert second.sentence.startswith("100 columns do not belong to lessons: `x0`, `x1`, ")
    assert "`x19` and 80 more." in second.sentence


@pytest.mark.parametrize("line", ["sep=;\n", '"sep=;"\n', "SEP=;\n", "sep=;;;;\n"])
def test_the_line_that_tells_a_spreadsheet_its_delimiter_is_no_row(line: str) -> None:
    reading = read(line + (HEADER + ROW).replace(",", ";"))

    assert said(reading) == [("separator_line", ())]
    assert reading.extract is not None
    assert reading.extract.table["row_number"].to_list() == [2]


def test_a_file_read_as_windows_1252_shows_a_word_that_depends_on_it() -> None:
    content = HEADER + '"a\nb",,,,x,,\n' + ROW.replace("Title", "At the (café), mostly")

    (note,) = (f for f in read(content.encode("cp1252")).findings if "1252" in f.rule)

    assert (note.severity, note.rows, note.found) == ("note", (3,), "café")


def test_a_row_that_only_lacks_a_cell_is_no_stray() -> None:
    lacking = ROW.replace("blueprint", "").replace("Title", "Total knee replacement")

    reading = read(HEADER + ROW + lacking)

    assert said(reading) == []
    assert reading.extract is not None
    assert reading.extract.table.height == 2


def test_a_column_not_filled_in_is_no_thousand_strays() -> None:
    reading = read(HEADER + "L1,,,,,,\n" * 1_001)

    assert said(reading) == []


def test_what_follows_a_second_table_is_not_held_against_the_first() -> None:
    reading = read(HEADER + ROW + OTHER + "MAR-L1,RXZ,2026-08-03,adopted\n\nTotal\n" + HEADER)

    assert said(reading) == [("second_table", (3,))]
    assert not reading.is_whole


def test_a_header_of_seventeen_thousand_columns_is_told_shortly() -> None:
    names = ",".join(f"col{number}" for number in range(17_000))

    assert len(read(HEADER.replace("\n", f",{names}\n")).findings) == 1


def test_a_row_of_figures_without_a_name_is_taken_for_totals() -> None:
    header = "benefit_id,beneficiary_org_code,period,realised_value,realised_gbp\n"

    reading = read(header + "B1,RXZ,2026-08,3,4\n,,,3,£4.00\n", "benefit_values.csv")

    assert said(reading) == [("totals_row", (3,))]


def test_a_last_row_without_a_line_end_is_taken_and_said() -> None:
    reading = read((HEADER + ROW).rstrip("\n"))

    assert said(reading) == [("no_last_line_end", (2,))]
    assert reading.is_whole


def test_names_run_into_one_are_told_as_the_header_s_fault() -> None:
    reading = read(HEADER.replace("title,", "title") + ROW + ROW)

    assert said(reading) == [("unknown_column", (1,)), ("header_field_count", (1,))]
