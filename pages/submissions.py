"""Submissions: what came, from whom, when, what became of it, and who is late."""

import streamlit as st

from portfolio.ui import cache, frame, ledger

NAME = "Submissions"

office = frame.begin(NAME)
if not office.references.settings.reporting_periods:
    frame.nothing_loaded(NAME)
    st.stop()

frame.plain_head(
    NAME,
    ledger.headline(office),
    "Nothing is ever overwritten: a correction is a new submission, and the earlier one stays.",
    office.references.settings.about,
)
ledger.due(office)
if not cache.submissions(office):
    frame.nothing_sent()
    st.stop()

ledger.every(office)
ledger.one(office)
