"""The one way by which words reach a control: shown letter by letter, whoever wrote them.

Streamlit reads the labels of controls, and the options of some, as Markdown. No other module of
the pages calls its controls, so that no name of a list and no text of a partner needs to be
remembered to be escaped.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

import streamlit as st

from portfolio.views import escape

Control = TypeVar("Control", bound=Callable[..., Any])

# Each is one line of words, first of what it is given, or named.
_WORDS = ("label", "body", "text", "help", "placeholder")
_OPTIONS = "format_func"
_FILE_NAME = "file_name"


def _shown(control: Control, *, marks_options: bool = False) -> Control:
    """Return a control of Streamlit whose words are shown as they are.

    `marks_options` tells that it reads Markdown in its options too: the others show them plainly.
    """

    @wraps(control)
    def shown(*given: Any, **named: Any) -> Any:
        if given:
            given = (escape.label(given[0]), *given[1:])
        for name in _WORDS:
            if isinstance(named.get(name), str):
                named[name] = escape.label(named[name])
        if marks_options:
            named[_OPTIONS] = _escaped(named.get(_OPTIONS, str))
        if isinstance(named.get(_FILE_NAME), str):
            named[_FILE_NAME] = escape.file_name(named[_FILE_NAME])
        return control(*given, **named)

    return cast("Control", shown)


def _escaped(words: Callable[[Any], object]) -> Callable[[Any], str]:
    return lambda option: escape.label(str(words(option)))


button = _shown(st.button)
download_button = _shown(st.download_button)
expander = _shown(st.expander)
file_uploader = _shown(st.file_uploader)
form_submit_button = _shown(st.form_submit_button)
popover = _shown(st.popover)
segmented_control = _shown(st.segmented_control, marks_options=True)
selectbox = _shown(st.selectbox)
spinner = _shown(st.spinner)
status = _shown(st.status)
subheader = _shown(st.subheader)
text_input = _shown(st.text_input)
toggle = _shown(st.toggle)
