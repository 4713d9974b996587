"""The benefits extract: the register, what each benefit is, for whom and how it is known."""

from __future__ import annotations

from portfolio.contract.fields import Field, Kind

_AGREE = "The same in every row of one benefit_id."

_WHAT = (
    Field(
        "benefit_id",
        "id",
        "R",
        "The benefit's id.",
        "FEN-001-B1",
        max_length=30,
        rule="Always of one programme.",
    ),
    Field("beneficiary_org_code", "org", "R", "The organisation that gains, or loses.", "RXZ"),
    Field("programme_id", "id", "R", "A known programme.", "FEN-001", max_length=30, rule=_AGREE),
    Field(
        "benefit_name",
        "text",
        "R",
        "Its name.",
        "Fewer repeated blood tests",
        max_length=160,
        rule=_AGREE,
    ),
    Field(
        "payer_org_code",
        "org",
        "O",
        "Who bore the cost; blank means the lead.",
        "RXZ",
    ),
    Field(
        "benefit_type",
        "code",
        "R",
        "Its class in the DHSC Comprehensive Investment Appraisal.",
        "non_cash_releasing",
        values=(
            ("cash_releasing", "money that can be spent on something else"),
            ("non_cash_releasing", "time or capacity with a price, not money in hand"),
            ("societal", "worth to patients or society, in pounds"),
            ("unmonetisable", "worth that has no price"),
        ),
        rule=_AGREE,
    ),
    Field(
        "effect",
        "code",
        "R",
        "Gain or loss.",
        "benefit",
        values=(
            ("benefit", "things get better"),
            ("disbenefit", "things get worse, or cost more, for this organisation"),
        ),
        rule=_AGREE,
    ),
    Field(
        "foreseen",
        "code",
        "O",
        "Whether it was expected; blank is not counted either way.",
        "planned",
        values=(
            ("planned", "in the case"),
            ("emergent", "noticed later"),
        ),
    ),
    Field(
        "noticed_by",
        "code",
        "O",
        "Who noticed it.",
        "clinical_staff",
        values=(
            ("patients", "patients or carers"),
            ("clinical_staff", "clinical staff"),
            ("operational_staff", "operational staff"),
            ("digital_team", "the digital team"),
            ("leadership", "leadership"),
            ("partner", "a partner organisation"),
        ),
        rule="For emergent benefits.",
        in_example_row=False,
    ),
)

_MEASURED_HOW = (
    Field(
        "measure",
        "text",
        "R",
        "What is measured.",
        "Blood tests repeated within 7 days",
        max_length=160,
        rule=_AGREE,
    ),
    Field("unit", "text", "R", "Its unit.", "tests", max_length=40, rule=_AGREE),
    Field(
        "better",
        "code",
        "R",
        "Which way is better.",
        "lower",
        values=(
            ("higher", "more is better"),
            ("lower", "less is better"),
            ("neither", "neither way is better"),
        ),
        rule=_AGREE,
    ),
    Field(
        "combines",
        "code",
        "O",
        "How months add up; blank means sum.",
        "sum",
        values=(
            ("sum", "months are added: a flow"),
            ("average", "months are averaged"),
            ("last", "the latest month stands: a stock"),
        ),
        rule=_AGREE,
    ),
    Field(
        "baseline_value",
        "number",
        "O",
        "The value before, in the unit.",
        "410",
        rule="Needs baseline_date.",
    ),
    Field(
        "baseline_date",
        "date",
        "O",
        "The day of the baseline.",
        "2025-03-31",
        rule="Needs baseline_value.",
    ),
    Field(
        "target_value",
        "number",
        "O",
        "The value aimed for, in the unit.",
        "250",
        rule="Needs target_date.",
    ),
    Field(
        "target_date",
        "date",
        "O",
        "When it is aimed for.",
        "2027-03-31",
        rule="Needs target_value.",
    ),
)

_STANDING = (
    Field(
        "status",
        "code",
        "R",
        "Where the benefit stands.",
        "realising",
        values=(
            ("identified", "named"),
            ("planned", "planned for, with a measure"),
            ("realising", "coming through"),
            ("achieved", "reached"),
            ("ceased", "no longer measured"),
            ("evaporated", "was there, or expected, and is gone"),
            ("cancelled", "no longer sought"),
        ),
    ),
    Field(
        "evidence",
        "code",
        "R",
        "How its figures are known.",
        "measured",
        values=(
            ("estimated", "worked out"),
            ("measured", "counted or measured"),
            ("validated", "measured, and checked by somebody else"),
        ),
    ),
    Field(
        "outcome_code",
        "id",
        "O",
        "One outcome that several programmes may claim.",
        "repeat-tests",
        max_length=30,
        rule="A programme carries it once at a beneficiary.",
    ),
    Field(
        "attribution_pct",
        "percent",
        "O",
        "This programme's share of the outcome; blank means 100.",
        "60",
        rule="Shares of one outcome_code at one beneficiary should not pass 100 together.",
    ),
    Field(
        "recalculate_from",
        "month",
        "O",
        "The month from which the limits of its chart are worked out anew.",
        "2026-04",
        rule="Needs recalculate_reason.",
        in_example_row=False,
    ),
    Field(
        "recalculate_reason",
        "text",
        "C",
        "What changed in the process in that month.",
        "A second laboratory joined",
        max_length=200,
        rule="Required with recalculate_from.",
        in_example_row=False,
    ),
    Field("owner_role", "text", "O", "The role that owns it.", "Pathology manager", max_length=80),
)

BENEFITS = Kind(
    name="benefits",
    title="Benefits register",
    grain="one row per benefit and beneficiary",
    sent_by="the beneficiary's partner (confirmation) or the lead (claim)",
    key=("benefit_id", "beneficiary_org_code"),
    about="beneficiary_org_code",
    fields=(*_WHAT, *_MEASURED_HOW, *_STANDING),
    rules=(
        "Rows of one benefit_id say the same programme, name, measure, unit, type, effect, better "
        "and combines; where they differ the rows are stopped.",
    ),
)
