"""What a page says when something went wrong with us, wherever in it that was."""

from __future__ import annotations

import streamlit as st

from portfolio.logbook import write_fault
from portfolio.service import IN_REPAIR, TOO_NEW, NotAllowed, fault_words
from portfolio.store.errors import (
    StoreDamaged,
    StoreFault,
    StoreInRepair,
    StoreTooNew,
    trouble,
)
from portfolio.ui import app_state, fallback_style
from portfolio.views import snippets

_WHAT_TO_DO = "Load this page again in a minute."
_TRY_AGAIN = (
    "Try again in a minute; what you chose is still here. If it happens once more, tell the "
    "portfolio office."
)

_STILL_HERE = "What you chose is still here."


def tell(error: Exception, *, is_noted: bool = True) -> bool:
    """Say it on the page in our words, and have a damaged database made again. `is_noted`: the
    log has it.

    True: nothing else needs to be shown.
    """
    if isinstance(error, StoreDamaged):
        app_state.mend()
    words, detail = _words(error, is_noted=is_noted)
    fallback_style.show()
    st.html(snippets.verdict("note", words, detail))
    return True


def not_kept(error: StoreFault, doing: str) -> str:
    """Return notes what kept us from storing, and says it beside what is still there to be tried
    again."""
    is_noted = write_fault(doing, error.__cause__ or error)
    if isinstance(error, StoreDamaged):
        app_state.mend()
    if isinstance(error, StoreDamaged | StoreInRepair):
        return f"{IN_REPAIR} {_TRY_AGAIN}"
    if trouble(error) is not None:
        return f"{fault_words(error, is_noted=is_noted)} {_STILL_HERE}"
    return f"Something went wrong on our side, not on yours. {_TRY_AGAIN}"


def _words(error: Exception, *, is_noted: bool) -> tuple[str, str]:
    if isinstance(error, StoreDamaged | StoreInRepair):
        return "This page is not there for the moment.", IN_REPAIR
    if isinstance(error, NotAllowed):
        return "This is not open to you at this moment.", str(error)
    if isinstance(error, StoreTooNew):
        return "This page cannot be shown.", TOO_NEW
    return "This page could not be shown.", f"{fault_words(error, is_noted=is_noted)} {_WHAT_TO_DO}"
