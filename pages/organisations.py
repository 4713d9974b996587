"""Organisations: what could one take up next; what does each give, receive, pay for and gain?"""

import streamlit as st

from portfolio.ui import address, controls, filter_controls, frame, not_here, organisation_page

NAME = "Organisations"

service = frame.begin(NAME)
if not service.submissions():
    frame.nothing_yet(NAME, service)
    st.stop()

view = filter_controls.view(service)
choice = organisation_page.choice(view)
not_here.stop_where_unknown([choice], view.filters, view.labels)
code = address.read(choice)

frame.head(NAME, organisation_page.headline(code, view), view)
organisation_page.choose(choice)
if not code:
    organisation_page.in_pounds(view)
    frame.foot(view)
    st.stop()

organisation_page.show(code, view)
with controls.expander("All organisations in pounds"):
    organisation_page.in_pounds(view)
frame.foot(view)
