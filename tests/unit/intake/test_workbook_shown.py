"""What a cell of a sheet shows, what it hides, and what of it nobody has worked out."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import ModuleType
from typing import Any

import openpyxl
import polars as pl
import pytest
import xlsxwriter
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from portfolio.domain.extract import ReceivedFile
from portfolio.domain.finding import Finding
from portfolio.domain.period import Period
from portfolio.intake.decode.workbook.format_sections import format_of
from portfolio.intake.decode.workbook.number_format import (
    as_shown,
    as_text,
    is_hidden,
    text_as_shown,
)
from portfolio.intake.one_file.file_result import FileResult
from portfolio.intake.one_file.validate_file import validate_file

PERIOD = Period(2026, 9)
Sheets = Mapping[str, Any]


def one_of(content: bytes) -> FileResult:
    (one,) = validate_file(ReceivedFile("return.xlsx", content), PERIOD)
    return one


def told(content: bytes) -> list[tuple[str, tuple[int, ...], str]]:
    return [(f.rule, f.rows, f.column or "") for f in one_of(content).findings]


def the_one(content: bytes, rule: str) -> Finding:
    (found,) = [f for f in one_of(content).findings if f.rule == rule]
    return found


def table(content: bytes) -> pl.DataFrame:
    read = one_of(content).table
    assert read is not None
    return read


# As LibreOffice 7.4 shows them (the long form asks it), but for None: where programs differ.
@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("7", "General", "7"),
        ("7", "0", "7"),
        ("7", "000", "007"),
        ("7", '"NB-"000', "NB-007"),
        ("7", "\\N\\B\\-000", "NB-007"),
        ("7", '000"-A"', "007-A"),
        ("7", "000_)", "007 "),
        ("7", "* 000", "007"),
        ("7", "[Blue]000", "007"),
        ("7", "[$-809]000", "007"),
        ("1234567", "000-000", "1234-567"),
        ("7", "000\\-000\\-0000", "000-000-0007"),
        ("7", '0"a"#"b"0', "0ab7"),
        ("7", "???", "  7"),
        ("7", '"NB-"General', "NB-7"),
        ("7", "@", "7"),
        ("-5", "000", "-005"),
        ("-5", "0;(0)", "(5)"),
        ("0", '0;-0;"nil"', "nil"),
        ("7", "0;[$-407]0", None),
        ("7", "+.0", None),
        ("7", '[<10]"a"0;[>100]"b"0;"c"0', "a7"),
        ("42", '[<10]"a"0;[>100]"b"0;"c"0', "c42"),
        ("1234567", "#,##0", "1,234,567"),
        ("7", "0,000", "0,007"),
        ("1234567", "0.0,,", "1.2"),
        ("0.5", "0%", "50%"),
        ("0.125", "0.0#", "0.13"),
        ("0.5", ".00", ".50"),
        ("7", '"x"', "x"),
        ("7", "N0", None),
        ("7", "0.", None),
        ("7", "0.#", None),
        ("7", "# ?/?", None),
        ("7", "0.00E+00", None),
        ("7", "[$-407]0", None),
        ("7", "[DBNum1]0", None),
        ("7", '"NB-"@', None),
        ("-5", "[>100]0;0.0", None),
        ("-0.4", "0", None),
        ("46142", "dd/mm/yyyy", None),
        ("1234567890123456", "General", None),
    ],
)
def test_a_number_is_shown_as_a_spreadsheet_does_or_not_at_all(
    value: str, code: str, shown: str | None
) -> None:
    assert as_shown(value, format_of(code)) == shown


@pytest.mark.parametrize(
    ("value", "code", "held"),
    [
        ("5", "[<1]0%;0", "5"),
        ("0.5", "[<1]0%;0", "50%"),
        ("0", '0;-0;"n/a"', "n/a"),
        ("0", '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', "0"),
        ("0", "0;-0;;@", "0"),
        ("-123", "#,##0;[Red]#,##0", "-123"),
    ],
)
def test_of_an_amount_the_section_that_shows_it_decides(value: str, code: str, held: str) -> None:
    assert as_text(value, format_of(code)) == held


@pytest.mark.parametrize(
    ("text", "code", "shown"),
    [
        ("007", '"NB-"@', "NB-007"),
        ("007", "General", "007"),
        ("007", "0;-0;0;@", "007"),
        ("007", ";;;", ""),
        ("007", "dd/mm/yyyy;@", "007"),
        ("007", "@@", "007007"),
    ],
)
def test_a_text_is_shown_as_its_format_has_it(text: str, code: str, shown: str) -> None:
    assert text_as_shown(text, format_of(code)) == shown


@pytest.mark.parametrize(
    ("value", "code", "hides"),
    [
        ("0", "0;-0;;@", True),
        ("7", "0;-0;;@", False),
        ("0", "#", True),
        ("0", "#,###", True),
        ("0", "£#,###", True),
        ("0", "?", True),
        ("7", ";;;", True),
        ("-7", "0;;0", True),
        ("400", "#,,", True),
        ("0", '#,##0;-#,##0;"-"', False),
        ("0", "0", False),
        ("0", "dd/mm/yyyy", False),
    ],
)
def test_what_a_format_hides(value: str, code: str, hides: bool) -> None:
    assert is_hidden(value, format_of(code)) is hides


def _formatted(workbooks: ModuleType, kind: str, **cells: tuple[object, str]) -> bytes:
    """The kind's template row, some cells with a value and a number format of their own."""

    def put(sheets: Sheets) -> None:
        sheet = sheets[kind]
        places = {cell.value: cell.column_letter for cell in sheet[1]}
        for column, (value, code) in cells.items():
            cell = sheet[f"{places[column]}2"]
            cell.value, cell.number_format = value, code

    content: bytes = workbooks.workbook({kind: workbooks.template_rows(kind)}, put)
    return content


