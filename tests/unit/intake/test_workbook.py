"""A workbook is read as its sheets show it, and judged like the same rows sent as text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from types import ModuleType
from typing import Any

import openpyxl
import polars as pl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from portfolio.contract.catalogue import KINDS
from portfolio.contract.templates import template_csv
from portfolio.domain.extract import ReceivedFile
from portfolio.domain.finding import Finding
from portfolio.domain.period import Period
from portfolio.domain.verdict import Checked
from portfolio.intake.decode.workbook.format_sections import format_of
from portfolio.intake.decode.workbook.number_format import as_text
from portfolio.intake.decode.workbook.parts import read_book
from portfolio.intake.decode.workbook.sheet import read_sheet
from portfolio.intake.decode.workbook.sheet_text import as_csv
from portfolio.intake.one_file.validate_file import validate_file
from portfolio.intake.receive.file_type import opened

PERIOD = Period(2026, 9)
LESSON = {
    "lesson_id": "L1", "org_code": "RXZ", "kind": "redprint", "category": "technology",
    "title": "Test on the ward", "summary": "Wireless fades there.", "date": date(2026, 4, 30),
}  # fmt: skip
HEADER = list(LESSON)
Door = Callable[[Mapping[str, bytes]], Checked[pl.DataFrame]]


def lessons(*rows: Mapping[str, object]) -> list[list[object]]:
    return [HEADER, *([{**LESSON, **row}[column] for column in HEADER] for row in rows or ({},))]


def said(content: bytes, name: str = "return.xlsx") -> list[tuple[str, str, tuple[int, ...], str]]:
    found = [f for one in validate_file(ReceivedFile(name, content), PERIOD) for f in one.findings]
    return [(f.rule, f.file, f.rows, f.column or "") for f in found]


def table(content: bytes) -> pl.DataFrame:
    (one,) = validate_file(ReceivedFile("return.xlsx", content), PERIOD)
    assert [f for f in one.findings if f.severity == "stop"] == []
    assert one.table is not None
    return one.table


def test_all_templates_as_sheets_are_judged_as_the_same_files_of_text(
    workbooks: ModuleType,
) -> None:
    book = workbooks.workbook({kind: workbooks.template_rows(kind) for kind in KINDS})

    sheets = validate_file(ReceivedFile("return.xlsx", book), PERIOD)

    assert [sheet.detected.file for sheet in sheets] == [
        f"return.xlsx, sheet {kind}" for kind in KINDS
    ]
    for sheet, kind in zip(sheets, KINDS, strict=True):
        (text,) = validate_file(ReceivedFile(f"{kind}.csv", template_csv(kind).encode()), PERIOD)
        assert sheet.findings == text.findings == ()
        assert sheet.table is not None
        assert text.table is not None
        assert sheet.table.equals(text.table)


def test_every_sheet_knows_which_of_the_files_sent_it_came_in(
    door: Door, workbooks: ModuleType
) -> None:
    book = workbooks.workbook({"lessons": lessons(), "risks": workbooks.template_rows("risks")})
    programmes = template_csv("programmes").encode()

    verdict = door({"programmes.csv": programmes, "return.xlsx": book}).verdict

    assert [(d.kind, d.place) for d in verdict.detected] == [
        ("programmes", 0), ("lessons", 1), ("risks", 1),
    ]  # fmt: skip


def test_rows_keep_the_numbers_they_have_in_the_sheet(workbooks: ModuleType) -> None:
    blank = [None] * len(HEADER)
    header, *rows = lessons({}, {"lesson_id": "L2"}, {"lesson_id": "L3"})
    content = workbooks.workbook({"Lessons": [blank, blank, header, rows[0], blank, *rows[1:]]})

    assert table(content)["row_number"].to_list() == [4, 6, 7]


def test_blank_columns_beside_the_table_are_passed_over(workbooks: ModuleType) -> None:
    rows = [[None, None, *row, None, None] for row in lessons()]

    assert table(workbooks.workbook({"lessons": rows})).height == 1


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0.5, "0%", "50%"),
        (0.29, "0.0%", "29%"),
        (123, "00000", "00123"),
        (123, "General", "123"),
        (0.1 + 0.2, "General", "0.3"),
        (1234.5678, "#,##0.00", "1234.5678"),
        (1234.5, '_-[$£-809]* #,##0.00_-;-[$£-809]* #,##0.00_-', "1234.5"),
        (1234.5, "[$€-2] #,##0.00", "€1234.5"),
        (1200000, '0.0,,"m"', "1200000"),
        (1.2, '0.0"m"', "1.2m"),
        (-123, "#,##0;(#,##0)", "-123"),
        (1e20, "General", "100000000000000000000"),
        (46142, "dd/mm/yyyy", "2026-04-30"),
        (46142, "d mmmm yyyy", "2026-04-30"),
        (46142.75, "dd/mm/yyyy", "2026-04-30"),
        (46142.75, "dd/mm/yyyy hh:mm", "2026-04-30 18:00"),
        (46142, "dd/mm/yyyy hh:mm", "2026-04-30"),
        (46113, "mmm-yy", "2026-04"),
        (0.75, "h:mm AM/PM", "18:00"),
        (1.5, "[h]:mm", "36:00:00"),
        (1, "dd/mm/yyyy", "1900-01-01"),
        (60, "dd/mm/yyyy", "60"),
        (61, "dd/mm/yyyy", "1900-03-01"),
        (-1, "dd/mm/yyyy", "-1"),
        (3, '0" days"', "3days"),
        (46142, '[$-809]d mmmm yyyy;@', "2026-04-30"),
        (5, "[Red]0", "5"),
        (5, "0.0E+00", "5"),
    ],
)  # fmt: skip
def test_a_number_is_written_as_its_format_shows_it(value: float, code: str, shown: str) -> None:
    assert as_text(repr(value), format_of(code)) == shown


def test_dates_months_percentages_and_padded_ids_arrive_as_meant(workbooks: ModuleType) -> None:
    def formats(sheets: Mapping[str, openpyxl.worksheet.worksheet.Worksheet]) -> None:
        sheet = sheets["benefits"]
        columns = {cell.value: cell.column_letter for cell in sheet[1]}
        for column, value, code in (
            ("benefit_id", 42, "00000"),
            ("attribution_pct", 0.5, "0%"),
            ("baseline_date", 46142, "dd mmm yyyy"),
        ):
            cell = sheet[f"{columns[column]}2"]
            cell.value, cell.number_format = value, code

    content = workbooks.workbook({"benefits": workbooks.template_rows("benefits")}, formats)

    row = table(content).row(0, named=True)
    assert row["benefit_id"] == "00042"
    assert row["attribution_pct"] == 50
    assert row["baseline_date"] == date(2026, 4, 30)


def test_the_calendar_of_1904_is_understood(workbooks: ModuleType) -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.title = "lessons"
    for row in lessons():
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)

    assert table(out.getvalue())["date"].to_list() == [date(2026, 4, 30)]


def test_texts_numbers_truths_and_rich_text_are_read_as_shown(workbooks: ModuleType) -> None:
    rich = CellRichText("Wireless ", TextBlock(InlineFont(b=True), "fades"), " there.")
    rows = lessons({"lesson_id": 7, "title": True, "summary": rich})
    book = workbooks.workbook({"lessons": rows})

    row = table(book).row(0, named=True)

    assert (row["lesson_id"], row["title"]) == ("7", "TRUE")
    assert row["summary"] == "Wireless fades there."


def test_a_moment_within_a_day_is_not_taken_for_a_date(workbooks: ModuleType) -> None:
    content = workbooks.workbook({"lessons": lessons({"date": datetime(2026, 4, 30, 14, 30)})})

    assert said(content) == [
        ("date_with_hour", "return.xlsx, sheet lessons", (2,), "date"),
    ]
    assert said(workbooks.workbook({"lessons": lessons({"date": time(14, 30)})}))


def test_formulas_errors_and_missing_results_stop_with_row_and_column(
    workbooks: ModuleType,
) -> None:
    good = workbooks.text_cells(*HEADER[:-1])
    cells = workbooks.text_cells("L1", "RXZ", "redprint", "technology", "Title")
    content = workbooks.by_hand(
        workbooks.sheet_xml(
            good + workbooks.text_cells("date"),
            cells
            + '<c t="str"><f>A1&amp;"x"</f><v>As it is</v></c>'
            + '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>',
            cells + "<c><f>A1</f></c><c t='d'><v>2026-04-30T00:00:00</v></c>",
            cells + "<c><f>A1</f><v></v></c><c t='d'><v>2026-04-30T00:00:00</v></c>",
            cells + '<c t="str"><f>""</f><v></v></c><c t="d"><v>2026-04-30T00:00:00</v></c>',
        )
    )

    assert said(content)[:3] == [
        ("formula_error", "return.xlsx, sheet lessons", (2,), "date"),
        ("formula_without_result", "return.xlsx, sheet lessons", (3, 4), "summary"),
        ("cell_required", "return.xlsx, sheet lessons", (5,), "summary"),
    ]


def test_an_error_beside_the_table_is_theirs(workbooks: ModuleType) -> None:
    rows = lessons()
    content = workbooks.workbook({"lessons": [*rows, []], "sums": [["Total"], ["=1/0"]]})

    assert said(content) == [("sheets_passed_over", "return.xlsx", (), "")]


def test_merged_cells_in_the_table_stop_and_a_merged_title_elsewhere_does_not(
    workbooks: ModuleType,
) -> None:
    rows = lessons({}, {"lesson_id": "L2"}, {"lesson_id": "L3"})

    content = workbooks.workbook(
        {"lessons": rows}, lambda sheets: sheets["lessons"].merge_cells("E2:E4")
    )
    beside = workbooks.workbook(
        {"lessons": rows}, lambda sheets: sheets["lessons"].merge_cells("J1:K9")
    )

    assert said(content) == [
        ("merged_cells", "return.xlsx, sheet lessons", (2, 3, 4), "title"),
    ]
    assert said(beside) == []


def test_hidden_rows_are_read_and_told(workbooks: ModuleType) -> None:
    def hide(sheets: Mapping[str, openpyxl.worksheet.worksheet.Worksheet]) -> None:
        sheets["lessons"].row_dimensions[3].hidden = True

    content = workbooks.workbook({"lessons": lessons({}, {"lesson_id": "L2"})}, hide)

    assert said(content) == [("hidden_rows", "return.xlsx, sheet lessons", (3,), "")]
    assert table(content).height == 2


def test_other_sheets_are_passed_over_by_name(workbooks: ModuleType) -> None:
    content = workbooks.workbook(
        {
            "Read me": [["How to fill this in"], ["One row per lesson"]],
            "What we learned": lessons(),
            "Risks": [list(KINDS["risks"].columns)],
            "Lists": [["code", "meaning"], ["a", "b"]],
            "Sheet6": [],
        }
    )

    (one,) = validate_file(ReceivedFile("return.xlsx", content), PERIOD)

    assert one.detected.kind == "lessons"
    assert one.findings[0].says == (
        "4 sheets were passed over: `Read me`, `Risks` (no rows under its header), `Lists`, "
        "`Sheet6` (nothing in it)."
    )


def test_a_hidden_sheet_is_not_sent(workbooks: ModuleType) -> None:
    def hide(sheets: Mapping[str, openpyxl.worksheet.worksheet.Worksheet]) -> None:
        sheets["risks"].sheet_state = "veryHidden"

    content = workbooks.workbook(
        {"lessons": lessons(), "risks": workbooks.template_rows("risks")}, hide
    )

    (one,) = validate_file(ReceivedFile("return.xlsx", content), PERIOD)
    assert [(f.rule, f.says) for f in one.findings] == [
        ("sheet_hidden", "`risks` is hidden, and was passed over.")
    ]


def test_a_hidden_sheet_that_is_no_extract_is_passed_over_like_others(
    workbooks: ModuleType,
) -> None:
    def hide(sheets: Mapping[str, openpyxl.worksheet.worksheet.Worksheet]) -> None:
        sheets["Lists"].sheet_state = "hidden"

    content = workbooks.workbook({"lessons": lessons(), "Lists": [["code"], ["a"]]}, hide)

    assert said(content) == [("sheets_passed_over", "return.xlsx", (), "")]


def test_a_workbook_whose_only_extract_is_hidden_says_so(workbooks: ModuleType) -> None:
    def hide(sheets: Mapping[str, openpyxl.worksheet.worksheet.Worksheet]) -> None:
        sheets["lessons"].sheet_state = "hidden"

    content = workbooks.workbook({"Notes": [["Hello"]], "lessons": lessons()}, hide)

    assert [rule for rule, *_ in said(content)] == ["no_sheet_to_read", "sheet_hidden"]


def test_a_sheet_that_is_nearly_an_extract_is_told_and_not_passed_over(
    workbooks: ModuleType,
) -> None:
    header, row = lessons()
    header = ["lesson id", *header[1:-1], "day"]
    content = workbooks.workbook({"Sheet1": [header, row], "Sheet2": [["x"]]})

    rules = [rule for rule, *_ in said(content)]
    assert {"unknown_column", "missing_column"} <= set(rules)


def test_the_only_sheet_may_have_its_kind_from_the_name_of_the_file(
    workbooks: ModuleType,
) -> None:
    content = workbooks.workbook({"Sheet1": lessons()})

    (one,) = validate_file(ReceivedFile("lessons.xlsx", content), PERIOD)

    assert one.detected.kind == "lessons"
    assert one.detected.encoding == "Excel workbook"


def test_two_sheets_of_a_kind_stop_at_the_second(door: Door, workbooks: ModuleType) -> None:
    content = workbooks.workbook({"lessons": lessons(), "lessons 2": lessons({"lesson_id": "L2"})})

    stops = door({"return.xlsx": content}).verdict.stops

    assert [(s.rule, s.file) for s in stops] == [("kind_sent_twice", "")]


def test_a_workbook_without_any_extract_says_what_is_needed(workbooks: ModuleType) -> None:
    content = workbooks.workbook({"Notes": [["Hello"]], "lessons": [HEADER]})

    assert said(content) == [("no_sheet_to_read", "return.xlsx", (), "")]


def test_bytes_decide_and_not_the_name(workbooks: ModuleType) -> None:
    text = template_csv("lessons").encode()

    assert said(text, "lessons.xlsx") == said(text, "lessons.csv")
    assert said(workbooks.workbook({"lessons": lessons()}), "lessons.csv") == []


def _zip(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for path, content in parts.items():
            container.writestr(path, content)
    return out.getvalue()


def test_other_containers_are_told_for_what_they_are(workbooks: ModuleType) -> None:
    good = workbooks.workbook({"lessons": lessons()})
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000
    sheet = workbooks.sheet_xml(workbooks.text_cells("x"))
    cases = {
        "spreadsheet_not_csv": [
            old, _zip(**{"content.xml": b"<x/>"}), _zip(**{"xl/workbook.bin": b""}),
            _zip(**{"Index/Document.iwa": b"x"}),
        ],
        "workbook_with_password": [old + "EncryptedPackage".encode("utf-16-le")],
        "workbook_with_macros": [workbooks.by_hand(sheet, more={"xl/vbaProject.bin": b"x"})],
        "file_not_csv": [_zip(**{"word/document.xml": b""})],
        "file_compressed": [_zip(**{"a.csv": b"a,b"})],
        "workbook_damaged": [
            good[:200], good[: len(good) // 2], b"PK\x03\x04",
            workbooks.by_hand("<worksheet><sheetData><row><c>"),
            workbooks.by_hand("<!DOCTYPE x [<!ENTITY a 'aaaa'>]><worksheet>&a;</worksheet>"),
            workbooks.by_hand(workbooks.sheet_xml('<c t="s"><v>9</v></c>')),
            workbooks.by_hand(workbooks.sheet_xml('<c r="B99999999"><v>9</v></c>')),
        ],
        "workbook_too_large": [
            workbooks.by_hand(sheet, more={"xl/media/big.bin": b"\0" * 30_000_000})
        ],
    }  # fmt: skip
    for rule, contents in cases.items():
        for content in contents:
            assert [r for r, *_ in said(content)] == [rule]


def test_one_cell_far_out_does_not_make_a_large_file(workbooks: ModuleType) -> None:
    far_out = workbooks.by_hand(
        workbooks.sheet_xml(workbooks.text_cells(*HEADER), '<c r="XFD50000"><v>1</v></c>').replace(
            '<row r="2">', '<row r="50000">'
        )
    )

    with opened(far_out) as container:
        book = read_book(container)
        text = as_csv(read_sheet(container, book, book.sheets[0]))

    assert text.count(b"\n") == 50_000
    assert len(text) < 1_000_000


def test_what_the_library_shows_is_what_we_read(workbooks: ModuleType) -> None:
    """Another reader as the oracle, on every cell of every template."""
    rows = {kind: workbooks.template_rows(kind) for kind in KINDS}
    content = workbooks.workbook(rows)
    oracle = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)

    read = {
        one.detected.kind: one for one in validate_file(ReceivedFile("r.xlsx", content), PERIOD)
    }

    for kind in KINDS:
        header, example = oracle[kind].iter_rows(values_only=True)
        table = read[kind].table
        assert table is not None
        text = dict(zip(header, example, strict=True))
        for column in KINDS[kind].key:
            assert table[column].to_list() == [text[column]]


NUMBER = "943 476 5919"


@pytest.mark.parametrize(
    "where",
    [
        "hidden sheet",
        "notes sheet",
        "sheet name",
        "comment",
        "property",
        "cell",
        "hidden column",
        "format that hides",
        "page footer",
        "list to choose from",
        "formula",
        "link",
        "defined name",
    ],
)
def test_a_patient_is_looked_for_everywhere_in_a_workbook(
    workbooks: ModuleType, where: str
) -> None:
    sheets = {"lessons": lessons(), "Notes": [["Call"], ["back"]]}

    found = _stops(workbooks.workbook(sheets, lambda of: _put(of, where)))

    assert [each.rule for each in found] == ["nhs_number"]
    assert "476" not in found[0].sentence + found[0].file


def _put(of: Mapping[str, Any], where: str) -> None:
    sent, notes = of["lessons"], of["Notes"]
    match where:
        case "comment":
            sent["A2"].comment = Comment(f"about {NUMBER}", "someone")
        case "property":
            sent.parent.properties.title = NUMBER
        case "cell":
            sent["E2"] = NUMBER
        case "sheet name":
            notes.title = NUMBER
        case "hidden column":
            notes["J2"] = NUMBER
            notes.column_dimensions["J"].hidden = True
        case "format that hides":
            notes["A2"] = int(NUMBER.replace(" ", ""))
            notes["A2"].number_format = "0.0,,"
        case "page footer":
            sent.oddFooter.center.text = f"about {NUMBER}"
        case "list to choose from":
            choice = DataValidation(type="list", formula1=f'"{NUMBER},b"')
            choice.add("B2")
            sent.add_data_validation(choice)
        case "formula":
            notes["A2"] = f'="{NUMBER}"&"x"'
        case "link":
            notes["A2"].hyperlink = f"mailto:a@b.example?subject={NUMBER.replace(' ', '')}"
        case "defined name":
            notes.parent.defined_names["who"] = DefinedName("who", attr_text=f'"{NUMBER}"')
        case _:
            notes["A2"] = NUMBER
            notes.sheet_state = "hidden" if where == "hidden sheet" else "visible"


@pytest.mark.parametrize("where", ["text that no cell shows", "reading aid", "part", "behind"])
def test_a_patient_is_looked_for_in_what_no_spreadsheet_shows(
    workbooks: ModuleType, where: str
) -> None:
    header, example = lessons()
    text = f"<si><t>{NUMBER}</t></si>"
    if where == "reading aid":
        text = f'<si><t>a</t><rPh sb="0" eb="1"><t>{NUMBER}</t></rPh></si>'
    content = workbooks.by_hand(
        workbooks.sheet_xml(
            workbooks.text_cells(*header), workbooks.text_cells(*map(str, example))
        ),
        texts="" if where in ("part", "behind") else text,
        more={"xl/drawings/vmlDrawing1.vml": f"<div>{NUMBER}<br>".encode()}
        if where == "part"
        else None,
    )

    found = _stops(content + NUMBER.encode() if where == "behind" else content)

    assert [(each.rule, each.rows) for each in found] == [("nhs_number", ())]


def _with_part(workbooks: ModuleType, part: str) -> bytes:
    header, example = lessons()
    sheet = workbooks.sheet_xml(
        workbooks.text_cells(*header), workbooks.text_cells(*map(str, example))
    )
    return workbooks.by_hand(sheet, more={part: b"\x89PNG\r\n or whatever else it holds"})


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ("xl/media/image1.png", "1 picture"),
        ("xl/media/image2.JPEG", "1 picture"),
        ("xl/embeddings/oleObject1.bin", "1 file"),
        ("xl/embeddings/Microsoft_Word_Document.docx", "1 file"),
        ("xl/model/item.data", "1 file"),
    ],
)
def test_a_picture_or_a_file_inside_stops_because_it_cannot_be_looked_into(
    workbooks: ModuleType, part: str, what: str
) -> None:
    (found,) = _stops(_with_part(workbooks, part))

    assert found.rule == "pictures_or_files_inside"
    assert f"has {what} inside" in found.says


@pytest.mark.parametrize(
    "part", ["xl/printerSettings/printerSettings1.bin", "docProps/thumbnail.jpeg"]
)
def test_what_spreadsheets_put_there_themselves_does_not_stop(
    workbooks: ModuleType, part: str
) -> None:
    assert _stops(_with_part(workbooks, part)) == []


def test_a_picture_is_told_beside_everything_else(workbooks: ModuleType) -> None:
    empty = workbooks.by_hand(
        workbooks.sheet_xml(workbooks.text_cells("a", "b")),
        more={"xl/media/image1.png": b"\x89PNG"},
    )

    assert {one.rule for one in _stops(empty)} == {"no_sheet_to_read", "pictures_or_files_inside"}


def test_comments_and_properties_are_looked_through_for_the_softer_signs_too(
    workbooks: ModuleType,
) -> None:
    def put(of: Mapping[str, Any]) -> None:
        of["lessons"]["A2"].comment = Comment("Ring j.smith@example.org, born 3/4/1961", "Tom")
        of["lessons"]["B2"].comment = Comment("Fine now", "Tom")
        of["lessons"].parent.properties.description = "Ask Jo on 07700 900123"
        of["lessons"].parent.properties.creator = "tom@example.org"

    judged = validate_file(
        ReceivedFile("r.xlsx", workbooks.workbook({"lessons": lessons()}, put)), PERIOD
    )

    told = {one.rule: one for each in judged for one in each.findings}
    assert set(told) == {"comments_not_read", "personal_email", "date_of_birth", "mobile_number"}
    assert told["comments_not_read"].says.startswith("2 cells have a comment.")
    assert told["mobile_number"].file == "r.xlsx, comments and properties"
    assert all(one.rows == () and one.severity == "note" for one in told.values())
    assert "smith" not in " ".join(one.sentence for one in told.values())


def test_figures_that_a_chart_remembers_are_not_taken_for_patients(workbooks: ModuleType) -> None:
    header, example = lessons()
    chart = f"<c><numCache><v>{NUMBER.replace(' ', '')}</v></numCache></c>"
    content = workbooks.by_hand(
        workbooks.sheet_xml(
            workbooks.text_cells(*header), workbooks.text_cells(*map(str, example))
        ),
        more={"xl/charts/chart1.xml": chart.encode()},
    )

    assert _stops(content) == []


def _stops(content: bytes) -> list[Finding]:
    return [
        each
        for one in validate_file(ReceivedFile("return.xlsx", content), PERIOD)
        for each in one.findings
        if each.severity == "stop"
    ]


def test_a_picture_keeps_no_row_from_being_checked(workbooks: ModuleType) -> None:
    (one,) = validate_file(
        ReceivedFile("r.xlsx", _with_part(workbooks, "xl/media/image1.png")), PERIOD
    )

    assert one.is_whole
    assert one.table is not None
