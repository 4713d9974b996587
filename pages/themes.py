"""Themes: for this strategic theme, what are we getting, where has it spread, what should I ask?"""

import streamlit as st

from portfolio.ui import cache, filters, frame, picture, themes
from portfolio.views.benefits.benefit_by_type import benefit_by_type
from portfolio.views.benefits.benefit_to_date import benefit_to_date
from portfolio.views.benefits.pound_split import pound_split
from portfolio.views.words import themes as words

NAME = "Themes"

office = frame.begin(NAME)
if not office.submissions():
    frame.nothing_yet(NAME, office)
    st.stop()

sets, theme = themes.chosen(office.references)
view = filters.view(office, offers=("lead",), theme=theme)

beyond = view.result("beyond_lead_share")
adoption = view.result("adoption")
plan = view.result("plan_forecast_realised")
delivery = view.result("delivery_confidence")

frame.head(NAME, words.headline(view.chosen.theme or "", beyond, adoption, plan), view)
themes.choose(sets, theme)
themes.short_sentences(view)

with frame.pair("getting") as (left, right):
    with left:
        picture.draw("by_type", cache.picture(benefit_by_type, plan, beyond), view, plan, beyond)
        picture.draw("pound", cache.picture(pound_split, beyond, view.labels), view, beyond)
    with right:
        frame.questions("What should I ask?", view, limit=5)

strips = cache.picture(themes.strips, adoption, plan, delivery, view.labels)
picture.draw("spread", strips, view, adoption, plan, delivery)
picture.draw("to_date", cache.picture(benefit_to_date, plan), view, plan)
