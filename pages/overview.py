"""Overview: is our digital work benefiting the system, or only those who lead it?"""

import streamlit as st

from portfolio.ui import cache, filter_controls, frame, overview_page, picture_block
from portfolio.views.changes_since import changes_since
from portfolio.views.words import overview_words

NAME = "Overview"

service = frame.begin(NAME)
if not service.submissions():
    frame.nothing_yet(NAME, service)
    st.stop()

view = filter_controls.view(service, offers=filter_controls.COMPARED)

beyond = view.result("beyond_lead_share")
counted = view.result("counted_benefit")
adoption = view.result("adoption")
plan = view.result("plan_forecast_realised")
changes = view.result("changes")

delivery = view.result("delivery_confidence")
effort = view.result("beyond_it")

frame.head(NAME, overview_words.headline(beyond, adoption, plan, delivery), view)
overview_page.pound(view, beyond, changes)
figures = overview_words.counts(
    counted, beyond, adoption, changes, plan=plan, effort=effort, delivery=delivery
)
picture_block.counts(figures, view, plan, effort, adoption, beyond)

with frame.pair("who") as (left, right):
    with left:
        frame.questions("Needs a decision", view, here=NAME)
        moved = cache.picture(changes_since, changes, view.labels)
        picture_block.draw("changes", moved, view, changes)
    with right:
        overview_page.beside_questions(view, beyond)

overview_page.plan_and_gaps(view, beyond, plan, adoption)
frame.foot(view)