def test_ids_codes_lists_and_texts_are_what_their_cells_show(workbooks: ModuleType) -> None:
    content = _formatted(
        workbooks,
        "programmes",
        programme_id=(7, '"NB-"000'),
        initiative_code=(12, '000"-A"'),
        other_themes=(1, '"shift:hospital_to_community"'),
        owner_role=(2, '"Grade "0'),
        stage=(1, '"live"'),
        lead_org_code=("Z", '"RX"@'),
        approved_cost_gbp=(1234.5, "#,##0"),
    )

    row = table(content).row(0, named=True)

    assert (row["programme_id"], row["initiative_code"]) == ("NB-007", "012-A")
    assert (row["stage"], row["lead_org_code"]) == ("live", "RXZ")
    assert row["other_themes"] == "shift:hospital_to_community"
    assert (row["owner_role"], row["approved_cost_gbp"]) == ("Grade 2", 1234.5)
    assert [f for f in one_of(content).findings if f.severity == "stop"] == []


@pytest.mark.parametrize("code", ["NB000", "0.00E+00", "[$-411]0", "# ?/?"])
def test_an_id_whose_format_is_not_sure_is_stopped_with_what_it_holds(
    workbooks: ModuleType, code: str
) -> None:
    content = _formatted(workbooks, "programmes", programme_id=(7, code))

    found = the_one(content, "shown_by_format")

    assert (found.rows, found.column, found.found) == ((2,), "programme_id", "7")
    assert [rule for rule, *_ in told(content)] == ["shown_by_format"]
    assert table(content)["programme_id"].to_list() == [None]


@pytest.mark.parametrize("code", ["dd/mm/yyyy", "mmm-yy", "d-mmm", "hh:mm"])
def test_an_id_that_became_a_date_is_stopped(workbooks: ModuleType, code: str) -> None:
    content = _formatted(workbooks, "programmes", programme_id=(46142, code))

    assert told(content) == [("id_as_date", (2,), "programme_id")]


def test_a_patient_is_looked_for_in_what_a_cell_holds_and_in_what_it_shows(
    workbooks: ModuleType,
) -> None:
    for value, code in ((9434765919, '"x"'), (9434765919, "NB0"), (4765919, '"943"0000000')):
        content = _formatted(workbooks, "programmes", owner_role=(value, code))
        assert "nhs_number" in [rule for rule, *_ in told(content)]


VALUES = {"planned_gbp": 0, "forecast_gbp": 0, "realised_gbp": 5}


