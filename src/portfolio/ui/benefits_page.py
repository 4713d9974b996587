"""The parts of the page Benefits: one £ type, one benefit over time, the list of all."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from portfolio.domain.result import Result
from portfolio.measures.card_catalogue import CARDS
from portfolio.ui import address, cache, controls, frame, picture_block
from portfolio.ui.address import Choice
from portfolio.ui.markup import write_html
from portfolio.ui.rows_behind_block import Narrowed
from portfolio.ui.view import View
from portfolio.views import formats, snippets
from portfolio.views.attention import SORTS, ordered
from portfolio.views.benefits.benefit_list import PAGE_ROWS, benefit_list, pages
from portfolio.views.benefits.benefit_to_date import benefit_to_date, types_with_benefit
from portfolio.views.benefits.emergent import emergent_by_theme, emergent_list, noticed_by
from portfolio.views.benefits.planned_and_realised import by_programme, by_theme
from portfolio.views.benefits.revised_months import revised_months
from portfolio.views.benefits.xmr_chart import find, xmr_chart
from portfolio.views.benefits.xmr_verdict import xmr_verdict
from portfolio.views.paper.benefit_chart import chart_of
from portfolio.views.read_result import Record, count, having, records, text
from portfolio.views.words.terms import BENEFIT_TYPE

OFFERS = ("theme", "lead", "beneficiary", "programme")
_ANCHOR = "over-time"
_MOST_LISTED = 300
_NAME_LETTERS = 70
_NOT_CHOSEN = "Choose one here or in the list below"
_SORT = Choice("sort", "Sorted by", SORTS, "attention")


def one_type(view: View, plan: Result) -> None:
    """Show planned, forecast and realised of one £ type: over time, by theme, by programme."""
    codes = types_with_benefit(plan)
    if not codes:
        return
    words = {code: f"{BENEFIT_TYPE[code]} benefit" for code in codes}
    frame.section("One type at a time: they are never added up")
    code = address.segments(Choice("type", "Type of benefit", words, codes[0]))
    with frame.pair("of_type") as (left, right):
        with left:
            lines = cache.picture(benefit_to_date, plan, code)
            picture_block.draw("to_date", lines, view, plan)
        with right:
            programmes = cache.picture(by_programme, plan, code)
            picture_block.draw("by_programme", programmes, view, plan)
    picture_block.fold("by_theme", cache.picture(by_theme, plan, code), view, plan)


def are_named(over: Result) -> bool:
    """Return whether there is any benefit to show."""
    return bool(count(over, "benefits"))


@st.fragment
def noticed(view: View, emergent: Result) -> None:
    """Show what nobody planned: who noticed it, in which theme, and what it is."""
    who = cache.picture(noticed_by, emergent)
    with controls.expander(who.title, key="fold_noticed", on_change="rerun") as part:
        if not part.open:
            return
        picture_block.draw("noticed_by", who, view, emergent, title_stands=True)
        if who.is_empty:
            return
        with frame.pair("emergent") as (left, right):
            with left:
                themes = cache.picture(emergent_by_theme, emergent)
                picture_block.draw("emergent_themes", themes, view, emergent)
            with right:
                named = cache.picture(emergent_list, emergent, view.labels)
                picture_block.draw("emergent", named, view, emergent)


def over_time(view: View, over: Result) -> None:
    """Show one benefit where it lands, once one is chosen: verdict, chart, and past months that
    were revised."""
    rows = ordered(records(over, "benefits"), "attention", view.labels)
    if address.read_any("benefit"):
        controls.subheader("One benefit over time", anchor=_ANCHOR)
    benefit_id, org_code = _chosen(rows, view)
    if not benefit_id:
        return
    (row, *_) = having(having(rows, "benefit_id", benefit_id), "beneficiary_org_code", org_code)
    # The months of all charts that are shown may be very many; of one programme here they are few.
    one = view.result_of("benefit_over_time", text(row, "programme_id"), org_code)
    signal = find(one, benefit_id, org_code)
    chart = cache.picture(xmr_chart, one, benefit_id, org_code)
    if signal:
        write_html(xmr_verdict(signal, chart))
    its_own = Narrowed(text(row, "programme_id"), org_code)
    if signal:
        title = CARDS["benefit_over_time"].title
        chart = replace(chart, to_take=chart_of(one, view.labels, row, title))
    picture_block.draw("over_time", chart, view, over, is_titled=not signal, narrowed=its_own)
    revised = view.service.revisions(view.filters, benefit_id, org_code)
    told = revised_months(revised, view.labels, view.filters.period, text(signal, "unit"))
    if told.is_empty:
        write_html(snippets.foot(told.empty))
    else:
        picture_block.draw("revised", told, view, over, narrowed=its_own)


def named(over: Result, view: View) -> tuple[Choice, Choice]:
    """The benefits there are and where the one that the address names lands."""
    rows = records(over, "benefits")
    ids = {text(row, "benefit_id"): _name(row) for row in rows}
    lands = having(rows, "benefit_id", address.read_any("benefit"))
    codes = [text(row, "beneficiary_org_code") for row in lands]
    places = {code: view.labels.organisation(code) for code in codes}
    return Choice("benefit", "Benefit", ids), Choice("at", "Where it lands", places)


def _chosen(rows: list[Record], view: View) -> tuple[str, str]:
    """Return the benefit and where it lands, by two choices; those to look at first are listed
    first. Two blanks until one is chosen, here or from the list."""
    named = address.read_any("benefit")
    ids = list(dict.fromkeys(text(row, "benefit_id") for row in rows))
    listed = ids[:_MOST_LISTED] + [code for code in ids[_MOST_LISTED:] if code == named]
    names = {text(row, "benefit_id"): _name(row) for row in rows}
    with st.container(key="pf_one_benefit", horizontal=True):
        words = {"": _NOT_CHOSEN, **{code: names[code] for code in listed}}
        benefit = address.select(Choice("benefit", "One benefit over time", words))
        if not benefit:
            return "", ""
        lands = having(rows, "benefit_id", benefit)
        codes = [text(row, "beneficiary_org_code") for row in lands]
        words = {code: view.labels.organisation(code) for code in codes}
        return benefit, address.select(Choice("at", "Where it lands", words, codes[0]))


def _name(row: Record) -> str:
    return formats.shortened(text(row, "benefit_name"), _NAME_LETTERS)


def every(view: View, over: Result) -> None:
    """Show all benefits, a page at a time, in the order asked for."""
    with st.container(key="pf_list", horizontal=True):
        sort = address.select(_SORT)
        page = address.select(_pages(over))
    drawn = benefit_list(over, view.labels, _link, sort=sort, page=int(page))
    picture_block.draw("benefits", drawn, view, over)


def _pages(over: Result) -> Choice:
    last = count(over, "benefits")
    words = {
        str(at + 1): f"{formats.count(at * PAGE_ROWS + 1)} to "
        f"{formats.count(min((at + 1) * PAGE_ROWS, last))}"
        for at in range(pages(over))
    }
    return Choice("rows", f"Of {formats.count(last)}", words, "1")


def _link(row: Record) -> str:
    """Return the address of this page with a benefit's own chart."""
    chosen = {"benefit": text(row, "benefit_id"), "at": text(row, "beneficiary_org_code")}
    return f"?{urlencode({**st.query_params.to_dict(), **chosen})}#{_ANCHOR}"
