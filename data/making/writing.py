"""Rows to bytes: UTF-8 without BOM, comma, line feeds, columns in the contract's order."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

COLUMNS: dict[str, tuple[str, ...]] = {
    "programmes": tuple(
        """programme_id programme_name purpose initiative_code for_whom lead_org_code
        transferred_from_org_code primary_theme other_themes stage approach culture_pct process_pct
        operating_model_pct technology_pct start_date planned_end_date forecast_end_date
        approved_cost_gbp forecast_cost_gbp spend_to_date_gbp year_budget_gbp year_forecast_gbp
        sro_confidence sro_confidence_date sro_comment independent_confidence
        independent_confidence_date independent_comment forward_look old_service
        old_service_end_date old_service_cost_gbp_per_year owner_role clinically_led""".split()
    ),
    "adoptions": tuple(
        """programme_id org_code state agreed_date live_date live_date_is embedded_date stopped_date
        people_eligible people_using adaptation reason barrier""".split()
    ),
    "benefits": tuple(
        """benefit_id beneficiary_org_code programme_id benefit_name payer_org_code benefit_type
        effect foreseen noticed_by measure unit better combines baseline_value baseline_date
        target_value target_date status evidence outcome_code attribution_pct owner_role""".split()
    ),
    "benefit_values": tuple(
        """benefit_id beneficiary_org_code period planned_value forecast_value realised_value
        planned_gbp forecast_gbp realised_gbp value_note""".split()
    ),
    "risks": tuple(
        """risk_id org_code title category likelihood consequence status raised_date raised_by
        visibility programme_id target_likelihood target_consequence reward reward_score not_acting
        issue_date""".split()
    ),
    "lessons": tuple(
        """lesson_id org_code kind category title summary date programme_id contact_role
        link""".split()
    ),
    "lesson_uses": tuple(
        "lesson_id used_by_org_code used_date outcome programme_id benefit_id".split()
    ),
    "organisations": tuple(
        """org_code org_name org_type place population partner reports_through valid_from valid_to
        successor_codes""".split()
    ),
    "themes": tuple("theme_set theme_code theme_name description display_order".split()),
}


def table_bytes(kind: str, rows: Iterable[Mapping[str, str]]) -> bytes:
    """The CSV of one kind; a key that is not a column is an error of ours and raises."""
    text = io.StringIO()
    table = csv.DictWriter(text, COLUMNS[kind], restval="", lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return text.getvalue().encode()


def write_table(path: Path, kind: str, rows: Iterable[Mapping[str, str]]) -> None:
    """Writes one CSV, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(table_bytes(kind, rows))
