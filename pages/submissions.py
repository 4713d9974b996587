"""Submissions: what came, from whom, when, what became of it, and who is late."""

import streamlit as st

from portfolio.ui import frame, ledger, quality

NAME = "Submissions"

office = frame.begin(NAME)
if not office.references.settings.reporting_periods:
    frame.nothing_loaded(NAME)
    st.stop()

frame.plain_head(
    NAME,
    ledger.headline(office),
    ledger.behind(office),
    office.references.settings.about,
)
if not office.submissions():
    ledger.due(office)
    frame.nothing_sent()
    st.stop()

ledger.show(office)
quality.block(office)
