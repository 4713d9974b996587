"""The words of the product and what each means: one word for one thing, on screen and in docs.

`make docs` writes the page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from portfolio.views import escape

_Words = tuple[tuple[str, str], ...]

GLOSSARY: Mapping[str, _Words] = MappingProxyType(
    {
        "Who": (
            ("System", "The integrated care system whose portfolio this is."),
            (
                "Organisation",
                "Any body that can lead, adopt, pay for or gain from a programme: a trust, a "
                "council, an ICB, a practice, a charity.",
            ),
            (
                "Partner",
                "An organisation that sends returns; it may also send for organisations that "
                "report through it.",
            ),
            (
                "Reports through",
                "An organisation that does not send names the partner that sends for it.",
            ),
            ("Lead", "The organisation that leads a programme."),
            ("Beneficiary", "The organisation that gains, or loses, by a benefit."),
            (
                "Payer",
                "The organisation that bore the cost of a benefit: the lead, where nobody else is "
                "named.",
            ),
            ("Successor", "The organisation that follows one that has closed."),
            (
                "Portfolio office",
                "The people who keep the system's lists and its reporting periods.",
            ),
        ),
        "What is sent": (
            (
                "Kind",
                "One of the seven tables that can be sent: programmes, adoptions, benefits, "
                "benefit_values, risks, lessons, lesson_uses.",
            ),
            ("Extract", "One table of one kind: a CSV file, or a sheet of an Excel workbook."),
            (
                "Return",
                "What a partner sends together for one reporting period: one to seven extracts. "
                "Scripts and the command line call it a submission.",
            ),
            (
                "Submission",
                "A return with its number in the ledger; accepted whole or refused whole.",
            ),
            (
                "Reporting period",
                "A month for which partners send. Open in a period means open on its last day.",
            ),
            ("Finding", "A problem or a note, said to the partner in plain words."),
            ("Stop", "A finding that refuses the whole return."),
            ("Note", "A finding that does not."),
            ("Verdict", "What a check says of a return: taken or not, and everything found."),
            (
                "Receipt",
                "What the partner keeps: the submission's number, its time, files and notes.",
            ),
            (
                "Withdrawal",
                "Taking a whole submission back, with a reason; the one before counts again.",
            ),
            ("Own", "Said by the lead about itself."),
            (
                "Confirmed",
                "Said by the organisation it concerns, by the partner that organisation reports "
                "through, or by its successor.",
            ),
            (
                "Claimed",
                "Said by the lead about another organisation: not confirmed, until "
                "that organisation confirms it.",
            ),
        ),
        "What is meant": (
            ("Programme", "A piece of digital work with a lead and a purpose."),
            (
                "Initiative",
                "Several programmes of several leads that are one thing, joined by a code.",
            ),
            (
                "Theme",
                "What a programme serves. The system's own set is the one people filter by first.",
            ),
            ("Adoption", "How far one organisation has got with one programme."),
            ("In routine use", "Live or embedded."),
            (
                "Benefit",
                "A gain to one or more organisations, with a measure.",
            ),
            (
                "Shows a measured benefit",
                "Has it in routine use, and a benefit of it that was measured or validated is "
                "realised there.",
            ),
            ("Disbenefit", "Harm or cost that a programme brings, kept as an account of its own."),
            ("Register", "The list of benefits: what each is, for whom, and how it is known."),
            ("Emergent", "Noticed later; not foreseen in the case."),
            (
                "The level has moved",
                "More than half of a chart's months lie outside its limits: these describe neither "
                "side of the step, and the chart counts as neither improved nor worsened.",
            ),
            (
                "New limits",
                "Mean and limits of a chart worked out anew from a month that the register gives "
                "with its reason.",
            ),
            (
                "Mixed signal",
                "A month that one rule finds better and another worse; the rule that comes first "
                "decides.",
            ),
            ("Outcome", "One result that several programmes may claim a share of."),
            ("Attribution", "A programme's share of an outcome."),
            (
                "Lesson",
                "What to do, or what to avoid, told by an organisation that found out. Files call "
                "the one a blueprint, the other a redprint.",
            ),
            (
                "Cash-releasing",
                "Benefit that takes money out of a budget. The only kind that does.",
            ),
            (
                "Non-cash-releasing",
                "Benefit that frees time or space worth money, and no budget changes.",
            ),
            (
                "Societal",
                "Benefit to people and the economy outside the organisations' budgets.",
            ),
            (
                "Without a price",
                "Benefit that nobody should put in pounds: it is counted, never priced.",
            ),
        ),
        "How it is counted": (
            ("Beyond the lead", "At any organisation other than the programme's lead."),
            (
                "Current",
                "The latest accepted return of each partner and kind, for periods up to the one "
                "chosen.",
            ),
            ("As at", "The period a view is drawn for."),
            ("Known on", "The day up to which returns are taken into account."),
            (
                "Reported",
                "Everything partners sent, before the same benefit sent twice is removed.",
            ),
            ("Removed", "What was taken out, each amount with its reason."),
            ("Counted", "What remains, and what every figure uses: reported less removed."),
            ("Measure", "One number with its meaning, method, source and caveats."),
            (
                "Result",
                "What a measure answers: a value with its status, what it was divided from, and "
                "where it came from.",
            ),
            (
                "Bears the cost of",
                "Benefit whose cost an organisation bears, not money it paid: what it spent stands "
                "beside it.",
            ),
            (
                "Had each forecast come true",
                "What would be realised if, in each month that has both, the forecast of the month "
                "before had come; months without a forecast are as realised.",
            ),
            (
                "No longer reported since",
                "Was in a return and is left out of a later one without an ending: kept on "
                "record, not counted.",
            ),
            ("Blank", "Not known; never zero."),
        ),
    }
)

_SAID_AS: Mapping[str, str] = MappingProxyType(
    {
        **{
            word.lower(): word
            for word in (
                "Non-cash-releasing",
                "Cash-releasing",
                "Societal",
                "Without a price",
                "Beyond the lead",
                "In routine use",
                "Disbenefit",
                "Initiative",
            )
        },
        "beyond its lead": "Beyond the lead",
        "bears the cost": "Bears the cost of",
        "not confirmed": "Claimed",
    }
)
"""Words that a page explains where they stand, as sentences say them, with the glossary's word."""
_EXPLAINED = re.compile(
    rf"(?<![\w-])({'|'.join(sorted(map(re.escape, _SAID_AS), key=len, reverse=True))})(?![\w-])",
    re.IGNORECASE,
)
_KEPT = 2048


