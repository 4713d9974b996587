"""The list of pages, and nothing else."""

import streamlit as st

PAGES = {
    "Read": [
        st.Page("pages/overview.py", title="Overview", default=True),
        st.Page("pages/themes.py", title="Themes"),
        st.Page("pages/spread.py", title="Spread"),
        st.Page("pages/benefits.py", title="Benefits"),
        st.Page("pages/organisations.py", title="Organisations"),
        st.Page("pages/programmes.py", title="Programmes"),
        st.Page("pages/learning.py", title="Learning"),
        st.Page("pages/risk_and_confidence.py", title="Risk and confidence"),
    ],
    "Send": [
        st.Page("pages/send_an_extract.py", title="Send an extract"),
        st.Page("pages/submissions.py", title="Submissions"),
    ],
    "Take away": [st.Page("pages/how_numbers_are_made.py", title="How numbers are made")],
}

st.set_page_config(layout="wide", initial_sidebar_state=248)
st.navigation(PAGES, expanded=True).run()
