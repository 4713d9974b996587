"""Organisations: what does each give, take and gain?"""

import streamlit as st

from portfolio.ui import address, cache, filters, frame, organisation, picture
from portfolio.views.share_of_benefit import share_of_benefit
from portfolio.views.who_gives_whom import largest_gifts, who_gives_whom
from portfolio.views.words import organisations

NAME = "Organisations"
WHO = "Who led, and where benefit landed"

office = frame.begin(NAME)
if not cache.submissions(office):
    frame.nothing_yet(NAME, office)
    st.stop()

view = filters.view(office)

beyond = view.result("beyond_lead_share")
effective = view.result("effective_organisations")
adoption = view.result("adoption")
whom = cache.picture(who_gives_whom, beyond, view.labels)
gifts = cache.picture(largest_gifts, beyond, view.labels)

frame.head(NAME, organisations.headline(beyond, view.labels), view)
picture.draw("who_gives_whom", whom, view, beyond, narrow=gifts, title=WHO)

with frame.pair("shares") as (left, right):
    with left:
        shares = cache.picture(share_of_benefit, effective, view.labels)
        picture.draw("share_of_benefit", shares, view, effective)
    with right:
        frame.section("One organisation", "What it gives, receives and has taken up.")
        one = address.select(organisation.choice(view))
        organisation.show(one, view)
