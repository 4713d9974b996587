"""Themes: for this strategic theme, what are we getting, where has it spread, what should I ask?"""

import streamlit as st

from portfolio.ui import cache, filter_controls, frame, picture_block, themes_page
from portfolio.views.benefits.benefit_by_type import benefit_by_type
from portfolio.views.benefits.benefit_to_date import benefit_to_date
from portfolio.views.benefits.pound_split import pound_split
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

frame.head(NAME, words.headline(view.chosen.theme or "", beyond, adoption, plan), view)
themes_page.choose(sets, theme)
themes_page.short_sentences(view)

with frame.pair("getting") as (left, right):
    with left:
        picture_block.draw(
            "by_type", cache.picture(benefit_by_type, plan, beyond), view, plan, beyond
        )
        picture_block.draw("pound", cache.picture(pound_split, beyond, view.labels), view, beyond)
    with right:
        frame.questions("What should I ask?", view, limit=5)

strips = cache.picture(themes_page.strips, adoption, plan, delivery, view.labels)
picture_block.draw("spread", strips, view, adoption, plan, delivery)
picture_block.draw("to_date", cache.picture(benefit_to_date, plan), view, plan)
frame.foot(view)
