"""Everything that is checked, by where it is looked for, each with a sentence as it is said.

The sentences are those of the rules' examples (tests/examples), kept in `sentences/said.json`;
`python tests/examples/write_said.py` writes them and docs/checks.md anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from portfolio.contract.sentences.cell_sentences import CELL_RULES
from portfolio.contract.sentences.file_sentences import FILE_RULES
from portfolio.contract.sentences.patient_id_sentences import IDENTIFIER_RULES
from portfolio.contract.sentences.return_sentences import ACROSS_FILES, ACROSS_PARTNERS
from portfolio.contract.sentences.row_sentences import ROW_RULES
from portfolio.contract.sentences.rule import Rule

SAID = Path(__file__).parent / "sentences" / "said.json"
SEVERITY_WORDS = {"stop": "stops the submission", "note": "a note; nothing stops"}


@dataclass(frozen=True)
class Group:
    """Rules that look at the same thing."""

    title: str
    about: str
    rules: tuple[Rule, ...]


GROUPS = (
    Group(
        "Patient identifiers",
        "Looked for first, in every cell of every file and in its name. What is found is masked.",
        IDENTIFIER_RULES,
    ),
    Group("The file", "Whether it can be read as one table of one kind.", FILE_RULES),
    Group("A cell", "Whether it is written as its column needs.", CELL_RULES),
    Group("A row", "Whether its cells fit together, and rows do not clash.", ROW_RULES),
    Group(
        "Across files",
        "Against the system's lists, the other files and your last return.",
        ACROSS_FILES,
    ),
    Group("Across partners", "Against what other partners have sent.", ACROSS_PARTNERS),
)


@cache
def sentences_said() -> Mapping[str, str]:
    """For each rule a sentence as it is said to a partner."""
    said: dict[str, str] = json.loads(SAID.read_text(encoding="utf-8"))
    return said


def checks_markdown() -> str:
    """Return the page docs/checks.md."""
    return "\n".join([*_lines(), ""])


def _lines() -> Iterator[str]:
    count = sum(len(group.rules) for group in GROUPS)
    yield "# What is checked"
    yield ""
    yield (
        f"{count} rules, each with a sentence as it is said. One stop refuses the whole "
        "submission; notes never do. No setting loosens a rule. Which sentence of the contract "
        "each of them holds is in [contract-rules.md](contract-rules.md)."
    )
    for group in GROUPS:
        yield from ("", f"## {group.title}", "", group.about, "", "| rule | | for example |")
        yield "|---|---|---|"
        for rule in group.rules:
            sentence = sentences_said().get(rule.rule_id, "").replace("|", "\\|")
            yield f"| `{rule.rule_id}` | {SEVERITY_WORDS[rule.severity]} | {sentence} |"
