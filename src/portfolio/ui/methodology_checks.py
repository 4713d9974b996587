"""The part What is checked of the page How numbers are made: every rule with what it says, and
every sentence of the contract with the rules that hold it."""

from __future__ import annotations

from portfolio.contract.check_list import (
    GROUPS,
    SEVERITY_WORDS,
    checks_markdown,
    sentences_said,
)
from portfolio.contract.clauses import SECTIONS, Clause, Section, clauses_markdown, held_by
from portfolio.contract.sentences.rule import Rule
from portfolio.ui import controls, frame
from portfolio.ui.markup import write_html
from portfolio.ui.send_tables import said
from portfolio.views import escape, formats


def checks() -> None:
    """Show rules by where they look, each with a sentence as partners read it."""
    count = sum(len(group.rules) for group in GROUPS)
    frame.section(
        "What is checked",
        f"{formats.count(count)} rules. One that stops refuses the whole submission; a note never "
        "does. No setting loosens a rule.",
    )
    controls.download_button(
        "Download this list (Markdown)",
        data=checks_markdown,
        file_name="checks.md",
        mime="text/markdown",
        icon=":material/rule:",
        on_click="ignore",
    )
    for group in GROUPS:
        with controls.expander(f"{group.title}: {formats.plural(len(group.rules), 'rule')}"):
            rows = "".join(_row(rule) for rule in group.rules)
            write_html(f"<p>{escape.html(group.about)}</p>")
            write_html(_table("Rule", "What it says, for example", rows))
    _clauses()


def _clauses() -> None:
    frame.section(
        "The contract, sentence by sentence",
        "What it asks, in short, and the rules that hold it; where none does, the reason.",
    )
    controls.download_button(
        "Download this list (Markdown)",
        data=clauses_markdown,
        file_name="contract-rules.md",
        mime="text/markdown",
        icon=":material/rule:",
        on_click="ignore",
        key="contract_rules",
    )
    for section in SECTIONS:
        _section(section)


def _section(section: Section) -> None:
    count = formats.plural(len(section.clauses), "sentence")
    with controls.expander(f"{section.letter}. {section.title}: {count}"):
        rows = "".join(map(_clause, section.clauses))
        write_html(_table("The contract asks", "Held by", rows))


def _clause(clause: Clause) -> str:
    held = said(held_by(clause))
    return f"<tr><td>{said(clause.asks)}<small>{clause.number}</small></td><td>{held}</td></tr>"


def _table(left: str, right: str, rows: str) -> str:
    return (
        '<div class="pf-scroll" tabindex="0"><table class="pf-table pf-columns"><thead><tr>'
        f'<th scope="col">{left}</th><th scope="col">{right}</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(rule: Rule) -> str:
    severity = escape.html(SEVERITY_WORDS[rule.severity])
    sentence = said(sentences_said().get(rule.rule_id, ""))
    return (
        f"<tr><td><code>{escape.html(rule.rule_id)}</code><small>{severity}</small></td>"
        f"<td>{sentence}</td></tr>"
    )
