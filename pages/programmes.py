"""Programmes: one programme from purpose to benefit; the portfolio as a table."""

import streamlit as st

from portfolio.ui import filters, frame, programmes

NAME = "Programmes"

office = frame.begin(NAME)
if not office.submissions():
    frame.nothing_yet(NAME, office)
    st.stop()

view = filters.view(office, beside=("programme",))

frame.head(NAME, programmes.headline(view), view)
programmes.show(view)
