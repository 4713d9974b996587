"""Themes: for this strategic theme, what are we getting, where has it spread, what should I ask?"""

import streamlit as st

from portfolio.ui import cache, filter_controls, frame, picture_block, themes_page
from portfolio.views.words import theme_words as words

NAME = "Themes"

service = frame.begin(NAME)
if not service.submissions():
    frame.nothing_yet(NAME, service)
    st.stop()

sets, theme = themes_page.chosen(service.references)
view = filter_controls.view(service, offers=("lead",), theme=theme)

beyond = view.result("beyond_lead_share")
adoption = view.result("adoption")
plan = view.result("plan_forecast_realised")
delivery = view.result("delivery_confidence")

named = view.chosen.theme or ""
frame.head(NAME, words.headline(named, beyond, adoption, plan, delivery=delivery), view)
themes_page.choose(sets, theme)
themes_page.short_sentences(view)

with frame.pair("getting") as (left, right):
    with left:
        themes_page.getting(view)
    with right:
        frame.questions("What should I ask?", view, limit=5)

programmes = service.programmes(view.filters)
strips = cache.picture(themes_page.strips, view.labels, programmes, adoption, plan, delivery)
picture_block.draw("spread", strips, view, adoption, plan, delivery)
themes_page.to_date(view)
frame.foot(view)
