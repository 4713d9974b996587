"""Spread: who adopted what, who has not, and why?"""

import streamlit as st

from portfolio.ui import (
    cache,
    filter_controls,
    frame,
    not_here,
    picture_block,
    spread_page,
    stuck_block,
)
from portfolio.views.spread import adoption_counts as counts
from portfolio.views.spread.adoption_matrix import adoption_matrix
from portfolio.views.spread.adoption_strips import adoption_strips
from portfolio.views.words import spread_words

NAME = "Spread"

service = frame.begin(NAME)
if not service.submissions():
    frame.nothing_yet(NAME, service)
    st.stop()

view = filter_controls.view(service)

adoption = view.result("adoption")
waited = view.result("time_to_adoption")
not_here.stop_where_unknown([spread_page.choice(view, waited)], view.filters, view.labels)
programmes = service.programmes(view.filters)
matrix = cache.picture(adoption_matrix, adoption, view.labels, programmes)
strips = cache.picture(adoption_strips, adoption, view.labels, None, programmes)

frame.head(NAME, spread_words.headline(adoption, view.labels, programmes), view)
spread_page.at_once(adoption, waited)
picture_block.draw("who_adopted_what", matrix, view, adoption, narrow=strips)

spread_page.who_next(view)
stuck_block.fold(view)

spread_page.who_shows_benefit(view)

with frame.pair("why") as (left, right):
    with left:
        picture_block.draw(
            "reasons", cache.picture(counts.reasons, adoption, view.labels), view, adoption
        )
    with right:
        picture_block.draw("barriers", cache.picture(counts.barriers, adoption), view, adoption)

funnel = cache.picture(counts.adoption_funnel, adoption)
picture_block.fold("ladder", funnel, view, adoption)
gaps = cache.picture(counts.type_gaps, adoption, view.labels)
picture_block.fold("by_kind", gaps, view, adoption)
spread_page.how_fast(view, waited)
frame.foot(view)
