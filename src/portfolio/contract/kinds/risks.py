"""The risks extract: what could go wrong, what taking the risk gains, what not acting costs."""

from __future__ import annotations

from portfolio.contract.fields import Field, Kind

_ONE_TO_FIVE = "1 to 5."


def _score(name: str, need: str, description: str, example: str) -> Field:
    return Field(
        name,
        "whole",
        "R" if need == "R" else "O",
        description,
        example,
        minimum=1,
        maximum=5,
        rule=_ONE_TO_FIVE,
    )


RISKS = Kind(
    name="risks",
    title="Risks",
    grain="one row per risk",
    sent_by="the organisation that holds the risk",
    key=("risk_id",),
    about="org_code",
    fields=(
        Field("risk_id", "id", "R", "The risk's id.", "FEN-R1", max_length=30),
        Field("org_code", "org", "R", "The organisation that holds it.", "RXZ"),
        Field("title", "text", "R", "The risk, in a line.", "Practices join late", max_length=160),
        Field(
            "category",
            "code",
            "R",
            "Its kind.",
            "schedule",
            values=(
                ("technical", "the technology does not do what is needed"),
                ("commercial", "suppliers and contracts"),
                ("schedule", "it comes later than planned"),
                ("resource", "people or money are missing"),
                ("external", "something outside the programme"),
                ("governance", "decisions and accountability"),
                ("benefits", "benefits do not come"),
                ("people", "the people affected"),
            ),
        ),
        _score("likelihood", "R", "How likely it is.", "3"),
        _score("consequence", "R", "How bad it would be.", "4"),
        Field(
            "status",
            "code",
            "R",
            "Where it stands.",
            "mitigating",
            values=(
                ("open", "nothing is being done yet"),
                ("mitigating", "being worked on"),
                ("accepted", "taken knowingly"),
                ("became_issue", "it has happened"),
                ("closed", "no longer a risk"),
            ),
        ),
        Field("raised_date", "date", "R", "When it was raised.", "2026-02-10"),
        Field(
            "raised_by",
            "code",
            "R",
            "Whose voice raised it.",
            "clinical",
            values=(
                ("clinical", "clinicians"),
                ("operational", "operations"),
                ("digital", "the digital team"),
                ("finance", "finance"),
                ("patient", "patients or carers"),
                ("leadership", "leadership"),
                ("partner", "a partner organisation"),
            ),
        ),
        Field(
            "visibility",
            "code",
            "R",
            "Who may see it.",
            "system",
            values=(
                ("system", "everyone who signs in"),
                ("own", "the organisation and the portfolio office"),
            ),
        ),
        Field("programme_id", "id", "O", "A known programme.", "FEN-001", max_length=30),
        _score("target_likelihood", "O", "How likely it is to be once worked on.", "2"),
        _score("target_consequence", "O", "How bad it is to be once worked on.", "3"),
        Field(
            "reward",
            "text",
            "O",
            "What taking the risk gains.",
            "One record a year earlier",
            max_length=300,
        ),
        _score("reward_score", "O", "How much that is worth.", "4"),
        Field(
            "not_acting",
            "text",
            "O",
            "The risk of doing nothing.",
            "Tests go on being repeated",
            max_length=300,
        ),
        Field(
            "issue_date",
            "date",
            "C",
            "When it happened.",
            "2026-08-20",
            rule="Needed for became_issue; not before raised_date.",
            in_example_row=False,
        ),
    ),
)
