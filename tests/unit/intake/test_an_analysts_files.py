"""Files from an analyst's desk: one cause is one finding, with its row as Excel shows it.

Each case is a good extract of the demonstration system with one thing done to it that people and
their tools do. Expected is everything that the door says of the file by itself.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from portfolio.domain.extract import ReceivedFile
from portfolio.domain.period import Period
from portfolio.intake.validate import check_form

Table = list[list[str]]
Said = tuple[str, tuple[int, ...], str | None]
_RETURN = Path(__file__).parents[3] / "data/demo/extracts/LOC-SAL/2026-09@2026-10-16"
_POUNDS = ("planned_gbp", "forecast_gbp", "realised_gbp")
_RISK_DATES = ("raised_date", "issue_date")


def extract(kind: str) -> Table:
    with (_RETURN / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def written(table: Table, delimiter: str = ",", *, quote_all: bool = False) -> str:
    text = StringIO()
    quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    csv.writer(text, delimiter=delimiter, quoting=quoting).writerows(table)
    return text.getvalue()


def said(name: str, content: str | bytes) -> list[Said]:
    raw = content if isinstance(content, bytes) else content.encode("utf-8")
    verdict = check_form([ReceivedFile(name, raw)], Period(2026, 9))
    return [(one.rule, one.rows[:3], one.column) for one in verdict.findings]


def with_cells(table: Table, column: str, change: Callable[[str], str]) -> Table:
    place = table[0].index(column)
    return [table[0], *([*r[:place], change(r[place]), *r[place + 1 :]] for r in table[1:])]


def dated(table: Table, columns: Sequence[str], form: str) -> Table:
    for column in columns:
        table = with_cells(table, column, lambda d: f"{date.fromisoformat(d):{form}}" if d else "")
    return table


def renamed(table: Table, **names: str) -> Table:
    return [[names.get(name, name) for name in table[0]], *table[1:]]


def in_columns(table: Table, columns: Sequence[str], change: Callable[[str], str]) -> Table:
    for column in columns:
        table = with_cells(table, column, change)
    return table


RISKS, VALUES = extract("risks"), extract("benefit_values")
PROGRAMMES = extract("programmes")
_PARTED = [*RISKS[2][:2], "Staff leave", " or are not trained", *RISKS[2][3:-1]]
_MISSPELT = [*RISKS[4][:3], "comercial", *RISKS[4][4:]]
_EFFORT = ("culture_pct", "process_pct", "operating_model_pct", "technology_pct")
_HELP = ["Your own", "ODS code", "Title", "Choose", "1 to 5", "1 to 5", "Choose", "dd/mm/yyyy"]
_SUBTOTAL = ["ALD-EPMA-DOSE Total", *[""] * 5, "1000", "", "", ""]
_DAX = [[f"Risks[{name}]" for name in RISKS[0]], *RISKS[1:]]
_WIDE = [["benefit_id", "beneficiary_org_code", "Apr-26", "May-26"], ["B1", "LOC-SAL", "1", "2"]]
CASES: dict[str, tuple[str, str | bytes, list[Said]]] = {
    "saved as Unicode text": ("risks.txt", written(RISKS, "\t").encode("utf-16"), []),
    "a report's names with their table": ("risks.csv", written(_DAX), []),
    "an empty column and rows": (
        "risks.csv",
        written([[*row[:3], "", *row[3:]] for row in RISKS] + [[""] * 18] * 2),
        [("blank_rows", (6, 7), None)],
    ),
    "as a query tool prints it": (
        "risks.csv",
        written([RISKS[0], ["-" * len(name) for name in RISKS[0]], *RISKS[1:], ["(4 rows)"]]),
        [("row_of_dashes", (2,), None), ("row_of_one_cell", (7,), None)],
    ),
    "a blank date as a spreadsheet counts it": (
        "risks.csv",
        written(in_columns(RISKS, ["issue_date"], lambda d: d or "00/01/1900")),
        [("date_for_blank", (2, 3, 5), "issue_date")],
    ),
    "a comma in a title without quotes": (
        "risks.csv",
        written([*RISKS[:2], _PARTED, *RISKS[3:]]),
        [("cells_moved", (3,), "likelihood")],
    ),
    "a cell deleted, the others moved up to it": (
        "risks.csv",
        written([*RISKS[:2], [*RISKS[2][:3], *RISKS[2][4:], ""], *RISKS[3:]]),
        [("cells_moved", (3,), "category")],
    ),
    "cells put in all the way down, and one word misspelt": (
        "risks.csv",
        written([RISKS[0], *([*r[:3], "", *r[3:-1]] for r in RISKS[1:4]), _MISSPELT]),
        [("cells_moved", (2, 3, 4), "likelihood"), ("code_not_listed", (5,), "category")],
    ),
    "a space before every quotation mark": (
        "risks.csv",
        "\n".join(", ".join(f'"{cell}"' for cell in row) for row in RISKS) + "\n",
        [("space_before_quotes", (1,), None)],
    ),
    "pounds as a database writes them": (
        "benefit_values.csv",
        written(in_columns(VALUES, _POUNDS, lambda pounds: pounds and f"{float(pounds):.4f}")),
        [],
    ),
    "figures of a later period": (
        "benefit_values.csv",
        written([VALUES[0], *([*r[:2], "2027-01", *r[3:]] for r in VALUES[28:29])]),
        [("realised_after_period_end", (2,), "realised_value")],
    ),
    "effort formatted as per cent afterwards": (
        "programmes.csv",
        written(in_columns(PROGRAMMES, _EFFORT, lambda share: share and f"{share}00%")),
        [("percent_times_100", (2,), "culture_pct")],
    ),
    "effort as a spreadsheet keeps per cent": (
        "programmes.csv",
        written(in_columns(PROGRAMMES, _EFFORT, lambda share: share and f"{int(share) / 100}")),
        [("effort_of_one", (2,), "culture_pct")],
    ),
    "a row of help under the names": (
        "risks.csv",
        written([RISKS[0], [*_HELP, *[""] * 9], *RISKS[1:]]),
        [("row_of_explanations", (2,), None)],
    ),
    "subtotals between the rows": (
        "benefit_values.csv",
        written([*VALUES[:3], _SUBTOTAL, *VALUES[3:6], _SUBTOTAL]),
        [("totals_row", (4, 8), None)],
    ),
    "dates month first, with some that could be day first": (
        "risks.csv",
        written(dated(RISKS, _RISK_DATES, "%m/%d/%Y")),
        [("date_impossible_day_first", (3, 4, 5), "raised_date")],
    ),
    "dates in words, in two columns": (
        "risks.csv",
        written(dated(RISKS, _RISK_DATES, "%d-%b-%y")),
        [("date_another_way", (2, 3, 4), "raised_date")],
    ),
    "dates with points": (
        "risks.csv",
        written(dated(RISKS, _RISK_DATES, "%d.%m.%Y")),
        [("date_day_first", (2, 3, 4), "raised_date")],
    ),
    "dates as a database writes them, in two columns": (
        "risks.csv",
        written(dated(RISKS, _RISK_DATES, "%Y-%m-%dT00:00:00.000Z")),
        [("date_with_time", (2, 3, 4), "raised_date")],
    ),
    "dates that show their months alone": (
        "risks.csv",
        written(dated(RISKS, _RISK_DATES, "%b-%y")),
        [("date_not_whole", (2, 3, 4), "raised_date")],
    ),
    "years in two digits, some month first": (
        "risks.csv",
        written(dated(RISKS, _RISK_DATES, "%m/%d/%y")),
        [("date_impossible_day_first", (3, 4, 5), "raised_date")],
    ),
    "amounts in thousands, in three columns": (
        "benefit_values.csv",
        written(in_columns(VALUES, _POUNDS, lambda amount: f"£{amount}k" if amount else "")),
        [("money_not_pounds", (38, 39, 40), "planned_gbp")],
    ),
    "a database's word for nothing, in every empty cell": (
        "risks.csv",
        written(in_columns(RISKS, RISKS[0], lambda cell: cell or "(null)")),
        [("placeholder", (2, 3, 4), "issue_date")],
    ),
    "months as columns": (
        "benefit_values.csv",
        written(_WIDE),
        [("months_across", (1,), "period")],
    ),
    "lessons under the name of risks": (
        "risks.csv",
        written(extract("lessons")),
        [("columns_of_another_kind", (1,), None)],
    ),
    "rows pasted into one column": (
        "risks.csv",
        written([[written([row]).strip()] for row in RISKS], quote_all=True),
        [("rows_in_one_cell", (1,), None)],
    ),
    "a needed column under other words": (
        "risks.csv",
        written(renamed(RISKS, title="Risk title", consequence="Impact")),
        [("unknown_column", (1,), None), ("unknown_column", (1,), None)],
    ),
    "what is not known written by a tool": (
        "risks.csv",
        written(with_cells(RISKS, "reward_score", lambda cell: cell or "nan")),
        [("placeholder", (3, 4, 5), "reward_score")],
    ),
    "no programme, written by a tool": (
        "risks.csv",
        written(with_cells(RISKS, "programme_id", lambda cell: cell or "NA")),
        [("placeholder", (4,), "programme_id")],
    ),
    "formulas gone wrong in the ids": (
        "risks.csv",
        written(with_cells(RISKS, "risk_id", lambda cell: "#N/A")),
        [("spreadsheet_fault", (2, 3, 4), "risk_id")],
    ),
    "nought in the accounting format": (
        "benefit_values.csv",
        written(with_cells(VALUES[:4], "planned_gbp", lambda cell: " £-   ")),
        [("dash_for_nought", (2, 3, 4), "planned_gbp")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_one_cause_is_one_finding_at_its_place(case: str) -> None:
    name, content, expected = CASES[case]

    assert said(name, content) == expected
