"""The words of the product and what each means, one word for one thing."""

from __future__ import annotations

GLOSSARY: tuple[tuple[str, str], ...] = (
    ("System", "The integrated care system whose portfolio this is."),
    (
        "Organisation",
        "Any body that can lead, adopt, pay for or gain from a programme: a trust, a council, an "
        "ICB, a practice, a charity.",
    ),
    (
        "Partner",
        "An organisation that sends extracts; it may also send for those that report through it.",
    ),
    ("Lead", "The organisation that leads a programme."),
    ("Beyond the lead", "At any organisation other than the programme's lead."),
    ("Extract", "One CSV file of one kind."),
    (
        "Submission",
        "The extracts one partner sends together for one reporting period, accepted whole or "
        "refused whole.",
    ),
    ("Finding", "A thing to put right, or a note, said to the partner in plain words."),
    ("Own", "Said by the lead about itself."),
    (
        "Confirmed",
        "Said by the organisation it concerns, or by the partner that organisation reports "
        "through.",
    ),
    (
        "Claimed",
        "Said by the lead about somebody else: the lead\u2019s word only, until confirmed.",
    ),
    (
        "As at",
        "The latest accepted return of each partner for periods up to the one chosen, and known "
        "by the day chosen.",
    ),
    ("Reported", "Everything partners sent, before the same benefit sent twice is taken out."),
    ("Removed", "What was taken out, each amount with its reason."),
    ("Counted", "What remains, and what every figure uses."),
    ("In routine use", "Live or embedded."),
    ("The middle programme", "Half of the programmes are above it and half below."),
    ("Cash-releasing", "Benefit that takes money out of a budget. The only kind that does."),
    ("Non-cash-releasing", "Benefit that frees time or space worth money, and no budget changes."),
    ("Societal", "Benefit to people and the economy outside the organisations' budgets."),
    ("Without a price", "Benefit that nobody should put in pounds: it is counted, never priced."),
    ("Disbenefit", "Harm or cost that a programme brings, kept as an account of its own."),
)
