"""Organisations: what does each give, receive, bear the cost of, gain?"""

import streamlit as st

from portfolio.ui import address, filters, frame, organisation
from portfolio.views.words import organisations

NAME = "Organisations"

office = frame.begin(NAME)
if not office.submissions():
    frame.nothing_yet(NAME, office)
    st.stop()

view = filters.view(office)

frame.head(NAME, organisations.headline(view.result("beyond_lead_share"), view.labels), view)
organisation.in_pounds(view)

frame.section("One organisation", "Its four sides, what it takes up and teaches, its returns.")
one = address.select(organisation.choice(view))
organisation.show(one, view)
