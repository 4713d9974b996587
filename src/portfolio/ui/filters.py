"""Which filters hold on a page, and the one place where a reader changes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from portfolio.domain.filters import Filters
from portfolio.domain.period import Period
from portfolio.office import Office
from portfolio.ui import address, cache, choices
from portfolio.ui.address import Choice
from portfolio.ui.view import View

READ = ("theme", "lead", "programme")
"""What the pages that show shares beyond the lead can be narrowed by."""
_LED_BY = Choice("lead", "Led by", {"": "Anyone"})
_LANDING_AT = Choice("beneficiary", "Landing at", {"": "Anywhere"})


def view(office: Office, offers: Sequence[str] = READ, theme: Choice | None = None) -> View:
    """What this page shows, by what its address says; nothing is drawn.

    `offers` names what can be narrowed here, beside period and day. `theme` is the choice of a
    page that has its own control for it.
    """
    references, submissions = office.references, cache.submissions(office)
    period = choices.period(references, submissions)
    known = choices.known_on(references, submissions)
    now = choices.organisations(references)
    filters = Filters(
        Period.parse(address.read(period)),
        _day(address.read(known)),
        is_as_now=address.read(now) == "now",
    )
    about_when = (period, known, now) if len(now.words) > 1 else (period, known)
    blank = View(office=office, references=references, filters=filters, choices=about_when)
    offered = tuple(_narrowing(name, blank) for name in offers)
    own = (theme,) if theme else ()
    chosen = {choice.key: address.read(choice) or None for choice in (*offered, *own)}
    filters = replace(
        blank.filters,
        theme=chosen.get("theme"),
        lead=chosen.get("lead"),
        beneficiary=chosen.get("beneficiary"),
        programme=chosen.get("programme"),
    )
    return replace(blank, filters=filters, choices=(*about_when, *offered))


def popover(shown: View) -> None:
    """The one control that changes what a page shows."""
    with st.popover("Change what is shown", icon=":material/tune:", width="content"):
        for choice in shown.choices:
            address.select(choice)


def _narrowing(name: str, blank: View) -> Choice:
    if name == "theme":
        return choices.theme(blank.references)
    if name == "programme":
        return choices.programme(blank.labels)
    if name == "lead":
        return choices.organisation(_LED_BY, _leads(blank), blank.labels)
    return choices.organisation(_LANDING_AT, _takers(blank), blank.labels)


def _leads(blank: View) -> set[str]:
    table = blank.result("beyond_lead_share").tables["by_programme"]
    return {str(code) for code in table.column("lead_org_code") if code}


def _takers(blank: View) -> set[str]:
    """Where benefit lands or a programme could be taken up."""
    gains = blank.result("counted_benefit").tables["by_organisation"].records()
    takes = blank.result("adoption").tables["matrix"].column("org_code")
    return {str(row["org_code"]) for row in gains} | {str(code) for code in takes}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
