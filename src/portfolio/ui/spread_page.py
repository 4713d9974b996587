"""The parts of the page Spread beyond who has it: how fast it travels, who could be next."""

from __future__ import annotations

import streamlit as st

from portfolio.domain.result import Result
from portfolio.ui import address, cache, controls, frame, picture_block
from portfolio.ui.address import Choice
from portfolio.ui.view import View
from portfolio.views.spread.adoption_curve import adoption_curve
from portfolio.views.spread.opportunities import opportunities
from portfolio.views.spread.replication import replication
from portfolio.views.spread.shown_steps import shown_steps
from portfolio.views.spread.waits import named_programmes, waits
from portfolio.views.words import spread_words, waiting_words


def at_once(adoption: Result, waited: Result) -> None:
    """Show in short sentences who says so, how many people, whether it lasts and how fast it is."""
    fast = (waiting_words.speed(waited), waiting_words.apart_from(adoption, waited))
    frame.facts(
        ("Who says so?", spread_words.trust(adoption)),
        ("How many people?", spread_words.reach(adoption)),
        ("Does it last?", spread_words.staying(adoption)),
        ("How fast?", " ".join(filter(None, fast))),
    )


def who_shows_benefit(view: View) -> None:
    """Show how many of those that have it in use can show what came of it."""
    shown = view.result("benefit_shown")
    picture_block.fold("shown", cache.picture(shown_steps, shown, view.labels), view, shown)


def how_fast(view: View, waited: Result) -> None:
    """Show every programme's way to others on one scale, one of them as a curve, and whether
    benefit came along where it was copied: each a sentence, and its picture when it is asked
    for."""
    picture_block.fold("waits", cache.picture(waits, waited, view.labels), view, waited)
    _curve(view, waited)
    copied = view.result("replication_yield")
    picture_block.fold("copied", cache.picture(replication, copied, view.labels), view, copied)


def who_next(view: View) -> None:
    """Show what is open to whom, what it could be worth there, and whom to ask."""
    space = view.result("white_space")
    picture_block.draw("next", cache.picture(opportunities, space, view.labels), view, space)


def choice(view: View, waited: Result) -> Choice:
    """Return the programmes whose way can be drawn; the most taken up until one is chosen."""
    named = named_programmes(waited, view.labels)
    return Choice("curve", "How one programme spread", named, next(iter(named), ""))


@st.fragment
def _curve(view: View, waited: Result) -> None:
    chosen = choice(view, waited)
    adoption = view.result("adoption")
    drawn = cache.picture(adoption_curve, waited, view.labels, address.read(chosen), adoption)
    with controls.expander(drawn.title, key="fold_curve", on_change="rerun") as part:
        if part.open:
            if len(chosen.words) > 1:
                address.select(chosen)
            picture_block.draw("curve", drawn, view, waited, adoption, title_stands=True)
