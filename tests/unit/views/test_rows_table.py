"""A partner's row in words, and the way back to its submission."""

from __future__ import annotations

import pytest

from portfolio.domain.labels import Labels, OrganisationLabel
from portfolio.domain.result import ResultTable
from portfolio.views.rows_table import rows_table, says

LABELS = Labels({"T": OrganisationLabel("Tidewell <i>", "acute")}, {"P1": "Virtual ward"})


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"state": "not_started"}, "Not started"),
        ({"state": "non_contract_word"}, "Non contract word"),
        ({"realised_gbp": 1200.0, "planned_gbp": 0.0}, "Realised £1,200, planned £0"),
        ({"realised_value": 12.5}, "Realised 12.5"),
        (
            {"realised_gbp": 60.0, "realised_value": 3.0},
            "Realised £60; in its own unit: realised 3",
        ),
        ({}, "No figure"),
    ],
)
def test_a_row_says_its_state_or_its_figures(row, said):
    assert says(row) == said


def test_a_row_names_file_row_and_place_and_leads_to_its_submission(without_links):
    row = {
        "submission": "0187",
        "partner_code": "T",
        "file_name": "benefit <values>.csv",
        "row_number": 1214,
        "sent_as": "confirmed",
        "programme_id": "P1",
        "id": "B1",
        "org_code": "T",
        "month": "2026-03",
        "realised_gbp": 60.0,
    }

    shown = rows_table(ResultTable(tuple(row), (tuple(row.values()),)), LABELS)

    assert 'href="./submissions?submission=0187"' in shown
    assert "benefit &lt;values&gt;.csv<small>row 1,214</small>" in shown
    about = without_links(shown)
    assert "Virtual ward<small>B1 · Tidewell &lt;i&gt; · March 2026</small>" in about
    assert "Realised £60<small>Confirmed</small>" in shown
