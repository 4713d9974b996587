"""The part of the page Organisations about one of them: what it gives, receives, has taken up."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from portfolio.ui import choices
from portfolio.ui.address import Choice
from portfolio.ui.view import View
from portfolio.views import escape, formats, marks
from portfolio.views.palette import IN_USE, LADDER
from portfolio.views.reading import Record, amount, having, is_true, records, text
from portfolio.views.words.organisations import given_and_received
from portfolio.views.words.terms import ORG_TYPE, SENT_AS, STATE, word

_SHOWN = 12


def choice(view: View) -> Choice:
    """Every organisation that gives, receives or could take something up, by name."""
    flow = records(view.result("beyond_lead_share"), "flow")
    takes = records(view.result("adoption"), "matrix")
    codes = {text(row, name) for row in flow for name in ("lead_org_code", "beneficiary_org_code")}
    codes |= {text(row, "org_code") for row in takes}
    listed = choices.organisation(Choice("organisation", "Organisation", {}), codes, view.labels)
    return Choice("organisation", "Organisation", listed.words, next(iter(listed.words), ""))


def show(code: str, view: View) -> None:
    """One organisation: three figures, then each programme with its state there."""
    given, received = given_and_received(view.result("beyond_lead_share"))
    rows = having(records(view.result("adoption"), "matrix"), "org_code", code)
    rows = [row for row in rows if text(row, "state") != "not_applicable"]
    kind = view.labels.org_type(code)
    mark = marks.image(marks.org_type(kind))
    figures = {"In routine use, from others": _taken(rows)}
    if records(view.result("beyond_lead_share"), "flow"):
        figures = {
            "Led for others": formats.money(given.get(code, 0.0)),
            "Received from others": formats.money(received.get(code, 0.0)),
            "Kept of its own": formats.money(_own(view, code)),
            **figures,
        }
    facts = "".join(_fact(term, figure) for term, figure in figures.items())
    st.html(
        f'<p class="pf-soft">{mark} {escape.html(word(ORG_TYPE, kind))}</p>'
        f'<dl class="pf-facts pf-figures">{facts}</dl>{_table(rows, view)}'
    )


def _fact(term: str, figure: str) -> str:
    return f"<div><dt>{term}</dt><dd>{escape.html(figure)}</dd></div>"


def _own(view: View, code: str) -> float:
    """Realised benefit that stays with it, of programmes it leads itself."""
    flow = having(records(view.result("beyond_lead_share"), "flow"), "lead_org_code", code)
    return sum(amount(row, "gbp") for row in having(flow, "beneficiary_org_code", code))


def _taken(rows: Sequence[Record]) -> str:
    others = [row for row in rows if not is_true(row, "is_lead")]
    used = sum(text(row, "state") in IN_USE for row in others)
    return formats.n_of_m(used, len(others))


def _table(rows: Sequence[Record], view: View) -> str:
    ranked = sorted(rows, key=lambda row: -_rank(text(row, "state")))
    body = "".join(_row(row, view) for row in ranked[:_SHOWN])
    more = len(ranked) - _SHOWN
    foot = (
        f'<p class="pf-foot">{formats.count(more)} more, on the page Spread.</p>'
        if more > 0
        else ""
    )
    if not body:
        return '<p class="pf-empty">Nobody has said yet what it could take up.</p>'
    return f'<table class="pf-table"><tbody>{body}</tbody></table>{foot}'


def _rank(state: str) -> int:
    return list(LADDER).index(state) if state in LADDER else -1


def _row(row: Record, view: View) -> str:
    state, is_lead = text(row, "state"), is_true(row, "is_lead")
    claimed = text(row, "sent_as") == "claimed"
    mark = marks.image(marks.state(state, claimed, is_lead), css="pf-mark pf-mark-large")
    who = "Led by it" if is_lead else word(SENT_AS, text(row, "sent_as"))
    name = escape.html(view.labels.programme(text(row, "programme_id")))
    return (
        f'<tr><td>{name}</td><td class="pf-state">{mark} {escape.html(word(STATE, state))}'
        f"<small>{escape.html(who)}</small></td></tr>"
    )
