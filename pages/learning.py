"""Learning: what have we learned, what was avoided, who used it?"""

import streamlit as st

from portfolio.ui import cache, filters, frame, picture
from portfolio.views.learning import lessons
from portfolio.views.learning.knowledge_flow import gives_and_takes, knowledge_flow
from portfolio.views.words import learning as words

NAME = "Learning"

office = frame.begin(NAME)
if not office.submissions():
    frame.nothing_yet(NAME, office)
    st.stop()

view = filters.view(office, offers=("theme", "lead", "programme", "beneficiary"))

learning = view.result("learning")
flow = cache.picture(knowledge_flow, learning, view.labels)
each = cache.picture(gives_and_takes, learning, view.labels)

frame.head(NAME, words.headline(learning), view)
picture.counts(words.counts(learning), view, learning)

with frame.pair("lessons") as (left, right):
    with left:
        do = cache.picture(lessons.blueprints, learning, view.labels)
        picture.draw("blueprints", do, view, learning)
    with right:
        avoid = cache.picture(lessons.redprints, learning, view.labels)
        picture.draw("redprints", avoid, view, learning)

trace = cache.picture(lessons.lesson_trace, learning, view.labels)
picture.draw("lesson_trace", trace, view, learning)
picture.draw("knowledge_flow", flow, view, learning, narrow=each)

alone = cache.picture(lessons.isolated, learning, view.labels)
picture.draw("isolated", alone, view, learning)
