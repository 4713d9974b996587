"""What others have sent since a partner's last return that it should know: for one, for all."""

from __future__ import annotations

import streamlit as st

from portfolio.access import Verb
from portfolio.domain.submission import Submission
from portfolio.service import PortfolioService
from portfolio.ui import controls, frame, send_tables
from portfolio.ui.markup import write_html
from portfolio.views import formats, links

_TITLE = "Since the last return"
_ABOUT = (
    "What other partners have sent that concerns a partner's own figures, after it last sent. It "
    "is told at its next check as well. Rows are those of its last return."
)


def of_one(service: PortfolioService, chosen: Submission) -> None:
    """Show what concerns a submission, as long as it is its partner's latest."""
    later = (row for row in service.submissions() if row.partner_code == chosen.partner_code)
    latest = max((row.submission_id for row in later if row.withdrawn_at is None), default=None)
    if chosen.submission_id != latest:
        return
    since = service.since_last_return(chosen.partner_code, chosen.period)
    if since:
        frame.section(_TITLE, _ABOUT)
        st.html(send_tables.findings(since))


def of_all(service: PortfolioService) -> None:
    """Show every partner in turn, when it is asked for: it means reading all last returns."""
    period = service.latest_period()
    every = service.references.organisations.partners(period) if period else ()
    theirs = [one for one in every if service.may(Verb.SINCE, one.org_code).is_allowed]
    if every and not theirs:
        return
    frame.section("Since each partner's last return", _ABOUT)
    if period is None or not controls.toggle(
        "Look through every partner's last return", key="since_all"
    ):
        return
    quiet = []
    with controls.spinner("Looking through the last returns."):
        for partner in theirs:
            since = service.since_last_return(partner.org_code, period)
            if since:
                name = links.link(links.to_organisation(partner.org_code), partner.org_name)
                write_html(f"<h4>{name}</h4>{send_tables.findings(since)}")
            else:
                quiet.append(links.link(links.to_organisation(partner.org_code), partner.org_name))
    write_html(f'<p class="pf-foot">{_quiet(quiet)}</p>')


def _quiet(names: list[str]) -> str:
    return f"Nothing for {formats.listed(names, len(names))}." if names else ""
