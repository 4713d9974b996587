"""Names in other words are led to the column that they may mean."""

from __future__ import annotations

import pytest

from portfolio.contract.catalogue import KINDS
from portfolio.contract.near_columns import near_column


@pytest.mark.parametrize(
    ("kind", "name", "column"),
    [
        ("programmes", "Lead organisation", "lead_org_code"),
        ("programmes", "Main theme", "primary_theme"),
        ("programmes", "End date (planned)", "planned_end_date"),
        ("programmes", "SRO RAG", "sro_confidence"),
        ("programmes", "Approved cost (£)", "approved_cost_gbp"),
        ("benefit_values", "Month", "period"),
        ("benefit_values", "Plan £", "planned_gbp"),
        ("benefit_values", "Actual", None),  # the value or the pounds: both as likely
        ("risks", "Impact", "consequence"),
        ("risks", "Colour", None),
    ],
)
def test_a_name_in_other_words_is_led_to_its_column(
    kind: str, name: str, column: str | None
) -> None:
    assert near_column(name, KINDS[kind].columns) == column
