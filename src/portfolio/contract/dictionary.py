"""The contract as a page to read, which `make docs` writes."""

from __future__ import annotations

from collections.abc import Iterator

from portfolio.contract.catalogue import CONTRACT_VERSION, KINDS
from portfolio.contract.fields import NEED_WORDS, TYPE_WORDS, Field, Kind
from portfolio.contract.rules import RULES
from portfolio.contract.sentences.rule import Rule
from portfolio.domain.delimiters import DELIMITER_ONE, listed

_OPENING = f"""# Data dictionary

The data contract, version {CONTRACT_VERSION}: what a partner sends. This page is made from the
field table in `src/portfolio/contract/kinds/`; change it there, then run
`make docs`.

A submission is what one partner sends for one reporting period: one to seven CSV files, one of
each kind. It is accepted whole or refused whole. Blank means not known; it is never zero. Every
optional column is optional in earnest.
"""
_READING = f"""## How files are read

- UTF-8, UTF-16 with a byte order mark, or Windows-1252; {listed(DELIMITER_ONE)}.
- The first row that is not empty is the header. Names are matched without regard to case, spaces,
  hyphens or underscores; their order is free. A column that is not listed here stops the file.
- Dates are `2026-04-30`, or day first `30/04/2026`; month first is never assumed. Months are
  `2026-04`, or `Apr-26` as spreadsheets write it.
- Money is in pounds, in full: `1200000`. `£` and thousands commas are accepted with a note.
- Codes and organisation codes are matched without regard to case; ids are matched exactly.
"""


def dictionary_markdown() -> str:
    """Return the whole page: every kind with its columns and codes, then every sentence of the
    checks."""
    kinds = (line for kind in KINDS.values() for line in _kind(kind))
    return "\n".join([_OPENING, _READING, *_contents(), *kinds, *_rules()]) + "\n"


def _contents() -> Iterator[str]:
    yield "## The seven kinds\n"
    yield "| kind | one row is | sent by |"
    yield "|---|---|---|"
    for kind in KINDS.values():
        yield f"| [`{kind.name}`](#{kind.name}) | {kind.grain} | {kind.sent_by} |"


def _kind(kind: Kind) -> Iterator[str]:
    yield f"\n## {kind.name}\n"
    yield f"{kind.title}: {kind.grain}. Sent by {kind.sent_by}."
    yield f"Key: {', '.join(f'`{column}`' for column in kind.key)}.\n"
    yield "| column | need | type | what it says | example |"
    yield "|---|---|---|---|---|"
    for field in kind.fields:
        yield _row(field, is_key=field.name in kind.key)
    yield from (f"\n{rule}" for rule in kind.rules)
    for field in kind.fields:
        if field.values:
            yield f"\n`{field.name}`\n"
            yield from (f"- `{code}`: {meaning}" for code, meaning in field.values)


def _row(field: Field, *, is_key: bool) -> str:
    limit = f", up to {field.max_length:,} characters" if field.max_length else ""
    says = f"{field.description} {field.rule}".strip()
    dagger = " †" if is_key else ""
    return (
        f"| `{field.name}`{dagger} | {NEED_WORDS[field.need]} | {TYPE_WORDS[field.type]}{limit} "
        f"| {says} | {_cell(field.example)} |"
    )


def _rules() -> Iterator[str]:
    yield "\n## What the checks may say\n"
    yield "A stop refuses the whole submission; a note does not. Words in braces are filled in.\n"
    yield "| rule | | sentence |"
    yield "|---|---|---|"
    yield from (_rule(rule) for rule in RULES.values())


def _rule(rule: Rule) -> str:
    sentence = f"{rule.says} {rule.do}".strip().replace("|", "\\|")
    return f"| `{rule.rule_id}` | {rule.severity} | {sentence} |"


def _cell(text: str) -> str:
    return f"`{text}`" if text else ""
