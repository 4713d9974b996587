"""The table of findings that a partner works through."""

from __future__ import annotations

import csv
import io

from portfolio.contract.rules import ROWS_LISTED
from portfolio.domain.extract import ReceivedFile
from portfolio.domain.finding import Finding
from portfolio.exports.findings import findings_csv
from portfolio.intake.validate import check_form

HEAD = "benefit_id,beneficiary_org_code,period,realised_value,realised_gbp\n"


def table(*found: Finding) -> list[dict[str, str]]:
    text = findings_csv(found).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def found_in(rows: str, name: str = "benefit_values.csv") -> tuple[Finding, ...]:
    return check_form([ReceivedFile(name, (HEAD + rows).encode())]).findings


def test_a_line_for_each_row_with_its_own_cell_and_words() -> None:
    amounts = ["1m", "2m", "3m", "4m", "5m", "6m", "6m"]
    rows = "".join(f"B{i},RXZ,2026-08,5,{amount}\n" for i, amount in enumerate(amounts))

    lines = table(*found_in(rows))

    assert [(one["row"], one["found"]) for one in lines] == [
        (str(row), amount) for row, amount in enumerate(amounts, start=2)
    ]
    assert lines[3] == {
        "to do": "put right",
        "file": "benefit_values.csv",
        "row": "5",
        "column": "realised_gbp",
        "found": "4m",
        "what we found and need": "`4m` is not an amount in pounds.",
        "what to do": "Write it in full, for example `4380.50`.",
        "rule": "money_not_pounds",
    }


def test_notes_have_a_line_for_each_row_as_well() -> None:
    lines = table(*found_in("B1,RXZ,Aug-26,5,\nB1,RXZ,Sep-26,6,\n"))

    assert [(one["row"], one["to do"]) for one in lines] == [("2", "please look")] + [
        ("3", "please look")
    ]
    assert "row 3, `Sep-26`, is September 2026" in lines[1]["what we found and need"]


def test_a_rule_of_rows_tells_each_rows_own_words() -> None:
    rows = "".join(f"B{i % 7},RXZ,2026-08,5,\n" for i in range(14))

    lines = table(*found_in(rows))

    assert [one["rule"] for one in lines] == ["one_row_per_key"] * 14
    assert "`B3`, `RXZ`, `2026-08`" in lines[3]["what we found and need"]


def test_beyond_what_is_listed_a_last_line_says_how_many() -> None:
    count = ROWS_LISTED + 5
    rows = "".join(f"B{i},RXZ,2026-08,5,{i}m\n" for i in range(count))

    lines = table(*found_in(rows))

    assert len(lines) == ROWS_LISTED + 1
    assert lines[-1]["row"] == ""
    assert lines[-1]["what we found and need"] == "5 more rows have this fault."


def test_a_finding_on_a_whole_file_is_one_line() -> None:
    lines = table(*check_form([ReceivedFile("colours.csv", b"colour\nred\n")]).findings)

    assert [(one["rule"], one["row"]) for one in lines] == [("not_a_file_kind", "")]


def test_formulas_and_what_names_a_patient_are_held_back() -> None:
    rows = "".join(f"B{i},RXZ,=cmd{i}(),5,9990000018x{i}\n" for i in range(7))
    rows += "B8,RXZ,999 000 0018,5,1\n"

    text = findings_csv(found_in(rows)).decode()

    assert "'=cmd3()" in text
    assert "999 000 0018" not in text
    assert "999 *** **18" in text
