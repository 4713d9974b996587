"""themes.csv: the system's own themes, and the sets that come with the product."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from portfolio.domain.system import Theme
from portfolio.store.reference_files.list_sheet import Cells, read_sheet
from portfolio.store.reference_files.mistakes import Mistakes

FILE = "themes.csv"
_REQUIRED = ("theme_set", "theme_code", "theme_name")
_OPTIONAL = ("description", "display_order")
_CODE = re.compile(r"[a-z][a-z0-9_]{0,59}")


def _set(theme_set: str, *names: tuple[str, str]) -> tuple[Theme, ...]:
    return tuple(
        Theme(theme_set, code, name, display_order=place)
        for place, (code, name) in enumerate(names, start=1)
    )


SUPPLIED = (
    *_set(
        "wgll",
        ("well_led", "Well led"),
        ("smart_foundations", "Ensure smart foundations"),
        ("safe_practice", "Safe practice"),
        ("support_people", "Support people"),
        ("empower_citizens", "Empower citizens"),
        ("improve_care", "Improve care"),
        ("healthy_populations", "Healthy populations"),
    ),
    *_set(
        "shift",
        ("hospital_to_community", "Hospital to community"),
        ("analogue_to_digital", "Analogue to digital"),
        ("sickness_to_prevention", "Sickness to prevention"),
    ),
    *_set(
        "ics_purpose",
        ("outcomes", "Improve outcomes in population health and healthcare"),
        ("inequalities", "Tackle inequalities in outcomes, experience and access"),
        ("productivity", "Enhance productivity and value for money"),
        ("social_economic", "Help the NHS support broader social and economic development"),
    ),
)


def read_themes(folder: Path, mistakes: Mistakes) -> tuple[Theme, ...]:
    """Return the themes of a system folder, with each supplied set that the folder has not got."""
    sheet = read_sheet(folder, required=_REQUIRED, optional=_OPTIONAL, mistakes=mistakes)
    first_rows: dict[str, int] = {}
    themes = []
    for cells in sheet:
        theme = _theme(cells)
        if theme.key in first_rows:
            cells.mistake(
                "theme_code", f"`{theme.key}` is in row {first_rows[theme.key]:,} already."
            )
        first_rows.setdefault(theme.key, cells.row)
        themes.append(theme)
    own_sets = {theme.theme_set for theme in themes}
    return in_order([*themes, *(t for t in SUPPLIED if t.theme_set not in own_sets)])


def in_order(themes: Iterable[Theme]) -> tuple[Theme, ...]:
    return tuple(sorted(themes, key=lambda t: (t.theme_set, t.display_order, t.theme_code)))


def _theme(cells: Cells) -> Theme:
    return Theme(
        theme_set=_code(cells, "theme_set"),
        theme_code=_code(cells, "theme_code"),
        theme_name=cells.required("theme_name"),
        description=cells.text("description"),
        display_order=cells.whole("display_order") or 0,
    )


def _code(cells: Cells, column: str) -> str:
    text = cells.required(column)
    if text and not _CODE.fullmatch(text):
        cells.mistake(
            column, f"`{text[:40]}` is not a code: lower-case letters, digits and underscores."
        )
    return text
