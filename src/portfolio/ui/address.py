"""What a reader chose, kept in the address of the page so that a link shows the same view.

Streamlit's own binding writes the words of an option into the address: names that partners
wrote, which change. Addresses here carry codes only, and a default is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st

from portfolio.domain.filters import IN_ADDRESS
from portfolio.ui import controls

CARRIED = tuple(IN_ADDRESS.values())
"""The choices that go along when a reader moves to another page."""
KEPT = ("partner", "for")
"""The choices of one page only that are still made when a reader comes back to it: whom somebody
sends for, and for when, must not change behind their back."""
_OF_ONE_PROGRAMME = "Programmes"
_PAGE, _LAST, _KEPT = "address_page", "address_last", "address_kept"
_CHANGED = "address_changed"


@dataclass(frozen=True)
class Choice:
    """One thing to choose: its name in the address, its label, its codes with their words."""

    key: str
    label: str
    words: Mapping[str, str]
    default: str = ""

    @property
    def widget(self) -> str:
        return f"choose_{self.key}"

    def word(self, code: str) -> str:
        return self.words.get(code, code)


def arrive(page: str) -> None:
    """Take a reader's last choices along to a page that was opened without any, and make again
    those that were made on it before."""
    has_moved = st.session_state.get(_PAGE) not in (None, page)
    if has_moved:
        st.session_state[_CHANGED] = False
    st.session_state[_PAGE] = page
    if has_moved and not any(key in st.query_params for key in CARRIED):
        st.query_params.update(st.session_state.get(_LAST, {}))
    kept = st.session_state.setdefault(_KEPT, {})
    if has_moved and not any(key in st.query_params for key in KEPT):
        st.query_params.update(kept.get(page, {}))
    kept[page] = {k: st.query_params[k] for k in KEPT if k in st.query_params}
    st.session_state[_LAST] = {k: st.query_params[k] for k in CARRIED if k in st.query_params}


def read(choice: Choice) -> str:
    """Return the code the address names; the default where it names none, or one not on offer."""
    code = st.query_params.get(choice.key, choice.default)
    return code if code in choice.words else choice.default


def unknown(choice: Choice) -> str:
    """Return what the address names under a choice that is not on offer; blank where all is
    well, and where the reader has chosen otherwise since the page was opened: then it is no
    link's word."""
    if st.session_state.get(_CHANGED):
        return ""
    code = str(st.query_params.get(choice.key, choice.default))
    return "" if code in choice.words or not code else code


def page_name() -> str:
    """Return the page that was opened last in this tab."""
    return str(st.session_state.get(_PAGE) or "")


def read_any(key: str) -> str:
    """Return what the address says under a name, before it is known what there is to choose."""
    return str(st.query_params.get(key, ""))


def write(choice: Choice, code: str | None) -> None:
    """Put a choice into the address, or take it out where it is the default."""
    st.session_state[_CHANGED] = True
    if code in (None, choice.default):
        st.query_params.pop(choice.key, None)
    else:
        st.query_params[choice.key] = str(code)


def carried() -> dict[str, str]:
    """Return what a link on this page takes along. The programme that a page is all about does
    not narrow the page that is gone to."""
    subject = "programme" if st.session_state.get(_PAGE) == _OF_ONE_PROGRAMME else None
    return {
        key: st.query_params[key] for key in CARRIED if key in st.query_params and key != subject
    }


def whole(pinned: Mapping[str, str]) -> str:
    """Return the whole address of this page with everything that was chosen, and what is pinned."""
    page = str(st.context.url or "").partition("?")[0]
    return f"{page}?{urlencode({**st.query_params.to_dict(), **pinned})}"


def select(choice: Choice, *, disabled: bool = False) -> str:
    """Return a select box that follows the address and writes to it."""
    st.session_state[choice.widget] = read(choice)
    return controls.selectbox(
        choice.label,
        list(choice.words),
        format_func=choice.word,
        key=choice.widget,
        disabled=disabled,
        on_change=_follow,
        args=(choice,),
    )


def segments(choice: Choice) -> str:
    """Return the same as a row of segments, for a handful of short words."""
    st.session_state[choice.widget] = read(choice)
    chosen = controls.segmented_control(
        choice.label,
        list(choice.words),
        format_func=choice.word,
        key=choice.widget,
        required=True,
        label_visibility="collapsed",
        wrap=True,
        on_change=_follow,
        args=(choice,),
    )
    return chosen or choice.default


def _follow(choice: Choice) -> None:
    write(choice, st.session_state[choice.widget])
