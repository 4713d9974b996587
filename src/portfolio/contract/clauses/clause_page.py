"""The contract against the rules as a page, which `make docs` writes."""

from __future__ import annotations

from collections.abc import Iterator

from portfolio.contract.catalogue import CONTRACT_VERSION
from portfolio.contract.clauses.clause import Clause, Section
from portfolio.contract.clauses.lead_kind_clauses import ADOPTIONS, PROGRAMMES
from portfolio.contract.clauses.other_kind_clauses import (
    BENEFITS,
    LESSON_USES,
    LESSONS,
    RISKS,
    VALUES,
)
from portfolio.contract.clauses.reading_clauses import CELLS, FILES, WORDS
from portfolio.contract.clauses.return_clauses import LISTS, PATIENTS, SUBMISSIONS
from portfolio.contract.rules import RULES

SECTIONS: tuple[Section, ...] = (
    WORDS,
    FILES,
    CELLS,
    PROGRAMMES,
    ADOPTIONS,
    BENEFITS,
    VALUES,
    RISKS,
    LESSONS,
    LESSON_USES,
    SUBMISSIONS,
    LISTS,
    PATIENTS,
)
_OPENING = f"""# The contract, sentence by sentence

What version {CONTRACT_VERSION} of the data contract asks, in short, and the rules that hold it;
where no rule does, the reason. What each rule says is in [checks.md](checks.md). This page is made
from `src/portfolio/contract/clauses/`: change it there, then run
`make docs`.
"""


def clauses_markdown() -> str:
    """Return the page docs/contract-rules.md."""
    return "\n".join([_OPENING, *(line for one in SECTIONS for line in _section(one))]) + "\n"


def _section(section: Section) -> Iterator[str]:
    yield from (f"## {section.letter}. {section.title}", "")
    yield "| | the contract asks | held by |"
    yield "|---|---|---|"
    for number, clause in section.numbered():
        yield f"| {number} | {clause.asks} | {held_by(clause)} |"
    yield ""


def held_by(clause: Clause) -> str:
    """Return the rules of a sentence, or plainly that there is none, with the reason."""
    if not clause.rules:
        return f"Not checked, because {clause.because}."
    named = ", ".join(_named(rule) for rule in clause.rules)
    return f"{named}. {clause.because}" if clause.because else named


def _named(rule: str) -> str:
    return f"`{rule}` (a note)" if RULES[rule].severity == "note" else f"`{rule}`"
