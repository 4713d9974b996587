"""What is wrong in the same way in very many places of a file is told once."""

from __future__ import annotations

import pytest

from portfolio.contract.finding_groups import gathered
from portfolio.contract.rules import finding
from portfolio.domain.finding import Finding

COLUMNS = ("planned_gbp", "forecast_gbp", "realised_gbp")


def _priced(row: int, column: str = "planned_gbp", file: str = "benefit_values.csv") -> Finding:
    return finding(
        "gbp_for_unmonetisable",
        file=file,
        kind="benefit_values",
        rows=[row, row + 1],
        column=column,
        found="9",
        benefit=f"B{row}",
    )


@pytest.mark.parametrize(("findings", "told"), [(5, 5), (6, 1)])
def test_more_than_five_of_one_rule_in_one_file_are_one(findings: int, told: int) -> None:
    assert len(gathered(_priced(row) for row in range(2, 2 + findings))) == told


def test_one_for_many_names_its_columns_and_keeps_every_row_with_its_own_words() -> None:
    many = [_priced(row, COLUMNS[row % 3]) for row in range(14, 0, -2)]

    (one,) = gathered(many)

    assert (one.rows, one.row_count) == (tuple(range(2, 16)), 14)
    assert one.column == "realised_gbp"
    assert one.says == (
        "`realised_gbp` has an amount, and the register calls benefit `B2` unmonetisable. "
        "6 others are like it. `planned_gbp` and `forecast_gbp` have the same."
    )
    assert [(case.row, case.column) for case in one.cases()][:3] == [
        (2, "realised_gbp"),
        (3, "realised_gbp"),
        (4, "forecast_gbp"),
    ]
    assert next(one.cases()).says.endswith("benefit `B2` unmonetisable.")


def test_findings_of_several_files_stay_apart() -> None:
    files = ("benefit_values.csv", "months.csv")

    told = gathered(_priced(row, file=file) for file in files for row in range(2, 5))

    assert len(told) == 6
