"""Portfolio office: who is due, who may come in, who did what."""

import streamlit as st

from portfolio.ui import frame, office_page

NAME = "Portfolio office"

service = frame.begin(NAME)
if not service.references.settings.reporting_periods:
    frame.nothing_loaded(NAME)
    st.stop()

frame.plain_head(
    NAME,
    office_page.headline(service),
    "Reminders, people and the audit. For the portfolio office alone.",
    service.references.settings.about,
)
office_page.said()
office_page.due(service)
office_page.people(service)
office_page.audit(service)
