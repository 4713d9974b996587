"""Benefits: what was planned, forecast, realised; for whom; how well known; how it moves."""

import streamlit as st

from portfolio.ui import (
    benefits_page,
    cache,
    filter_controls,
    frame,
    not_here,
    picture_block,
)
from portfolio.views.benefits.benefit_by_type import benefit_by_type
from portfolio.views.benefits.counted_ledger import counted_ledger
from portfolio.views.benefits.emergent import disbenefits
from portfolio.views.benefits.evidence_grades import evidence_grades
from portfolio.views.words import benefit_words as words
from portfolio.views.words import empty_words

NAME = "Benefits"

service = frame.begin(NAME)
if not service.submissions():
    frame.nothing_yet(NAME, service)
    st.stop()

view = filter_controls.view(service, offers=benefits_page.OFFERS)

plan = view.result("plan_forecast_realised")
counted = view.result("counted_benefit")
over = view.result("benefit_over_time")
emergent = view.result("emergent_share")
not_here.stop_where_unknown(benefits_page.named(over, view), view.filters, view.labels)

frame.head(NAME, words.headline(plan, over), view)
if not benefits_page.are_named(over):
    frame.section("What would be here", empty_words.NO_REGISTER)
    st.stop()

picture_block.counts(words.counts(over), view, over)

with frame.pair("counted") as (left, right):
    with left:
        picture_block.draw("by_type", cache.picture(benefit_by_type, plan), view, plan)
    with right:
        account = cache.picture(counted_ledger, counted, view.labels)
        picture_block.draw("ledger", account, view, counted)

benefits_page.one_type(view, plan)
benefits_page.over_time(view, over)
benefits_page.every(view, over)

picture_block.fold("disbenefits", cache.picture(disbenefits, over, view.labels), view, over)
picture_block.fold("evidence", cache.picture(evidence_grades, counted), view, counted)
benefits_page.noticed(view, emergent)
frame.foot(view)
