"""The parts of the page Themes: one theme to choose, and three short sentences about it."""

from __future__ import annotations

import streamlit as st

from portfolio.domain.labels import Labels
from portfolio.domain.result import Result
from portfolio.domain.system import References
from portfolio.ui import address, choices, controls, frame
from portfolio.ui.address import Choice
from portfolio.ui.view import View
from portfolio.views.picture import Picture
from portfolio.views.programmes.beside_strips import beside_strips
from portfolio.views.spread.adoption_strips import adoption_strips
from portfolio.views.words import plan_words, spread_words

MOST_SEGMENTS = 5


def chosen(references: References) -> tuple[Choice, Choice]:
    """Return the theme sets and the themes of the one in use. A link that names a theme brings
    its set with it."""
    sets = choices.theme_set(references)
    named = references.theme(st.query_params.get("theme", ""))
    in_use = named.theme_set if named else address.read(sets)
    return sets, choices.theme_of(references, in_use)


def choose(sets: Choice, theme: Choice) -> None:
    """Show one control for the set and one for its theme."""
    with st.container(key="theme_choice", horizontal=True):
        _set(sets, theme)
        if len(theme.words) <= MOST_SEGMENTS:
            address.segments(theme)
        else:
            address.select(theme)


def _set(sets: Choice, theme: Choice) -> None:
    """The set follows from the theme; choosing a set goes to its first theme."""
    key = sets.widget
    current = address.read(theme).partition(":")[0]
    st.session_state[key] = current
    controls.selectbox(
        sets.label,
        list(sets.words),
        format_func=sets.word,
        key=key,
        width=260,
        on_change=_change_set,
        args=(sets,),
    )


def _change_set(sets: Choice) -> None:
    st.query_params.pop("theme", None)
    address.write(sets, st.session_state[sets.widget])


def short_sentences(view: View) -> None:
    """Show what we are getting, whether it has spread, and what to ask first, in a sentence
    each."""
    adoption = view.result("adoption")
    asked = frame.asked(view)
    frame.facts(
        (
            "What are we getting?",
            plan_words.getting(view.result("plan_forecast_realised"), view.filters.period),
        ),
        ("Has it spread?", f"{spread_words.headline(adoption, view.labels)}."),
        ("What should I ask first?", asked[0].question if asked else "No rule raises a question."),
    )


def strips(adoption: Result, plan: Result, delivery: Result, labels: Labels) -> Picture:
    """Return each programme of the theme: how far it has spread, how sure its delivery is, and
    its benefit against plan."""
    return adoption_strips(adoption, labels, beside_strips(plan, delivery))