@pytest.mark.parametrize("code", ["0;-0;;@", "#,###", "0;;"])
def test_noughts_that_the_sheet_does_not_show_are_read_and_told(
    workbooks: ModuleType, code: str
) -> None:
    content = _formatted(
        workbooks, "benefit_values", **{column: (n, code) for column, n in VALUES.items()}
    )

    found = the_one(content, "noughts_not_shown")

    assert (found.rows, found.row_count, found.severity) == ((2,), 1, "note")
    assert found.says == (
        "2 cells of `planned_gbp` and `forecast_gbp` hold 0 and show nothing: they were read as 0."
    )
    assert table(content)["planned_gbp"].to_list() == [0]


def _changed(workbooks: ModuleType, change: Callable[[Any], None]) -> bytes:
    def put(sheets: Sheets) -> None:
        sheet = sheets["benefit_values"]
        places = {cell.value: cell.column_letter for cell in sheet[1]}
        for column, value in VALUES.items():
            sheet[f"{places[column]}2"] = value
        change(sheet)

    rows = {"benefit_values": workbooks.template_rows("benefit_values")}
    content: bytes = workbooks.workbook(rows, put)
    return content


def _place(sheet: Any, column: str) -> str:
    letter: str = next(c.column_letter for c in sheet[1] if c.value == column)
    return letter


def _no_zeros(sheet: Any) -> None:
    sheet.sheet_view.showZeros = False


def _by_condition(sheet: Any) -> None:
    hides = DifferentialStyle(numFmt=NumberFormat(numFmtId=164, formatCode=";;;"))
    rule = CellIsRule(operator="equal", formula=["0"])
    rule.dxf = hides
    sheet.conditional_formatting.add("A2:Z99", rule)


def _white_by_condition(sheet: Any) -> None:
    at = f"{_place(sheet, 'planned_gbp')}2"
    rule = FormulaRule(formula=[f"{at}=0"], font=Font(color="FFFFFFFF"))
    sheet.conditional_formatting.add(f"{at}:Z99", rule)


@pytest.mark.parametrize("change", [_no_zeros, _by_condition, _white_by_condition])
def test_noughts_hidden_by_the_sheet_or_a_condition_are_told(
    workbooks: ModuleType, change: Callable[[Any], None]
) -> None:
    found = the_one(_changed(workbooks, change), "noughts_not_shown")

    assert "`planned_gbp` and `forecast_gbp`" in found.says


def test_a_nought_shown_as_nothing_among_texts_is_blank(workbooks: ModuleType) -> None:
    content = _formatted(workbooks, "programmes", owner_role=(0, "0;-0;;@"))

    assert told(content) == []
    assert table(content)["owner_role"].to_list() == [None]


def _white(sheet: Any) -> None:
    sheet[f"{_place(sheet, 'realised_gbp')}2"].font = Font(color="FFFFFFFF")


def _on_its_own_colour(sheet: Any) -> None:
    cell = sheet[f"{_place(sheet, 'realised_gbp')}2"]
    cell.font, cell.fill = Font(color="FF00B050"), PatternFill("solid", fgColor="FF00B050")


def _nothing_at_all(sheet: Any) -> None:
    sheet[f"{_place(sheet, 'realised_gbp')}2"].number_format = ";;;"


@pytest.mark.parametrize("change", [_white, _on_its_own_colour, _nothing_at_all])
def test_a_value_that_nobody_sees_is_read_and_told(
    workbooks: ModuleType, change: Callable[[Any], None]
) -> None:
    found = the_one(_changed(workbooks, change), "values_not_shown")

    assert (found.rows, found.column, found.severity) == ((2,), "realised_gbp", "note")


def test_white_letters_on_a_dark_cell_are_seen(workbooks: ModuleType) -> None:
    def dark(sheet: Any) -> None:
        for cell in sheet[2]:
            cell.font, cell.fill = Font(color="FFFFFFFF"), PatternFill("solid", fgColor="FF003087")

    assert told(_changed(workbooks, dark)) == []


def test_a_text_that_its_format_hides_is_read_and_told(workbooks: ModuleType) -> None:
    content = _formatted(workbooks, "programmes", owner_role=("Director", ";;;"))

    assert told(content) == [("values_not_shown", (2,), "owner_role")]
    assert table(content)["owner_role"].to_list() == ["Director"]


