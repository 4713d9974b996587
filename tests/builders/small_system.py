"""A system folder small enough to know by heart: a lead that gains £100, a neighbour £80."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

LISTS = {
    "system.toml": """
        name = "Fenland"
        financial_year_start_month = 4
        board_meetings = []

        [[reporting_period]]
        period = "2026-06"

        [[reporting_period]]
        period = "2026-09"
        """,
    "organisations.csv": """
        org_code,org_name,org_type,place,population,partner,reports_through
        AAA,Abbey Hospitals,acute,North,,yes,
        BBB,Brook Community,community,South,,yes,
        """,
    "themes.csv": """
        theme_set,theme_code,theme_name,description,display_order
        local,access,Access to care,,1
        """,
}
LEAD_RETURN = {
    "programmes.csv": """
        programme_id,programme_name,purpose,lead_org_code,primary_theme,stage
        P1,Shared record,One record for all who care,AAA,access,live
        """,
    "benefits.csv": """
        benefit_id,beneficiary_org_code,programme_id,benefit_name,benefit_type,effect,measure,unit,better,status,evidence
        B1,AAA,P1,Time saved,cash_releasing,benefit,Hours saved,hours,higher,realising,measured
        """,
    "benefit_values.csv": """
        benefit_id,beneficiary_org_code,period,realised_gbp
        B1,AAA,2026-09,100
        """,
}
NEIGHBOUR_RETURN = {
    "benefits.csv": """
        benefit_id,beneficiary_org_code,programme_id,benefit_name,benefit_type,effect,measure,unit,better,status,evidence
        B1,BBB,P1,Time saved,cash_releasing,benefit,Hours saved,hours,higher,realising,measured
        """,
    "benefit_values.csv": """
        benefit_id,beneficiary_org_code,period,realised_gbp
        B1,BBB,2026-09,80
        """,
}


def write_system(folder: Path) -> Path:
    """The neighbour's return came in first, naming the programme that the lead's brings."""
    _write(folder, LISTS)
    _write(folder / "extracts/BBB/2026-09@2026-10-01", NEIGHBOUR_RETURN)
    _write(folder / "extracts/AAA/2026-09@2026-10-02", LEAD_RETURN)
    return folder


def _write(folder: Path, files: Mapping[str, str]) -> None:
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(dedent(text).lstrip(), encoding="utf-8")
