"""The lessons extract: what to do again, and what to avoid."""

from __future__ import annotations

from portfolio.contract.fields import Field, Kind

LESSONS = Kind(
    name="lessons",
    title="Lessons",
    grain="one row per lesson",
    sent_by="the organisation that learned it",
    key=("lesson_id",),
    about="org_code",
    fields=(
        Field("lesson_id", "id", "R", "The lesson's id.", "FEN-L1", max_length=30),
        Field("org_code", "org", "R", "The organisation that learned it.", "RXZ"),
        Field(
            "kind",
            "code",
            "R",
            "Do this, or avoid this.",
            "redprint",
            values=(
                ("blueprint", "do this"),
                ("redprint", "avoid this"),
            ),
        ),
        Field(
            "category",
            "code",
            "R",
            "What it is about.",
            "process",
            values=(
                ("culture", "how people work together"),
                ("process", "how work is done"),
                ("operating_model", "how services are organised"),
                ("technology", "the technology"),
                ("governance", "decisions and accountability"),
                ("commercial", "suppliers and contracts"),
                ("benefits", "finding and following benefits"),
                ("people", "roles, training and support"),
            ),
        ),
        Field(
            "title",
            "text",
            "R",
            "The lesson, in a line.",
            "Do not switch referrals over in one night",
            max_length=160,
        ),
        Field(
            "summary",
            "text",
            "R",
            "What happened, and what to do because of it.",
            "Letters in transit were lost for three days. Run both routes for two weeks.",
            max_length=600,
        ),
        Field("date", "date", "R", "When it was learned.", "2026-05-04"),
        Field("programme_id", "id", "O", "A known programme.", "FEN-001", max_length=30),
        Field(
            "contact_role",
            "text",
            "O",
            "The role to ask, never a name.",
            "Outpatient operations lead",
            max_length=80,
        ),
        Field(
            "link",
            "link",
            "O",
            "Where to read more: https only, shown as text with its host.",
            "https://www.example.org/lessons/one-night",
        ),
    ),
)