def _hidden(sheet: Any) -> None:
    for column in ("planned_gbp", "forecast_gbp"):
        sheet.column_dimensions[_place(sheet, column)].hidden = True


def _folded(sheet: Any) -> None:
    first, last = (_place(sheet, column) for column in ("planned_gbp", "forecast_gbp"))
    sheet.column_dimensions.group(first, last, hidden=True)


@pytest.mark.parametrize("change", [_hidden, _folded])
def test_columns_that_cannot_be_seen_are_read_and_told(
    workbooks: ModuleType, change: Callable[[Any], None]
) -> None:
    found = the_one(_changed(workbooks, change), "hidden_columns")

    assert (found.rows, found.severity) == ((2,), "note")
    assert found.says == (
        "`planned_gbp` and `forecast_gbp` are hidden in the sheet: 2 cells there hold a value, and "
        "they were read like the others."
    )


def test_a_hidden_column_with_nothing_in_it_is_not_worth_a_word(workbooks: ModuleType) -> None:
    def hide(sheet: Any) -> None:
        letter = _place(sheet, "value_note")
        sheet[f"{letter}2"] = None
        sheet.column_dimensions[letter].hidden = True

    assert told(_changed(workbooks, hide)) == []


@pytest.mark.parametrize(
    ("cols", "row", "rule"),
    [
        ('<cols><col min="1" max="2" width="0" customWidth="1"/></cols>', "", "hidden_columns"),
        ("", ' ht="0" customHeight="1"', "hidden_rows"),
    ],
)
def test_what_has_no_width_or_height_is_hidden(
    workbooks: ModuleType, cols: str, row: str, rule: str
) -> None:
    header, example = workbooks.template_rows("lessons")
    sheet = workbooks.sheet_xml(workbooks.text_cells(*header), workbooks.text_cells(*example))
    sheet = sheet.replace("<sheetData>", f"{cols}<sheetData>")
    sheet = sheet.replace('<row r="2">', f'<row r="2"{row}>')

    assert [(found, rows) for found, rows, _ in told(workbooks.by_hand(sheet))] == [(rule, (2,))]


