"""The programmes extract: what each lead is doing, for whom, how it goes."""

from __future__ import annotations

from portfolio.contract.fields import Field, Kind

_EFFORT_RULE = "All four shares or none; together they make 100, give or take 1."
_RATING_MEANINGS = (
    ("green", "successful delivery looks highly likely"),
    ("amber", "delivery is feasible, with issues that need attention"),
    ("red", "delivery looks unachievable unless something changes"),
    ("exempt", "the rating is withheld; it is not counted as a rating"),
)

_IDENTITY = (
    Field(
        "programme_id",
        "id",
        "R",
        "The programme's own id, unique in the system.",
        "FEN-001",
        max_length=30,
        rule="Matched exactly; an id that another partner already uses is stopped.",
    ),
    Field("programme_name", "text", "R", "Its name.", "Shared care record", max_length=200),
    Field(
        "purpose",
        "text",
        "R",
        "The change people will notice, in plain English.",
        "Staff who see a patient see the same record, whoever they work for.",
        max_length=1500,
    ),
    Field(
        "initiative_code",
        "id",
        "O",
        "The same code on programmes of several leads that are one initiative.",
        "shared-care-record",
        max_length=60,
    ),
    Field(
        "for_whom",
        "code",
        "O",
        "Whom it is for.",
        "patients",
        values=(
            ("patients", "people in care"),
            ("residents", "people who live here, in care or not"),
            ("staff", "people who work here"),
            ("everyone", "all of these"),
        ),
    ),
    Field(
        "lead_org_code",
        "org",
        "R",
        "The organisation that leads it: you, or one that reports through you.",
        "RXZ",
        rule="Known, and open on the last day of the reporting period.",
    ),
    Field(
        "transferred_from_org_code",
        "org",
        "C",
        "The lead before you.",
        "LOC-MARSH",
        rule="Needed in the first return by a new lead; the earlier lead then stops sending it.",
        in_example_row=False,
    ),
    Field(
        "primary_theme",
        "theme",
        "R",
        "The theme of the system's own set that it serves most, without the set's name.",
        "joined_up",
    ),
    Field(
        "other_themes",
        "themes",
        "O",
        "Other themes it serves, of any set.",
        "wgll:improve_care;shift:analogue_to_digital",
    ),
    Field(
        "stage",
        "code",
        "R",
        "Where it is in its life.",
        "live",
        values=(
            ("idea", "being thought about"),
            ("case", "the case is being made"),
            ("delivery", "being built or rolled out"),
            ("live", "in use"),
            ("benefits", "delivery is done; benefits are being followed"),
            ("closed", "finished"),
            ("stopped", "ended before it was finished"),
        ),
    ),
    Field(
        "approach",
        "code",
        "O",
        "How the change is made.",
        "adopt",
        values=(
            ("improve_existing", "get more from what we have"),
            ("adopt", "take up something proven elsewhere"),
            ("new", "make or buy something new"),
            ("replace", "put something in the place of what we have"),
        ),
    ),
)

_EFFORT = tuple(
    Field(
        f"{part}_pct",
        "percent",
        "O",
        f"Share of the programme's effort that goes into {words}.",
        share,
        rule=_EFFORT_RULE,
    )
    for part, words, share in (
        ("culture", "culture", "20"),
        ("process", "processes", "30"),
        ("operating_model", "the operating model", "20"),
        ("technology", "technology", "30"),
    )
)

_DATES_AND_MONEY = (
    Field("start_date", "date", "O", "When it began.", "2025-04-01"),
    Field(
        "planned_end_date",
        "date",
        "O",
        "The approved end; blank for a service without an end.",
        "2027-03-31",
        rule="Not before the start.",
    ),
    Field(
        "forecast_end_date",
        "date",
        "O",
        "The end now expected.",
        "2027-06-30",
        rule="Not before the start.",
    ),
    Field("approved_cost_gbp", "money", "O", "Approved whole-life cost.", "1200000"),
    Field("forecast_cost_gbp", "money", "O", "Whole-life cost now expected.", "1250000"),
    Field("spend_to_date_gbp", "money", "O", "Spent so far, over its whole life.", "640000"),
    Field("year_budget_gbp", "money", "O", "Budget of this financial year.", "400000"),
    Field("year_forecast_gbp", "money", "O", "Spend now expected this financial year.", "420000"),
)


def _rating(rater: str, who: str, rating: str, comment: str) -> tuple[Field, ...]:
    """Return a rating, its date and its comment: three columns that belong together."""
    return (
        Field(
            f"{rater}_confidence",
            "code",
            "O",
            f"{who}'s confidence that it will deliver.",
            rating,
            values=_RATING_MEANINGS,
            rule="The old `amber/green` and `amber/red` are taken as amber and red, with a note.",
        ),
        Field(
            f"{rater}_confidence_date",
            "date",
            "C",
            "The day of that rating.",
            "2026-09-15",
            rule="A rating needs its date.",
        ),
        Field(
            f"{rater}_comment",
            "text",
            "C",
            "Why that rating.",
            comment,
            max_length=5000,
            rule="Asked for by a note where a rating has none.",
        ),
    )


_CONFIDENCE = (
    *_rating("sro", "The senior responsible owner", "amber", "Two practices are still to join."),
    *_rating("independent", "An independent reviewer", "amber", "Feasible; training is behind."),
    Field(
        "forward_look",
        "code",
        "O",
        "Where confidence is heading.",
        "improving",
        values=(
            ("improving", "likely to be better at the next return"),
            ("no_change", "likely to be the same"),
            ("worsening", "likely to be worse"),
        ),
    ),
)

_BESIDE_IT = (
    Field(
        "old_service",
        "text",
        "O",
        "What still runs beside the new.",
        "Paper referral letters",
        max_length=200,
    ),
    Field("old_service_end_date", "date", "O", "When that is to end.", "2026-12-31"),
    Field(
        "old_service_cost_gbp_per_year",
        "money",
        "O",
        "What that costs in a year.",
        "85000",
        rule="Needs the name in old_service.",
    ),
    Field(
        "owner_role",
        "text",
        "O",
        "The role that owns it, never a name.",
        "Chief clinical information officer",
        max_length=80,
    ),
    Field("clinically_led", "yes_no", "O", "Whether a clinician leads it.", "yes"),
)

PROGRAMMES = Kind(
    name="programmes",
    title="Programmes",
    grain="one row per programme",
    sent_by="the lead",
    key=("programme_id",),
    about="lead_org_code",
    fields=(*_IDENTITY, *_EFFORT, *_DATES_AND_MONEY, *_CONFIDENCE, *_BESIDE_IT),
)
