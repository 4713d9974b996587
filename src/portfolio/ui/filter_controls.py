"""Which filters hold on a page, and the one place where a reader changes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from portfolio.domain.filters import NARROWING, Filters, Point
from portfolio.domain.period import Period
from portfolio.service import PortfolioService
from portfolio.ui import address, choices, controls, not_here
from portfolio.ui.address import Choice
from portfolio.ui.markup import write_html
from portfolio.ui.view import View
from portfolio.views import escape, snippets
from portfolio.views.words import coverage_words

READ = ("theme", "lead", "programme")
"""What the pages that show shares beyond the lead can be narrowed by."""
COMPARED = (*READ, "since")
"""The same, for a page that also says what changed since an earlier point."""
_LED_BY = Choice("lead", "Led by", {"": "Any organisation"})
_LANDING_AT = Choice("beneficiary", "Where it lands", {"": "Any organisation"})


def view(
    service: PortfolioService,
    offers: Sequence[str] = READ,
    theme: Choice | None = None,
    beside: Sequence[str] = (),
) -> View:
    """Return what this page shows, by what its address says; nothing is drawn, but where it
    names something that is not here.

    `offers` names what can be narrowed here, beside period and day. `theme` is the choice of a
    page that has its own control for it; `beside` names those offered that the page has a control
    of its own for.
    """
    references, submissions = service.references, service.submissions()
    period = choices.period(references, submissions)
    known = choices.known_on(references, submissions)
    now = choices.organisations(references)
    filters = Filters(
        Period.parse(address.read(period)),
        _day(address.read(known)),
        is_as_now=address.read(now) == "now",
    )
    about_when = (period, known, now) if len(now.words) > 1 else (period, known)
    blank = View(service=service, references=references, filters=filters, choices=about_when)
    named = {name: _narrowing(name, blank) for name in offers}
    offered = tuple(named.values())
    in_popover = tuple(choice for name, choice in named.items() if name not in beside)
    own = (theme,) if theme else ()
    of_a_link = [one for one in (period, known, *offered, *own) if one.key != "since"]
    not_here.stop_where_unknown(of_a_link, filters, blank.labels)
    chosen = {choice.key: address.read(choice) or None for choice in (*offered, *own)}
    narrowing: dict[str, Any] = {name: chosen.get(name) for name in NARROWING}
    filters = replace(
        blank.filters,
        **narrowing,
        since=_point(chosen.get("since")),
    )
    return replace(blank, filters=filters, choices=(*about_when, *in_popover), results=[])


def popover(shown: View) -> None:
    """Show the one control that changes what a page shows."""
    with controls.popover("Change what is shown", icon=":material/tune:", width="content"):
        for choice in shown.choices:
            address.select(choice)


def _narrowing(name: str, blank: View) -> Choice:
    if name == "theme":
        return choices.theme(blank.references)
    if name == "programme":
        return choices.programme(blank.labels)
    if name == "since":
        submissions = blank.service.submissions()
        return choices.since(blank.references, submissions, blank.filters.period)
    if name == "lead":
        return choices.organisation(_LED_BY, _leads(blank), blank.labels)
    if name == "beneficiary":
        return choices.organisation(_LANDING_AT, _takers(blank), blank.labels)
    raise KeyError(name)  # a filter without a control is a fault of ours


def _leads(blank: View) -> set[str]:
    table = blank.result("beyond_lead_share").tables["by_programme"]
    return {str(code) for code in table.column("lead_org_code") if code}


def _takers(blank: View) -> set[str]:
    """Where benefit lands or a programme could be taken up."""
    gains = blank.result("counted_benefit").tables["by_organisation"].records()
    takes = blank.result("adoption").tables["matrix"].column("org_code")
    return {str(row["org_code"]) for row in gains} | {str(code) for code in takes}


def not_latest(shown: View) -> None:
    """Say plainly that this is not the latest picture, where it is not, with one click back."""
    filters = shown.filters
    if filters.known_on and filters.known_on >= _last_change(shown):
        filters = replace(filters, known_on=None)
    said = coverage_words.not_latest(filters, Period.parse(shown.choices[0].default))
    if not said:
        return
    with st.container(key="not_latest", horizontal=True):
        write_html(f'<p class="pf-earlier">{escape.html(said)}</p>')
        controls.button("Show the latest", key="to_latest", on_click=_to_latest, args=(shown,))


def _last_change(shown: View) -> date:
    """Return the day from which nothing was received or withdrawn any more."""
    return max(day for one in shown.service.submissions() for day in choices.days_of(one))


def exact_link(shown: View) -> None:
    """Show a link to exactly what is shown, also when more has been received: period, day and
    all that was chosen."""
    period, known, *_ = shown.choices
    days = [code for code in known.words if code]
    pinned = {period.key: address.read(period), known.key: address.read(known) or max(days)}
    with controls.popover("Link to exactly this", icon=":material/link:", width="content"):
        write_html(snippets.foot(coverage_words.EXACT_LINK))
        st.code(address.whole(pinned), language=None, wrap_lines=True)


def _to_latest(shown: View) -> None:
    """Show period and day as they are by default; all other choices stay."""
    for choice in shown.choices[:2]:
        address.write(choice, None)


def _point(code: str | None) -> Point | None:
    """Return the earlier point of a choice: `2026-06@2026-08-19`, or `2026-06` as it is known
    now."""
    if not code:
        return None
    period, _, day = code.partition("@")
    return Point(Period.parse(period), _day(day))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
