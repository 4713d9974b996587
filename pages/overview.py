"""Overview: is our digital work benefiting the system, or only those who lead it?"""

import streamlit as st

from portfolio.ui import cache, filter_controls, frame, picture_block, since_block
from portfolio.views.benefits.benefit_by_type import benefit_by_type
from portfolio.views.benefits.pound_split import pound_split
from portfolio.views.changes_since import changes_since
from portfolio.views.organisations.give_receive import give_receive
from portfolio.views.spread.reach_over_time import reach_over_time
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

frame.head(NAME, overview_words.headline(beyond, adoption, plan), view)
pound = cache.picture(pound_split, beyond, view.labels)
picture_block.draw("pound", pound, view, beyond, is_titled=False)
since_block.three_pictures(view, changes, beyond)
figures = overview_words.counts(counted, beyond, adoption, changes)
picture_block.counts(figures, view, counted, beyond, adoption)

with frame.pair("who") as (left, right):
    with left:
        frame.questions("Needs a decision", view)
        moved = cache.picture(changes_since, changes, view.labels)
        picture_block.draw("changes", moved, view, changes)
    with right:
        give = cache.picture(give_receive, beyond, view.labels)
        picture_block.draw("give_and_receive", give, view, beyond)

with frame.pair("when") as (left, right):
    with left:
        picture_block.draw(
            "by_type", cache.picture(benefit_by_type, plan, beyond), view, plan, beyond
        )
    with right:
        picture_block.draw("over_time", cache.picture(reach_over_time, beyond), view, beyond)

frame.gaps("What we do not know", view, adoption, counted)
frame.foot(view)
