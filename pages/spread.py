"""Spread: who adopted what, who has not, and why?"""

import streamlit as st

from portfolio.ui import cache, filters, frame, picture, spreading
from portfolio.views.spread import adoption_counts as counts
from portfolio.views.spread.adoption_matrix import adoption_matrix
from portfolio.views.spread.adoption_strips import adoption_strips
from portfolio.views.words import spread, waiting

NAME = "Spread"

office = frame.begin(NAME)
if not office.submissions():
    frame.nothing_yet(NAME, office)
    st.stop()

view = filters.view(office)

adoption = view.result("adoption")
waited = view.result("time_to_adoption")
matrix = cache.picture(adoption_matrix, adoption, view.labels)
strips = cache.picture(adoption_strips, adoption, view.labels)

frame.head(NAME, spread.headline(adoption, view.labels), view)
frame.facts(
    ("Who says so?", spread.trust(adoption)),
    ("How many people?", spread.reach(adoption)),
    ("Does it last?", spread.staying(adoption)),
    ("How fast?", f"{waiting.speed(waited)} {waiting.apart_from(adoption, waited)}".strip()),
)
picture.draw("who_adopted_what", matrix, view, adoption, narrow=strips)

with frame.pair("ladder") as (left, right):
    with left:
        picture.draw("ladder", cache.picture(counts.adoption_funnel, adoption), view, adoption)
    with right:
        picture.draw(
            "by_kind", cache.picture(counts.type_gaps, adoption, view.labels), view, adoption
        )

with frame.pair("why") as (left, right):
    with left:
        picture.draw(
            "reasons", cache.picture(counts.reasons, adoption, view.labels), view, adoption
        )
    with right:
        picture.draw("barriers", cache.picture(counts.barriers, adoption), view, adoption)

spreading.how_fast(view, waited)
spreading.who_next(view)
