"""The benefit values extract: planned, forecast and realised, month by month."""

from __future__ import annotations

from portfolio.contract.fields import Field, Kind

_UNPRICED = "Not for an unmonetisable benefit."
_PAST = "Not for a month after the period end."

BENEFIT_VALUES = Kind(
    name="benefit_values",
    title="Benefit values",
    grain="one row per benefit, beneficiary and month",
    sent_by="the beneficiary's partner (confirmation) or the lead (claim)",
    key=("benefit_id", "beneficiary_org_code", "period"),
    about="beneficiary_org_code",
    fields=(
        Field(
            "benefit_id",
            "id",
            "R",
            "A benefit in this submission's register or the current one.",
            "FEN-001-B1",
            max_length=30,
        ),
        Field(
            "beneficiary_org_code",
            "org",
            "R",
            "The beneficiary, as in the register.",
            "RXZ",
            rule="Open on the last day of the month.",
        ),
        Field("period", "month", "R", "The month.", "2026-08"),
        Field("planned_value", "number", "O", "Planned, in the benefit's unit.", "320"),
        Field("forecast_value", "number", "O", "Forecast, in the benefit's unit.", "330"),
        Field(
            "realised_value", "number", "O", "Realised, in the benefit's unit.", "318", rule=_PAST
        ),
        Field("planned_gbp", "money", "O", "Planned, in pounds.", "4500", rule=_UNPRICED),
        Field("forecast_gbp", "money", "O", "Forecast, in pounds.", "4200", rule=_UNPRICED),
        Field(
            "realised_gbp",
            "money",
            "O",
            "Realised, in pounds; the register says whether gain or loss.",
            "4380.50",
            rule=f"{_UNPRICED} {_PAST}",
        ),
        Field(
            "value_note",
            "text",
            "O",
            "Anything a reader of this month should know.",
            "Laboratory moved in the second week",
            max_length=200,
        ),
    ),
    rules=(
        "At least one of the six figures in every row.",
        "The whole history is sent each time: a changed past month is a revision, shown as one.",
    ),
)