def _by_xlsxwriter(kind: str, rows: list[list[object]], formulas: Mapping[str, Any]) -> bytes:
    """A return by a program that writes formulas and works none out; a formula with a value is
    given as both."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet(kind)
        for n, row in enumerate(rows):
            sheet.write_row(n, 0, row)
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for column, (formula, *value) in formulas.items():
            shape = day if column.endswith("date") else None
            sheet.write_formula(1, rows[0].index(column), formula, shape, *value)
    return out.getvalue()


def test_formulas_that_nobody_has_worked_out_stop_in_columns_of_every_type(
    workbooks: ModuleType,
) -> None:
    rows = workbooks.template_rows("programmes")
    formulas = dict.fromkeys(
        ("programme_id", "programme_name", "stage", "culture_pct", "start_date",
         "approved_cost_gbp", "clinically_led"), ("=A9",),
    )  # fmt: skip

    found = the_one(_by_xlsxwriter("programmes", rows, formulas), "formula_without_result")

    assert (found.rows, found.column) == ((2,), "programme_id")
    assert {each.column for each in found.each} == set(formulas)


def test_results_that_were_given_with_their_formulas_are_read(workbooks: ModuleType) -> None:
    rows = workbooks.template_rows("benefit_values")
    formulas = {"planned_gbp": ("=5*2900", 14500), "value_note": ('="at "&5', "at 5")}

    row = table(_by_xlsxwriter("benefit_values", rows, formulas)).row(0, named=True)

    assert (row["planned_gbp"], row["value_note"]) == (14500, "at 5")


@pytest.mark.parametrize(
    ("book", "rules"),
    [
        ('<calcPr fullCalcOnLoad="1"/>', ["formula_without_result"]),
        ('<calcPr fullCalcOnLoad="true"/>', ["formula_without_result"]),
        ('<calcPr calcMode="manual" calcCompleted="0"/>', ["formula_without_result"]),
        ('<calcPr calcId="191029"/>', []),
        ("", []),
    ],
)
@pytest.mark.parametrize(
    "cell",
    [
        "<c><f>A9</f><v>0</v></c>",
        '<c><f t="shared" si="0"/><v>0</v></c>',
        '<c t="str"><f>A9</f><v>0</v></c>',
        '<c t="b"><f>A9</f><v>0</v></c>',
    ],
)
def test_what_the_file_says_of_itself_decides(
    workbooks: ModuleType, book: str, rules: list[str], cell: str
) -> None:
    header, example = workbooks.template_rows("lessons")
    place = header.index("title")
    cells = [workbooks.text_cells(one) for one in example]
    cells[place] = cell
    content = workbooks.by_hand(
        workbooks.sheet_xml(workbooks.text_cells(*header), "".join(cells)), book=book
    )

    assert [rule for rule, *_ in told(content) if rule == "formula_without_result"] == rules


def test_the_whole_area_of_a_formula_is_not_worked_out(workbooks: ModuleType) -> None:
    rows = [*workbooks.template_rows("benefit_values")]
    rows += [[*rows[1][:2], f"2026-0{n}", *rows[1][3:]] for n in (3, 4)]
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("benefit_values")
        for n, row in enumerate(rows):
            sheet.write_row(n, 0, row)
        place = rows[0].index("planned_gbp")
        sheet.write_array_formula(1, place, 3, place, "{=D2:D4*2}")

    found = the_one(out.getvalue(), "formula_without_result")

    assert (found.rows, found.column) == ((2, 3, 4), "planned_gbp")


@pytest.mark.parametrize(
    ("written", "code", "read"),
    [
        ("2026-04-30T00:00:00.000Z", "dd/mm/yyyy", date(2026, 4, 30)),
        ("2026-04-30T09:30:00.000Z", "dd/mm/yyyy", date(2026, 4, 30)),
        ("2026-04-30T00:00:00+01:00", "General", date(2026, 4, 30)),
        ("2026-04-30", "General", date(2026, 4, 30)),
    ],
)
def test_a_cell_that_holds_a_moment_shows_what_its_format_does(
    workbooks: ModuleType, written: str, code: str, read: date
) -> None:
    content = _with_moment(workbooks, written, code)

    assert told(content) == []
    assert table(content)["date"].to_list() == [read]


def test_a_moment_with_an_hour_and_no_format_keeps_it(workbooks: ModuleType) -> None:
    content = _with_moment(workbooks, "2026-04-30T09:30:00", "General")

    assert told(content) == [("date_with_hour", (2,), "date")]


def _with_moment(workbooks: ModuleType, written: str, code: str) -> bytes:
    """A lesson whose date is a cell of its own type."""
    header, example = workbooks.template_rows("lessons")
    styles = (
        f'<styleSheet><numFmts><numFmt numFmtId="200" formatCode="{code}"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs></styleSheet>'
    )
    cells = [workbooks.text_cells(one) for one in example]
    cells[header.index("date")] = f'<c t="d" s="1"><v>{written}</v></c>'
    content: bytes = workbooks.by_hand(
        workbooks.sheet_xml(workbooks.text_cells(*header), "".join(cells)),
        more={"xl/styles.xml": styles.encode()},
    )
    return content


def test_errors_are_told_once_for_each_cause(workbooks: ModuleType) -> None:
    def put(sheet: Any) -> None:
        for column in VALUES:
            cell = sheet[f"{_place(sheet, column)}2"]
            cell.value, cell.data_type = "#N/A", "e"

    found = the_one(_changed(workbooks, put), "error_without_formula")

    assert found.says.startswith("This cell holds `#N/A` and no formula")
    assert {each.column for each in found.each} == set(VALUES)


def test_openpyxl_reads_back_what_the_cells_of_this_module_hold(workbooks: ModuleType) -> None:
    """The oracle of the builders here: a moment, a number under a format."""
    content = _formatted(
        workbooks, "lessons", date=(datetime(2026, 4, 30), "dd/mm/yyyy"), lesson_id=(7, "000")
    )

    sheet = openpyxl.load_workbook(io.BytesIO(content)).active

    assert sheet is not None
    assert (sheet["A2"].value, sheet["A2"].number_format) == (7, "000")
    assert table(content)["lesson_id"].to_list() == ["007"]
