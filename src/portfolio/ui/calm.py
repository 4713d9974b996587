"""What a page says when something went wrong with us, wherever in it that was."""

from __future__ import annotations

import streamlit as st

from portfolio.office import IN_REPAIR, OUR_FAULT, TOO_NEW
from portfolio.store.faults import StoreDamaged, StoreInRepair, StoreTooNew
from portfolio.ui import house
from portfolio.ui.style import CSS
from portfolio.views import snippets
from portfolio.views.style import CSS as DRAWN

_WHAT_TO_DO = "Load this page again in a minute."


def tell(error: Exception) -> bool:
    """Says it on the page in our words, and has a damaged database made again.

    True: nothing else needs to be shown.
    """
    if isinstance(error, StoreDamaged):
        house.mend()
    words, detail = _words(error)
    st.html(f"<style>{DRAWN}{CSS}</style>{snippets.verdict('note', words, detail)}")
    return True


def _words(error: Exception) -> tuple[str, str]:
    if isinstance(error, StoreDamaged | StoreInRepair):
        return "This page is not there for the moment.", IN_REPAIR
    if isinstance(error, StoreTooNew):
        return "This page cannot be shown.", TOO_NEW
    return "This page could not be shown.", f"{OUR_FAULT} {_WHAT_TO_DO}"
