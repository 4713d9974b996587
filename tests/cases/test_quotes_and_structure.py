"""Cases of real files: quotation marks that take in rows, and structure told by its true cause."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import polars as pl
import pytest

from portfolio.domain.delimiters import DELIMITERS
from portfolio.domain.extract import ReceivedFile
from portfolio.domain.finding import Finding
from portfolio.domain.period import Period
from portfolio.domain.verdict import Checked, CurrentState
from portfolio.exports.template_workbook import template_workbook
from portfolio.intake.validate import check_form, validate_submission
from portfolio.store.reference_lists import read_system_folder

CASES = Path(__file__).parent
PERIOD = Period(2026, 9)
VALUES = (
    "benefit_id,beneficiary_org_code,period,planned_value,forecast_value,realised_value,"
    "planned_gbp,forecast_gbp,realised_gbp,value_note"
)


def files_of(case: str) -> list[ReceivedFile]:
    return [
        ReceivedFile(path.name, path.read_bytes()) for path in sorted((CASES / case).glob("*.csv"))
    ]


def sent(
    files: Iterable[ReceivedFile],
    partner: str = "RXA",
    previous: Mapping[str, pl.DataFrame] | None = None,
) -> Checked[pl.DataFrame]:
    return validate_submission(
        list(files),
        partner_code=partner,
        period=PERIOD,
        references=read_system_folder(CASES / "system"),
        standing=CurrentState(previous=previous or {}),
    )


def stops_of(case: str) -> list[Finding]:
    return list(sent(files_of(case)).verdict.stops)


def form_stops(content: str | bytes, name: str = "benefit_values.csv") -> list[Finding]:
    content = content.encode() if isinstance(content, str) else content
    return list(check_form([ReceivedFile(name, content)], PERIOD).stops)


def only(stops: Iterable[Finding]) -> Finding:
    (one,) = stops
    return one


@pytest.mark.parametrize(
    ("case", "column", "lines", "took"),
    [
        ("quote-swallows-months", "value_note", ("line 3", "line 5"), "2 rows below were"),
        ("quote-swallows-ten-programmes", "sro_comment", ("line 3", "line 12"), "9 rows below"),
    ],
)
def test_a_mark_that_takes_in_rows_stops_with_its_row_its_lines_and_how_many(
    case: str, column: str, lines: tuple[str, str], took: str
) -> None:
    stop = only(stops_of(case))

    assert (stop.rule, stop.rows, stop.column) == ("rows_within_quotes", (3,), column)
    assert f"opens here, in {lines[0]}, and closes only in {lines[1]}" in stop.says
    assert took in stop.says


def test_genuine_lines_in_a_text_go_on_passing() -> None:
    checked = sent(files_of("GUARD-genuine-lines-in-a-text"))

    assert checked.verdict.accepted
    assert [(note.rule, note.rows) for note in checked.verdict.notes] == [
        ("line_break_in_text", (2, 3))
    ]
    purposes = checked.tables["programmes"]["purpose"].to_list()
    assert purposes == [
        "Aims: 1, faster, safer 2, nearer, kinder 3, cheaper",
        "First line Second line",
    ]


@pytest.mark.parametrize("case", ["first-cell-in-braces", "marking-line-in-brackets"])
def test_a_first_line_in_braces_or_brackets_stands_above_the_column_names(case: str) -> None:
    stop = only(stops_of(case))

    assert (stop.rule, stop.rows) == ("header_not_first", (2,))


def test_column_names_in_brackets_are_read() -> None:
    checked = sent(files_of("column-names-in-brackets"))

    assert checked.verdict.accepted
    assert checked.tables["benefit_values"]["realised_gbp"].to_list() == [100]


@pytest.mark.parametrize(
    ("case", "rows"), [("rows-of-nought", (11, 12, 13)), ("rows-of-nought-adoptions", (3, 4))]
)
def test_rows_of_nought_are_no_totals(case: str, rows: tuple[int, ...]) -> None:
    stop = only(stops_of(case))

    assert (stop.rule, stop.rows) == ("rows_of_nought", rows)
    assert "formulas are filled down past the last row" in stop.says
    assert "Delete" in stop.do


def test_rows_cut_at_the_last_filled_cell_are_told_by_the_program_that_cut_them() -> None:
    stops = sent(files_of("trimmed-rows-of-writers"), "LOC-ALD").verdict.stops

    stop = next(one for one in stops if one.kind == "benefit_values")
    assert (stop.rule, stop.row_count) == ("rows_cut_short", 39)
    assert "left out the commas of the blank cells" in stop.says
    assert ".xlsx" in stop.do
    assert "field_count" not in {one.rule for one in stops}


def test_columns_whose_dates_are_in_doubt_are_not_said_to_hold_nothing() -> None:
    (file,) = files_of("columns-emptied-said-of-doubtful-dates")
    text = re.sub(r"(\d\d)/(\d\d)/(\d{4})", r"\3-\1-\2", file.content.decode())
    text = text.replace("LOC-ALD", "RXA")
    spoilt = ReceivedFile(file.name, file.content.replace(b"LOC-ALD", b"RXA"))

    verdict = sent([spoilt], previous=typed_as_kept(file.name, text)).verdict

    assert "date_impossible_day_first" in {one.rule for one in verdict.stops}
    assert "columns_emptied" not in {one.rule for one in verdict.notes}


def typed_as_kept(name: str, text: str) -> dict[str, pl.DataFrame]:
    from portfolio.intake.cells.table import typed_table  # noqa: PLC0415
    from portfolio.intake.decode.decode_file import decode_file  # noqa: PLC0415
    from portfolio.intake.tabulate.parse_file import read_extract  # noqa: PLC0415

    reading = read_extract(decode_file(ReceivedFile(name, text.encode())))
    assert reading.extract is not None
    assert reading.kind is not None
    table = typed_table(reading.extract, reading.kind).table
    return {reading.kind.name: table.with_columns(submission_id=pl.lit(1))}


def test_the_dictionary_of_our_template_saved_as_csv_is_passed_over_and_said_so() -> None:
    checked = sent(files_of("weak-dictionary-sheet-saved-as-csv"))

    assert checked.verdict.accepted
    note = only(n for n in checked.verdict.notes if n.rule == "files_passed_over")
    assert "`filled-dictionary.csv` is the dictionary of our template" in note.says


# What follows are their siblings.


def one_column_over(text: str, delimiter: str = ",", line_end: str = "\n") -> str:
    header = VALUES.replace(",", delimiter)
    return line_end.join([header, *text.replace(",", delimiter).split("\n"), ""])


SWALLOWED = (
    "NB-001-B1,RXA,2026-01,,,101,,,1001,\n"
    'NB-001-B1,RXA,2026-02,,,102,,,1002,"moved ward\n'
    "NB-001-B1,RXA,2026-03,,,103,,,1003,\n"
    'NB-001-B1,RXA,2026-04,,,104,,,1004,back to normal"\n'
    "NB-001-B1,RXA,2026-05,,,105,,,1005,"
)


@pytest.mark.parametrize("delimiter", DELIMITERS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_rows_within_quotes_are_found_in_every_dialect(
    delimiter: str, line_end: str, encoding: str
) -> None:
    stop = only(form_stops(one_column_over(SWALLOWED, delimiter, line_end).encode(encoding)))

    assert (stop.rule, stop.rows) == ("rows_within_quotes", (3,))
    assert "in line 3, and closes only in line 5" in stop.says


def test_several_marks_that_take_in_rows_are_one_finding_with_each_in_its_words() -> None:
    more = (
        'NB-001-B1,RXA,2025-01,,,1,,,1,"a\n'
        'NB-001-B1,RXA,2025-02,,,1,,,1,b"\n'
        'NB-001-B1,RXA,2025-03,,,1,,"1,1,\n'
        'NB-001-B1,RXA,2025-04,,,1,,1",1,\n'
    )
    stop = only(form_stops(one_column_over(f"{more}{SWALLOWED}")))

    assert (stop.rule, stop.rows) == ("rows_within_quotes", (2, 3, 5))
    assert "2 more texts hold 3 rows in the same way" in stop.says
    assert [(one.row, one.column) for one in stop.each] == [
        (2, "value_note"),
        (3, "forecast_gbp"),
        (5, "value_note"),
    ]
    assert "in line 7, and closes only in line 9" in stop.each[2].says


def test_a_mark_in_the_header_is_told_with_the_rows_it_takes() -> None:
    spoilt = one_column_over(SWALLOWED.replace('"', "")).replace("value_note", '"value_note')
    stop = only(form_stops(spoilt.replace("2026-05,,,105,,,1005,", '2026-05,,,105,,,1005,"')))

    assert (stop.rule, stop.rows, stop.column) == ("rows_within_quotes", (1,), "value_note")
    assert "closes only in line 6" in stop.says


@pytest.mark.parametrize(
    "text",
    [
        "two lines\nhere",
        "counts by ward:\n12, 14, 9, 7, 3, 4, 5, 6, 7, 8",
        "a, b, c, d, e, f, g, h, i, j\nk, l, m, n, o, p, q, r, s, t",
        "one,two,three,four,five,six,seven,eight,nine,ten\nand,so,on,1,2,3,4,5,6,7",
        "\n\n",
        "Ward;beds;staff\nA;1;2\nB;3;4",
        "RXA, RXB\n2026-04, 2026-05",
    ],
)
def test_a_text_whose_lines_are_no_rows_is_left_alone(text: str) -> None:
    row = f'NB-001-B1,RXA,2026-02,,,102,,,1002,"{text}"'

    assert form_stops(f"{VALUES}\n{row}\nNB-001-B1,RXA,2026-03,,,103,,,1003,\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "Letters, referrals, results, orders, notes, images",
        "Aims:\n1, faster, safer, nearer, kinder, cheaper\n2, faster, safer, nearer, kinder, fair",
        "Letters, referrals\nresults, orders\nnotes, images",
        "Fewer letters,\nfewer calls,\nmore time",
    ],
)
def test_a_list_as_wide_as_a_narrow_extract_is_left_alone(text: str) -> None:
    header = "programme_id,programme_name,purpose,lead_org_code,primary_theme,stage"
    rows = f'NB-001,Letters,"{text}",RXA,joined_up,live\nNB-002,More,Other,RXA,joined_up,live\n'

    assert form_stops(f"{header}\n{rows}", "programmes.csv") == []


def test_a_row_with_a_fault_of_its_own_is_still_a_row() -> None:
    faulty = SWALLOWED.replace("2026-03", "Marzo").replace("2026-04", "Aprile")

    assert (3,) in [s.rows for s in form_stops(one_column_over(faulty)) if "within" in s.rule]


def test_rows_in_a_cell_of_a_workbook_are_told_without_lines(workbooks: ModuleType) -> None:
    text = (
        "moved ward\nNB-001-B1,RXA,2026-03,,,103,,,1003,\nNB-001-B1,RXA,2026-04,,,104,,,1004,back"
    )
    rows: list[list[Any]] = [
        VALUES.split(","),
        ["NB-001-B1", "RXA", "2026-02", None, None, 102, None, None, 1002, text],
        ["NB-001-B1", "RXA", "2026-05", None, None, 105, None, None, 1005, None],
    ]
    content = workbooks.workbook({"benefit_values": rows})

    stop = only(form_stops(content, "return.xlsx"))

    assert (stop.rule, stop.rows, stop.column) == ("rows_within_text", (2,), "value_note")
    assert "2 lines of this text are rows" in stop.says
    assert "line 2" not in stop.says


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b'{"benefit_id": "x"}', "a JSON file"),
        (b'[\r\n  {"benefit_id": "x"}]', "a JSON file"),
        (b'[["benefit_id"], ["x"]]', "a JSON file"),
        ('\ufeff[{"benefit_id": "x"}]'.encode("utf-16-le"), "a JSON file"),
        (b"{\\rtf1 x}", "a text document"),
        (b"[InternetShortcut]\r\nURL=file:///x", "a shortcut to a file"),
        (b"II*\x00" + b"x" * 50, "a picture"),
        (b"\x00\x00\x00\x18ftypheic" + b"x" * 50, "a picture"),
        (b"Received: from a\r\n by b\r\nFrom: a\r\nMessage-ID: <x>\r\n\r\ntext", "an e-mail"),
        (b"\x00\x01\x00\x00Standard ACE DB\x00", "a database"),
    ],
)
def test_another_format_is_named(content: bytes, what: str) -> None:
    stop = only(form_stops(content))

    assert stop.rule == "file_not_csv"
    assert stop.says.startswith(f"This is {what}, ")
    assert ".xlsx" in stop.do


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("WordDocument", "a Word document"),
        ("PowerPoint Document", "a presentation"),
        ("__properties_version1.0", "an e-mail"),
    ],
)
@pytest.mark.parametrize("file", ["benefit_values.csv", "return.xlsx", "benefits.doc"])
def test_an_older_document_or_message_is_no_spreadsheet(name: str, what: str, file: str) -> None:
    stop = only(form_stops(compound(name), file))

    assert stop.rule == "file_not_csv"
    assert what in stop.says


def test_an_older_workbook_stays_one_whatever_is_inside_it() -> None:
    assert only(form_stops(compound("Workbook"))).rule == "spreadsheet_not_csv"
    assert only(form_stops(compound("EncryptedPackage"))).rule == "workbook_with_password"


def compound(name: str) -> bytes:
    """The smallest container of older Office with one stream below its root."""
    end, free = 0xFFFFFFFE, 0xFFFFFFFF
    header = struct.pack("<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 62, 3,
                         0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0)  # fmt: skip
    header += struct.pack("<109I", 0, *[free] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, end, *[free] * 126)
    directory = _entry("Root Entry", 5, child=1) + _entry(name, 2) + bytes(256)
    return header + table + directory


def _entry(name: str, kind: int, child: int = 0xFFFFFFFF) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    head = written.ljust(64, b"\0") + struct.pack("<HBB", len(written), kind, 1)
    return (head + struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)).ljust(128, b"\0")


@pytest.mark.parametrize("mark", ["{", "<", "("])
def test_names_between_other_marks_are_told_so(mark: str) -> None:
    closing = {"{": "}", "<": ">", "(": ")"}[mark]
    header = ",".join(f"{mark}{name}{closing}" for name in VALUES.split(","))

    assert only(form_stops(f"{header}\nNB-001-B1,RXA,2026-04,,,,,,100,\n")).rule == "other_quotes"


@pytest.mark.parametrize(
    "nought", ["0,0,0,0,0,0,0,0,0,0", ",,00/01/1900,,,,,,£0.00,", ",,,0.00,0.00,,£ -,,0,"]
)
def test_noughts_of_every_format_are_rows_of_nought(nought: str) -> None:
    row = "NB-001-B1,RXA,2026-04,,,,,,100,\n"
    stop = only(form_stops(f"{VALUES}\n{row}{nought}\n{nought}\n"))

    assert (stop.rule, stop.rows) == ("rows_of_nought", (3, 4))


def test_a_row_that_lacks_a_delimiter_is_not_called_cut_short() -> None:
    rows = "NB-001-B1,RXA,2026-04,,,,,,100,a\n"
    short = "NB-001-B1,RXA,2026-05,,,,100,a\nNB-001-B1,RXA,2026-06,,,,100,a\n"

    assert only(form_stops(f"{VALUES}\n{rows}{short}")).rule == "field_count"


def test_the_dictionary_is_known_in_a_workbook_under_another_name(workbooks: ModuleType) -> None:
    assert template_workbook()  # its own name is passed over without a word
    header = ["Extract", "Column", "Needed", "What it is", "What it says"]
    header += ["Words to choose from", "Example"]
    sheets = {
        "benefit_values": [VALUES.split(","), ["B", "RXA", "2026-04", *[1] * 6, None]],
        "Dictionary (2)": [header, ["programmes", "programme_id", *["x"] * 5]],
    }
    verdict = check_form([ReceivedFile("return.xlsx", workbooks.workbook(sheets))], PERIOD)

    assert "sheets_passed_over" not in {note.rule for note in verdict.notes}
