"""The parts of the page Learning: one lesson opened, and lessons found by their words."""

from __future__ import annotations

import streamlit as st

from portfolio.domain.result import Result
from portfolio.ui import address, controls, frame
from portfolio.ui.address import Choice
from portfolio.ui.view import View
from portfolio.views import escape, formats, links, snippets
from portfolio.views.learning.one_lesson import lesson_entries, one_lesson
from portfolio.views.read_result import having, records, text
from portfolio.views.search import Index

_FIND = Choice("find", "Find a lesson", {})
_OPEN = 10


def choice(learning: Result) -> Choice:
    """The lessons there are; none is open until one is chosen."""
    titles = {text(row, "lesson_id"): text(row, "title") for row in records(learning, "lessons")}
    return Choice("lesson", "Lesson", {"": "No lesson opened", **titles})


def opened(learning: Result, view: View) -> None:
    """Show the lesson that the address names, above all others; nothing where it names none."""
    code = address.read(choice(learning))
    if not code:
        return
    (lesson, *_) = having(records(learning, "lessons"), "lesson_id", code)
    uses = having(records(learning, "trace"), "lesson_id", code)
    frame.section(text(lesson, "title"), "", one_lesson(lesson, uses, view.labels))


def find(learning: Result, view: View) -> None:
    """Show a box to find lessons in, and those found."""
    st.session_state[_FIND.widget] = address.read_any(_FIND.key)
    with st.container(key="find_lesson"):
        asked = controls.text_input(
            _FIND.label,
            key=_FIND.widget,
            placeholder="Title, organisation or programme",
            on_change=_follow,
        )
    if not asked:
        return
    found = Index(lesson_entries(records(learning, "lessons"), view.labels)).found(asked)
    lines = [
        f"<li>{links.link(one.href, one.name)}"
        f"<small>{escape.html(one.kind)} · {links.sentence(one.about, view.labels)}</small></li>"
        for one in found
    ]
    listed = snippets.folded(
        lines,
        _OPEN,
        lambda body: f'<ul class="pf-gaps">{body}</ul>',
        lambda rest: formats.plural(rest, "more lesson"),
    )
    none = snippets.empty("No lesson holds all of these words.")
    frame.section(f"{formats.plural(len(found), 'lesson')} found", "", listed if lines else none)


def _follow() -> None:
    address.write(_FIND, st.session_state[_FIND.widget])
