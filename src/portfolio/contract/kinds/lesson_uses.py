"""The lesson uses extract: who took up whose lesson, and what came of it."""

from __future__ import annotations

from portfolio.contract.fields import Field, Kind

LESSON_USES = Kind(
    name="lesson_uses",
    title="Lesson uses",
    grain="one row per lesson and organisation that used it",
    sent_by="the organisation that used it",
    key=("lesson_id", "used_by_org_code"),
    about="used_by_org_code",
    fields=(
        Field("lesson_id", "id", "R", "A known lesson.", "FEN-L1", max_length=30),
        Field("used_by_org_code", "org", "R", "The organisation that used it.", "LOC-HOSPICE"),
        Field(
            "used_date",
            "date",
            "R",
            "When it was used.",
            "2026-08-03",
            rule="Not after the period end.",
        ),
        Field(
            "outcome",
            "code",
            "R",
            "What came of it.",
            "adopted",
            values=(
                ("adopted", "done as the lesson says"),
                ("adapted", "done, changed to fit"),
                ("considered", "looked at, not done"),
            ),
        ),
        Field("programme_id", "id", "O", "The programme it helped.", "FEN-001", max_length=30),
        Field("benefit_id", "id", "O", "The benefit it helped.", "FEN-001-B1", max_length=30),
    ),
    rules=("A use by the organisation that wrote the lesson is a note and is not counted.",),
)
