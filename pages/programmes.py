"""Programmes: one programme from purpose to benefit; the portfolio as a table."""

import streamlit as st

from portfolio.ui import filter_controls, frame, programmes_page

NAME = "Programmes"

office = frame.begin(NAME)
if not office.submissions():
    frame.nothing_yet(NAME, office)
    st.stop()

view = filter_controls.view(office, beside=("programme",))

frame.head(NAME, programmes_page.headline(view), view)
programmes_page.show(view)
