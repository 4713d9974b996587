"""The parts of the page Themes: one theme to choose, and three short sentences about it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from portfolio.domain.labels import Labels
from portfolio.domain.programme import Programme
from portfolio.domain.result import Result
from portfolio.domain.system import References
from portfolio.ui import address, cache, choices, controls, frame, picture_block
from portfolio.ui.address import Choice
from portfolio.ui.view import View
from portfolio.views.benefits.benefit_by_type import benefit_by_type
from portfolio.views.benefits.benefit_to_date import benefit_to_date
from portfolio.views.benefits.pound_split import pound_split
from portfolio.views.confidence.rating_agreement import rating_counts_by_rater
from portfolio.views.confidence.rating_questions import plan_slips
from portfolio.views.picture import Picture
from portfolio.views.programmes.beside_strips import beside_strips
from portfolio.views.snippets import Question
from portfolio.views.spread.adoption_strips import adoption_strips
from portfolio.views.words import overview_words, plan_words, spread_words

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
    with st.container(key="short_sentences"):
        _facts(view, adoption, asked)


def _facts(view: View, adoption: Result, asked: Sequence[Question]) -> None:
    frame.facts(
        (
            "What are we getting?",
            plan_words.getting(view.result("plan_forecast_realised"), view.filters.period),
        ),
        ("Has it spread?", f"{spread_words.headline(adoption, view.labels)}."),
        ("What should I ask first?", asked[0].question if asked else "No rule raises a question."),
    )


def in_pounds(view: View) -> bool:
    """Return whether anything of the theme is known in pounds, planned or realised."""
    beyond, plan = view.result("beyond_lead_share"), view.result("plan_forecast_realised")
    return overview_words.is_in_pounds(plan) or not overview_words.has_nothing_in_pounds(beyond)


def getting(view: View) -> None:
    """Show what the theme brings by type, and where it lands; with nothing in pounds, how sure
    its programmes are of delivery and how far their plans have slipped."""
    beyond, plan = view.result("beyond_lead_share"), view.result("plan_forecast_realised")
    if in_pounds(view):
        drawn = cache.picture(benefit_by_type, plan, beyond)
        picture_block.draw_but_fold_on_a_phone("by_type", drawn, view, plan, beyond)
        split = cache.picture(pound_split, beyond, view.labels)
        picture_block.draw_but_fold_on_a_phone("pound", split, view, beyond)
        return
    delivery = view.result("delivery_confidence")
    for name, make in (("ratings", rating_counts_by_rater), ("slips", plan_slips)):
        drawn = cache.picture(make, delivery)
        if not drawn.is_empty:
            picture_block.draw(name, drawn, view, delivery)


def to_date(view: View) -> None:
    """Show how the theme's benefit has grown against plan; nothing where nothing is in pounds."""
    if in_pounds(view):
        plan = view.result("plan_forecast_realised")
        drawn = cache.picture(benefit_to_date, plan)
        picture_block.draw_but_fold_on_a_phone("to_date", drawn, view, plan)


def strips(labels: Labels, programmes: Sequence[Programme], *results: Result) -> Picture:
    """Return each programme of the theme: how far it has spread, how sure its delivery is, and
    its benefit against plan; those of one initiative as one. Results are those of adoption, of
    the plan and of delivery confidence, in this order."""
    adoption, plan, delivery = results
    beside = beside_strips(plan, delivery, programmes)
    return adoption_strips(adoption, labels, beside, programmes)
