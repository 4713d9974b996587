"""Risk and confidence: are we proportionate, and how honest is the picture?"""

import streamlit as st

from portfolio.ui import cache, filter_controls, frame, picture_block
from portfolio.views.confidence import rating_agreement as ratings
from portfolio.views.confidence.rating_questions import ratings_standing_still
from portfolio.views.confidence.risk_against_reward import risk_against_reward
from portfolio.views.confidence.risk_grid import risk_grid
from portfolio.views.confidence.risk_lists import became_issues, held_by_several
from portfolio.views.confidence.risk_openness import risk_openness
from portfolio.views.words import confidence_words as words

NAME = "Risk and confidence"

service = frame.begin(NAME)
if not service.submissions():
    frame.nothing_yet(NAME, service)
    st.stop()

view = filter_controls.view(service)

confidence = view.result("delivery_confidence")
risk = view.result("risk_reward")
weighed = cache.picture(risk_against_reward, risk, view.labels)

frame.head(NAME, words.headline(confidence, risk), view)
picture_block.counts(words.counts(confidence, risk), view, confidence, risk)

with frame.pair("ratings") as (left, right):
    with left:
        agreed = cache.picture(ratings.rating_agreement, confidence)
        picture_block.draw("agreement", agreed, view, confidence)
    with right:
        still = cache.picture(ratings_standing_still, confidence, view.labels)
        picture_block.draw("standing_still", still, view, confidence)

by_rater = cache.picture(ratings.rating_counts_by_rater, confidence)
picture_block.fold("ratings", by_rater, view, confidence)
picture_block.draw("risk_and_reward", weighed, view, risk)
if not risk.tables["risks"].rows:
    frame.foot(view)
    st.stop()

with frame.pair("risks") as (left, right):
    with left:
        issues = cache.picture(became_issues, risk, view.labels)
        picture_block.draw("issues", issues, view, risk)
    with right:
        picture_block.draw("openness", cache.picture(risk_openness, risk), view, risk)
picture_block.fold("grid", cache.picture(risk_grid, risk), view, risk)
several = cache.picture(held_by_several, risk, view.labels)
picture_block.fold("held_by_several", several, view, risk)

frame.foot(view)
