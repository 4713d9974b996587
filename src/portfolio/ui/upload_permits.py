"""Which browser tabs may send files up, what they hold, and what was not taken of one."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import streamlit as st
from streamlit.runtime import exists, get_instance
from streamlit.runtime.scriptrunner import get_script_run_ctx

HELD = "send_checked"
"""Under which a tab keeps the files it has sent up, with what was said of them."""


class Uploading:
    """The tabs that show a place for files. A tab is named by Streamlit's session."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._refused: dict[str, list[str]] = {}

    def may_send(self, session: str) -> bool:
        """Return whether a tab shows a place for files at this moment."""
        return session in self._refused

    @property
    def sessions(self) -> tuple[str, ...]:
        """All tabs that show one."""
        with self._lock:
            return tuple(self._refused)

    def begin(self, session: str) -> None:
        with self._lock:
            self._refused.setdefault(session, [])

    def end(self, session: str) -> None:
        with self._lock:
            self._refused.pop(session, None)

    def refuse(self, session: str, why: str) -> None:
        """Note why a file of a tab was not taken, in a sentence for its page."""
        with self._lock:
            said = self._refused.get(session)
            if said is not None and why not in said:
                said.append(why)

    def refused(self, session: str) -> tuple[str, ...]:
        with self._lock:
            return tuple(self._refused.get(session, ()))

    def forget_refused(self, session: str) -> None:
        with self._lock:
            if session in self._refused:
                self._refused[session] = []


UPLOADING = Uploading()


def open_here() -> None:
    """Note that this tab shows a place for files: from now on it may send some."""
    UPLOADING.begin(_session())


def close_here() -> None:
    """Note that this tab shows none: what it had sent up and not handed over is let go of."""
    UPLOADING.end(_session())
    st.session_state.pop(HELD, None)
    let_go()


def let_go() -> None:
    """Return back the memory of the files this tab has sent up."""
    if exists():
        get_instance().uploaded_file_mgr.remove_session_files(_session())


def not_taken() -> Sequence[str]:
    """Return why files of this tab were not taken, in sentences."""
    return UPLOADING.refused(_session())


def begin_again() -> None:
    """Another choice of files: what was said of the last one no longer holds."""
    UPLOADING.forget_refused(_session())


def _session() -> str:
    context = get_script_run_ctx()
    return context.session_id if context else ""
