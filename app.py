"""The list of pages, those of it that the reader may open, and nothing else."""

import streamlit as st

from portfolio.ui.menu import page, theirs

PAGES = {
    "Read": [
        page("pages/overview.py", "Overview", default=True),
        page("pages/themes.py", "Themes"),
        page("pages/spread.py", "Spread"),
        page("pages/benefits.py", "Benefits"),
        page("pages/organisations.py", "Organisations"),
        page("pages/programmes.py", "Programmes"),
        page("pages/learning.py", "Learning"),
        page("pages/risk_and_confidence.py", "Risk and confidence"),
    ],
    "Send": [
        page("pages/send_an_extract.py", "Send an extract"),
        page("pages/submissions.py", "Submissions"),
        page("pages/portfolio_office.py", "Portfolio office"),
    ],
    "Take away": [
        page("pages/board_pack.py", "Board pack"),
        page("pages/how_numbers_are_made.py", "How numbers are made"),
    ],
}

st.set_page_config(layout="wide", initial_sidebar_state=248)
# One plain list: with parts of it the framework draws a list that those who hear it cannot read.
# The names of the parts stand in page.css.
every = [one for part in theirs(PAGES).values() for one in part]
st.navigation(every, expanded=True).run()
