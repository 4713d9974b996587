"""Benefits: what was planned, forecast, realised; for whom; how well known; how it moves."""

import streamlit as st

from portfolio.ui import benefits, cache, controls, filters, frame, picture
from portfolio.views.benefits.benefit_by_type import benefit_by_type
from portfolio.views.benefits.counted_ledger import counted_ledger
from portfolio.views.benefits.emergent import disbenefits
from portfolio.views.benefits.evidence_grades import evidence_grades
from portfolio.views.words import benefits as words
from portfolio.views.words import ledger, missing

NAME = "Benefits"

office = frame.begin(NAME)
if not office.submissions():
    frame.nothing_yet(NAME, office)
    st.stop()

view = filters.view(office, offers=benefits.OFFERS)

plan = view.result("plan_forecast_realised")
counted = view.result("counted_benefit")
over = view.result("benefit_over_time")
emergent = view.result("emergent_share")

frame.head(NAME, words.headline(plan, over), view)
if not benefits.are_named(over):
    frame.section("What would be here", missing.NO_REGISTER)
    st.stop()

picture.counts(words.counts(over), view, over)

with frame.pair("good_and_bad") as (left, right):
    with left:
        picture.draw("by_type", cache.picture(benefit_by_type, plan), view, plan)
    with right:
        harm = cache.picture(disbenefits, over, view.labels)
        picture.draw("disbenefits", harm, view, over)

with controls.expander(f"The ledger: {ledger.sentence(counted)}"):
    account = cache.picture(counted_ledger, counted, view.labels)
    picture.draw("ledger", account, view, counted, is_titled=False)

benefits.one_type(view, plan)
benefits.over_time(view, over)
benefits.every(view, over)

picture.draw("evidence", cache.picture(evidence_grades, counted), view, counted)

benefits.noticed(view, emergent)
