"""The contract sentence by sentence: what each asks, and which rules hold it.

`clauses.md` beside this module is the list; here it is read, and written once more as the page
docs/contract-rules.md, with what follows from the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from portfolio.contract.catalogue import CONTRACT_VERSION
from portfolio.contract.rules import RULES

_HEADING = re.compile(r"## (?P<letter>[A-Z]+)\. (?P<title>.+)")
_RULE = re.compile(r"`(\w+)`")
_ABOVE_THE_ROWS = 2
"""The lines of a table that are no rows: its heading and the rule below it."""
_OPENING = f"""# The contract, sentence by sentence

What version {CONTRACT_VERSION} of the data contract asks, in short, and the rules that hold it;
where no rule does, the reason. What each rule says is in [checks.md](checks.md). This page is made
from `src/portfolio/contract/clauses.md`: change it there, then run
`make docs`.
"""


@dataclass(frozen=True)
class Clause:
    """What the contract asks, in short; the ids of the rules that hold it; and, where there are
    none or they do not say all of it, why nothing more is checked."""

    number: str
    asks: str
    rules: tuple[str, ...]
    because: str


@dataclass(frozen=True)
class Section:
    """The sentences of one part of the contract; `P3` is the third of P."""

    letter: str
    title: str
    clauses: tuple[Clause, ...]


def sections_in(page: str) -> Iterator[Section]:
    """Yield the sections of a page as `clauses.md` is written. Raises ValueError for a row that
    has not its four cells."""
    for part in page.split("\n## ")[1:]:
        first, *lines = f"## {part}".splitlines()
        heading = _HEADING.fullmatch(first)
        if heading is None:
            raise ValueError(f"Not the heading of a section: {first}")
        rows = [line for line in lines if line.startswith("|")][_ABOVE_THE_ROWS:]
        yield Section(heading["letter"], heading["title"], tuple(map(_clause, rows)))


def _clause(row: str) -> Clause:
    cells = [cell.strip() for cell in row.strip().strip("|").split("|")]
    number, asks, rules, because = cells
    return Clause(number, asks, tuple(_RULE.findall(rules)), because)


SECTIONS = tuple(sections_in(Path(__file__).with_suffix(".md").read_text(encoding="utf-8")))


def clauses_markdown() -> str:
    """Return the page docs/contract-rules.md."""
    return "\n".join([_OPENING, *(line for one in SECTIONS for line in _section(one))]) + "\n"


def _section(section: Section) -> Iterator[str]:
    yield from (f"## {section.letter}. {section.title}", "")
    yield "| | the contract asks | held by |"
    yield "|---|---|---|"
    for clause in section.clauses:
        yield f"| {clause.number} | {clause.asks} | {held_by(clause)} |"
    yield ""


def held_by(clause: Clause) -> str:
    """Return the rules of a sentence, or plainly that there is none, with the reason."""
    if not clause.rules:
        return f"Not checked, because {clause.because}."
    named = ", ".join(_named(rule) for rule in clause.rules)
    return f"{named}. {clause.because}" if clause.because else named


def _named(rule: str) -> str:
    return f"`{rule}` (a note)" if RULES[rule].severity == "note" else f"`{rule}`"
