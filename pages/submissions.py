"""Submissions: what came, from whom, when, what became of it, and who is late."""

import streamlit as st

from portfolio.ui import frame, quality_block, submissions_page

NAME = "Submissions"

office = frame.begin(NAME)
if not office.references.settings.reporting_periods:
    frame.nothing_loaded(NAME)
    st.stop()

frame.plain_head(
    NAME,
    submissions_page.headline(office),
    submissions_page.behind(office),
    office.references.settings.about,
)
if not office.submissions():
    submissions_page.due(office)
    frame.nothing_sent()
    st.stop()

submissions_page.show(office)
quality_block.block(office)
