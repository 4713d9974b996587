"""Spread: who adopted what, who has not, and why?"""

import streamlit as st

from portfolio.ui import filters, frame, picture
from portfolio.ui.cache import picture as drawn
from portfolio.views import adoption_counts as counts
from portfolio.views.adoption_matrix import adoption_matrix
from portfolio.views.adoption_strips import adoption_strips
from portfolio.views.words import spread

NAME = "Spread"

office = frame.begin(NAME)
if not office.submissions():
    frame.nothing_yet(NAME, office)
    st.stop()

view = filters.view(office)

adoption = view.result("adoption")
matrix = drawn(adoption_matrix, adoption, view.labels)
strips = drawn(adoption_strips, adoption, view.labels)

frame.head(NAME, spread.headline(adoption, view.labels), view)
frame.facts(
    ("Who says so?", spread.trust(adoption)),
    ("How many people?", spread.reach(adoption)),
    ("Does it last?", spread.staying(adoption)),
)
picture.draw("who_adopted_what", matrix, view, adoption, narrow=strips)

with frame.pair("ladder") as (left, right):
    with left:
        picture.draw("ladder", drawn(counts.adoption_funnel, adoption), view, adoption)
    with right:
        picture.draw("by_kind", drawn(counts.type_gaps, adoption, view.labels), view, adoption)

with frame.pair("why") as (left, right):
    with left:
        picture.draw("reasons", drawn(counts.reasons, adoption, view.labels), view, adoption)
    with right:
        picture.draw("barriers", drawn(counts.barriers, adoption), view, adoption)
