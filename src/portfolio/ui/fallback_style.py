"""How the pages look where nobody else says so: under Streamlit alone, which runs `app.py`."""

from __future__ import annotations

from dataclasses import dataclass

from portfolio.ui.markup import write_html
from portfolio.ui.page_style import STYLESHEET


@dataclass
class _Look:
    with_the_page: bool = False


_look = _Look()


def sent_with_the_page() -> None:
    """Our own server sends the stylesheet with each page: no run of a script needs to."""
    _look.with_the_page = True


def show() -> None:
    """Place the stylesheet on the page, unless it came with it."""
    if not _look.with_the_page:
        write_html(STYLESHEET)
