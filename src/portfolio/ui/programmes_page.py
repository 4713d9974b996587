"""The parts of the page Programmes: the choice of one, the portfolio, and one on a page."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import streamlit as st

from portfolio.domain.filters import Filters
from portfolio.domain.programme import Programme
from portfolio.ui import (
    address,
    cache,
    choices,
    controls,
    frame,
    picture_block,
    shown_block,
    stuck_block,
)
from portfolio.ui.address import Choice
from portfolio.ui.markup import write_html
from portfolio.ui.view import View
from portfolio.views import snippets
from portfolio.views.benefits.benefit_by_type import benefit_by_type
from portfolio.views.benefits.pound_split import pound_split
from portfolio.views.benefits.share_of_benefit import share_of_benefit
from portfolio.views.confidence.confidence_over_time import confidence_over_time
from portfolio.views.confidence.rating_questions import plan_slips
from portfolio.views.confidence.risk_against_reward import risk_against_reward
from portfolio.views.programmes import portfolio_table, programme_sheet
from portfolio.views.programmes.approach_mix import approach_mix
from portfolio.views.programmes.effort import effort_by_theme, effort_of_one
from portfolio.views.programmes.old_services import old_services
from portfolio.views.programmes.portfolio_lines import RATINGS, SORTS, Arrangement
from portfolio.views.programmes.two_programmes import two_programmes
from portfolio.views.programmes.who_pays import who_pays
from portfolio.views.words import programme_words as words
from portfolio.views.words.terms import STAGE

_MEASURES = ("adoption", "beyond_lead_share", "plan_forecast_realised", "delivery_confidence")
_SORT = Choice("sort", "Sorted by", SORTS, "name")
_STAGE = Choice("stage", "Stage", {"": "Any", **STAGE})
_RATING = Choice("rating", "Confidence", RATINGS)
_ROWS = Choice(
    "rows",
    "Rows",
    {
        str(n): str(n)
        for n in range(portfolio_table.STEP, portfolio_table.MOST + 1, portfolio_table.STEP)
    },
    str(portfolio_table.STEP),
)


def choice(view: View) -> Choice:
    """Return every programme by name, after an entry for the whole portfolio."""
    named = choices.programme(view.labels)
    every = view.service.programmes(Filters(view.filters.period, view.filters.known_on))
    apart = programme_sheet.told_apart(every, view.labels)
    return Choice("programme", "Show", {**named.words, **apart, "": "The whole portfolio"})


def described(view: View) -> tuple[Programme, ...]:
    return view.service.programmes(view.filters)


def one(view: View) -> Programme | None:
    """Return the programme that the address names; None where it names none that is reported."""
    return described(view)[0] if view.filters.programme and described(view) else None


def headline(view: View) -> str:
    """Return what the page says first: of the portfolio, or of the one programme."""
    adoption = view.result("adoption")
    if view.filters.programme is None:
        return words.headline(described(view), adoption, view.result("delivery_confidence"))
    programme = one(view)
    if programme is None:
        return view.labels.programme(view.filters.programme)
    beyond, confidence = view.result("beyond_lead_share"), view.result("delivery_confidence")
    return words.one_headline(programme, adoption, beyond, confidence)


def show(view: View) -> None:
    """Show the portfolio, or the one programme that was chosen."""
    with st.container(key="programme_choice", horizontal=True):
        address.select(choice(view))
        if view.filters.programme is not None:
            address.select(beside(view))
    if view.filters.programme is None:
        _portfolio(view)
        return
    programme = one(view)
    if programme is None:
        write_html(snippets.empty(words.NOT_HERE))
        return
    _beside_another(programme, view)
    _sheet(programme, view)


def beside(view: View) -> Choice:
    """Return every other programme by name, to set beside the one that is shown."""
    named = {code: name for code, name in choice(view).words.items() if code}
    named.pop(view.filters.programme or "", None)
    return Choice("beside", "Beside another", {"": "None", **named})


def _beside_another(programme: Programme, view: View) -> None:
    """Show the programme and the one chosen beside it, row by row; nothing where none is."""
    other = address.read(beside(view))
    if not other:
        return
    whole = replace(view.filters, programme=None)
    described_too = (p for p in view.service.programmes(whole) if p.programme_id == other)
    for found in described_too:
        results = tuple(view.service.result(name, whole) for name in _MEASURES)
        both = _both(programme, found)
        drawn = cache.picture(two_programmes, both, view.labels, *results)
        picture_block.draw("two_programmes", drawn, view, *results)


@lru_cache(256)
def _both(one: Programme, other: Programme) -> tuple[Programme, Programme]:
    """Return the very same pair for equal ones, so that its picture is found again."""
    return one, other


def _portfolio(view: View) -> None:
    how = _arrangement(view)
    results = tuple(view.result(name) for name in _MEASURES)
    drawn = cache.picture(
        portfolio_table.portfolio_table, described(view), how, view.labels, *results
    )
    picture_block.draw("portfolio", drawn, view, *results)
    if portfolio_table.is_more(drawn, how):
        step = portfolio_table.STEP
        controls.button(
            f"Show {min(step, len(drawn.table) - how.rows)} more",
            key="more_rows",
            on_click=address.write,
            args=(_ROWS, str(how.rows + step)),
        )
    _beside(view)


def _beside(view: View) -> None:
    """Show what the portfolio is made of: plans that slipped, effort, approach, and old services
    still running."""
    effort, horses = view.result("beyond_it"), view.result("two_horses")
    confidence = view.result("delivery_confidence")
    stuck_block.fold(view)
    picture_block.fold("slips", cache.picture(plan_slips, confidence), view, confidence)
    picture_block.fold("old_services", cache.picture(old_services, horses), view, horses)
    picture_block.fold("effort", cache.picture(effort_by_theme, effort), view, effort)
    picture_block.fold("approach", cache.picture(approach_mix, effort), view, effort)


def _arrangement(view: View) -> Arrangement:
    with st.container(key="arrange", horizontal=True):
        sort, stage, rating = (address.select(one) for one in (_SORT, _STAGE, _RATING))
    rows = int(address.read(_ROWS))
    return _same(Arrangement(sort, stage, rating, rows))


@lru_cache(256)
def _same(how: Arrangement) -> Arrangement:
    """Return the very same arrangement for equal ones, so that its picture is found again."""
    return how


def _sheet(programme: Programme, view: View) -> None:
    """Show one programme from purpose to benefit."""
    themes = {theme.key: theme.theme_name for theme in view.references.themes}
    write_html(programme_sheet.described(programme, view.labels, themes))
    _spread(view)
    _effort_and_confidence(programme, view)
    _benefit(view)
    _risk_and_lessons(view)
    _behind(view)


def _spread(view: View) -> None:
    adoption = view.result("adoption")
    drawn = cache.picture(programme_sheet.who_uses_it, adoption, view.labels)
    picture_block.draw("who_uses_it", drawn, view, adoption)
    shown_block.draw(view)


def _effort_and_confidence(programme: Programme, view: View) -> None:
    """Beside the confidence what it is made of, and what still runs beside it."""
    effort, confidence = view.result("beyond_it"), view.result("delivery_confidence")
    horses = view.result("two_horses")
    with frame.pair("effort_and_confidence") as (left, right):
        with left:
            through = cache.picture(confidence_over_time, confidence, view.labels, programme)
            picture_block.draw("confidence", through, view, confidence)
        with right:
            picture_block.draw("effort", cache.picture(effort_of_one, effort), view, effort)
            picture_block.draw("old_services", cache.picture(old_services, horses), view, horses)


def _benefit(view: View) -> None:
    beyond, plan = view.result("beyond_lead_share"), view.result("plan_forecast_realised")
    effective, paid = view.result("effective_organisations"), view.result("payer_gainer")
    with frame.pair("benefit") as (left, right):
        with left:
            drawn = cache.picture(benefit_by_type, plan, beyond)
            picture_block.draw("by_type", drawn, view, plan, beyond)
            picture_block.draw(
                "pound", cache.picture(pound_split, beyond, view.labels), view, beyond
            )
        with right:
            pays = cache.picture(who_pays, paid, view.labels)
            picture_block.draw("who_pays", pays, view, paid)
    shares = cache.picture(share_of_benefit, effective, view.labels)
    picture_block.fold("where_it_lands", shares, view, effective)


def _risk_and_lessons(view: View) -> None:
    risk, learning = view.result("risk_reward"), view.result("learning")
    weighed = cache.picture(risk_against_reward, risk, view.labels)
    picture_block.fold("risks", weighed, view, risk)
    learned = cache.picture(programme_sheet.its_lessons, learning, view.labels)
    picture_block.draw("lessons", learned, view, learning)


def _behind(view: View) -> None:
    with controls.expander("The submissions behind this page"):
        frame.section(
            "",
            "The extracts that stand and speak of this programme, newest first.",
            programme_sheet.rests_on(view.service.rests_on(view.filters), view.labels),
        )
