"""Writes the demo system's folder: its own lists, and every return its partners sent."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

from .cards import PERIODS
from .cast import CARDS, code, organisation_rows
from .returns import calendar_card, code_of, returns
from .writing import write_table

NAME = "Wenmarsh and the Levels"
ABOUT = (
    "A made-up integrated care system: the organisations, programmes and all figures are synthetic."
)


def make_system(folder: Path) -> None:
    """The whole system folder, replacing what was there."""
    shutil.rmtree(folder / "extracts", ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "system.toml").write_bytes(system_toml().encode())
    write_table(folder / "organisations.csv", "organisations", organisation_list())
    write_table(folder / "themes.csv", "themes", theme_list())
    for one in returns():
        place = folder / "extracts" / code_of(one) / f"{one.period}@{one.received.isoformat()}"
        for kind, rows in one.extracts.items():
            write_table(place / f"{kind}.csv", kind, rows)


def system_toml() -> str:
    """Name, board meetings and reporting periods."""
    meetings = ", ".join(f'"{day}"' for day in calendar_card()["board_meetings"])
    lines = [
        f'name = "{NAME}"',
        f'about = "{ABOUT}"',
        "financial_year_start_month = 4",
        f"board_meetings = [{meetings}]",
    ]
    for period in PERIODS:
        due = calendar_card()["due"][period]
        lines += ["", "[[reporting_period]]", f'period = "{period}"', f'due_date = "{due}"']
    return "\n".join(lines) + "\n"


def organisation_list() -> list[dict[str, str]]:
    """The organisation list as the portfolio office keeps it."""
    return [
        {
            "org_code": code(each.code),
            "org_name": each.name,
            "org_type": each.org_type,
            "place": each.place,
            "population": "" if each.population is None else str(each.population),
            "partner": "yes" if each.partner else "no",
            "reports_through": code(each.reports_through),
            "valid_from": each.valid_from,
            "valid_to": each.valid_to,
            "successor_codes": ";".join(code(heir) for heir in each.successors),
        }
        for each in organisation_rows()
    ]


def theme_list() -> list[dict[str, str]]:
    """The supplied theme sets and the system's own."""
    said = tomllib.loads((CARDS / "themes.toml").read_text("utf-8"))
    return [
        {
            "theme_set": name,
            "theme_code": theme["code"],
            "theme_name": theme["name"],
            "description": theme["description"],
            "display_order": str(place),
        }
        for name in sorted(said)
        for place, theme in enumerate(said[name], start=1)
    ]
