"""A programme as its lead describes it, and what the picture of it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portfolio.domain.period import Period


@dataclass(frozen=True)
class Programme:
    """What the lead's current return says of a programme; what it left blank is None."""

    programme_id: str
    name: str
    purpose: str
    lead_org_code: str
    stage: str
    primary_theme: str
    other_themes: str | None = None
    for_whom: str | None = None
    approach: str | None = None
    initiative_code: str | None = None
    owner_role: str | None = None
    clinically_led: bool | None = None
    start_date: date | None = None
    planned_end_date: date | None = None
    forecast_end_date: date | None = None
    approved_cost_gbp: float | None = None
    forecast_cost_gbp: float | None = None
    spend_to_date_gbp: float | None = None
    sro_comment: str | None = None
    independent_comment: str | None = None

    @property
    def themes(self) -> tuple[str, ...]:
        """Its themes as `set:code`, the primary one first."""
        others = self.other_themes.split(";") if self.other_themes else []
        return (f"local:{self.primary_theme}", *(key for key in others if key))


@dataclass(frozen=True)
class RestsOn:
    """One extract that speaks of a programme: who sent it when, and how many rows of it do."""

    submission_id: int
    kind: str
    partner_code: str
    sent_for: Period
    received_on: date
    rows: int

    @property
    def number(self) -> str:
        return f"{self.submission_id:04d}"