@lru_cache(_KEPT)
def explained(text: str) -> str:
    """Return words as markup in which each word of the glossary, where it first stands, says what
    it means to whoever points at it, taps it or comes to it by keyboard."""
    meanings = {word: meaning for words in GLOSSARY.values() for word, meaning in words}
    told: set[str] = set()

    def with_meaning(found: re.Match[str]) -> str:
        word = _SAID_AS[found[0].lower()]
        if word in told:
            return found[0]
        told.add(word)
        meaning = escape.html(meanings[word])
        return f'<dfn class="pf-word" tabindex="0" data-means="{meaning}">{found[0]}</dfn>'

    return _EXPLAINED.sub(with_meaning, escape.html(text))


_HEAD = """# Glossary

One word per thing: the words of the data contract, the screens, the code and the findings alike.
Columns and codes are in the [data dictionary](data-dictionary.md). Made from `views/glossary.py`
by `make docs`.
"""


def glossary_markdown() -> str:
    """Return the glossary as a page, for docs/glossary.md."""
    return "\n".join([_HEAD, *(_section(title, words) for title, words in GLOSSARY.items())])


def _section(title: str, words: _Words) -> str:
    rows = "\n".join(f"| {word} | {meaning} |" for word, meaning in words)
    return f"## {title}\n\n| word | meaning |\n|---|---|\n{rows}\n"
