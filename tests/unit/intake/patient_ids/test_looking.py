"""Where in a return a patient may be named: columns, other cells, broken files, file names."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from portfolio.domain.extract import ReceivedFile
from portfolio.domain.verdict import Verdict
from portfolio.intake.validate import check_form, look_for_identifiers

NUMBER, SHOWN = "9990000018", "999 *** **18"
FORMS = (NUMBER, "999 000 0018", "999-000-0018")
HEAD = "lesson_id,org_code,kind,category,title,summary,date\n"
ROW = "L1,RXZ,redprint,process,Two routes,Run both,2026-05-04\n"

Extract = Callable[..., bytes]


def verdict(content: str | bytes, name: str = "lessons.csv") -> Verdict:
    sent = content if isinstance(content, bytes) else content.encode()
    return check_form([ReceivedFile(name, sent)])


def stops(content: str | bytes, name: str = "lessons.csv") -> list[tuple[int | None, str | None]]:
    """Row and column of each NHS number found."""
    return [
        (found.rows[0] if found.rows else None, found.column)
        for found in verdict(content, name).stops
        if found.rule == "nhs_number"
    ]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("column", ["lesson_id", "org_code", "kind", "title", "summary", "date"])
def test_one_in_any_column_of_texts_ids_and_codes_stops(column: str, form: str) -> None:
    cells = dict(zip(HEAD.strip().split(","), ROW.strip().split(","), strict=True))

    content = HEAD + ROW + ",".join((cells | {column: form}).values()) + "\n"

    assert stops(content) == [(3, column)]


def test_one_that_stands_below_itself_is_told_in_each_of_its_rows() -> None:
    rows = [(f"{id_},RXZ,2026-0{month},{month}\n") for id_ in ("B1", NUMBER) for month in (7, 8, 9)]
    head = "benefit_id,beneficiary_org_code,period,realised_value\n"

    (found,) = verdict(head + "".join(rows), "benefit_values.csv").stops

    assert (found.rule, found.rows, found.found) == ("nhs_number", (5, 6, 7), SHOWN)


@pytest.mark.parametrize("column", ["realised_gbp", "realised_value"])
@pytest.mark.parametrize(
    ("passing", "others", "is_stop"), [(4, 0, False), (5, 0, True), (5, 20, True), (5, 21, False)]
)
def test_figures_stop_from_five_and_a_fifth_of_the_cells_on(
    column: str, passing: int, others: int, is_stop: bool
) -> None:
    valid = ["9990000018", "9990000026", "9990000034", "9990000042", "9990000050"][:passing]
    cells = [*valid, *["4380.50"] * others, "", " "]
    head = f"benefit_id,beneficiary_org_code,period,{column},value_note\n"
    rows = "".join(f"B{i},RXZ,2026-08,{cell},x\n" for i, cell in enumerate(cells))

    found = [f for f in verdict(head + rows, "benefit_values.csv").stops if "nhs" in f.rule]

    assert [(f.rule, f.row_count) for f in found] == (
        [("nhs_numbers_in_amounts", passing)] if is_stop else []
    )


WITH_A_ZERO = ["0031851851", "0146666666", "0552345679", "0659506173", "0797283951"]


def amounts(*cells: str) -> str:
    head = "benefit_id,beneficiary_org_code,period,realised_gbp,value_note\n"
    return head + "".join(f"B{i},RXZ,2026-08,{cell},x\n" for i, cell in enumerate(cells))


@pytest.mark.parametrize("spell", [str, lambda one: f" {one} ", lambda one: f"{one}.00"])
def test_numbers_with_a_leading_zero_among_amounts_stop_and_are_shown_nowhere(
    spell: Callable[[str], str],
) -> None:
    sent = amounts(*map(spell, WITH_A_ZERO), *["4380.50"] * 20)

    told = verdict(sent, "benefit_values.csv")

    is_bare = "." not in spell("1")
    assert [f.rule for f in told.stops] == (["nhs_numbers_in_amounts"] if is_bare else [])
    said = json.dumps(told.to_json())
    assert not any(number[3:8] in said for number in WITH_A_ZERO)


def test_one_alone_among_amounts_is_an_amount_and_is_masked_where_it_is_quoted() -> None:
    told = verdict(amounts(f"£{WITH_A_ZERO[0]}", "(31)", "4380.50"), "benefit_values.csv")

    (read,) = [f for f in told.findings if f.rule == "money_with_signs"]
    assert read.found == "£003 *** **51"
    assert "51851" not in read.sentence
    assert [f.rule for f in told.stops] == ["number_in_brackets"]


def test_a_number_in_a_column_nobody_knows_stops_with_the_columns_name() -> None:
    content = HEAD.strip() + ",notes to self\n" + ROW.strip() + f",{NUMBER}\n"

    assert stops(content) == [(2, "notes to self")]


def test_a_file_without_a_header_stops_at_its_first_row() -> None:
    assert stops(f"L1,RXZ,{NUMBER},x\nL2,RXZ,y,z\n", "lessons.csv") == [(1, None)]


BROKEN = {
    "a cell too many": HEAD + f"L0,RXZ,redprint,process,a,b,2026-05-04,{NUMBER}\n" + ROW,
    "a cell too few": HEAD + ROW + f"L1,{NUMBER}\n",
    "a quotation mark left open": HEAD + ROW + f'L2,RXZ,redprint,process,"open,{NUMBER}\n',
    "one in the middle of a text": HEAD + f'L2,RXZ,redprint,a "b" c,{NUMBER},b,2026-05-04\n',
    "a line above the header": f"Prepared for,{NUMBER}\n" + HEAD + ROW,
    "no kind of ours": f"colour,size\nred,{NUMBER}\n",
    "a letter that is not UTF-8": (HEAD + ROW).encode() + f"L2,é,{NUMBER}".encode() + b"\xff\xa3\n",
    "UTF-16 without its mark": (HEAD + f"L2,{NUMBER},x\n").encode("utf-16-le"),
    "a NUL": (HEAD + f"L2,\0,{NUMBER}\n").encode(),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_file_that_cannot_be_read_is_looked_at_all_the_same(content: str | bytes) -> None:
    assert len(stops(content, "sent.csv")) == 1
    assert NUMBER not in json.dumps(verdict(content, "sent.csv").to_json())


def test_rows_of_a_broken_file_are_numbered_as_a_spreadsheet_shows_them() -> None:
    text = HEAD + 'L1,RXZ,redprint,process,"two\nlines",b,2026-05-04\n' + f"L2,{NUMBER}\n"

    assert stops(text) == [(3, None)]


def test_figures_of_a_broken_file_are_no_numbers_of_patients() -> None:
    head = "benefit_id,beneficiary_org_code,period,realised_gbp\n"
    text = head + f'B1,RXZ,2026-08,{NUMBER}\nB"2,RXZ,2026-08,5\n'

    assert stops(text, "benefit_values.csv") == []


@pytest.mark.parametrize("name", [f"{NUMBER}.csv", "lessons 999 000 0018.csv", f"lessons_{NUMBER}"])
def test_a_number_in_a_file_name_stops_and_is_masked_wherever_the_file_is_named(name: str) -> None:
    told = verdict(HEAD + ROW.replace("2026-05-04", "1.2m"), name)

    assert [f.rule for f in told.stops][0] == "nhs_number_in_file_name"
    assert {f.file for f in told.findings} == {told.detected[0].file}
    assert SHOWN in told.detected[0].file
    assert not any(form in json.dumps(told.to_json()) for form in FORMS)


def test_spreadsheets_and_pdfs_are_not_searched_byte_by_byte() -> None:
    assert stops(b"%PDF-1.7\n0000000018 00000 n\n9990000018 00000 n\n") == []


OTHER_FAULTS = {
    "an unknown code": f"L1,RXZ,{NUMBER},process,a,b,2026-05-04",
    "a date that is none": f"L1,RXZ,redprint,process,a,b,{NUMBER}",
    "an id with other characters": "L1 999 000 0018,RXZ,redprint,process,a,b,2026-05-04",
    "two rows with one id": f"{NUMBER},RXZ,redprint,process,a,b,2026-05-04\n"
    f"{NUMBER},RXZ,redprint,process,a,b,2026-05-04",
    "half of it beyond forty letters": f"L1,RXZ,{'x' * 33} {NUMBER},process,a,b,2026-05-04",
}


@pytest.mark.parametrize("rows", OTHER_FAULTS.values(), ids=OTHER_FAULTS)
def test_no_other_finding_repeats_the_number(rows: str) -> None:
    told = verdict(HEAD + rows + "\n")
    said = json.dumps(told.to_json(), ensure_ascii=False)

    assert len(told.stops) > 1
    assert not any(form in said for form in FORMS)
    assert "999000" not in said
    assert "999 000" not in said


def test_names_that_differ_do_not_show_half_a_number() -> None:
    head = (
        "benefit_id,beneficiary_org_code,programme_id,benefit_name,benefit_type,effect,measure,"
        "unit,better,status,evidence\n"
    )
    row = "B1,{},P1,{},cash_releasing,benefit,m,u,higher,realising,measured\n"
    names = ("x" * 31 + " 999 000 0018", "Beds")
    content = head + row.format("RXZ", names[0]) + row.format("RXY", names[1])

    said = json.dumps(verdict(content, "benefits.csv").to_json())

    assert "benefit_rows_agree" in said
    assert "999 000" not in said


def test_softer_signs_in_texts_are_notes_with_row_and_column() -> None:
    content = HEAD + "L1,RXZ,redprint,process,ask jo.smith@nhs.net,born 12/03/1947,2026-05-04\n"

    told = [(f.rule, f.severity, f.rows, f.column, f.found) for f in verdict(content).findings]

    assert told == [
        ("personal_email", "note", (2,), "title", "j*.*****@***.**t"),
        ("date_of_birth", "note", (2,), "summary", "born **/**/****"),
    ]


def test_looking_alone_finds_what_the_whole_check_finds(extract_bytes: Extract) -> None:
    files = [
        ReceivedFile("lessons.csv", (HEAD + ROW.replace("Run both", NUMBER)).encode()),
        ReceivedFile("risks.csv", extract_bytes("risks", {"title": "fine"})),
    ]

    alone, whole = look_for_identifiers(files), check_form(files)

    assert alone.names_a_patient
    assert [f for f in whole.findings if f.rule == "nhs_number"] == list(alone.findings)
    assert not look_for_identifiers(files[1:]).names_a_patient
