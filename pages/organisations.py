"""Organisations: what does each give, receive, bear the cost of, gain?"""

import streamlit as st

from portfolio.ui import address, filter_controls, frame, not_here, organisation_page
from portfolio.views.words import organisation_words

NAME = "Organisations"

service = frame.begin(NAME)
if not service.submissions():
    frame.nothing_yet(NAME, service)
    st.stop()

view = filter_controls.view(service)
not_here.stop_where_unknown([organisation_page.choice(view)], view.filters, view.labels)

frame.head(NAME, organisation_words.headline(view.result("beyond_lead_share"), view.labels), view)
organisation_page.in_pounds(view)

frame.section("One organisation", "Its four sides, what it takes up and teaches, its returns.")
one = address.select(organisation_page.choice(view))
organisation_page.show(one, view)
frame.foot(view)
