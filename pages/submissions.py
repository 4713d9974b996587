"""Submissions: what came, from whom, when, what became of it, and who is late."""

import streamlit as st

from portfolio.ui import frame, not_here, quality_block, submission_detail, submissions_page

NAME = "Submissions"

service = frame.begin(NAME)
if not service.references.settings.reporting_periods:
    frame.nothing_loaded(NAME)
    st.stop()

not_here.stop_where_unknown([submission_detail.choice(service)])
frame.plain_head(
    NAME,
    submissions_page.headline(service),
    submissions_page.behind(service),
    service.references.settings.about,
)
if not service.submissions():
    submissions_page.due(service)
    frame.nothing_sent()
    st.stop()

submissions_page.show(service)
quality_block.block(service)
