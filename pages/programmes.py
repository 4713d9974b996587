"""Programmes: one programme from purpose to benefit; the portfolio as a table."""

import streamlit as st

from portfolio.ui import filter_controls, frame, programmes_page

NAME = "Programmes"

service = frame.begin(NAME)
if not service.submissions():
    frame.nothing_yet(NAME, service)
    st.stop()

view = filter_controls.view(service, beside=("programme",))

frame.head(NAME, programmes_page.headline(view), view)
programmes_page.show(view)
frame.foot(view)
