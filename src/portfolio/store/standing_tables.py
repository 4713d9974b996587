"""All that stands at a point in time, table by table: what a system tells when it publishes."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from portfolio.store.engine import AsAt, Store
from portfolio.store.queries import STEPS_FOLDER

_STEPS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "programmes": ("current_programme", ("programme_id",)),
    "adoptions": ("current_adoption_row", ("programme_id", "org_code", "is_claim")),
    "benefits": ("current_benefit_row", ("benefit_id", "beneficiary_org_code", "is_claim")),
    "benefit_values": (
        "current_benefit_value_row",
        ("benefit_id", "beneficiary_org_code", "period", "is_claim"),
    ),
    "risks": ("current_risk", ("risk_id", "org_code")),
    "lessons": ("current_lesson", ("lesson_id",)),
    "lesson_uses": ("current_lesson_use", ("lesson_id", "used_by_org_code", "used_date")),
    "organisations": ("current_organisation", ("org_code",)),
}
_THEMES = "SELECT theme_set, theme_code, theme_name, description FROM reference_theme"
_THEME_KEY = ("theme_set", "theme_code")

KEYS: Mapping[str, tuple[str, ...]] = {
    **{table: key for table, (_, key) in _STEPS.items()},
    "themes": _THEME_KEY,
}
"""The tables, each with the columns that name a row of it."""


def standing_tables(store: Store, as_at: AsAt) -> dict[str, pl.DataFrame]:
    """Return the rows that stand at a point by table, each in the order of its key."""
    tables = {
        table: store.read_at(as_at, STEPS_FOLDER, step).sort(key, nulls_last=True)
        for table, (step, key) in _STEPS.items()
    }
    return tables | {"themes": store.read(_THEMES).sort(_THEME_KEY)}
