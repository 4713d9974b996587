"""Learning: what have we learned, what was avoided, who used it?"""

import streamlit as st

from portfolio.ui import (
    cache,
    controls,
    filter_controls,
    frame,
    learning_page,
    not_here,
    picture_block,
)
from portfolio.views.learning import lesson_pictures
from portfolio.views.learning.knowledge_flow import gives_and_takes, knowledge_flow
from portfolio.views.words import learning_words as words

NAME = "Learning"

service = frame.begin(NAME)
if not service.submissions():
    frame.nothing_yet(NAME, service)
    st.stop()

view = filter_controls.view(service, offers=("theme", "lead", "programme", "beneficiary"))

learning = view.result("learning")
not_here.stop_where_unknown([learning_page.choice(learning)], view.filters, view.labels)
flow = cache.picture(knowledge_flow, learning, view.labels)
each = cache.picture(gives_and_takes, learning, view.labels)

frame.head(NAME, words.headline(learning), view)
learning_page.opened(learning, view)
picture_block.counts(words.counts(learning), view, learning)

learning_page.find(learning, view)
with frame.pair("lessons") as (left, right):
    with left:
        do = cache.picture(lesson_pictures.blueprints, learning, view.labels)
        picture_block.draw("blueprints", do, view, learning)
    with right:
        avoid = cache.picture(lesson_pictures.redprints, learning, view.labels)
        picture_block.draw("redprints", avoid, view, learning)

trace = cache.picture(lesson_pictures.lesson_trace, learning, view.labels)
picture_block.draw("lesson_trace", trace, view, learning)
picture_block.draw("knowledge_flow", flow, view, learning, narrow=each)

with controls.expander("Who neither gives nor takes"):
    alone = cache.picture(lesson_pictures.isolated, learning, view.labels)
    picture_block.draw("isolated", alone, view, learning)
frame.foot(view)
