"""The part What is checked of the page How numbers are made: every rule with what it says."""

from __future__ import annotations

import streamlit as st

from portfolio.contract.checked import (
    GROUPS,
    SEVERITY_WORDS,
    Group,
    checks_markdown,
    sentences_said,
)
from portfolio.contract.sentences.rule import Rule
from portfolio.ui import frame
from portfolio.ui.send_tables import said
from portfolio.views import escape, formats


def checks() -> None:
    """Rules by where they look, each with a sentence as partners read it."""
    count = sum(len(group.rules) for group in GROUPS)
    frame.section(
        "What is checked",
        f"{formats.count(count)} rules. One that stops refuses the whole submission; a note never "
        "does. No setting loosens a rule.",
    )
    st.download_button(
        "Download this list (Markdown)",
        data=checks_markdown,
        file_name="checks.md",
        mime="text/markdown",
        icon=":material/rule:",
        on_click="ignore",
    )
    for group in GROUPS:
        with st.expander(f"{group.title}: {formats.plural(len(group.rules), 'rule')}"):
            st.html(_table(group))


def _table(group: Group) -> str:
    rows = "".join(_row(rule) for rule in group.rules)
    return (
        f"<p>{escape.html(group.about)}</p>"
        '<div class="pf-scroll" tabindex="0"><table class="pf-table pf-columns"><thead><tr>'
        '<th scope="col">Rule</th><th scope="col">What it says, for example</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(rule: Rule) -> str:
    severity = escape.html(SEVERITY_WORDS[rule.severity])
    sentence = said(sentences_said().get(rule.rule_id, ""))
    return (
        f"<tr><td><code>{escape.html(rule.rule_id)}</code><small>{severity}</small></td>"
        f"<td>{sentence}</td></tr>"
    )
