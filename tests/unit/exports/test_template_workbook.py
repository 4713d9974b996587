"""The workbook to fill in: what people's spreadsheets do to it, our own reader takes."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from types import ModuleType
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from portfolio.contract.catalogue import KINDS
from portfolio.contract.templates import DICTIONARY_SHEET
from portfolio.domain.extract import ReceivedFile
from portfolio.exports.template_workbook import FILE_NAME, template_workbook
from portfolio.intake.validate import check_form


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(template_workbook()))


def as_typed(value: object) -> object:
    """A value as a person types it into a cell."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


def test_every_kind_has_a_sheet_with_its_header_and_no_row(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == [*KINDS, DICTIONARY_SHEET]
    for kind in KINDS.values():
        (header,) = book[kind.name].iter_rows(values_only=True)
        assert header == kind.columns


def test_the_dictionary_explains_every_column(book: openpyxl.Workbook) -> None:
    _, *rows = book[DICTIONARY_SHEET].iter_rows(values_only=True)

    assert [(row[0], row[1]) for row in rows] == [
        (kind.name, field.name) for kind in KINDS.values() for field in kind.fields
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_columns_of_ids_codes_and_months_are_text_before_anything_is_typed(
    kind: str, book: openpyxl.Workbook
) -> None:
    looks = {
        place: look.number_format  # columns side by side that look alike are written as one
        for look in book[kind].column_dimensions.values()
        for place in range(look.min, look.max + 1)
    }
    formats = {field.name: looks[place] for place, field in enumerate(KINDS[kind].fields, start=1)}

    figures = {"money", "number", "whole", "percent"}
    for field in KINDS[kind].fields:
        expected = {"date": r"yyyy\-mm\-dd"}.get(field.type, "@")
        assert formats[field.name] == ("General" if field.type in figures else expected)


@pytest.mark.parametrize("kind", KINDS)
def test_codes_can_be_chosen_from_a_list(kind: str, book: openpyxl.Workbook) -> None:
    lists = {
        str(one.sqref).split(":")[0]: one.formula1
        for one in book[kind].data_validations.dataValidation
        if one.type == "list"
    }

    for place, field in enumerate(KINDS[kind].fields, start=1):
        expected = f'"{",".join(field.codes)}"' if field.codes else None
        assert lists.get(f"{get_column_letter(place)}2") == expected


def test_it_is_filled_in_sent_and_read_back_as_it_was_filled_in(
    stored: Any, known_rows: ModuleType
) -> None:
    filled = openpyxl.load_workbook(io.BytesIO(template_workbook()))
    rows = {kind: known_rows.known_rows(kind) for kind in KINDS}
    for kind, of_kind in rows.items():
        for row in of_kind:
            filled[kind].append([as_typed(row[column]) for column in KINDS[kind].columns])
    out = io.BytesIO()
    filled.save(out)

    kept = stored.read_all_back([ReceivedFile(FILE_NAME, out.getvalue())])

    assert kept == {kind: [known_rows.as_kept(row) for row in of] for kind, of in rows.items()}


def test_ids_with_leading_zeros_and_dates_come_through(stored: Any, known_rows: ModuleType) -> None:
    filled = openpyxl.load_workbook(io.BytesIO(template_workbook()))
    sheet = filled["lessons"]
    (row,) = (dict(one) for one in known_rows.known_rows("lessons")[:1])
    row |= {"lesson_id": "007", "date": date(2026, 9, 1)}
    sheet.append([as_typed(row[column]) for column in KINDS["lessons"].columns])
    place = KINDS["lessons"].columns.index("date") + 1
    letter = get_column_letter(place)
    sheet[f"{letter}2"].number_format = sheet.column_dimensions[letter].number_format
    out = io.BytesIO()
    filled.save(out)
    sent = [ReceivedFile(FILE_NAME, out.getvalue())]

    verdict = check_form(sent)
    (kept,) = stored.read_all_back(sent, ["lessons"])["lessons"]
    stored.stand_as_known("lessons")

    assert (kept["lesson_id"], kept["date"]) == ("007", date(2026, 9, 1))
    (passed_over,) = verdict.notes
    assert passed_over.rule == "sheets_passed_over"
    assert DICTIONARY_SHEET not in passed_over.says


def test_an_empty_one_clears_nothing() -> None:
    verdict = check_form([ReceivedFile(FILE_NAME, template_workbook())])

    assert [one.rule for one in verdict.stops] == ["no_sheet_to_read"]


def test_every_part_is_well_formed_and_every_link_leads_to_a_part() -> None:
    with zipfile.ZipFile(io.BytesIO(template_workbook())) as container:
        parts = {
            name: ElementTree.fromstring(container.read(name)) for name in container.namelist()
        }

    targets = [
        f"xl/{link.get('Target')}" for link in parts["xl/_rels/workbook.xml.rels"].iter()
        if link.get("Target")
    ]  # fmt: skip
    assert set(targets) <= set(parts)
    assert sum("worksheets" in target for target in targets) == len(KINDS) + 1
